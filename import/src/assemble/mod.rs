//! Assembles a draft of a catalog from the facts and the bodies in a source.

mod draft;
mod entry;
mod headers;
mod top;

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::keys::to_code;
use serde_json::{Value, json};

use self::entry::{Entries, Entry};
use self::top::Rules;
use crate::facts::{ErrorFact, Facts, Listed, Notes, Sum};
use crate::infer::columns::flatten;
use crate::infer::message::note_placeholders;
use crate::infer::names::{Keys, key_of, style_of};
use crate::infer::shape::infer_shape;
use crate::infer::status::{is_error_status, stated_statuses, status_of};
use crate::render::{Table, table};
use crate::words::{Topic, is_member, is_surely_message};

/// The paths of the members that may be the code or the message of a body.
type Core = BTreeSet<Vec<String>>;

/// The number of different cores that are compared with all others, starting with the most frequent core.
const MAX_CORES: usize = 100;

/// Assembles the facts into a draft of a catalog.
pub(crate) fn assemble_draft(mut facts: Facts, notes: &mut Notes) -> (Table, Sum) {
    let entries = facts.errors.len() + facts.left_out + facts.examples.len();
    let mut sum = Sum { entries, left_out: facts.left_out, described: facts.statuses.len(), ..Sum::default() };
    let foreign = take_foreign(&mut facts.examples, &facts.formats);
    let mut shape = infer_shape(&facts.examples, &facts.formats, &facts.listed, notes);
    let mut entries = Entries::default();
    for mut fact in std::mem::take(&mut facts.errors) {
        // A schema lists URLs, and the catalog makes these URLs from codes.
        let code = fact.code.as_deref().filter(|_| !shape.has("code")).and_then(|url| shape.code_of_url(url));
        fact.code = code.map(str::to_owned).or(fact.code);
        entries.add(Entry { fact, bodies: Vec::new(), examples: Vec::new(), owner: None }, notes);
    }
    for example in &facts.examples {
        entries.add(Entry::of_body(example, &shape, notes), notes);
    }
    for example in &foreign {
        entries.add(read_foreign(example, notes), notes);
    }
    let mut entries = entries.all;
    sum.errors = entries.len();
    resolve_codes(&mut entries, notes);
    for entry in &mut entries {
        resolve_status(entry, &facts, &mut sum, notes);
        if facts.names_retry_after {
            entry.add_retry_after(notes);
        }
    }
    shape.violations = shape.violations.or_else(|| entries.iter().find_map(Entry::details_shape));
    let keys = resolve_keys(&entries, notes);
    let owners = keys.iter().zip(&entries).filter(|(_, entry)| entry.owner.is_none());
    let pairs: Vec<(&str, &str)> =
        owners.filter_map(|(key, e)| Some((key.as_str(), e.fact.code.as_deref()?))).collect();
    let categories = top::category_keys(&facts, entries.iter().filter_map(|entry| entry.fact.category).collect());
    let sends_codes = !pairs.is_empty() || entries.is_empty() && shape.members.is_empty();
    let values = top::listed_values(&facts, &shape);
    let rules = Rules { sends_codes, style: style_of(&pairs), is_plain: facts.is_plain, categories, values };
    let mut errors = Table::default();
    let has_id = |at: usize| entries.get(at).is_some_and(|it| it.fact.code.is_some() || it.fact.number.is_some());
    let shares: Vec<bool> = entries.iter().map(|entry| entry.owner.is_some_and(has_id)).collect();
    for (at, (key, entry)) in keys.iter().zip(&mut entries).enumerate() {
        let (mut error, given) = entry.draft(key, &shape, &rules, notes);
        if let Some(owner) = entry.owner.and_then(|owner| keys.get(owner)).filter(|_| shares[at]) {
            error.insert("code-of".to_owned(), owner.as_str().into());
            error.remove("code");
        }
        let message = error.get("message").and_then(Value::as_str).filter(|_| !facts.has_templates);
        note_placeholders(message.unwrap_or_default(), &entry.name(), entry.fact.line, notes);
        for member in &mut shape.members {
            let is_given =
                matches!(member.slot(), "title" | "docs_url") || given.iter().any(|slot| slot == member.slot());
            member.is_missing |= !is_given && !member.is_always() && !member.is_null;
        }
        errors.insert(key.clone(), error.into());
    }
    let mut draft = top::draft_top(&facts, &shape, &rules, notes);
    draft.extend(table(json!({ "errors": errors })));
    (draft, sum)
}

