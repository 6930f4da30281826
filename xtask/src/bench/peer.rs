//! Renders the errors as a careful engineer would write them without a catalog. For a fair comparison, this code is
//! written in a way that compiles fast. Matches are grouped by result, and one derive serves the details of every
//! variant. Every derive has a counterpart in a catalog's `Code` and `Error`.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::entries::{Entry, Field, capitalize, categories};

pub(super) const MANIFEST: &str = "[package]\nname = \"peer\"\nedition = \"2024\"\n\n[dependencies]\n\
    serde = { version = \"=1.0.229\", features = [\"derive\"] }\nserde_json = \"=1.0.154\"\n\
    strum = { version = \"=0.28.0\", features = [\"derive\"] }\nthiserror = \"=2.0.21\"\n\n[workspace]\n";

const HEADER: &str = "//! Errors written by hand.

use serde::{Deserialize, Serialize};

";

const BODY: &str = "
/// The body of a response.
#[derive(Debug, Serialize)]
pub struct Body<'a> {
    pub code: Code,
    pub status: u16,
    pub title: &'static str,
    pub message: String,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    pub details: Option<&'a Error>,
}

impl Error {
    /// The body of the response, as JSON.
    pub fn to_body(&self) -> serde_json::Result<String> {
        let code = self.code();
        let details = self.has_details().then_some(self);
        let body = Body { code, status: code.status(), title: code.title(), message: self.to_string(), details };
        serde_json::to_string(&body)
    }
}
";

/// Renders the crate's only source file. `derives` are added to the derives of the errors.
pub(super) fn source(entries: &[Entry], derives: &str) -> String {
    let mut rust = String::from(HEADER);
    render_code(&mut rust, entries);
    render_error(&mut rust, entries, derives);
    rust.push_str(BODY);
    rust
}

/// Renders an enum of codes that parses codes, without anything else.
pub(super) fn codes(entries: &[Entry]) -> String {
    let mut rust = String::from(
        "//! Codes written by hand.\n\n#[derive(Clone, Copy, PartialEq, Eq, strum::Display, strum::EnumString)]\n\
         #[strum(serialize_all = \"snake_case\")]\npub enum Code {\n",
    );
    for entry in entries {
        let _ = writeln!(rust, "    {},", entry.variant());
    }
    rust + "}\n"
}

fn render_code(rust: &mut String, entries: &[Entry]) {
    rust.push_str(
        "/// The code of an error.\n#[derive(\n    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, \
         Serialize, Deserialize,\n    strum::Display, strum::EnumString, strum::IntoStaticStr, strum::EnumIter,\n)]\n\
         #[serde(rename_all = \"snake_case\")]\n#[strum(serialize_all = \"snake_case\")]\npub enum Code {\n",
    );
    for entry in entries {
        let _ = write!(rust, "    /// {}\n    {},\n", entry.description, entry.variant());
    }
    rust.push_str("}\n\n/// The category of an error.\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n");
    rust.push_str("pub enum Category {\n");
    for category in categories() {
        let _ = write!(rust, "    /// Errors in the field of {category}.\n    {},\n", capitalize(category));
    }
    rust.push_str("}\n\nimpl Code {\n");
    let code = |entry: &Entry| format!("Code::{}", entry.variant());
    render_match(rust, "status", "u16", entries, code, |entry| entry.status.to_string());
    render_match(rust, "title", "&'static str", entries, code, |entry| format!("{:?}", entry.title));
    render_match(rust, "category", "Category", entries, code, |entry| {
        format!("Category::{}", capitalize(entry.category))
    });
    rust.push_str("}\n");
}

fn render_error(rust: &mut String, entries: &[Entry], derives: &str) {
    let _ = writeln!(rust, "\n/// An error.\n#[derive({derives}Debug, thiserror::Error, Serialize)]");
    rust.push_str("#[serde(untagged)]\npub enum Error {\n");
    for entry in entries {
        let Entry { description, docs, cause, message, .. } = entry;
        let _ = write!(rust, "    /// {description}\n    ///\n    /// {docs}\n    ///\n    /// Cause: {cause}\n");
        let _ = write!(rust, "    #[error({message:?})]\n    {}", entry.variant());
        if !entry.fields.is_empty() {
            let fields: Vec<String> =
                entry.fields.iter().map(|field| format!("{}{}: {}", skip(field), field.name, field.rust)).collect();
            let _ = write!(rust, " {{ {} }}", fields.join(", "));
        }
        rust.push_str(",\n");
    }
    rust.push_str("}\n\nimpl Error {\n");
    let pattern =
        |entry: &Entry| format!("Error::{}{}", entry.variant(), if entry.fields.is_empty() { "" } else { " { .. }" });
    render_match(rust, "code", "Code", entries, pattern, |entry| format!("Code::{}", entry.variant()));
    render_match(rust, "has_details", "bool", entries, pattern, |entry| (!entry.fields.is_empty()).to_string());
    rust.push_str("}\n");
}

/// The attribute that leaves a member without a value out, as a catalog does.
fn skip(field: &Field) -> &'static str {
    if field.rust.starts_with("Option") { "#[serde(skip_serializing_if = \"Option::is_none\")] " } else { "" }
}

/// Renders a method with one `match`, in which variants with the same result share an arm.
fn render_match(
    rust: &mut String,
    name: &str,
    ty: &str,
    entries: &[Entry],
    pattern: impl Fn(&Entry) -> String,
    result: impl Fn(&Entry) -> String,
) {
    let mut arms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        arms.entry(result(entry)).or_default().push(pattern(entry));
    }
    let _ = write!(rust, "    /// The error's {name}.\n    pub fn {name}(&self) -> {ty} {{\n        match self {{\n");
    for (result, patterns) in arms {
        let _ = writeln!(rust, "            {} => {result},", patterns.join(" | "));
    }
    rust.push_str("        }\n    }\n\n");
}
