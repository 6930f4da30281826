//! Compares the values that are read with the values that serde_json reads.

use super::*;
use alloc::format;

fn read(text: &str) -> Json {
    Body::read(text.as_bytes()).root().to_json()
}

#[test]
fn reads_what_serde_json_reads() {
    for text in [
        "null",
        " [true , false,null]\r\n\t",
        r#"{"a":1,"b":[],"c":{},"a":{"d":[{}]}}"#,
        r#""é😀 \" \\ \/ \b\f\n\r\t \u0041\u00e9\u0000\ud83d\ude00\uFFFF \u007f""#,
        "[0,-0,1,-1,18446744073709551615,18446744073709551616,-9223372036854775808,-9223372036854775809]",
        "[0.5,-0.0,1e3,1E+3,1e-3,12.5e-999,0e999,1.7976931348623157e308,123456789012345678901234567890]",
        "",
        " ",
        "nul",
        "truefalse",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "[1}",
        "{\"a\":1]",
        "{\"a\":}",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1} x",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\n\"",
        "\"12345678\u{1f}\"",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "1e999",
        "-1e999",
        "NaN",
        "\u{a0}1",
        "\0",
        "1\0",
    ] {
        assert_eq!(read(text), serde_json::from_str(text).unwrap_or_default(), "{text}");
    }
    assert_eq!(read("\u{FEFF}17"), Json::Unsigned(17));
    let long = "9".repeat(400);
    assert_eq!(read(&long), Json::Null);
}

#[test]
fn every_length_of_a_string_is_read() {
    for len in 0..40 {
        for end in ["", "\\n", "é", "\u{7f}"] {
            let text = format!("[\"{}{end}\",1]", "x".repeat(len));
            assert_eq!(read(&text), serde_json::from_str(&text).unwrap(), "{text}");
        }
    }
}

#[test]
fn depth_is_limited() {
    for (depth, is_read) in [(127, true), (128, false), (100_000, false)] {
        let text = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(Body::read(text.as_bytes()).root().is_list(), is_read, "{depth}");
    }
}

#[test]
fn the_last_member_with_a_key_counts() {
    let body = Body::read(br#"{"a":1,"b":{"a":2},"\u0061":3,"c":4}"#);
    let member = |key: &str| body.root().member(key.as_bytes()).map(Node::to_json);
    assert_eq!(member("a"), Some(Json::Unsigned(3)));
    assert_eq!(member("c"), Some(Json::Unsigned(4)));
    assert_eq!((member("d"), member("")), (None, None));
    assert!(Body::read(b"{}").root().member(b"").is_none());
}

#[test]
fn a_text_of_a_number_is_normalized() {
    for (json, text) in [
        ("17", "17"),
        ("-0", "-0.0"),
        ("1e3", "1000.0"),
        ("\"1e3\"", "1e3"),
        ("18446744073709551616", "1.8446744073709552e19"),
    ] {
        assert_eq!(Body::read(json.as_bytes()).root().as_text().as_deref(), Some(text));
    }
    assert_eq!(Body::read(b"true").root().as_text(), None);
}

#[test]
fn bytes_that_are_no_text_are_kept() {
    let body = Body::read(b"\"a\xff\"");
    assert_eq!((body.bytes(), &*body.text()), (&b"\"a\xff\""[..], "\"a\u{FFFD}\""));
    assert_eq!(body.root().to_json(), Json::Null);
}
