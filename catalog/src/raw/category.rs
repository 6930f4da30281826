//! A category, and the defaults that errors inherit.

use super::{Raw, RawDetails, RawDocsUrl, RawField, RawHeader, RawMember, RawText, Sp};
use crate::diagnostic::{Known, Reported};
use crate::model::{Level, Retry};

/// `[categories.NAME]`
#[derive(Debug)]
pub(crate) struct RawCategory {
    pub(crate) key: Sp<String>,
    pub(crate) variant: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) status: Known<Sp<u16>>,
    pub(crate) sends_code: Option<bool>,
    pub(crate) retry: Option<Retry>,
    pub(crate) level: Option<Level>,
    pub(crate) docs_url: Option<RawDocsUrl>,
    pub(crate) properties: Vec<RawMember>,
    pub(crate) message: Option<RawText>,
    /// Whether the table has a message, which is `None` if the message has a problem.
    pub(crate) has_message: bool,
    pub(crate) fields: Vec<RawField>,
    /// Set if a problem hides which fields the category has.
    pub(crate) hidden_fields: Option<Reported>,
    pub(crate) left_out_fields: Vec<(String, Reported)>,
    pub(crate) details: Option<Sp<RawDetails>>,
    pub(crate) headers: Vec<RawHeader>,
    /// Set if part of the defaults could not be read.
    pub(crate) broken: Option<Reported>,
}

impl Raw {
    /// The headers of the errors with a status, unless an error or its category replaces them.
    pub(crate) fn status_headers(&self, status: u16) -> &[RawHeader] {
        self.statuses.iter().find(|it| it.status.value == status).map_or(&[], |it| &it.headers)
    }
}

impl RawCategory {
    /// Whether errors copy anything from the category, or might copy something that has a problem.
    pub(crate) fn has_defaults(&self) -> bool {
        let is_empty = self.fields.is_empty() && self.headers.is_empty() && self.details.is_none();
        self.has_message || !is_empty || self.hidden_fields.or(self.broken).is_some()
    }

    /// Removes the defaults that errors copy.
    pub(crate) fn forget_defaults(&mut self) {
        (self.message, self.details) = (None, None);
        self.fields.clear();
        self.headers.clear();
    }
}
