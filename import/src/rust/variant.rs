//! Reads a variant of an enum as an error: its attributes, its fields, its documentation, and the arms that match it.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use syn::ext::IdentExt;
use syn::{Field, Ident, Variant};

use super::arms::{Arms, Stated};
use super::attributes::read_attributes;
use super::format::Format;
use super::message::Member;
use super::source::Source;
use super::ty::{argument_of, is_error_type, known_type, last_segment, spelled};
use crate::facts::{ErrorFact, Facts, FieldFact, Notes};
use crate::grid::Row;
use crate::infer::names::{field_of, key_of};
use crate::text::{capitalized, literal, some_line};

/// Reads the variants of the enums of a file.
pub(super) struct Reader<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) arms: &'a Arms<'a>,
    pub(super) notes: &'a mut Notes,
    /// The types that `?` already converts into an error.
    pub(super) converted: BTreeSet<String>,
}

impl Reader<'_> {
    pub(super) fn read_variant(&mut self, ty: &str, variant: &Variant, facts: &mut Facts) -> ErrorFact {
        let name = variant.ident.to_string();
        let line = variant.ident.span().start().line;
        let attributes = read_attributes(&variant.attrs);
        let stated = self.arms.of(ty, &name);
        let (topics, cells): (Vec<_>, Vec<_>) = attributes.values.iter().chain(&stated.values).cloned().unzip();
        let fact = Row { line, cells: &cells, topics: &topics, above: None }.read_fact(facts, self.notes);
        let format = attributes.format.as_ref().or(stated.format.as_ref()).cloned().unwrap_or_default();
        let mut members = read_members(variant, &format);
        let source = members.iter().position(|field| field.is("source") || field.attributes.has("from"));
        let source = source.or_else(|| members.iter().position(|field| field.is_error));
        let source = source.map(|at| members.remove(at));
        let called = source.as_ref().map(|source| source.called.as_str());
        let message = format.read_message(&mut members, called, line, self.notes);
        let message = Some(message).filter(|text| !text.trim().is_empty()).or(fact.message).unwrap_or_else(|| {
            let what = if attributes.is_transparent {
                "the message of its source, which is not for clients"
            } else {
                "no text"
            };
            let text = format!("the message of `{name}` is made from its name: the variant has {what}");
            self.notes.guess(line, text);
            // `UserNotFound` becomes `User not found`.
            literal(&capitalized(name.to_snake_case().replace('_', " ")))
        });
        let docs = attributes.docs.trim();
        let (description, docs) = docs.split_once("\n\n").unwrap_or((docs, ""));
        let mut fact = ErrorFact {
            code: fact.code.or_else(|| Some(key_of(&name))),
            name: Some(name),
            message: Some(message),
            description: some_line(description).or(fact.description),
            docs: Some(docs.trim().to_owned()).filter(|docs| !docs.is_empty()).or(fact.docs),
            fields: members.into_iter().map(|member| self.settle(member, line, &variant.ident)).collect(),
            has_source: source.is_some(),
            is_deprecated: attributes.has("deprecated"),
            ..fact
        };
        self.read_status(&mut fact, ty, &stated);
        let is_from = |field: &&Field| read_attributes(&field.attrs).has("from");
        let from = variant.fields.iter().find(is_from).map(|field| &field.ty);
        self.read_conversions(&mut fact, ty, from);
        fact
    }

    /// Fills in the status that `match` arms give to a variant, unless an attribute states the status.
    fn read_status(&mut self, fact: &mut ErrorFact, ty: &str, stated: &Stated) {
        let name = fact.name.as_deref().unwrap_or_default();
        let Some(status) = fact.status.or(stated.status()) else {
            if stated.is_computed {
                self.notes.loss(fact.line, format!("the status of `{name}` is computed, so it is not read"));
            } else {
                fact.status = self.arms.of(ty, "_").status();
                fact.status_guess = fact.status.map(|_| "a `match` gives it to all other variants".to_owned());
            }
            return;
        };
        fact.status = Some(status);
        let others = stated.statuses.iter().map(|(_, other)| *other).filter(|other| *other != status);
        let others = BTreeSet::from_iter(others).into_iter().map(|other| format!("status {other}"));
        let others: Vec<String> = others.chain(stated.is_computed.then(|| "a computed status".to_owned())).collect();
        if !others.is_empty() {
            let text = format!("`{name}` can also have {}: the catalog has {status}", others.join(" or "));
            self.notes.loss(fact.line, text);
        }
    }

    /// Decides whether a field is internal, and whether it is optional. A field in the message is public and always has
    /// a value; any other field is for logs.
    fn settle(&mut self, member: Member, line: usize, variant: &Ident) -> FieldFact {
        let Member { mut fact, called, unknown, .. } = member;
        let name = &fact.name;
        let mut guess = |text: String| self.notes.guess(line, text);
        if *name != called && !member.is_computed {
            guess(format!("field `{called}` of `{variant}` is called `{name}`"));
        }
        if let Some(ty) = unknown {
            guess(format!("field `{name}` is a string: `{ty}` is not a type of the format"));
        }
        if !member.is_shown {
            guess(format!("field `{name}` is for logs only, because the message does not show it"));
            fact.ty.push_str(if member.is_optional { "?" } else { "" });
        } else if member.is_optional {
            let text = format!("field `{name}` is an `Option`, but a field in a message always has a value");
            self.notes.loss(line, text);
        }
        FieldFact { is_internal: !member.is_shown, ..fact }
    }
}

/// The fields of a variant, except for a backtrace.
fn read_members(variant: &Variant, format: &Format) -> Vec<Member> {
    let members = variant.fields.iter().enumerate().map(|(i, field)| {
        let inner = argument_of(&field.ty, &["Option"]);
        let ty = inner.unwrap_or(&field.ty);
        let known = known_type(ty);
        let called = field.ident.as_ref().map_or_else(|| i.to_string(), |name| name.unraw().to_string());
        // In a message, `limit = .1` names a field of a tuple.
        let named = format.arguments.iter().find(|(_, value)| *value == called).and_then(|(name, _)| name.clone());
        let of_type = last_segment(ty).map(|segment| segment.ident.to_string().to_snake_case());
        let of_type = of_type.filter(|name| known.is_none() && name.len() > 1).unwrap_or_else(|| "value".to_owned());
        let name = match named {
            _ if field.ident.is_some() => called.clone(),
            Some(named) => named,
            None if variant.fields.len() == 1 => of_type,
            None => format!("{of_type}_{called}"),
        };
        let unknown = known.is_none().then(|| spelled(ty));
        let ty = known.unwrap_or_else(|| "string".to_owned());
        let name = field_of(&name, &ty).unwrap_or_else(|| "value".to_owned());
        let attributes = read_attributes(&field.attrs);
        let fact = FieldFact { description: some_line(&attributes.docs), ..FieldFact::new(&name, ty, None) };
        let (is_error, is_optional) = (is_error_type(&field.ty), inner.is_some());
        Member { called, fact, is_optional, is_error, unknown, attributes, ..Member::default() }
    });
    members.filter(|member| !member.is("backtrace")).collect()
}
