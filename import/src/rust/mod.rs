//! Reads Rust enums of errors: the attributes of an enum, and the arms of `match` expressions about the enum.

mod arms;
mod attributes;
mod comments;
mod message;
mod source;
mod sources;
mod ty;
mod variant;

use std::collections::BTreeSet;
use std::thread;

use syn::{ItemEnum, Variant};

use self::arms::{Arms, Known};
use self::attributes::{Attributes, read_attributes};
use self::comments::Comments;
use self::source::Source;
use self::sources::Sources;
use self::variant::read_variant;
use crate::facts::{ErrorFact, Facts, Notes};
use crate::grid::Row;
use crate::infer::names::key_of;
use crate::words::Topic;

/// The stack size, in bytes: enough for syn to parse every file that [`source`] accepts.
const STACK: usize = 256 << 20;

/// Reads the facts in the enums of a file that are errors.
pub(crate) fn read_rust(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read_file(text, notes));
        reader.map_err(|error| error.to_string())?.join().map_err(|_| "its syntax is not supported".to_owned())?
    })
}

fn read_file(text: &str, notes: &mut Notes) -> Result<Facts, String> {
    let file = source::parse_file(text)?;
    let source = Source::new(&file);
    let arms = Arms::new(&source);
    let is_error = |item: &ItemEnum| is_error(item, &source, &arms);
    let enums: Vec<&ItemEnum> = source.enums.iter().copied().filter(|item| is_error(item)).collect();
    let mut facts = Facts::default();
    let (mut sources, mut codes) = (Sources::new(&source), BTreeSet::new());
    let comments = Comments::new(text);
    for item in &enums {
        let name = item.ident.to_string();
        let category = (enums.len() > 1).then(|| facts.category(&name, None));
        for variant in &item.variants {
            let attributes = read_attributes(&variant.attrs);
            let format = arms.format(&name, &variant.ident.to_string());
            let mut fact = read_variant(variant, &attributes, format, &mut sources, notes);
            sources.add_conversions(&name, &mut fact, notes);
            Sources::settle(&mut fact, notes);
            fact.comments.extend(comments.of(variant));
            read_arms(&mut fact, &arms, &name, variant, notes);
            let (topics, cells): (Vec<Topic>, Vec<String>) = attributes.values.into_iter().unzip();
            let row = Row { line: fact.line, cells: &cells, topics: &topics, above: None };
            let stated = row.read_fact(&mut facts, notes);
            fact.code = stated.code.clone().or(fact.code);
            fact.status_guess.take_if(|_| stated.status.is_some());
            fact.status = stated.status.or(fact.status);
            fact.fill(stated);
            resolve_code(&mut fact, &name, &mut codes, notes);
            facts.errors.push(ErrorFact { category: fact.category.or(category), ..fact });
        }
    }
    if facts.errors.is_empty() {
        return Err(
            "it has no enum of errors: expected `#[error(…)]`, an implementation of `Error`, or statuses".to_owned()
        );
    }
    if facts.errors.iter().any(|error| error.code == error.name.as_deref().map(key_of)) {
        notes.guess(0, "the codes are made from the names of the variants");
    }
    Ok(facts)
}

/// Whether an enum is an error: by its attributes, its traits, or a `match` that gives its variants statuses.
fn is_error(item: &ItemEnum, source: &Source<'_>, arms: &Arms) -> bool {
    let name = item.ident.to_string();
    let has_trait = |of: &str| source.traits.contains(&(name.clone(), of.to_owned()));
    let is_said = |attributes: Attributes| {
        attributes.is_transparent || attributes.values.iter().any(|(topic, _)| matches!(topic, Topic::Status))
    };
    let has_attribute = |variant: &Variant| {
        variant.attrs.iter().any(|attribute| attribute.path().is_ident("error"))
            || is_said(read_attributes(&variant.attrs))
    };
    ["Error", "IntoResponse", "ResponseError", "Responder"].into_iter().any(has_trait)
        || arms.has_statuses(&name)
        || item.variants.iter().any(has_attribute)
}

/// Fills in the code and the status that `match` arms give to a variant.
fn read_arms(fact: &mut ErrorFact, arms: &Arms, ty: &str, variant: &Variant, notes: &mut Notes) {
    let name = variant.ident.to_string();
    fact.number = arms.number(ty, &name);
    fact.code = arms.code(ty, &name).or_else(|| Some(key_of(&name)));
    match arms.status(ty, &name) {
        Known::Own(status) => fact.status = Some(status),
        Known::Several(status, others) => {
            let others: Vec<String> = others.iter().map(u16::to_string).collect();
            let others = if others.is_empty() {
                "a computed status".to_owned()
            } else {
                format!("status {}", others.join(" or "))
            };
            notes.loss(fact.line, format!("`{name}` can also have {others}: the catalog has {status}"));
            fact.status = Some(status);
        }
        Known::Rest(status) => {
            fact.status = Some(status);
            fact.status_guess = Some("a `match` gives it to all other variants".to_owned());
        }
        Known::Unread => notes.loss(fact.line, format!("the status of `{name}` is computed, so it is not read")),
        Known::No => {}
    }
}

/// Makes an error's code unique: variants of two enums may have the same name, but are different errors.
fn resolve_code(fact: &mut ErrorFact, ty: &str, taken: &mut BTreeSet<String>, notes: &mut Notes) {
    let Some(code) = fact.code.clone().filter(|code| !taken.insert(code.clone())) else { return };
    let mut own = key_of(&format!("{ty}_{code}"));
    while !taken.insert(own.clone()) {
        own.push_str("_2");
    }
    notes.guess(fact.line, format!("`{code}` of `{ty}` has the code `{own}`: another error has the code `{code}`"));
    fact.name = Some(own.clone());
    fact.code = Some(own);
}
