//! `error-catalog init`

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::ends_in_separator;

/// Create a new catalog and show the next steps
///
/// In a terminal, `init` asks for every value that the arguments do not set. Outside a terminal, `init` uses the
/// default values. `init` never overwrites a file. If the folder of the catalog contains a Cargo package without
/// a build script, `init` also writes the build script.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog init --preset rfc9457 --name shop-api")]
pub(crate) struct Options {
    /// The new main file, which ends in `.toml`, or the folder for a new `errors.toml`. By default, this is the current
    /// folder. With `--adopt`, this is the package that contains the adopted file
    pub(crate) path: Option<PathBuf>,
    /// Use this preset as the response format
    #[arg(long, ignore_case = true, value_parser = preset_parser())]
    pub(crate) preset: Option<String>,
    /// Use a custom response body with these members, in this order. Write each member as SLOT, as in
    /// `code,message,details`, or as NAME=SLOT, as in `error=code,text=message`
    #[arg(long, value_name = "MEMBERS", value_delimiter = ',', value_parser = Member::parse, conflicts_with = "preset")]
    pub(crate) body: Option<Vec<Member>>,
    /// Give the catalog this name, in kebab-case
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Give the generated reference this title
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Show what this framework needs, instead of the frameworks in `Cargo.toml`. You can give several frameworks
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(FRAMEWORKS))]
    pub(crate) framework: Vec<String>,
    /// Create the catalog from the enum of errors in this Rust file, and show how the enum changes
    #[cfg(feature = "import")]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["preset", "body"])]
    pub(crate) adopt: Option<PathBuf>,
    /// Change the file of `--adopt` instead of showing the change
    #[cfg(feature = "import")]
    #[arg(long, requires = "adopt")]
    pub(crate) write: bool,
    /// Ask no questions, and use the default values
    #[arg(short, long)]
    pub(crate) yes: bool,
}

/// The presets, each with the name by which people know the format.
pub(crate) const FORMATS: [(&str, &str); 11] = [
    ("rfc9457", "Problem Details"),
    ("json-api", "JSON:API"),
    ("google", "Google"),
    ("oauth2", "OAuth 2.0"),
    ("graphql", "GraphQL"),
    ("fastapi", "FastAPI"),
    ("aspnet", "ASP.NET"),
    ("kubernetes", "Kubernetes"),
    ("matrix", "Matrix"),
    ("github", "GitHub"),
    ("stripe", "Stripe"),
];

/// The name of the preset that a text names in any case: with the name of the preset, or with the name of the format.
pub(crate) fn find_preset(text: &str) -> Option<&'static str> {
    let is_it = |name: &str| name.eq_ignore_ascii_case(text);
    FORMATS.iter().find(|(preset, format)| is_it(preset) || is_it(format)).map(|(preset, _)| *preset)
}

fn preset_parser() -> impl TypedValueParser<Value = String> {
    let presets = FORMATS.map(|(preset, format)| PossibleValue::new(preset).help(format).alias(format));
    PossibleValuesParser::new(presets).map(|text| find_preset(&text).map_or(text, str::to_owned))
}

/// The values of `--framework`. The last value means that the server uses no framework.
pub(crate) const FRAMEWORKS: [&str; 5] = ["actix-web", "axum", "poem", "tonic", "none"];

impl Options {
    /// The path of the new main file. A path without an extension is a folder, unless the path is a file. The `.2` of
    /// `api-v1.2` is not an extension. A file that cannot be a catalog, such as `build.rs`, is rejected later.
    pub(crate) fn main_file(&self) -> PathBuf {
        let Some(path) = self.path.as_deref() else { return PathBuf::from("errors.toml") };
        let is_file = match path.symlink_metadata() {
            Ok(_) => !path.is_dir(),
            Err(_) => !ends_in_separator(path) && (path.as_os_str() == "-" || has_extension(path)),
        };
        if is_file { path.to_owned() } else { path.join("errors.toml") }
    }
}

fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.as_encoded_bytes().first().is_some_and(u8::is_ascii_alphabetic))
}

/// A member of a response body, and the slot that fills it.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) slot: String,
}

impl Member {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (name, slot) = text.split_once('=').unwrap_or((text, text));
        let [name, slot] = [name, slot].map(|part| part.trim().trim_end_matches('?').to_owned());
        if name.is_empty() || slot.is_empty() {
            return Err("expected NAME or NAME=SLOT".to_owned());
        }
        Ok(Self { name, slot })
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMATS, find_preset};

    #[test]
    fn every_preset_has_the_name_of_its_format() {
        assert!(FORMATS.iter().map(|(preset, _)| *preset).eq(error_catalog_model::keys::preset_names()));
        assert_eq!(find_preset("asp.net"), Some("aspnet"));
        assert_eq!(find_preset("JSON-API"), Some("json-api"));
        assert_eq!(find_preset("custom"), None);
    }
}
