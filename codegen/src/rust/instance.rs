//! Writes Rust expressions that construct errors whose values are known when the code is generated.

use std::fmt::Write;

use error_catalog_model::Error;

use super::value::field_expression;
use super::{Rust, put};

impl Rust<'_> {
    /// Writes the function that makes the error for an HTTP status.
    ///
    /// ```text
    /// fn of_status(status: u16) -> Option<Self> {
    ///     match status { 404 => Some(Error::NotFound { resource: From::from("Route") }), …, _ => None }
    /// }
    /// ```
    pub(super) fn render_of_status(&mut self) {
        let catalog = self.catalog;
        let arms = catalog.statuses.iter().filter_map(|doc| {
            let error = catalog.errors.get(doc.error?)?;
            let values = error.fields.iter().zip(&doc.values);
            let values = values.map(|(field, value)| field_expression(field, value.as_ref()));
            let instance = self.instance(error, values, None)?;
            Some(format!("{} => __ec::Some({instance})", doc.status))
        });
        let arms: Vec<String> = arms.collect();
        if arms.is_empty() {
            return;
        }
        put!(self, "        fn of_status(status: __ec::u16) -> __ec::Option<Self> {{");
        put!(self, "            match status {{");
        for arm in arms {
            put!(self, "                {arm},");
        }
        put!(self, "                _ => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the function that makes the documented example of an error.
    ///
    /// ```text
    /// pub fn example(code: Code) -> Option<Self> {
    ///     match code { Code::NotFound => Some(Error::NotFound { resource: From::from("usr_1") }), … }
    /// }
    /// ```
    pub(super) fn render_examples(&mut self) {
        let (catalog, code) = (self.catalog, &self.options.code);
        if !self.options.examples {
            return;
        }
        put!(self, "        __ec::examples! {{");
        self.put_docs(
            12,
            "Returns the first documented example of the error with this code, or `None` if a field has a custom Rust \
             type.",
        );
        put!(self, "            #[must_use]");
        put!(self, "            pub fn example(code: {code}) -> __ec::Option<Self> {{");
        put!(self, "                match code {{");
        for error in &catalog.errors {
            let mut public = error.examples.first().into_iter().flat_map(|example| &example.fields);
            let values = error.fields.iter().map(|field| match field.internal {
                false => field_expression(field, public.next().and_then(Option::as_ref)),
                true => field_expression(field, field.sample().as_ref()),
            });
            let variant = &error.variant;
            match self.instance(error, values, Some("__ec::sample_source()")) {
                Some(instance) => put!(self, "                    {code}::{variant} => __ec::Some({instance}),"),
                None => put!(self, "                    {code}::{variant} => __ec::None,"),
            }
        }
        put!(self, "                }}");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the function that makes an error from the fields of a response.
    ///
    /// ```text
    /// fn decode(row: usize, fields: &mut dyn Fields) -> Option<Self> {
    ///     Some(match row { 0 => Error::NotFound { resource: decode(fields, 0)? }, …, _ => return None })
    /// }
    /// ```
    pub(super) fn render_decode(&mut self) {
        if !self.options.client {
            return;
        }
        let arms = self.catalog.errors.iter().enumerate().filter_map(|(row, error)| {
            let mut index = 0..;
            let values = error.fields.iter().map(|field| match (field.internal, &field.rust) {
                (true, _) => field.optional.then(|| "__ec::None".to_owned()),
                (false, Some(_)) => None,
                (false, None) => index.next().map(|index: usize| format!("__ec::decode(fields, {index})?")),
            });
            Some(format!("{row} => {}", self.instance(error, values, None)?))
        });
        let arms: Vec<String> = arms.collect();
        if arms.is_empty() {
            return;
        }
        put!(self, "        __ec::client! {{");
        put!(self, "            fn decode(row: __ec::usize, fields: &mut dyn __ec::Fields) -> __ec::Option<Self> {{");
        put!(self, "                __ec::Some(match row {{");
        for arm in arms {
            put!(self, "                    {arm},");
        }
        put!(self, "                    _ => return __ec::None,");
        put!(self, "                }})");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Returns the expression for an error with the given expressions for its fields, in order, and for its source;
    /// `None` if one of the expressions is missing.
    fn instance(
        &self,
        error: &Error,
        values: impl Iterator<Item = Option<String>>,
        source: Option<&str>,
    ) -> Option<String> {
        let mut members = Vec::new();
        for (field, value) in error.fields.iter().zip(values) {
            members.push(format!("{}: {}", field.name, value?));
        }
        if error.has_source {
            members.push(format!("source: {}", source?));
        }
        let path = format!("{}::{}", self.options.error, error.variant);
        Some(if members.is_empty() { path } else { format!("{path} {{ {} }}", members.join(", ")) })
    }
}
