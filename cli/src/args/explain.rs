//! `error-catalog explain`

use super::{CatalogOption, Format};

/// Explains an error, as `rustc --explain` does
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A name is searched for among codes, then keys, aliases, retired codes, numbers, and at last the names \
                        of Rust variants and constructors.\n\nExample: error-catalog explain user_not_found"
)]
pub(crate) struct Options {
    /// The error: its code, key, alias, number, Rust variant, or a code that is retired
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    /// Show the title and the messages in this language, such as `fr-CA`
    #[arg(long, value_name = "LANG")]
    pub(crate) locale: Option<String>,
    /// Print the explanation in this format
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}
