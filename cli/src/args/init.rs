//! `error-catalog init`

use clap::builder::PossibleValuesParser;
use error_catalog_model::keys;

use super::CatalogPath;

/// Writes a catalog to begin with, and says what to do next
///
/// What no argument says is asked for in a terminal, and else has a default. Nothing that is there is overwritten.
/// Beside a Cargo.toml a build script is written too, if there is none.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog init --preset rfc9457 --name shop-api")]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogPath,
    /// The response format, by name
    #[arg(long, value_parser = PossibleValuesParser::new(keys::preset_names()))]
    pub(crate) preset: Option<String>,
    /// The members of a response of your own, in their order: `code,message,details`, or with other names
    /// `error=code,text=message`
    #[arg(long, value_name = "MEMBERS", value_delimiter = ',', value_parser = Member::parse, conflicts_with = "preset")]
    pub(crate) body: Option<Vec<Member>>,
    /// The catalog's name, in kebab-case
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The heading of its reference
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Ask nothing
    #[arg(short, long)]
    pub(crate) yes: bool,
}

/// A member of a body, and the slot that fills it.
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
            return Err("a member is a name, or a name, `=` and a slot".to_owned());
        }
        Ok(Self { name, slot })
    }
}