/// Takes out the bodies whose structure differs from that of most bodies: they share no member that may be the code or
/// the message. Such a body may come from a proxy or a framework, so it does not change the format of the others.
fn take_foreign(examples: &mut Vec<ErrorFact>, formats: &[ErrorFact]) -> Vec<ErrorFact> {
    let core = |example: &ErrorFact| -> Core {
        let paths = flatten(&example.body).into_iter().map(|(path, _)| path);
        let is_core = |name: &String| is_surely_message(name) || is_member(name, Topic::Code);
        paths.filter(|path| path.last().is_some_and(is_core)).collect()
    };
    let cores: Vec<Core> = examples.iter().chain(formats).map(core).collect();
    let mut counts = BTreeMap::<&Core, usize>::new();
    cores.iter().for_each(|core| *counts.entry(core).or_default() += 1);
    let shared = |core: &Core| -> usize {
        counts.iter().filter(|(other, _)| !core.is_disjoint(other)).map(|(_, count)| count).sum()
    };
    // Of the cores that are as frequent, the first one counts.
    let mut seen = BTreeSet::new();
    let mut first: Vec<&Core> = cores.iter().filter(|core| seen.insert(*core)).collect();
    first.sort_by_key(|core| std::cmp::Reverse(counts[core]));
    first.truncate(MAX_CORES);
    let best = first.into_iter().map(|core| (shared(core), core)).rev().max_by_key(|(shared, _)| *shared);
    let usual = best.filter(|(shared, _)| shared * 2 > cores.len()).map(|(_, core)| core);
    let Some(usual) = usual.cloned() else { return Vec::new() };
    let mut cores = cores.into_iter();
    examples.extract_if(.., |_| cores.next().is_some_and(|core| usual.is_disjoint(&core))).collect()
}

/// Reads the code and the texts of a body that does not have the format of the others.
fn read_foreign(example: &ErrorFact, notes: &mut Notes) -> Entry {
    notes.loss(example.line, "this body does not have the format of the others: only its code and its texts are kept");
    let shape = infer_shape(std::slice::from_ref(example), &[], &Listed::new(), &mut Notes::default());
    let mut entry = Entry::of_body(example, &shape, &mut Notes::default());
    entry.fact.number = None;
    entry.bodies.iter_mut().for_each(|body| body.retain(|slot, _| matches!(slot.as_str(), "message" | "title")));
    entry
}

/// Replaces each code that a catalog cannot contain by a code made from the same words, and makes numbers unique.
fn resolve_codes(entries: &mut [Entry], notes: &mut Notes) {
    let mut taken: BTreeSet<String> = entries.iter().filter_map(|entry| entry.fact.code.clone()).collect();
    let mut numbers = BTreeSet::new();
    let words: Vec<(String, String)> = taken.iter().map(|code| (key_of(code), code.replace(' ', "_"))).collect();
    let style = style_of(&words.iter().map(|(key, code)| (key.as_str(), code.as_str())).collect::<Vec<_>>());
    // An error that shares its code has the same code as its owner, and only repeats the number of its owner.
    let owned: Vec<Option<u32>> = entries.iter().map(|entry| entries.get(entry.owner?)?.fact.number).collect();
    for (entry, owned) in entries.iter_mut().zip(owned) {
        entry.fact.number.take_if(|number| Some(*number) == owned);
        let name = entry.name();
        if let Some(number) = entry.fact.number.take_if(|number| !numbers.insert(*number)) {
            notes.loss(entry.fact.line, format!("the number {number} of `{name}` belongs to another error: left out"));
        }
        if let Some(code) =
            entry.fact.code.take_if(|code| !error_catalog_model::is_code(code)).filter(|_| entry.owner.is_none())
        {
            let key = Some(key_of(&code)).filter(|key| !key.is_empty());
            entry.fact.code = key.as_ref().map(|key| to_code(key, style)).filter(|code| taken.insert(code.clone()));
            entry.fact.name = entry.fact.name.take().or(key);
            let other = entry.fact.code.as_ref().map_or("left out".to_owned(), |code| format!("it becomes `{code}`"));
            notes.loss(entry.fact.line, format!("a catalog cannot contain the code `{code}`: {other}"));
        }
    }
}

