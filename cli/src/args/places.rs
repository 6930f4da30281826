//! `error-catalog where`

use super::{CatalogOption, Format, SourceOptions};

/// Shows where an error is declared, made and matched
#[derive(Debug, clap::Args)]
#[command(after_help = "Rust is read, not compiled: what a macro makes of its input, and a code that only a running \
                        program knows, are not seen.\n\nExample: error-catalog where user_not_found --src src")]
pub(crate) struct Options {
    /// The error, by any name that `explain` takes
    pub(crate) code: String,
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    #[command(flatten)]
    pub(crate) source: SourceOptions,
    /// What to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: Format,
}
