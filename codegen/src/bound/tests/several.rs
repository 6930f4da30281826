//! Tables of variants for errors with several statuses.

use super::bind_in;

const CATALOG: &str = r#"
[errors.denied]
status  = [401, 403]
message = "{user} has no access to {room}"
fields  = { user = "string", room = "string" }

[errors.gone]
status  = 410
message = "{room} is gone"
fields  = { room = "string" }
"#;

/// The members of the variant in the order of the catalog, or the first line of each problem.
fn bound(variant: &str) -> Result<String, Vec<String>> {
    let binding = bind_in(CATALOG, "", variant, true);
    let lines = binding.problems.iter().map(|it| it.message.lines().next().unwrap_or_default().to_owned());
    let lines: Vec<String> = lines.collect();
    let bound = binding.errors.iter().flatten().next();
    let names = bound.map(|bound| bound.members.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(" "));
    names.filter(|_| lines.is_empty()).ok_or(lines)
}

#[test]
fn a_variant_contains_the_status() {
    for (variant, expected) in [
        ("Denied { status: u16, user: String, room: String }", "status user room"),
        ("Denied { room: String, user: String, #[status] http: u16 }", "http user room"),
        ("Denied { room: String, user: String, #[internal] status: u16 }", "status user room"),
        ("Denied(u16, String, String)", "0 1 2"),
        ("Denied(String, #[status] u16, String)", "1 0 2"),
        ("Denied(String, String, #[status] u16, #[source] fmt::Error)", "2 0 1"),
    ] {
        assert_eq!(bound(variant), Ok(expected.to_owned()), "{variant}");
    }
}

#[test]
fn a_wrong_status_is_reported() {
    for (variant, expected) in [
        ("Denied { user: String, room: String }", "the variant lacks `status: u16` of the error `denied`"),
        (
            "Denied(String, String)",
            "the error `denied` has 3 fields, in this order: `status: u16`, `user: string`, `room: string`; this variant \
             has 2 fields",
        ),
        ("Denied(#[status] u16, #[status] u16, String)", "a variant has at most one `#[status]`"),
        (
            "Denied { #[status] http: u16, status: u16, user: String, room: String }",
            "the error `denied` has no field `status`",
        ),
        (
            "Denied { #[status] http: Option<u16>, user: String, room: String }",
            "unexpected `Option`: the field `status` is required in the catalog",
        ),
        (
            "Denied { #[status] #[display] http: u16, user: String, room: String }",
            "`#[status]` contradicts `#[display]`",
        ),
        ("Denied { #[status(401)] http: u16, user: String, room: String }", "`#[status]` has no arguments"),
        (
            "Denied { status: u16, user: Option<String>, room: String, #[from] source: fmt::Error }",
            "unexpected `Option`: the field `user` is required in the catalog",
        ),
        (
            "Gone { #[status] room: String }",
            "`#[status]` is for an error with several statuses, and the error `gone` has only the status 410",
        ),
        (
            "Gone(String, #[status] u16)",
            "`#[status]` is for an error with several statuses, and the error `gone` has only the status 410",
        ),
        ("#[status] Gone(String)", "`#[status]` is an attribute of a field of a variant"),
    ] {
        let problems = bound(variant).unwrap_err();
        assert!(problems.iter().any(|problem| problem == expected), "{variant}: {problems:?}");
    }
}
