//! Selects the errors to list.

use error_catalog_model::Error;

use crate::args::list::{Retry, Statuses};

/// Selects errors. An empty list accepts every error.
pub(super) struct Filter<'a> {
    pub(super) statuses: &'a [Statuses],
    pub(super) categories: Vec<usize>,
    pub(super) retries: &'a [Retry],
    pub(super) deprecated: bool,
}

impl Filter<'_> {
    fn contains(&self, status: u16) -> bool {
        self.statuses.iter().any(|statuses| statuses.contain(status))
    }

    pub(super) fn passes(&self, error: &Error) -> bool {
        (self.statuses.is_empty() || error.statuses().any(|status| self.contains(status)))
            && (self.categories.is_empty() || error.category.is_some_and(|index| self.categories.contains(&index)))
            && (self.retries.is_empty() || self.retries.contains(&error.retry.strategy.into()))
            && (!self.deprecated || error.deprecated.is_some())
    }
}
