//! A Rust enum with thiserror's attributes.

mod arms;
mod items;
mod message;
mod ty;

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use syn::{Attribute, Expr, Field, Fields, ItemEnum, Lit, Meta, Variant};

use self::arms::{Arms, Known};
use self::items::find_items;
use self::message::read_message;
use self::ty::{path_of, read_type};
use super::facts::{ErrorFact, Facts, FieldFact, Notes};
use super::grid::category_of;
use super::infer::names::{field_of, key_of, one_line};

/// What the enums of a file say that derive thiserror's `Error`.
pub(super) fn read_rust(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let tokens: TokenStream = text
        .parse()
        .map_err(|error: proc_macro2::LexError| format!("it is no Rust: line {}", error.span().start().line))?;
    let items = find_items(tokens, notes);
    let enums: Vec<ItemEnum> = items.enums.into_iter().filter(is_error).collect();
    let mut facts = Facts { unknown_status: 500, ..Facts::default() };
    let mut sources = BTreeSet::new();
    let names: Vec<String> = enums.iter().map(|item| item.ident.to_string()).collect();
    let mut codes = BTreeSet::new();
    for item in &enums {
        let name = item.ident.to_string();
        let category = (enums.len() > 1).then(|| category_of(&mut facts, &name, None));
        for variant in &item.variants {
            let mut fact = read_variant(variant, &mut sources, notes);
            read_arms(&mut fact, &items.arms, &name, variant, &names, notes);
            resolve_code(&mut fact, &name, &mut codes, notes);
            facts.errors.push(ErrorFact { category, ..fact });
        }
    }
    if facts.errors.is_empty() {
        return Err("it has no enum whose variants have `#[error(…)]`".to_owned());
    }
    if facts.errors.iter().any(|error| error.code == error.name.as_deref().map(key_of)) {
        notes.guess(0, "codes are made of the variants' names");
    }
    Ok(facts)
}

fn is_error(item: &ItemEnum) -> bool {
    item.variants.iter().any(|variant| variant.attrs.iter().any(|attribute| attribute.path().is_ident("error")))
}

/// A field of a variant, before its name is settled.
struct Member {
    /// As the message calls it: its name, or its place.
    called: String,
    fact: FieldFact,
    is_optional: bool,
}

fn read_variant(variant: &Variant, sources: &mut BTreeSet<String>, notes: &mut Notes) -> ErrorFact {
    let line = variant.ident.span().start().line;
    let name = variant.ident.to_string();
    let docs = docs_of(&variant.attrs);
    let mut fact = ErrorFact { line, name: Some(name.clone()), ..ErrorFact::default() };
    let format = format_of(&variant.attrs);
    let arguments = format.as_ref().map_or(&[][..], |(_, arguments)| arguments);
    let mut source = None;
    let mut members = Vec::new();
    for (i, field) in variant.fields.iter().enumerate() {
        let has = |name: &str| field.attrs.iter().any(|attribute| attribute.path().is_ident(name));
        let called = field
            .ident
            .as_ref()
            .map_or_else(|| i.to_string(), |ident| ident.to_string().trim_start_matches("r#").to_owned());
        if has("backtrace") || called == "backtrace" {
            continue;
        }
        if has("source") || has("from") || called == "source" {
            fact.has_source = true;
            match path_of(&field.ty) {
                _ if !has("from") => {}
                Some(path) if sources.insert(path.clone()) => fact.from.push(path),
                Some(path) => notes.loss(line, format!("`{path}` becomes another error already")),
                None => notes.loss(line, format!("`?` cannot make `{name}`: its source's type is no path")),
            }
            source = Some(called);
            continue;
        }
        // `limit = .1` is what a field without a name is called by the message.
        let named = arguments.iter().find_map(|argument| argument.strip_suffix(&format!("=.{called}")));
        members.push(read_member(variant, &called, named, field, notes));
    }
    let transparent = is_transparent(&variant.attrs);
    let message = format.as_ref().map(|(format, arguments)| {
        let known = message::Known {
            fields: members.iter().map(|m| (m.called.as_str(), m.fact.name.as_str())).collect(),
            source: source.as_deref(),
        };
        read_message(format, arguments, &known, line, notes)
    });
    let message = message.filter(|message| !message.template.trim().is_empty()).unwrap_or_else(|| {
        let what = if transparent { "its source's message, which is not for clients" } else { "no text" };
        notes.guess(line, format!("the message of `{name}` is made of its name: it has {what}"));
        message::Message::plain(&sentence(&name))
    });
    for member in &mut members {
        settle_member(member, message.slots.contains(&member.fact.name), line, notes);
    }
    fact.fields = members.into_iter().map(|member| member.fact).collect();
    fact.fields.extend(message.extra);
    if !fact.from.is_empty() && !fact.fields.is_empty() {
        notes.loss(line, format!("`?` cannot make `{name}`: it has fields to fill"));
        fact.from.clear();
    }
    fact.message = Some(message.template);
    fact.is_deprecated = variant.attrs.iter().any(|attribute| attribute.path().is_ident("deprecated"));
    let (first, rest) = docs.split_once("\n\n").unwrap_or((&docs, ""));
    fact.description = Some(one_line(first)).filter(|text| !text.is_empty());
    fact.docs = Some(rest.trim().to_owned()).filter(|text| !text.is_empty());
    fact
}

