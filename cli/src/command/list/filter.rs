//! Which errors are listed.

use error_catalog_model::{Error, Strategy};

/// Statuses from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Statuses(u16, u16);

/// `404`, `4xx` or `400-404`
pub(super) fn parse_statuses(text: &str) -> Result<Statuses, String> {
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

/// What an error has to be to be listed. An empty list lets all pass.
pub(super) struct Filter<'a> {
    pub(super) statuses: &'a [Statuses],
    pub(super) categories: Vec<usize>,
    pub(super) retries: Vec<Strategy>,
    pub(super) deprecated: bool,
}

impl Filter<'_> {
    pub(super) fn passes(&self, error: &Error) -> bool {
        let in_statuses = |Statuses(first, last): &Statuses| (*first..=*last).contains(&error.status);
        (self.statuses.is_empty() || self.statuses.iter().any(in_statuses))
            && (self.categories.is_empty() || error.category.is_some_and(|index| self.categories.contains(&index)))
            && (self.retries.is_empty() || self.retries.contains(&error.retry.strategy))
            && (!self.deprecated || error.deprecated.is_some())
    }
}

impl From<super::Retry> for Strategy {
    fn from(retry: super::Retry) -> Self {
        match retry {
            super::Retry::No => Self::No,
            super::Retry::After => Self::After,
            super::Retry::Backoff => Self::Backoff,
        }
    }
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
