//! Pairs of catalogs, and all findings.

mod facts;
mod families;
mod names;
mod properties;
mod same;
mod shown;
mod urls;
mod violations;

/// A description, the old catalog, the new one, and each finding as `impact kind code`.
pub(crate) type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// The beginning of every catalog: a body with almost nothing in it.
const BODY: &str = "
wire.body.message = \"{message}\"
wire.body.\"code?\" = \"{code}\"
wire.body.\"details?\" = \"{details}\"
";

/// The end of every catalog: an error that never changes.
const OTHERS: &str = "
[errors.other]
status = 418
message = \"Never changes\"
code = \"OTHER\"
[categories.one]
[categories.two]
";

/// The catalog of a row, from the part in which it differs.
pub(crate) fn catalog(text: &str) -> String {
    format!("{BODY}{text}{OTHERS}")
}

/// All rows.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    names::ROWS
        .iter()
        .chain(families::ROWS)
        .chain(facts::ROWS)
        .chain(properties::ROWS)
        .chain(shown::ROWS)
        .chain(same::ROWS)
        .chain(urls::ROWS)
        .chain(violations::ROWS)
}

/// The kinds of additions, each with the kind of the reversed change.
pub(crate) const OPPOSITES: &[(&str, &[&str])] = &[
    ("code-added", &["code-removed", "code-retired"]),
    ("family-grown", &["family-shrunk", "code-removed"]),
    ("code-sent", &["code-no-longer-sent"]),
    ("alias-added", &["alias-removed"]),
    ("number-added", &["number-changed"]),
    ("field-added", &["field-removed", "field-made-internal"]),
    ("property-added", &["property-removed"]),
    ("field-value-added", &["field-value-removed"]),
    ("field-made-required", &["field-made-optional"]),
    ("header-added", &["header-removed"]),
    ("retry-strengthened", &["retry-weakened"]),
    ("placeholder-added", &["placeholder-removed"]),
    ("deprecated", &["deprecation-withdrawn"]),
];
