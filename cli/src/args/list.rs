//! `error-catalog list`

use clap::ValueEnum;
use error_catalog_model::Strategy;

use super::CatalogOption;

/// List the errors of a catalog
#[derive(Debug, clap::Args)]
#[command(
    after_help = "`list` shows the errors that match every filter. A filter with several values matches any of these \
                  values. A code in parentheses is not sent.\n\n\
                  Example: error-catalog list --status 4xx --retry after"
)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) catalog: CatalogOption,
    /// List only errors with this status: `404`, `4xx` or `400-404`
    #[arg(long, value_name = "STATUS", value_parser = parse_statuses, value_delimiter = ',')]
    pub(crate) status: Vec<Statuses>,
    /// List only errors in the category with this key
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(crate) category: Vec<String>,
    /// List only errors with this retry strategy
    #[arg(long, value_enum, value_name = "HOW", value_delimiter = ',')]
    pub(crate) retry: Vec<Retry>,
    /// List only deprecated errors
    #[arg(long)]
    pub(crate) deprecated: bool,
    /// Include internal fields and internal messages in the JSON
    #[arg(long)]
    pub(crate) internal: bool,
    /// Print the errors in this format
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Retry {
    /// Never retry
    No,
    /// Retry after the wait that the response specifies
    After,
    /// Retry after a wait that grows with each attempt
    Backoff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One line per error, cut to the width of the terminal
    Table,
    /// JSON for programs
    Json,
}

impl From<Strategy> for Retry {
    fn from(strategy: Strategy) -> Self {
        match strategy {
            Strategy::No => Self::No,
            Strategy::After => Self::After,
            Strategy::Backoff => Self::Backoff,
        }
    }
}

/// A range of statuses, including the first and the last status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Statuses(u16, u16);

impl Statuses {
    pub(crate) fn contain(self, status: u16) -> bool {
        (self.0..=self.1).contains(&status)
    }
}

/// `404`, `4xx` or `400-404`
fn parse_statuses(text: &str) -> Result<Statuses, String> {
    let one = |text: &str| text.parse().ok().filter(|status| (100..600).contains(status));
    let class = |text: &str| {
        let class: u16 = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX"))?.parse().ok()?;
        (1..6).contains(&class).then_some(Statuses(class * 100, class * 100 + 99))
    };
    let range = |text: &str| {
        let (first, last) = text.split_once('-')?;
        let (first, last) = (one(first)?, one(last)?);
        (first <= last).then_some(Statuses(first, last))
    };
    one(text)
        .map(|status| Statuses(status, status))
        .or_else(|| class(text))
        .or_else(|| range(text))
        .ok_or_else(|| "expected `404`, `4xx` or `400-404`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        for (text, expected) in [
            ("404", Some(Statuses(404, 404))),
            ("4xx", Some(Statuses(400, 499))),
            ("5XX", Some(Statuses(500, 599))),
            ("400-404", Some(Statuses(400, 404))),
            ("404-400", None),
            ("40x", None),
            ("9xx", None),
            ("99", None),
            ("600", None),
            ("-1", None),
            ("4xx-5xx", None),
            ("", None),
        ] {
            assert_eq!(parse_statuses(text).ok(), expected, "{text}");
        }
    }
}
