//! A catalog with text that is special to Rust, Markdown, JSON and format strings, and values that are special to JSON
//! and HTTP.

#[error_catalog::error_catalog("tests/fixtures/hostile.toml")]
mod errors {}

use error_catalog::{CatalogError, Context, Json, Response, Violations};
use errors::{Category, Code, Error};
use serde_json::Value;

use crate::presets::{Quoted, SECRET, WAIT, each_preset, json_of};

#[test]
#[allow(deprecated)]
fn text_stays_text() {
    let error = Error::bad("\"{}\"");
    let title = "\"#; } \\ {x} \u{202e}";
    let message = "{} {0} \"{}\"\u{85} \\{what}";
    assert_eq!((error.title(), error.to_string().as_str()), (title, message));
    assert_eq!(Code::lookup("{}'"), Some(Code::Bad));
    assert_eq!((Code::Bad.as_str(), Category::Bad.title()), ("bad{}'//*#", "\"; compile_error!(); //"));
    assert_eq!(Code::Bad.docs_url().unwrap_or_default(), "https://example.com/?bad{}'//*#");

    let body: serde_json::Value = serde_json::from_str(&error.to_response(&Context::new()).body).unwrap();
    let members: Vec<(String, String)> = serde_json::from_value::<serde_json::Map<_, _>>(body)
        .unwrap()
        .into_iter()
        .map(|(key, value)| (key, value.as_str().unwrap().to_owned()))
        .collect();
    let key = ("\"key\" \\ }".to_owned(), format!("\" + {title} + {message} \\ \u{1}"));
    assert_eq!(members, [key, ("code".to_owned(), "bad{}'//*#".to_owned())]);
}

/// Texts that are special to JSON, HTTP, HTML or a terminal.
fn texts() -> Vec<String> {
    let controls: String = (0..0x20).chain(0x7f..0xa0).filter_map(char::from_u32).collect();
    let mut texts = vec![controls, "x\"\\\n".repeat(1 << 10), ("x".repeat(1 << 12) + "\"\\\n\0").repeat(1 << 8)];
    texts.extend(
        [
            "",
            " \t spaces around \t ",
            "\"quoted\" 'and' \\ `escaped` \\\" \\\\",
            "</script><script>alert(1)</script><!-- ]]>",
            "a\u{2028}b\u{2029}c\u{feff}d\u{202e}e\u{ffff}",
            "\0",
            "30\r\nSet-Cookie: a=b\r\n\r\n<html>",
            "👩‍👩‍👧‍👦 é e\u{301} \u{10ffff}",
            "\\ud800 \\udfff \\u0000 \\r\\n %0d%0a %00",
            "{text} {{}} {} {0:?} %s ${x} null",
        ]
        .map(String::from),
    );
    texts
}

/// Collects all keys and strings of a value.
fn strings(json: &Value, all: &mut Vec<String>) {
    match json {
        Value::String(text) => all.push(text.clone()),
        Value::Array(elements) => elements.iter().for_each(|element| strings(element, all)),
        Value::Object(members) => members.iter().for_each(|(key, value)| {
            all.push(key.clone());
            strings(value, all);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Checks that the response can be sent, and returns the strings of its body.
fn check(preset: &str, response: &Response) -> Vec<String> {
    for (name, value) in &response.headers {
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{preset}: {name}");
        assert!(!value.bytes().any(|byte| byte < 0x20 || byte == 0x7f), "{preset}: {name}: {value:?}");
        assert!(value.len() <= 8_000 && value.trim() == value, "{preset}: {name}: {value:?}");
    }
    let json = serde_json::from_str(&response.body).unwrap_or_else(|error| panic!("{preset}: {error}"));
    let mut all = Vec::new();
    strings(&json, &mut all);
    assert!(!all.iter().any(|text| text.contains(SECRET)), "{preset}");
    all
}

#[test]
fn every_text_gives_a_valid_response() {
    for text in texts() {
        let debug = Json::from(text.as_str());
        let context = Context::new().request_id(&text).instance(&text).debug(&debug);
        let mut violations = Violations::new().with(&format!("a{text}"), text.as_str());
        violations.push("/", Some(&text), format!("\u{1}{text}"));
        let responses = each_preset!(Error => {
            let note = Quoted(text.clone());
            let hostile = Error::hostile(text.as_str(), [text.clone()], json_of(&text), json_of(&text), note, SECRET);
            let violated = Error::violated(violations.clone());
            assert_eq!(hostile.user_message().as_deref(), Some(text.as_str()));
            assert_eq!(hostile.log_message(), format!("{text} and {SECRET}"));
            [hostile.to_response(&context), violated.to_response(&context), Error::waiting(WAIT).to_response(&context)]
        });
        for (preset, [hostile, violated, waiting]) in responses {
            assert_eq!([hostile.status, violated.status, waiting.status], [422, 400, 503]);
            let shown = check(preset, &hostile);
            // The details replace the message.
            assert!(preset == "fastapi" || shown.contains(&format!("It says {text}")), "{preset}: {shown:?}");
            let has_details = !["oauth2", "kubernetes", "matrix", "github", "stripe"].contains(&preset);
            if has_details {
                assert!(shown.contains(&text), "{preset}: {shown:?}");
            }
            let shown = check(preset, &violated);
            assert!(shown.iter().any(|shown| shown.contains(&format!("\u{1}{text}"))), "{preset}: {shown:?}");
            check(preset, &waiting);
            assert_eq!(header(&waiting, "Retry-After"), Some("30"));
            let long = text.len() > 8_000;
            assert_eq!(header(&hostile, "X-Text").is_none(), long, "{preset}");
            assert_eq!(header(&hostile, "X-Request-ID").is_none(), long, "{preset}");
        }
    }
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
}

#[test]
fn deep_json_is_cut_off() {
    let deep = || (0..100_000).fold(Json::from("bottom"), |inner, _| Json::List([inner].into()));
    let bodies = each_preset!(Error => {
        let error = Error::hostile("", [], deep(), deep(), None, "");
        let debug = deep();
        let response = error.to_response(&Context::new().debug(&debug));
        let shown = format!("{error:?} {error} {debug}");
        assert!(!shown.contains("bottom") && shown.contains("null"));
        // Dropping it takes stack space for each level.
        std::mem::forget((error, debug));
        response
    });
    for (preset, response) in bodies {
        assert!(!check(preset, &response).iter().any(|text| text == "bottom"), "{preset}");
    }
}
