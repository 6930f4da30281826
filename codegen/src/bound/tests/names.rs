//! The names of variants and fields, and their attributes for lints.

use super::{bind_in, bind_text};

const RENAMED: &str = r#"
[errors.a]
status  = 400
message = "{type} {kind}"
fields  = { type = { type = "string", rust-name = "kind" }, kind = { type = "u8", rust-name = "sort" } }

[errors.b]
status  = 400
message = "{v0} {f}"
fields  = { v0 = { type = "string", rust-name = "v1" }, f = { type = "u8", rust-name = "v0" } }
"#;

/// The name of a field in responses can be the Rust name of another field.
#[test]
fn a_name_in_rust_takes_precedence() {
    for (variants, expected) in [
        ("A { kind: String, sort: u8 }", [&["kind", "sort"][..], &[]]),
        ("A { sort: u8, kind: String }", [&["kind", "sort"], &[]]),
        ("A { r#type: String, sort: u8 }", [&["r#type", "sort"], &[]]),
        ("B { v1: String, v0: u8, #[internal] f: u8 }", [&[], &["v1", "v0"]]),
        ("B { v1: String, f: u8 }", [&[], &["v1", "f"]]),
        ("B { v1: String, v0: u8, #[source] f: E }", [&[], &["v1", "v0"]]),
    ] {
        let binding = bind_in(RENAMED, "", variants, true);
        assert_eq!(binding.problems, [], "{variants}");
        let names = binding.errors.iter().map(|bounds| bounds.iter().flat_map(|it| &it.members).map(|it| &it.name));
        let names: Vec<Vec<&String>> = names.map(Iterator::collect).collect();
        assert_eq!(names, expected, "{variants}");
    }
    let message = |variants: &str| {
        let problems = bind_in(RENAMED, "", variants, true).problems;
        problems.iter().map(|it| it.message.lines().next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        message("A { r#type: String, kind: u8 }"),
        ["the error `a` has no field `type`, and the variant lacks `sort: u8`"]
    );
    assert_eq!(message("B { v1: String, v2: u8 }"), ["the error `b` has no field `v2`; did you mean `v0`?"]);
}

/// A derive would copy the attributes that allow a lint.
#[test]
fn a_deprecated_part_is_found() {
    for (attributes, variants, expected) in [
        ("", "Down", false),
        ("", "#[deprecated = \"a\"] Down", true),
        ("", "UserNotFound { #[deprecated] user_id: String }; Down", true),
        ("", "#[cfg_attr(a, deprecated)] Down", true),
        ("#[deprecated] ", "Down", true),
        ("#[allow(dead_code, deprecated)] ", "Down", true),
        ("#[allow(dead_code)] ", "#[doc = \"deprecated\"] Down", false),
    ] {
        assert_eq!(bind_text(attributes, variants, true).is_deprecated, expected, "{attributes}{variants}");
    }
}

/// Thousands of names are not compared with thousands of others.
#[test]
fn many_unknown_variants_are_reported_soon() {
    let catalog: String =
        (0..3000).map(|index| format!("[errors.err_{index}]\nstatus = 404\nmessage = 'a'\n")).collect();
    let variants: Vec<String> = (0..3000).map(|index| format!("Er{index}")).collect();
    let problems = bind_in(&catalog, "", &variants.join(";"), true).problems;
    let suggestions = problems.iter().filter(|it| it.message.contains("did you mean `Err"));
    assert_eq!((problems.len(), suggestions.count()), (3000, 66));
}
