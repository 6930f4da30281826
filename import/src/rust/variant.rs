//! Reads a variant of an enum as an error: its attributes, its fields and its documentation.

use heck::ToSnakeCase;
use syn::{Attribute, Field, Fields, Variant};

use super::attributes::{Attributes, Format, docs_of};
use super::message::{Known, Message, read_message};
use super::sources::Sources;
use super::ty::{is_error_type, read_type};
use crate::facts::{ErrorFact, FieldFact, Notes};
use crate::infer::names::field_of;
use crate::text::{capitalized, literal, some_line};

/// A field of a variant.
struct Member {
    /// The name of the field in the format string: its Rust name, or its index in a tuple.
    called: String,
    fact: FieldFact,
    is_optional: bool,
}

/// Reads a variant with these attributes. `format` is the message in a `match`. `sources` are the types that `?` already
/// converts into another error.
pub(super) fn read_variant(
    variant: &Variant,
    attributes: &Attributes,
    format: Option<Format>,
    sources: &mut Sources<'_>,
    notes: &mut Notes,
) -> ErrorFact {
    let line = variant.ident.span().start().line;
    let name = variant.ident.to_string();
    let mut fact = ErrorFact { line, name: Some(name.clone()), ..ErrorFact::default() };
    let format = attributes.format.clone().or(format).unwrap_or_default();
    let is_source = |field: &Field| {
        has(&field.attrs, "source")
            || has(&field.attrs, "from")
            || field.ident.as_ref().is_some_and(|name| name == "source")
    };
    let has_source = variant.fields.iter().any(is_source);
    let mut source = None;
    let mut members = Vec::new();
    for (i, field) in variant.fields.iter().enumerate() {
        let called = field.ident.as_ref().map_or_else(|| i.to_string(), ToString::to_string);
        let called = called.trim_start_matches("r#").to_owned();
        let has = |name: &str| has(&field.attrs, name);
        if has("backtrace") || called == "backtrace" {
            continue;
        }
        if source.is_none() && (is_source(field) || !has_source && is_error_type(&field.ty)) {
            fact.has_source = true;
            if has("from") {
                sources.add(&field.ty, &mut fact, notes);
            }
            source = Some(called);
            continue;
        }
        // In a message, `limit = .1` names a tuple field.
        let named = format.arguments.iter().find_map(|argument| argument.strip_suffix(&format!("=.{called}")));
        members.push(read_member(variant, called, named, field, notes));
    }
    let fields = members.iter().map(|m| (m.called.as_str(), m.fact.name.as_str())).collect();
    let known = Known { fields, source: source.as_deref() };
    let mut message = read_message(&format, &known, line, notes);
    if message.template.trim().is_empty() {
        let what =
            if attributes.is_transparent { "the message of its source, which is not for clients" } else { "no text" };
        notes.guess(line, format!("the message of `{name}` is made from its name: the variant has {what}"));
        // `UserNotFound` becomes `User not found`.
        let sentence = capitalized(name.to_snake_case().replace('_', " "));
        message = Message { template: literal(&sentence), ..Message::default() };
    }
    for member in &mut members {
        settle_member(member, message.slots.contains(&member.fact.name), line, notes);
    }
    fact.fields = members.into_iter().map(|member| member.fact).chain(message.extra).collect();
    let docs = docs_of(&variant.attrs);
    let (first, rest) = docs.split_once("\n\n").unwrap_or((&docs, ""));
    fact.message = Some(message.template);
    fact.is_deprecated = attributes.is_deprecated;
    fact.description = some_line(first);
    fact.docs = Some(rest.trim().to_owned()).filter(|text| !text.is_empty());
    fact
}

/// Decides whether a field is internal, and whether it is optional. A field in the message is public and always has a
/// value; any other field is for logs.
fn settle_member(member: &mut Member, is_shown: bool, line: usize, notes: &mut Notes) {
    let FieldFact { name, ty, is_internal, .. } = &mut member.fact;
    *is_internal = !is_shown;
    if !is_shown {
        ty.push_str(if member.is_optional { "?" } else { "" });
        notes.guess(line, format!("field `{name}` is for logs only, because the message does not show it"));
    } else if member.is_optional {
        notes.loss(line, format!("field `{name}` is an `Option`, but a field in a message always has a value"));
    }
}

fn read_member(variant: &Variant, called: String, named: Option<&str>, field: &Field, notes: &mut Notes) -> Member {
    let line = variant.ident.span().start().line;
    let found = read_type(&field.ty);
    let is_tuple = matches!(variant.fields, Fields::Unnamed(_));
    let wanted = match (named, found.name) {
        _ if !is_tuple => called.clone(),
        (Some(named), _) => named.to_owned(),
        (None, name) if variant.fields.len() == 1 => name.unwrap_or_else(|| "value".to_owned()),
        (None, name) => format!("{}_{called}", name.unwrap_or_else(|| "value".to_owned())),
    };
    let is_wait = wanted == "retry_after" && matches!(found.ty.as_str(), "duration" | "u8" | "u16" | "u32" | "u64");
    let name = if is_wait { Some(wanted.clone()) } else { field_of(&wanted) }.unwrap_or_else(|| "value".to_owned());
    if is_tuple || name != wanted {
        notes.guess(line, format!("field `{called}` of `{}` is called `{name}`", variant.ident));
    }
    if let Some(other) = &found.unknown {
        notes.guess(line, format!("field `{name}` is a string: `{other}` is not a type of the format"));
    }
    let description = some_line(&docs_of(&field.attrs));
    let fact = FieldFact { description, ..FieldFact::new(&name, found.ty, None) };
    Member { called, fact, is_optional: found.is_optional }
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}
