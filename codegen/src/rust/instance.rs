//! Writes Rust expressions that construct errors whose values are known when the code is generated.

use std::fmt::Write;

use error_catalog_model::{RejectionDoc, RejectionValue, StatusDoc};

use super::growth::cfg_prefix;
use super::value::{field_expression, rejection_expression};
use super::{Rust, put};

impl Rust<'_> {
    /// Writes the function that makes the error for a rejection.
    ///
    /// ```text
    /// fn of_rejection(status: u16, cause: Option<RejectionCause>, text: &str) -> Option<Self> {
    ///     match status {
    ///         400 => match cause {
    ///             Some(RejectionCause::Json) => Some(Error::InvalidJson { detail: From::from(text) }),
    ///             _ => Some(Error::BadRequest),
    ///         },
    ///         …,
    ///         _ => None,
    ///     }
    /// }
    /// ```
    pub(super) fn render_of_rejection(&mut self) {
        let arms: Vec<String> = self.catalog.statuses.iter().filter_map(|doc| self.status_arm(doc)).collect();
        if arms.is_empty() {
            return;
        }
        let rejections = || self.catalog.statuses.iter().flat_map(|doc| &doc.rejections);
        let is_text = |value: &RejectionValue| matches!(value, RejectionValue::Text(_));
        // A parameter without a use would be a warning.
        let cause = if rejections().any(|rejection| rejection.cause.is_some()) { "cause" } else { "_" };
        let text = if rejections().any(|it| it.values.iter().flatten().any(is_text)) { "text" } else { "_" };
        let cause = format!("{cause}: __ec::Option<__ec::RejectionCause>");
        let text = format!("{text}: &__ec::str");
        put!(self, "        fn of_rejection(status: __ec::u16, {cause}, {text}) -> __ec::Option<Self> {{");
        put!(self, "            match status {{");
        for arm in arms {
            put!(self, "                {arm},");
        }
        put!(self, "                _ => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Returns the arm of a status; `None` if the catalog names no error for the status.
    fn status_arm(&self, doc: &StatusDoc) -> Option<String> {
        let instance = |rejection: &RejectionDoc| {
            let error = self.catalog.errors.get(rejection.error)?;
            let values = error.fields.iter().zip(&rejection.values);
            let values = values.map(|(field, value)| rejection_expression(field, value.as_ref()));
            let cfg = self.cfg(rejection.error);
            Some((cfg, format!("__ec::Some({})", self.instance(rejection.error, values, None)?)))
        };
        let common = doc.rejections.iter().find(|rejection| rejection.cause.is_none()).and_then(instance);
        let cause_arms = doc.rejections.iter().filter_map(|rejection| {
            let cause = rejection.cause?;
            let (cfg, instance) = instance(rejection)?;
            Some(format!("{}__ec::Some(__ec::RejectionCause::{cause:?}) => {instance}, ", cfg_prefix(cfg)))
        });
        let cause_arms: String = cause_arms.collect();
        if cause_arms.is_empty() {
            let (cfg, instance) = common?;
            return Some(format!("{}{} => {instance}", cfg_prefix(cfg), doc.status));
        }
        let common_arm = match common {
            // A crate without the error has only the last arm.
            Some((cfg, common)) if cfg.is_some() => {
                format!("{}_ => {common}, _ => __ec::None", cfg_prefix(cfg))
            }
            Some((_, common)) => format!("_ => {common}"),
            None => "_ => __ec::None".to_owned(),
        };
        Some(format!("{} => match cause {{ {cause_arms}{common_arm} }}", doc.status))
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
        for (index, error) in catalog.errors.iter().enumerate() {
            let mut public = error.examples.first().into_iter().flat_map(|example| &example.fields);
            let values = error.fields.iter().map(|field| match field.internal {
                false => field_expression(field, public.next().and_then(Option::as_ref)),
                true => field_expression(field, field.sample().as_ref()),
            });
            let variant = &error.variant;
            match self.instance(index, values, Some("__ec::sample_source()")) {
                Some(instance) => {
                    self.put_cfg(20, self.cfg(index));
                    put!(self, "                    {code}::{variant} => __ec::Some({instance}),");
                }
                None => put!(self, "                    {code}::{variant} => __ec::None,"),
            }
        }
        if self.has_cfg() {
            put!(self, "                    _ => __ec::None,");
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
            Some(format!("{}{row} => {}", cfg_prefix(self.cfg(row)), self.instance(row, values, None)?))
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

    /// Returns the expression for the error with this index. The expressions for its fields are given in order. The
    /// result is `None` if the error has no variant, or if the expression for a field or for the source is missing.
    fn instance(
        &self,
        index: usize,
        values: impl Iterator<Item = Option<String>>,
        source: Option<&str>,
    ) -> Option<String> {
        let variant = self.variants.get(index)?.as_ref()?;
        let mut members = Vec::new();
        for (member, value) in variant.members.iter().zip(values) {
            members.push(format!("{}: {}", member.name, member.build(value?)?));
        }
        for member in &variant.internal {
            members.push(format!("{}: __ec::field::Spare::<{}>::VALUE?()", member.name, member.ty));
        }
        if let Some(member) = &variant.source {
            let value = if member.optional { "__ec::None" } else { source.filter(|_| self.binding.is_none())? };
            members.push(format!("{}: {value}", member.name));
        }
        Some(variant.with(&self.options.error, &members))
    }
}