/// What functions say about a variant.
fn read_arms(fact: &mut ErrorFact, arms: &Arms, ty: &str, variant: &Variant, enums: &[String], notes: &mut Notes) {
    let name = variant.ident.to_string();
    fact.code = arms.code(ty, &name, enums).or_else(|| Some(key_of(&name)));
    match arms.status(ty, &name, enums) {
        Known::Own(status) => fact.status = Some(status),
        Known::Several(status, others) => {
            let others: Vec<String> = others.iter().map(u16::to_string).collect();
            let others = if others.is_empty() { "another".to_owned() } else { others.join(" or ") };
            notes.loss(fact.line, format!("`{name}` has status {others} at times: {status} is taken"));
            fact.status = Some(status);
        }
        Known::Rest(status) => {
            fact.status = Some(status);
            fact.status_guess = Some("that of `_` in a `match`".to_owned());
        }
        Known::Unread => notes.loss(fact.line, format!("the status of `{name}` is computed: it is not read")),
        Known::No => {}
    }
}

/// Two enums may have a variant of the same name; it is an error of each.
fn resolve_code(fact: &mut ErrorFact, ty: &str, taken: &mut BTreeSet<String>, notes: &mut Notes) {
    let Some(code) = fact.code.take() else { return };
    let mut own = code.clone();
    if !taken.insert(own.clone()) {
        own = key_of(&format!("{ty}_{code}"));
        while !taken.insert(own.clone()) {
            own.push_str("_2");
        }
        notes.guess(fact.line, format!("`{code}` of `{ty}` is called `{own}`: another error has its code"));
        fact.name = Some(own.clone());
    }
    fact.code = Some(own);
}

/// What a message shows is always there, and public; all else is for logs.
fn settle_member(member: &mut Member, is_shown: bool, line: usize, notes: &mut Notes) {
    member.fact.is_internal = !is_shown;
    if member.is_optional {
        match is_shown {
            true => notes.loss(
                line,
                format!("field `{}` is an `Option`: what a message shows is always there", member.fact.name),
            ),
            false => member.fact.ty.push('?'),
        }
    }
    if !is_shown {
        notes.guess(line, format!("field `{}` is for logs alone: the message does not show it", member.fact.name));
    }
}

fn read_member(variant: &Variant, called: &str, named: Option<&str>, field: &Field, notes: &mut Notes) -> Member {
    let line = variant.ident.span().start().line;
    let found = read_type(&field.ty);
    let docs = docs_of(&field.attrs);
    let is_tuple = matches!(variant.fields, Fields::Unnamed(_));
    let wanted = match is_tuple {
        true if named.is_some() => named.unwrap_or_default().to_owned(),
        true if variant.fields.len() == 1 => found.name.clone().unwrap_or_else(|| "value".to_owned()),
        true => found.name.clone().map_or_else(|| format!("value_{called}"), |name| format!("{name}_{called}")),
        false => called.to_owned(),
    };
    let is_wait = wanted == "retry_after" && matches!(found.ty.as_str(), "duration" | "u8" | "u16" | "u32" | "u64");
    let name = if is_wait {
        wanted.clone()
    } else {
        Some(field_of(&wanted)).filter(|n| !n.is_empty()).unwrap_or("value".into())
    };
    if is_tuple || name != wanted {
        notes.guess(line, format!("field `{called}` of `{}` is called `{name}`", variant.ident));
    }
    if let Some(other) = &found.unknown {
        notes.guess(line, format!("field `{name}` is a string: `{other}` is no type of the format"));
    }
    let description = Some(one_line(&docs)).filter(|docs| !docs.is_empty());
    let fact = FieldFact { description, ..FieldFact::new(&name, found.ty, None) };
    Member { called: called.to_owned(), fact, is_optional: found.is_optional }
}

/// The format string of `#[error("…", …)]`, and the tokens of its arguments.
fn format_of(attributes: &[Attribute]) -> Option<(String, Vec<String>)> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("error"))?;
    let Meta::List(list) = &attribute.meta else { return None };
    items::format_arguments(list.tokens.clone())
}

fn is_transparent(attributes: &[Attribute]) -> bool {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("error"));
    let Some(Meta::List(list)) = attribute.map(|attribute| &attribute.meta) else { return false };
    list.tokens.to_string() == "transparent"
}

/// The text of documentation comments.
fn docs_of(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { return None };
        let Expr::Lit(literal) = &pair.value else { return None };
        let Lit::Str(text) = &literal.lit else { return None };
        let text = text.value();
        Some(text.strip_prefix(' ').map(str::to_owned).unwrap_or(text))
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// `UserNotFound` as `User not found`.
fn sentence(name: &str) -> String {
    let mut text = name.to_snake_case().replace('_', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
