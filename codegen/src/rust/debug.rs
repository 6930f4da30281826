//! Writes how `Debug` shows the variants that the application wrote: as a derived `Debug` would.

use error_catalog_model::{Error, Field};

use super::placeholder::whole_type;
use super::variant::{Member, Variant};
use super::{Rust, literal, put};
use crate::bound::{self, Bound, plain};

impl Rust<'_> {
    /// Writes the function that shows a variant with its members.
    ///
    /// ```text
    /// fn fmt_own(&self, f: &mut Formatter<'_>) -> Option<fmt::Result> {
    ///     match self {
    ///         Error::Locked { holder: v0 } => Some(fmt_variant(f, "Locked", &["holder"], &[internal::<Holder>(v0)])),
    ///         Error::Gone => Some(fmt_variant(f, "Gone", &[], &[])),
    ///     }
    /// }
    /// ```
    pub(super) fn render_fmt_own(&mut self) {
        let Some(binding) = self.binding else { return };
        put!(self, "        fn fmt_own(&self, f: &mut __ec::fmt::Formatter<'_>) -> __ec::Option<__ec::fmt::Result> {{");
        put!(self, "            match self {{");
        for ((error, variants), bounds) in self.catalog.errors.iter().zip(self.variants).zip(&binding.errors) {
            for (variant, bound) in variants.iter().zip(bounds) {
                self.put_cfg(16, &variant.cfg);
                let arm = arm(&self.options.error, error, variant, bound);
                put!(self, "                {arm},");
            }
        }
        // A crate can lack all variants, and a reference to an enum without variants still needs an arm.
        if self.is_incomplete() || self.has_cfg() {
            put!(self, "                _ => __ec::None,");
        }
        put!(self, "            }}");
        put!(self, "        }}");
    }
}

/// The expression for a sensitive member, which does not use the member.
const REDACTED: &str = "&__ec::Redacted";

/// Returns the arm for a variant.
fn arm(name: &str, error: &Error, variant: &Variant, bound: &Bound) -> String {
    let fields = error.fields.iter().zip(&variant.members).zip(&bound.members);
    let fields = fields.map(|((field, member), own)| (own, field_expression(field, member, own)));
    let internal = bound.internal.iter().map(|own| {
        let (ty, variable) = (whole_type(own), variable(own));
        (own, format!("__ec::field::internal::<{ty}>({variable})"))
    });
    // A source without `Debug` is not an error, for which there is another message.
    let source = bound.source.iter().map(|own| (own, shown(own, "&()")));
    let mut members: Vec<(&bound::Member, String)> = fields.chain(internal).chain(source).collect();
    // The numbers of the types have the order of the declaration.
    members.sort_by_key(|(own, _)| own.ty_number);
    // The name of a member of a tuple is an index.
    let is_tuple = members.iter().any(|(own, _)| own.name.starts_with(|c: char| c.is_ascii_digit()));
    let bindings = members.iter().map(|(own, shown)| match shown == REDACTED {
        true => format!("{}: _", own.name),
        false => format!("{}: {}", own.name, variable(own)),
    });
    let bindings: Vec<String> = bindings.collect();
    let names = members.iter().filter(|_| !is_tuple).map(|(own, _)| literal::string(plain(&own.name)));
    let (pattern, names) = (variant.with(name, &bindings), names.collect::<Vec<_>>().join(", "));
    let shown: Vec<String> = members.into_iter().map(|(_, shown)| shown).collect();
    let variant = literal::string(plain(&bound.name));
    format!("{pattern} => __ec::Some(__ec::fmt_variant(f, {variant}, &[{names}], &[{}]))", shown.join(", "))
}

/// Returns the expression for the field of the catalog.
fn field_expression(field: &Field, member: &Member, own: &bound::Member) -> String {
    let variable = variable(own);
    match (field.sensitive, member.optional) {
        (true, false) => REDACTED.to_owned(),
        (true, true) => format!("&__ec::Option::map(__ec::Option::as_ref({variable}), |_| __ec::Redacted)"),
        (false, true) => shown(own, &format!("&__ec::field::Optional({})", member.value(&variable))),
        (false, false) => shown(own, &format!("&{}", member.value(&variable))),
    }
}

/// Returns the expression for a member as its own `Debug` shows it. If the type has no `Debug`, the result is `other`.
fn shown(member: &bound::Member, other: &str) -> String {
    format!("__ec::field::Shown::<{}>::debug({}, {other})", whole_type(member), variable(member))
}

/// The variable for a member.
fn variable(member: &bound::Member) -> String {
    format!("v{}", member.ty_number)
}
