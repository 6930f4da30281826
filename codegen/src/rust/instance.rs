//! Errors made of what the catalog says.

use std::fmt::Write;

use error_catalog_model::{Error, Literal};

use super::value::field_expression;
use super::{Rust, put};

impl Rust<'_> {
    /// ```text
    /// fn of_status(status: u16) -> Option<Self> {
    ///     match status { 404 => Some(Error::NotFound { resource: From::from("Route") }), …, _ => None }
    /// }
    /// ```
    pub(super) fn render_of_status(&mut self) {
        let catalog = self.catalog;
        let arms = catalog.statuses.iter().filter_map(|doc| {
            let error = catalog.errors.get(doc.error?)?;
            let instance = self.instance(error, doc.values.iter().map(Option::as_ref))?;
            Some(format!("{} => __ec::Some({instance})", doc.status))
        });
        let arms: Vec<String> = arms.collect();
        if arms.is_empty() {
            return;
        }
        put!(self, "        fn of_status(status: __ec::core::primitive::u16) -> __ec::Option<Self> {{");
        put!(self, "            match status {{");
        for arm in arms {
            put!(self, "                {arm},");
        }
        put!(self, "                _ => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// The expression for an error whose fields have these values, in their order; none where one of them cannot be
    /// made.
    fn instance<'a>(&self, error: &Error, values: impl Iterator<Item = Option<&'a Literal>>) -> Option<String> {
        if error.has_source {
            return None;
        }
        let mut out = format!("{}::{}", self.options.error, error.variant);
        let mut values = values.chain(std::iter::repeat(None));
        for (index, field) in error.fields.iter().enumerate() {
            let value = field_expression(field, values.next()?)?;
            let _ = write!(out, "{} {}: {value}", if index == 0 { " {" } else { "," }, field.name);
        }
        out.push_str(if error.fields.is_empty() { "" } else { " }" });
        Some(out)
    }
}
