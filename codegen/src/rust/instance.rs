//! Writes Rust expressions that construct errors whose values are known when the code is generated.

use error_catalog_model::{RejectionDoc, RejectionValue, StatusDoc};

use super::growth::cfg_prefix;
use super::split::{MAX_ARMS, Parts};
use super::variant::Variant;
use super::{Rust, put};

impl<'a> Rust<'a> {
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
        let mut arms = Vec::new();
        // A parameter without a use would be a warning.
        let (mut cause, mut text) = ("_", "_");
        for doc in &self.catalog.statuses {
            arms.append(&mut self.status_arms(doc));
            for rejection in &doc.rejections {
                if rejection.cause.is_some() {
                    cause = "cause";
                }
                if rejection.values.iter().any(|value| matches!(value, Some(RejectionValue::Text(_)))) {
                    text = "text";
                }
            }
        }
        if arms.is_empty() {
            return;
        }
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

    /// Returns the arms of a status; there are none if the catalog names no error for the status.
    fn status_arms(&self, doc: &StatusDoc) -> Vec<String> {
        let instances = |rejection: &RejectionDoc| {
            let Some(error) = self.catalog.errors.get(rejection.error) else { return Vec::new() };
            let mut values = Vec::new();
            for (field, value) in rejection.members(doc.status, error) {
                values.push(self.rejection_expression(field, value.as_ref()));
            }
            let mut instances = self.instances(rejection.error, &values, None);
            instances.iter_mut().for_each(|it| it.expression = format!("__ec::Some({})", it.expression));
            instances
        };
        let common = doc.rejections.iter().find(|rejection| rejection.cause.is_none());
        let common = common.map(instances).unwrap_or_default();
        let mut cause_arms = String::new();
        for rejection in &doc.rejections {
            let Some(cause) = rejection.cause else { continue };
            let pattern = format!("__ec::Some(__ec::RejectionCause::{cause:?})");
            instances(rejection).iter().for_each(|it| cause_arms.push_str(&(it.arm(&pattern) + ", ")));
        }
        if cause_arms.is_empty() {
            return common.iter().map(|it| it.arm(&doc.status.to_string())).collect();
        }
        let mut common_arms: Vec<String> = common.iter().map(|it| it.arm("_")).collect();
        // A crate without the error has only the last arm.
        if common.last().is_none_or(|last| last.cfg.is_some()) {
            common_arms.push("_ => __ec::None".to_owned());
        }
        vec![format!("{} => match cause {{ {cause_arms}{} }}", doc.status, common_arms.join(", "))]
    }

