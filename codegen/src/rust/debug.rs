//! Writes how `Debug` shows the variants that the application wrote: as a derived `Debug` would.

use error_catalog_model::{Error, Field, FieldType, sort_by};

use super::bound::is_plain;
use super::placeholder::whole_type;
use super::variant::{Member, Variant};
use super::{Rust, literal, put};
use crate::bound::{self, Bound, converted_type, plain};

impl Rust<'_> {
    /// Writes the function that shows the variants for which the tables do not suffice. An arm costs the compiler much
    /// more than the tables.
    ///
    /// ```text
    /// fn fmt_own(&self, f: &mut Formatter<'_>) -> Option<fmt::Result> {
    ///     match self {
    ///         Error::Locked { holder: v0 } => Some(fmt_variant(f, "Locked", &["holder"], &[internal::<Holder>(v0)])),
    ///         _ => None,
    ///     }
    /// }
    /// ```
    pub(super) fn render_fmt_own(&mut self) {
        let Some(binding) = self.binding else { return };
        let mut arms = Vec::new();
        for ((error, variants), bounds) in self.catalog.errors.iter().zip(self.variants).zip(&binding.errors) {
            let own = variants.iter().zip(bounds).filter(|(_, bound)| !is_in_tables(error, bound));
            arms.extend(own.map(|(variant, bound)| (variant, arm(&self.options.error, error, variant, bound))));
        }
        if arms.is_empty() {
            return;
        }
        put!(self, "        fn fmt_own(&self, f: &mut __ec::fmt::Formatter<'_>) -> __ec::Option<__ec::fmt::Result> {{");
        put!(self, "            match self {{");
        for (variant, arm) in &arms {
            self.put_cfg(16, &variant.cfg);
            put!(self, "                {arm},");
        }
        // A crate can lack all variants, and a reference to an enum without variants still needs an arm.
        if arms.len() < self.variants().count() || self.is_incomplete() || self.has_cfg() {
            put!(self, "                _ => __ec::None,");
        }
        put!(self, "            }}");
        put!(self, "        }}");
    }
}

/// Whether the tables show the variant as a derived `Debug` would: it has the names of the catalog, and the value of
/// each member shows itself as the member would.
fn is_in_tables(error: &Error, bound: &Bound) -> bool {
    let fields = error.members().zip(&bound.members);
    let (public, internal): (Vec<_>, Vec<_>) = fields.partition(|(field, _)| !field.internal);
    let shown: Vec<_> = public.into_iter().chain(internal).collect();
    bound.internal.is_empty()
        && bound.source.is_none()
        && plain(&bound.name) == error.variant
        && shown.is_sorted_by_key(|(_, own)| own.ty_number)
        && shown.iter().all(|(field, own)| plain(&own.name) == field.name && is_shown_alike(field, own))
}

/// Whether the value of the field and the member have the same `Debug`.
fn is_shown_alike(field: &Field, own: &bound::Member) -> bool {
    use FieldType::{Bool, Float, Signed, String, Unsigned};
    let is_simple = matches!(field.ty, Bool | Float | Signed(_) | String | Unsigned(_));
    is_simple && field.rust.is_none() && !own.is_display && is_plain(&converted_type(&own.ty), &field.ty)
}

/// The expression for a sensitive member, which does not use the member.
const REDACTED: &str = "&__ec::Redacted";

/// Returns the arm for a variant.
fn arm(name: &str, error: &Error, variant: &Variant, bound: &Bound) -> String {
    let mut members: Vec<(&bound::Member, String)> = Vec::new();
    for ((field, member), own) in error.members().zip(&variant.members).zip(&bound.members) {
        members.push((own, field_expression(field, member, own)));
    }
    for own in &bound.internal {
        let (ty, variable) = (whole_type(own), variable(own));
        members.push((own, format!("__ec::field::internal::<{ty}>({variable})")));
    }
    // A source without `Debug` is not an error, for which there is another message.
    members.extend(bound.source.as_ref().map(|own| (own, shown(own, "&()"))));
    // The numbers of the types have the order of the declaration.
    sort_by(&mut members, |(one, _), (other, _)| one.ty_number.cmp(&other.ty_number));
    // The name of a member of a tuple is an index.
    let is_tuple = members.iter().any(|(own, _)| own.name.starts_with(|c: char| c.is_ascii_digit()));
    let (mut bindings, mut names, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (own, shown) in members {
        let variable = if shown == REDACTED { "_".to_owned() } else { variable(own) };
        bindings.push(format!("{}: {variable}", own.name));
        if !is_tuple {
            names.push(literal::string(plain(&own.name)));
        }
        values.push(shown);
    }
    let (pattern, names, values) = (variant.with(name, &bindings), names.join(", "), values.join(", "));
    let variant = literal::string(plain(&bound.name));
    format!("{pattern} => __ec::Some(__ec::fmt_variant(f, {variant}, &[{names}], &[{values}]))")
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
