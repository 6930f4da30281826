//! Facts to a draft: what is told of errors and what bodies show of them, put together.

mod entry;
mod headers;
mod reading;
pub(super) mod top;

use std::collections::{BTreeMap, BTreeSet};

use self::entry::Entry;
use self::reading::Reading;
use self::top::CodeRule;
use super::draft::Draft;
use super::facts::{ErrorFact, Facts, Notes};
use super::infer::names::{Keys, is_code, key_of, style_of};
use super::infer::shape::infer_shape;
use super::infer::status::status_of;

/// The catalog that the facts make.
pub(super) fn assemble_draft(mut facts: Facts, notes: &mut Notes) -> Draft {
    let mut shape = infer_shape(&facts.examples, &facts.formats, notes);
    let readings: Vec<Reading> = facts.examples.iter().map(|example| Reading::new(example, &shape, notes)).collect();
    let mut entries = merge_readings(std::mem::take(&mut facts.errors), readings, notes);
    resolve_codes(&mut entries, notes);
    resolve_statuses(&mut entries, &facts, notes);
    if facts.names_retry_after {
        entries.iter_mut().for_each(|entry| entry.add_retry_after(notes));
    }
    shape.violations = shape.violations.or_else(|| entries.iter().find_map(Entry::details_shape));
    let keys = resolve_keys(&entries, notes);
    let sends_codes = entries.iter().any(|entry| entry.fact.code.is_some());
    let pairs: Vec<(&str, &str)> =
        keys.iter().zip(&entries).filter_map(|(key, e)| Some((key.as_str(), e.fact.code.as_deref()?))).collect();
    let rule = CodeRule { sends_codes, style: style_of(&pairs) };
    let categories = top::category_keys(&facts);
    let used: BTreeSet<usize> = entries.iter().filter_map(|entry| entry.fact.category).collect();
    let mut draft = top::draft_top(&facts, &shape, rule, &categories, &used);
    let mut absent = BTreeSet::new();
    let mut errors = Vec::new();
    for (key, entry) in keys.iter().zip(&entries) {
        let drafted = entry.draft(key, &shape, rule, &categories, notes);
        let lacks = shape.members.iter().filter(|member| !drafted.has(&member.role));
        absent.extend(lacks.map(|member| member.path.clone()));
        errors.push((key.clone(), drafted.table));
    }
    top::draft_wire(&mut draft, &facts, &shape, &absent, notes);
    draft.errors = errors;
    draft
}

/// Each body to the error that it is of; one that nothing else told of becomes an error of its own.
fn merge_readings(facts: Vec<ErrorFact>, readings: Vec<Reading>, notes: &mut Notes) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_text: BTreeMap<(Option<u16>, String), usize> = BTreeMap::new();
    for fact in facts {
        let at = fact.code.as_ref().and_then(|code| by_code.get(code)).copied();
        if let (Some(entry), Some(code)) = (at.and_then(|at| entries.get_mut(at)), &fact.code) {
            if fact.status.is_some_and(|status| entry.fact.status.is_some_and(|other| other != status)) {
                let what = "a code has one status, and the first is taken";
                notes.loss(fact.line, format!("`{code}` stands here once more, with another status: {what}"));
            }
            let differs = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
            if differs(&entry.fact.message, &fact.message) || differs(&entry.fact.description, &fact.description) {
                let what = "the first is taken";
                notes.loss(fact.line, format!("`{code}` stands here once more, with another text: {what}"));
            }
            entry.fact.fill(fact);
            continue;
        }
        if let Some(code) = &fact.code {
            by_code.insert(code.clone(), entries.len());
        }
        entries.push(Entry { fact, readings: Vec::new() });
    }
    for reading in readings {
        let details = reading.details.as_ref().filter(|details| details.is_string());
        let text = format!("{:?}{:?}{:?}", reading.message, reading.title, details);
        let known = match &reading.code {
            Some(code) => by_code.get(code),
            None => by_text.get(&(reading.status, text.clone())),
        };
        let at = known.copied().unwrap_or_else(|| {
            match &reading.code {
                Some(code) => by_code.insert(code.clone(), entries.len()),
                None => by_text.insert((reading.status, text), entries.len()),
            };
            let fact = ErrorFact { line: reading.line, code: reading.code.clone(), ..ErrorFact::default() };
            entries.push(Entry { fact, readings: Vec::new() });
            entries.len() - 1
        });
        if let Some(entry) = entries.get_mut(at) {
            entry.take(reading, notes);
        }
    }
    entries
}