    /// Writes the function that makes the documented example of an error.
    ///
    /// ```text
    /// pub fn example(code: Code) -> Option<Self> {
    ///     let row = Code::row(code);
    ///     Some(match row { 0 => Error::NotFound { resource: From::from("usr_1") }, …, _ => return None })
    /// }
    /// ```
    pub(super) fn render_examples(&mut self) {
        let (catalog, code) = (self.catalog, &self.options.code);
        if !self.options.examples {
            return;
        }
        put!(self, "        __ec::examples! {{");
        let visibility = if self.binding.is_some() { "" } else { "pub " };
        if self.binding.is_none() {
            self.put_docs(12, EXAMPLE);
            put!(self, "            #[must_use]");
        }
        let mut arms = Vec::new();
        for (row, error) in catalog.errors.iter().enumerate() {
            let mut public = error.examples.first().into_iter().flat_map(|example| &example.fields);
            let status = error.examples.first().and_then(|example| example.status).unwrap_or(error.status);
            let values = error.members().map(|field| match field.internal {
                false => self.field_expression(field, public.next().and_then(Option::as_ref)),
                true if field.is_status() => Some(status.to_string()),
                true => self.field_expression(field, field.sample().as_ref()),
            });
            let instances = self.instances(row, &values.collect::<Vec<_>>(), Some("__ec::sample_source()"));
            arms.extend(instances.into_iter().map(|it| (row, it.arm(&row.to_string()))));
        }
        put!(self, "            {visibility}fn example(code: {code}) -> __ec::Option<Self> {{");
        // A variable without a use would be a warning.
        let row = if arms.is_empty() { "_" } else { "row" };
        put!(self, "                let {row} = {code}::row(code);");
        let parts = Parts {
            qualifiers: "",
            name: "example",
            signature: "(row: __ec::usize) -> __ec::Option<__Error>",
            subject: "row",
            arguments: "row",
            max: MAX_ARMS,
        };
        self.put_constructions(&parts, &arms);
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Writes the function that makes an error from the fields of a response.
    ///
    /// ```text
    /// fn decode(row: usize, values: &mut Values<'_>) -> Option<Self> {
    ///     Some(match row { 0 => Error::NotFound { resource: decode_or_default(values, 0) }, …, _ => return None })
    /// }
    /// ```
    ///
    /// A type of the application may have no default.
    pub(super) fn render_decode(&mut self) {
        if !self.options.client {
            return;
        }
        let mut arms = Vec::new();
        for (row, error) in self.catalog.errors.iter().enumerate() {
            let mut index = 0..;
            let values = error.members().map(|field| match (field.internal, &field.rust) {
                (true, _) if field.is_status() => Some("values.status()".to_owned()),
                (true, _) => field.optional.then(|| "__ec::None".to_owned()),
                (false, Some(_)) => None,
                (false, None) => index.next().map(|index: usize| match self.binding {
                    None => format!("__ec::decode_or_default(values, {index})"),
                    Some(_) => format!("__ec::decode(values, {index})?"),
                }),
            });
            // If no variant can be constructed, then no value is taken from the fields.
            for instance in self.possible_instances(row, &values.collect::<Vec<_>>(), None) {
                arms.push((row, instance.arm(&row.to_string())));
            }
        }
        if arms.is_empty() {
            return;
        }
        put!(self, "        __ec::client! {{");
        let signature = "(row: __ec::usize, values: &mut __ec::Values<'_>)";
        put!(self, "            fn decode{signature} -> __ec::Option<Self> {{");
        let parts = Parts {
            qualifiers: "",
            name: "decode",
            signature: &format!("{signature} -> __ec::Option<__Error>"),
            subject: "row",
            arguments: "row, values",
            max: MAX_ARMS,
        };
        self.put_constructions(&parts, &arms);
        put!(self, "            }}");
        put!(self, "        }}");
    }

    /// Returns the expressions for the error with this index, in the order of its variants. Code in a `match` takes the
    /// first of them whose variant exists and whose types have a value. The expressions for the fields are given in
    /// order. A variant has no expression if the expression for a field or for the source is missing.
    fn instances(&self, index: usize, values: &[Option<String>], source: Option<&str>) -> Vec<Instance<'a>> {
        let mut instances = self.possible_instances(index, values, source);
        // If no variant can be constructed, then the expression for the last variant returns `None`.
        if let Some(last) = instances.last_mut() {
            last.guard.clear();
        }
        instances
    }

    /// Returns the same expressions as [`instances`](Self::instances). Each expression has a guard.
    fn possible_instances(&self, index: usize, values: &[Option<String>], source: Option<&str>) -> Vec<Instance<'a>> {
        let mut instances = Vec::new();
        for variant in self.variants.get(index).into_iter().flatten() {
            let Some(expression) = self.instance(variant, values, source) else { continue };
            let conditions = variant.conditions(values).join(" && ");
            let is_certain = variant.cfg.is_none() && conditions.is_empty();
            let guard = if conditions.is_empty() { conditions } else { format!(" if {conditions}") };
            instances.push(Instance { cfg: &variant.cfg, guard, expression });
            if is_certain {
                break;
            }
        }
        instances
    }

    fn instance(&self, variant: &Variant, values: &[Option<String>], source: Option<&str>) -> Option<String> {
        let mut members = Vec::new();
        for (member, value) in variant.members.iter().zip(values) {
            members.push(format!("{}: {}", member.name, member.build(value.as_deref()?)?));
        }
        for member in &variant.internal {
            members.push(format!("{}: {}?()", member.name, member.default));
        }
        if let Some(member) = &variant.source {
            let value = if member.optional { "__ec::None" } else { source.filter(|_| self.binding.is_none())? };
            members.push(format!("{}: {value}", member.name));
        }
        Some(variant.with(&self.options.error, &members))
    }
}

/// The documentation of `example` in an enum that the generator writes.
const EXAMPLE: &str =
    "Returns the first documented example of the error with this code, or `None` if a field has a custom Rust type.";

/// The expression for an error.
struct Instance<'a> {
    /// The condition of the variant.
    cfg: &'a Option<String>,
    /// The guard of the arm with a space before it, or nothing.
    guard: String,
    expression: String,
}

impl Instance<'_> {
    /// Returns an arm of a `match`.
    fn arm(&self, pattern: &str) -> String {
        format!("{}{pattern}{} => {}", cfg_prefix(self.cfg), self.guard, self.expression)
    }
}
