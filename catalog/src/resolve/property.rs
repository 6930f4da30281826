//! Resolves properties and their values.

use super::Names;
use super::expected::Expected;
use crate::diagnostic::{Diagnostics, rules};
use crate::literal::Literal;
use crate::model::{Property, PropertyValue, TextTemplate, ValueTemplate};
use crate::names::nearest;
use crate::raw::{Raw, RawCategory, RawError, RawMember};

pub(super) fn resolve_properties(raw: &Raw) -> Vec<Property> {
    let properties = raw.properties.iter().map(|property| Property {
        name: property.name.value.clone(),
        rust_name: property.rust_name.clone(),
        ty: property.ty.clone(),
        one_of: property.one_of.iter().map(|value| value.value.clone()).collect(),
        value_enum: None,
        optional: property.optional,
        description: property.description.clone(),
    });
    properties.collect()
}

/// Checks the values that categories give their errors.
pub(super) fn check_categories(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for value in names.raw.categories.iter().flat_map(|category| &category.properties) {
        check_value(names, value, diagnostics);
    }
}

/// The values of all properties in an error. A made value replaces a value with a problem.
pub(super) fn resolve_values(
    error: &RawError,
    category: Option<&RawCategory>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<PropertyValue> {
    let own: Vec<bool> = error.properties.iter().map(|value| check_value(names, value, diagnostics)).collect();
    // Too little is known about an error or a category that could not be read in full.
    let is_complete = error.broken.or(names.raw.gap).is_none() && (error.category.is_none() || category.is_some());
    let mut values = Vec::new();
    for property in &names.properties {
        let (name, expected) = (&property.name, Expected::of_property(property));
        let is_named = |value: &&RawMember| value.name.value == *name;
        let given = error.properties.iter().position(|value| value.name.value == *name);
        let inherited = || category.into_iter().flat_map(|category| &category.properties).find(is_named);
        let value = match given {
            Some(index) => Some(&error.properties[index]).filter(|_| own[index]),
            None => inherited().filter(|value| expected.accepts(&value.value.value)),
        };
        if given.is_none() && inherited().is_none() && !property.optional && is_complete {
            let place = if category.is_some() { " here or in its category" } else { "" };
            diagnostics
                .report(
                    &rules::MISSING_KEY,
                    error.key.span,
                    format!("error `{}` has no property `{name}`", error.key.value),
                )
                .label(format!("expected `properties = {{ {name} = … }}`{place}"));
        }
        let made = || (!property.optional).then(|| expected.made_value(name));
        let value = value.map(|value| value.value.value.clone()).or_else(made);
        values.push(PropertyValue { name: name.clone(), value: value.as_ref().and_then(to_template) });
    }
    values
}

/// Returns whether a value is that of a property, and otherwise reports the value.
fn check_value(names: &Names<'_>, value: &RawMember, diagnostics: &mut Diagnostics) -> bool {
    let (name, literal) = (&value.name, &value.value);
    let Some(property) = names.properties.iter().find(|property| property.name == name.value) else {
        if names.raw.hidden_entry(&name.value).is_none() {
            let known: Vec<&str> = names.properties.iter().map(|property| property.name.as_str()).collect();
            let label = match nearest(&name.value, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare the property in `[properties]`, as in `{} = \"string\"`", name.value),
            };
            let message = format!("unknown property `{}`", name.value);
            diagnostics.report(&rules::UNKNOWN_PROPERTY, name.span, message).label(label);
        }
        return false;
    };
    let expected = Expected::of_property(property);
    let accepts = expected.accepts(&literal.value);
    if !accepts {
        let (rule, message) = match property.one_of.is_empty() {
            true => (&rules::WRONG_TYPE, format!("the property `{}` does not have type `{}`", name.value, property.ty)),
            false => (&rules::UNKNOWN_VALUE, format!("unknown value of the property `{}`", name.value)),
        };
        expected.label(diagnostics.report(rule, literal.span, message), &literal.value);
    }
    accepts
}

fn to_template(value: &Literal) -> Option<ValueTemplate> {
    match value {
        Literal::String(text) => Some(ValueTemplate::Text(TextTemplate::constant(text))),
        Literal::Bool(value) => Some(ValueTemplate::Bool(*value)),
        Literal::Integer(number) => i64::try_from(*number).ok().map(ValueTemplate::Integer),
        _ => None,
    }
}
