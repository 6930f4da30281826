//! `error-catalog explain`

use super::{CatalogOption, Format};

/// Explain an error or a rule, like `rustc --explain`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "CODE is compared with the codes of the catalog first, then with keys, aliases, retired codes, numbers, \
                  and names of Rust variants and constructors, and last with the ids of rules. The explanation of a \
                  rule needs no catalog.\n\n\
                  Examples:\n  error-catalog explain user_not_found\n  error-catalog explain missing-challenge"
)]
pub(crate) struct Options {
    /// An error's code, key, alias, number, Rust variant or retired code, or the id of a rule
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    /// Show the title and messages in this language (for example, `fr-CA`)
    #[arg(long, value_name = "LANG")]
    pub(crate) locale: Option<String>,
    /// Include internal fields and the internal message in the JSON
    #[arg(long)]
    pub(crate) internal: bool,
    /// Print the explanation in this format
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}