/// Resolves an error's status: from the source or a body, otherwise derived from the error's name and texts.
fn resolve_status(entry: &mut Entry, facts: &Facts, sum: &mut Sum, notes: &mut Notes) {
    let (name, line) = (entry.name(), entry.fact.line);
    if let Some(status) = entry.fact.status.take_if(|status| !is_error_status(*status)) {
        notes.loss(line, format!("`{name}` has status {status}, which is not an error status: left out"));
        if !entry.fact.other_statuses.is_empty() {
            entry.fact.status = Some(entry.fact.other_statuses.remove(0));
        }
    }
    if let Some(status) = entry.fact.status {
        let Some(why) = entry.fact.status_guess.take() else { return sum.given += 1 };
        notes.guess(line, format!("`{name}` has status {status}: {why}"));
        return sum.derived += 1;
    }
    let stated: BTreeSet<u16> = entry.texts().flat_map(stated_statuses).collect();
    let mut names = [&entry.fact.name, &entry.fact.code].into_iter().flatten();
    let found = names.find_map(|name| status_of(name, true));
    let found = found.or_else(|| entry.texts().find_map(|text| status_of(text, false)));
    let (status, why) = match found {
        _ if stated.len() > 1 => {
            let stated = stated.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
            notes.gap(line, format!("`{name}` has no status: its text states several ({stated})"));
            return sum.unknown += 1;
        }
        _ if !stated.is_empty() => {
            (stated.into_iter().next().unwrap_or_default(), "its text states this status".to_owned())
        }
        // An API that does not list 422 answers invalid requests with 400.
        Some((422, _)) if facts.statuses.len() > 3 && !facts.statuses.contains_key(&422) => {
            (400, "it is about validation, and the source does not list 422".to_owned())
        }
        Some((status, words)) => (status, format!("its name or text contains `{words}`")),
        None => {
            notes.gap(line, format!("`{name}` has no status: nothing in the source indicates one"));
            return sum.unknown += 1;
        }
    };
    entry.fact.status = Some(status);
    notes.guess(line, format!("`{name}` has status {status}: {why}"));
    sum.derived += 1;
}

/// Chooses a key for every error, first for the errors with a code.
fn resolve_keys(entries: &[Entry], notes: &mut Notes) -> Vec<String> {
    let mut keys = Keys::default();
    let mut out = vec![String::new(); entries.len()];
    for has_code in [true, false] {
        if !has_code {
            // An error without a code is identified by the code that its key makes, so that code must not belong to
            // another error.
            entries.iter().filter_map(|entry| entry.fact.code.as_deref()).for_each(|code| keys.reserve(code));
        }
        for (entry, out) in entries.iter().zip(&mut out).filter(|(entry, _)| entry.fact.code.is_some() == has_code) {
            let wanted = entry.wanted_key(&keys);
            *out = keys.take(&wanted, "error");
            let line = entry.fact.line;
            if !has_code && entry.fact.name.is_none() {
                notes.guess(line, format!("the key `{out}` is made from a text, because no code is shown"));
            } else if *out != wanted {
                let why = match wanted.as_str() {
                    "" => "its name has no letters that a key can have",
                    _ => "another error or Rust uses the first choice",
                };
                notes.guess(line, format!("`{}` has the key `{out}`: {why}", entry.name()));
            }
        }
    }
    out
}
