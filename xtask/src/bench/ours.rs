//! Renders the errors as a catalog.

use std::fmt::Write;

use super::entries::{Entry, capitalize, categories};

pub(super) const SOURCE: &str = "//! Errors made from a catalog.\n\n\
    #[error_catalog::error_catalog(\"errors.toml\")]\npub mod errors {}\n";

/// The source of the crate with the derives that tests need.
pub(super) const DERIVED: &str = "//! Errors made from a catalog.\n\n\
    #[error_catalog::error_catalog(\"errors.toml\")]\n#[derive(Clone, PartialEq)]\npub mod errors {}\n";

/// Renders the source of the crate with an enum that the application wrote.
pub(super) fn bound(entries: &[Entry]) -> String {
    let mut rust = String::from(
        "//! Errors that a catalog describes.\n\n#[error_catalog::error_catalog(\"errors.toml\")]\npub enum Error {\n",
    );
    for entry in entries {
        let fields: Vec<String> = entry.fields.iter().map(|field| format!("{}: {}", field.name, field.rust)).collect();
        let _ = match fields.as_slice() {
            [] => writeln!(rust, "    {},", entry.variant()),
            fields => writeln!(rust, "    {} {{ {} }},", entry.variant(), fields.join(", ")),
        };
    }
    rust + "}\n"
}

/// Renders the crate's manifest. `root` is the folder of the repository, and commas separate the features.
pub(super) fn manifest(name: &str, root: &str, features: &str) -> String {
    let features: Vec<&str> = features.split(',').map(str::trim).filter(|feature| !feature.is_empty()).collect();
    format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n\
         error-catalog = {{ path = {root:?}, features = {features:?} }}\n\n[workspace]\n"
    )
}

/// The body of the peer, as a table of a catalog.
pub(super) const BODY: &str = "[wire.body]\ncode = \"{code}\"\nstatus = \"{status}\"\ntitle = \"{title}\"\n\
    message = \"{message}\"\n\"details?\" = \"{details}\"\n";

/// Renders the catalog. `wire` is the table of the response format.
pub(super) fn catalog(entries: &[Entry], wire: &str) -> String {
    let mut toml =
        String::from("[catalog]\nname = \"benchmark\"\ntitle = \"Errors of the benchmark\"\nversion = \"1.0.0\"\n\n");
    toml.push_str(wire);
    for category in categories() {
        let title = capitalize(category);
        let _ = write!(toml, "\n[categories.{category}]\ntitle = \"{title}\"\n");
        let _ = writeln!(toml, "description = \"Errors in the field of {category}.\"");
    }
    for entry in entries {
        let Entry { key, category, status, title, message, description, docs, cause, fields } = entry;
        let _ = write!(
            toml,
            "\n[errors.{key}]\ncategory = \"{category}\"\nstatus = {status}\ntitle = \"{title}\"\n\
             message = \"{message}\"\ndescription = \"{description}\"\ndocs = \"{docs}\"\ncauses = \"{cause}\"\n"
        );
        if !fields.is_empty() {
            let types: Vec<String> =
                fields.iter().map(|field| format!("{} = \"{}\"", field.name, field.toml)).collect();
            let names: Vec<String> = fields.iter().map(|field| detail(field.name, field.toml)).collect();
            let _ = write!(toml, "fields = {{ {} }}\ndetails = {{ {} }}\n", types.join(", "), names.join(", "));
        }
    }
    toml
}

fn detail(name: &str, ty: &str) -> String {
    if ty.ends_with('?') { format!("\"{name}?\" = \"{{{name}}}\"") } else { format!("{name} = \"{{{name}}}\"") }
}
