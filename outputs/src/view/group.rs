//! Groups the errors by status and by category.

use std::collections::BTreeMap;

use error_catalog_model::{Category, RejectionCause, StatusDoc, reason_phrase};

use super::{Advice, ErrorView, View};

/// An HTTP status that an error has or that the catalog documents.
pub struct StatusView<'v, 'a> {
    /// The status.
    pub status: u16,
    /// The reason phrase of the status.
    pub reason: &'static str,
    /// The description of the status, in Markdown.
    pub description: Option<&'a str>,
    /// The causes and solutions for the status.
    pub advice: Advice<'a>,
    /// The errors with this status, apart from `others`.
    pub errors: Vec<&'v ErrorView<'a>>,
    /// The errors that can have this status, but whose first status is another one.
    pub others: Vec<&'v ErrorView<'a>>,
}

impl StatusView<'_, '_> {
    /// Whether a document can say more about the status than the `description` of the status.
    #[must_use]
    pub fn has_details(&self) -> bool {
        let has_errors = !self.errors.is_empty() || !self.others.is_empty();
        !self.advice.causes.is_empty() || !self.advice.solutions.is_empty() || has_errors
    }
}

/// An error that is sent for requests that the framework itself rejects.
pub struct RejectionView<'v, 'a> {
    /// The status.
    pub status: u16,
    /// The part of the request that the framework rejects; `None` for every part that has no separate error.
    pub cause: Option<RejectionCause>,
    /// Whether other parts of the request have separate errors.
    pub is_fallback: bool,
    /// The error.
    pub error: &'v ErrorView<'a>,
}

/// The errors of a category, or the errors without a category.
pub struct CategoryView<'v, 'a> {
    /// The category; `None` for the errors without a category.
    pub category: Option<&'a Category>,
    /// The errors of the category; the list is never empty.
    pub errors: Vec<&'v ErrorView<'a>>,
}

impl<'a> View<'a> {
    /// The statuses in ascending order.
    #[must_use]
    pub fn statuses(&self) -> Vec<StatusView<'_, 'a>> {
        let mut statuses = BTreeMap::new();
        let empty = |status| StatusView {
            status,
            reason: reason_phrase(status),
            description: None,
            advice: Advice::default(),
            errors: Vec::new(),
            others: Vec::new(),
        };
        for documented in &self.catalog.statuses {
            let view = statuses.entry(documented.status).or_insert_with(|| empty(documented.status));
            view.description = documented.description.as_deref();
            view.advice = Advice::of_status(documented);
        }
        for view in &self.errors {
            let status = view.error.status;
            statuses.entry(status).or_insert_with(|| empty(status)).errors.push(view);
            for status in &view.error.other_statuses {
                statuses.entry(*status).or_insert_with(|| empty(*status)).others.push(view);
            }
        }
        statuses.into_values().collect()
    }

    /// The errors of rejected requests, by status. For each status, the errors for single causes come first, followed
    /// by the error for every other cause.
    #[must_use]
    pub fn rejections(&self) -> Vec<RejectionView<'_, 'a>> {
        let of_status = |doc: &'a StatusDoc| {
            let (common, single): (Vec<_>, Vec<_>) = doc.rejections.iter().partition(|it| it.cause.is_none());
            let is_fallback = !single.is_empty();
            single.into_iter().chain(common).filter_map(move |rejection| {
                let error = self.errors.get(rejection.error)?;
                Some(RejectionView { status: doc.status, cause: rejection.cause, is_fallback, error })
            })
        };
        self.catalog.statuses.iter().flat_map(of_status).collect()
    }

    /// The categories that have errors, followed by the errors without a category.
    #[must_use]
    pub fn categories(&self) -> Vec<CategoryView<'_, 'a>> {
        let categories = self.catalog.categories.iter().map(Some).chain([None]);
        let mut groups: Vec<_> = categories.map(|category| CategoryView { category, errors: Vec::new() }).collect();
        for view in &self.errors {
            let index = view.error.category.unwrap_or(self.catalog.categories.len());
            if let Some(group) = groups.get_mut(index) {
                group.errors.push(view);
            }
        }
        groups.retain(|group| !group.errors.is_empty());
        groups
    }
}
