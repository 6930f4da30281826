//! `error-catalog where`

use super::{CatalogOption, Format, SourceOptions};

/// Show where an error is declared, constructed and matched
#[derive(Debug, clap::Args)]
#[command(
    after_help = "`where` parses Rust source but does not compile it. It does not see the expansion of a macro, or a \
                  code that is computed at run time.\n\nExample: error-catalog where user_not_found --src src"
)]
pub(crate) struct Options {
    /// The error: its code, or any other name that `explain` accepts
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    #[command(flatten)]
    pub(crate) source: SourceOptions,
    /// Print the places in this format
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}