/// Codes that the format cannot hold are not sent.
fn resolve_codes(entries: &mut [Entry], notes: &mut Notes) {
    let mut taken: BTreeSet<String> = entries.iter().filter_map(|entry| entry.fact.code.clone()).collect();
    for entry in entries {
        if let Some(code) = entry.fact.code.take_if(|code| !is_code(code)) {
            notes.loss(entry.fact.line, format!("`{code}` is no code that a catalog can hold: another is made of it"));
            let key = key_of(&code);
            entry.fact.code = (!key.is_empty() && taken.insert(key.clone())).then(|| key.clone());
            entry.fact.name = entry.fact.name.take().or(Some(key));
        }
    }
}

/// A status for every error: that of its row, that of its bodies, or the one that its name is known for.
fn resolve_statuses(entries: &mut [Entry], facts: &Facts, notes: &mut Notes) {
    for entry in entries {
        let name = entry.name();
        if let Some(status) = entry.fact.status.filter(|status| !(400..=599).contains(status)) {
            notes.loss(
                entry.fact.line,
                format!("`{name}` has status {status}, which is no error's: another is guessed"),
            );
            entry.fact.status = None;
        }
        if let (Some(status), Some(why)) = (entry.fact.status, entry.fact.status_guess.take()) {
            notes.guess(entry.fact.line, format!("`{name}` has status {status}: {why}"));
        }
        if entry.fact.status.is_some() {
            continue;
        }
        let text = [Some(name.as_str()), entry.message_text(), entry.fact.description.as_deref()];
        let category = entry.fact.category.and_then(|at| facts.categories.get(at)).map(|(title, _)| title.as_str());
        let known = text.into_iter().flatten().find_map(status_of);
        let (status, why) = match known.or_else(|| category.and_then(status_of)) {
            // An API that does not list 422 answers with 400.
            Some((422, _)) if facts.statuses.len() > 3 && !facts.statuses.contains_key(&422) => {
                (400, "it is about validation, and the source does not list 422".to_owned())
            }
            Some((status, words)) => (status, format!("its name, text or category says `{words}`")),
            None => (facts.unknown_status, "nothing says which".to_owned()),
        };
        entry.fact.status = Some(status);
        notes.guess(entry.fact.line, format!("`{name}` has status {status}: {why}"));
    }
}

/// A key for every error, each another. An error that tells its code is called after it, before one that does not.
fn resolve_keys(entries: &[Entry], notes: &mut Notes) -> Vec<String> {
    let mut keys = Keys::default();
    let mut out = vec![String::new(); entries.len()];
    let has_code = |i: &usize| entries[*i].fact.code.is_some();
    let (with_code, without): (Vec<usize>, Vec<usize>) = (0..entries.len()).partition(has_code);
    let named = with_code.len();
    for (nth, i) in with_code.into_iter().chain(without).enumerate() {
        let entry = &entries[i];
        if nth == named {
            // An error that sends no code is known by the one that its key makes.
            entries.iter().filter_map(|entry| entry.fact.code.as_deref()).for_each(|code| keys.reserve(code));
        }
        let wanted = entry.wanted_key(&keys);
        let key = keys.take_error(&wanted);
        if entry.fact.code.is_none() && entry.fact.name.is_none() {
            notes.guess(entry.fact.line, format!("the key `{key}` is made of a text: no code is shown"));
        } else if key != wanted {
            let why = if wanted.is_empty() {
                "nothing can be made of its name"
            } else {
                "its own is taken, by another or by Rust"
            };
            notes.guess(entry.fact.line, format!("`{}` has the key `{key}`: {why}", entry.name()));
        }
        out[i] = key;
    }
    out
}

impl ErrorFact {
    /// Takes from another what this one lacks.
    fn fill(&mut self, other: ErrorFact) {
        self.status = self.status.or(other.status);
        self.number = self.number.or(other.number);
        self.title = self.title.take().or(other.title);
        self.message = self.message.take().or(other.message);
        self.description = self.description.take().or(other.description);
        self.docs = self.docs.take().or(other.docs);
        self.category = self.category.or(other.category);
        self.retry = self.retry.or(other.retry);
        self.causes.extend(other.causes);
        self.solutions.extend(other.solutions);
        self.headers.extend(other.headers);
    }
}
