//! Reads Rust enums of errors: the attributes of an enum, and the arms of `match` expressions about the enum.

mod attributes;
mod bindable;
mod branches;
mod impls;
mod message;
mod pattern;
mod responses;
mod source;
mod stated;
mod tokens;
mod ty;
mod variant;

use std::collections::BTreeSet;

use error_catalog_codegen::parse::{ParseError, on_parser_stack, parse_rust};
use syn::ItemEnum;
use syn::spanned::Spanned;

pub use self::bindable::{Bindable, RustTypes, lacks_display};

use self::attributes::read_attributes;
use self::impls::Impls;
use self::source::Source;
use self::variant::Reader;
use crate::facts::{ErrorFact, Facts, Notes};
use crate::infer::names::key_of;
use crate::text::one_line;
use crate::words::{Topic, names_errors};

/// Reads the facts in the enums of a file that are errors. `is_bound` means that `#[error_catalog]` will compare the
/// enum with the catalog.
pub(crate) fn read_rust(text: &str, is_bound: bool, notes: &mut Notes) -> Result<Facts, String> {
    on_parser_stack(|| read_file(text, is_bound, notes)).map_err(|error| error.to_string())?
}

fn read_file(text: &str, is_bound: bool, notes: &mut Notes) -> Result<Facts, String> {
    let file = parse_rust(text).map_err(|error| match &error {
        ParseError::TooDeep(_) => error.to_string(),
        ParseError::Invalid(span, why) => format!("it is not Rust: line {}: {why}", span.start().line),
    })?;
    let source = Source::new(&file);
    let impls = Impls::new(&file, &source);
    let (mut enums, others): (Vec<&ItemEnum>, Vec<_>) =
        source.enums.iter().copied().partition(|item| is_error(item, &impls));
    if is_bound {
        enums = choose(&enums, &impls, notes)?;
    }
    for other in others.iter().filter(|item| looks_like_errors(item)) {
        let what = "it has no `#[error(…)]`, no implementation of `Error`, and no statuses";
        notes.loss(other.span().start().line, format!("the enum `{}` is left out: {what}", other.ident));
    }
    for ((ty, what), line) in impls.unread.iter().filter(|((ty, _), _)| enums.iter().any(|item| item.ident == ty)) {
        notes.loss(*line, format!("{what} are not read: left out (`{ty}`)"));
    }
    for (ty, line, text) in impls.literals.iter().filter(|(ty, ..)| enums.iter().any(|item| item.ident == ty)) {
        if !impls.is_read(ty, text) {
            notes.loss(*line, format!("`{}` in a response of `{ty}` is left out", one_line(text)));
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut facts = Facts::default();
    let mut types = Vec::new();
    let bound = is_bound.then(|| RustTypes::new(&file));
    let mut reader = Reader { impls: &impls, notes, converted: BTreeSet::new(), bound };
    for item in &enums {
        let name = item.ident.to_string();
        let category = (enums.len() > 1).then(|| facts.category(&name, None));
        let mut start = item.brace_token.span.open().start().line - 1;
        let mut names = BTreeSet::new();
        for pair in item.variants.pairs() {
            let variant = &pair.value().ident;
            if !names.insert(variant) {
                let text = format!("the second variant `{variant}` is left out: both variants are one error");
                reader.notes.loss(variant.span().start().line, text);
                continue;
            }
            let mut fact = reader.read_variant(&name, pair.value(), &mut facts);
            let end = pair.span().end().line;
            fact.comments.extend(lines.get(start..end).unwrap_or_default().iter().filter_map(|line| comment(line)));
            start = end;
            fact.category = fact.category.or(category);
            facts.errors.push(fact);
            types.push(name.clone());
        }
    }
    resolve_codes(&mut facts.errors, &types, notes);
    if facts.errors.is_empty() {
        let expected = "expected `#[error(…)]`, an implementation of `Error`, or statuses";
        return Err(format!("it has no enum of errors: {expected}"));
    }
    if facts.errors.iter().any(|error| error.code == error.name.as_deref().map(key_of)) {
        notes.guess(0, "the codes are made from the names of the variants");
    }
    Ok(facts)
}

/// The enum to which `#[error_catalog]` is added. Notes the other enums.
///
/// # Errors
///
/// Fails if nothing in the file tells two enums apart.
fn choose<'a>(enums: &[&'a ItemEnum], impls: &Impls<'_>, notes: &mut Notes) -> Result<Vec<&'a ItemEnum>, String> {
    let chosen = impls.answering(enums);
    if let [one, other, ..] = chosen.as_slice() {
        let (one, two, way_out) = (&one.ident, &other.ident, "move one of them to another file");
        return Err(format!("the enums `{one}` and `{two}` are both errors of the catalog; {way_out}"));
    }
    for other in enums.iter().filter(|item| chosen.iter().all(|other| other.ident != item.ident)) {
        let text = format!("the enum `{}` stays as it is, because it does not become a response", other.ident);
        notes.guess(other.ident.span().start().line, text);
    }
    Ok(chosen)
}

/// Whether an enum may be a list of errors, by its name.
fn looks_like_errors(item: &ItemEnum) -> bool {
    let key = key_of(&item.ident.to_string());
    names_errors(&key) || matches!(key.as_str(), "code" | "codes")
}

/// Whether an enum is an error: by its attributes, its traits, or a `match` that gives its variants statuses.
fn is_error(item: &ItemEnum, impls: &Impls<'_>) -> bool {
    impls.errors.contains(&item.ident.to_string())
        || item.variants.iter().map(|variant| read_attributes(&variant.attrs)).any(|attributes| {
            ["error", "snafu"].iter().any(|name| attributes.has(name))
                || attributes.values.iter().any(|(topic, _)| *topic == Topic::Status)
        })
}

/// The text of the comment in a line, unless it is documentation. The comment becomes one of the catalog, because it is
/// for the maintainers of the API. `//` in a string is not a comment.
fn comment(line: &str) -> Option<String> {
    let is_code = |(at, _): &(usize, &str)| line[..*at].matches('"').count().is_multiple_of(2);
    let (at, _) = line.match_indices("//").find(is_code)?;
    let text = &line[at + 2..];
    Some(text.trim()).filter(|text| !text.is_empty() && !text.starts_with(['/', '!'])).map(str::to_owned)
}

/// Gives each variant of each enum a code. Variants with different names can share a code that the source states. A
/// code that the source does not state is made from the name of the variant, and differs from every code that the
/// source states, even for a later variant. `types` has the enum of each error.
fn resolve_codes(errors: &mut [ErrorFact], types: &[String], notes: &mut Notes) {
    let mut taken: BTreeSet<String> = errors.iter().filter_map(|fact| fact.code.clone()).collect();
    let mut stated = BTreeSet::new();
    for (fact, ty) in errors.iter_mut().zip(types) {
        let is_first = |code: &String| stated.insert((code.clone(), fact.name.clone()));
        if !fact.code.as_ref().is_some_and(is_first) {
            make_code(fact, ty, &mut taken, notes);
        }
    }
}

/// Makes a code from the name of a variant that states no code, or that states the code of an earlier variant.
fn make_code(fact: &mut ErrorFact, ty: &str, taken: &mut BTreeSet<String>, notes: &mut Notes) {
    let Some(name) = fact.name.clone() else { return };
    let is_sent = fact.code.is_some();
    let code = fact.code.take().unwrap_or_else(|| key_of(&name));
    let wanted = [key_of(&name), key_of(&format!("{ty}_{name}"))].into_iter();
    let mut wanted = wanted.chain((2..).map(|i| key_of(&format!("{ty}_{name}_{i}"))));
    fact.code = wanted.find(|wanted| taken.insert(wanted.clone()));
    if let Some(own) = fact.code.clone().filter(|own| *own != code) {
        let why = format!("another error has the code `{code}`");
        match is_sent {
            true => {
                notes.loss(fact.line, format!("the code that `{name}` sends changes from `{code}` to `{own}`: {why}"))
            }
            false => notes.guess(fact.line, format!("`{code}` of `{ty}` has the code `{own}`: {why}")),
        }
        fact.name = Some(own);
    }
}
