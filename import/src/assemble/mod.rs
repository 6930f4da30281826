//! Assembles a draft of a catalog from the facts in a source and the bodies that it shows.

mod draft;
mod entry;
mod headers;
mod reading;
mod top;

use std::collections::{BTreeMap, BTreeSet};

use self::entry::Entry;
use self::reading::Reading;
use self::top::CodeRule;
use crate::facts::{ErrorFact, Facts, Notes};
use crate::infer::names::{Keys, is_code, key_of, style_of};
use crate::infer::shape::infer_shape;
use crate::infer::status::{is_error_status, status_of};
use crate::render::{Table, set};

/// Assembles the facts into a draft of a catalog.
pub(crate) fn assemble_draft(mut facts: Facts, notes: &mut Notes) -> Table {
    let mut shape = infer_shape(&facts.examples, &facts.formats, notes);
    let readings: Vec<Reading> = facts.examples.iter().map(|example| Reading::new(example, &shape, notes)).collect();
    let mut entries = Entries::default();
    std::mem::take(&mut facts.errors).into_iter().for_each(|fact| entries.add_fact(fact, notes));
    readings.into_iter().for_each(|reading| entries.add_reading(reading, notes));
    let mut entries = entries.entries;
    resolve_codes(&mut entries, notes);
    entries.iter_mut().for_each(|entry| resolve_status(entry, &facts, notes));
    if facts.names_retry_after {
        entries.iter_mut().for_each(|entry| entry.add_retry_after(notes));
    }
    shape.violations = shape.violations.or_else(|| entries.iter().find_map(Entry::details_shape));
    let keys = resolve_keys(&entries, notes);
    let pairs: Vec<(&str, &str)> =
        keys.iter().zip(&entries).filter_map(|(key, e)| Some((key.as_str(), e.fact.code.as_deref()?))).collect();
    let rule = CodeRule { sends_codes: !pairs.is_empty(), style: style_of(&pairs) };
    let categories = top::category_keys(&facts);
    let used: BTreeSet<usize> = entries.iter().filter_map(|entry| entry.fact.category).collect();
    let mut absent = BTreeSet::new();
    let mut errors = Table::default();
    for (key, entry) in keys.iter().zip(&entries) {
        let drafted = entry.draft(key, &shape, rule, &categories, notes);
        let lacks = shape.members.iter().filter(|member| !drafted.has(&member.role));
        absent.extend(lacks.map(|member| member.path.clone()));
        set(&mut errors, key, drafted.table);
    }
    let mut draft = Table::default();
    top::draft_top(&mut draft, &facts, &shape, rule, &categories, &used);
    top::draft_wire(&mut draft, &facts, &shape, &absent, notes);
    set(&mut draft, "errors", errors);
    draft
}

/// The errors found so far. An error is identified by its code, or by the text of its bodies if it has no code.
#[derive(Default)]
struct Entries {
    entries: Vec<Entry>,
    by_code: BTreeMap<String, usize>,
    by_text: BTreeMap<(Option<u16>, String), usize>,
}

impl Entries {
    fn add_fact(&mut self, fact: ErrorFact, notes: &mut Notes) {
        let code = fact.code.clone().unwrap_or_default();
        let at = self.by_code.get(&code).filter(|_| fact.code.is_some());
        let Some(entry) = at.and_then(|at| self.entries.get_mut(*at)) else {
            if fact.code.is_some() {
                self.by_code.insert(code, self.entries.len());
            }
            self.entries.push(Entry::new(fact));
            return;
        };
        let differs = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let known = &entry.fact;
        if fact.status.is_some() && known.status.is_some() && known.status != fact.status {
            let what = "a code has one status, and the first is taken";
            notes.loss(fact.line, format!("`{code}` is here once more, with another status: {what}"));
        }
        if differs(&known.message, &fact.message) || differs(&known.description, &fact.description) {
            notes.loss(fact.line, format!("`{code}` is here once more, with another text: the first is taken"));
        }
        entry.fact.fill(fact);
    }

    /// Adds a body to the error with the same code, or with the same text. If there is no such error, adds the error.
    fn add_reading(&mut self, reading: Reading, notes: &mut Notes) {
        let details = reading.details().filter(|details| details.is_string());
        let text = format!("{:?}{:?}{details:?}", reading.text("message"), reading.text("title"));
        let new = self.entries.len();
        let at = *match &reading.code {
            Some(code) => self.by_code.entry(code.clone()).or_insert(new),
            None => self.by_text.entry((reading.status, text)).or_insert(new),
        };
        if at == new {
            let fact = ErrorFact { line: reading.line, code: reading.code.clone(), ..ErrorFact::default() };
            self.entries.push(Entry::new(fact));
        }
        if let Some(entry) = self.entries.get_mut(at) {
            entry.take(reading, notes);
        }
    }
}

/// Replaces each code that a catalog cannot contain by a code made from the same words.
fn resolve_codes(entries: &mut [Entry], notes: &mut Notes) {
    let mut taken: BTreeSet<String> = entries.iter().filter_map(|entry| entry.fact.code.clone()).collect();
    for entry in entries {
        if let Some(code) = entry.fact.code.take_if(|code| !is_code(code)) {
            notes.loss(
                entry.fact.line,
                format!("`{code}` is not a code that a catalog can hold: another is made of it"),
            );
            let key = key_of(&code);
            entry.fact.code = (!key.is_empty() && taken.insert(key.clone())).then(|| key.clone());
            entry.fact.name = entry.fact.name.take().or(Some(key));
        }
    }
}

/// Resolves an error's status: from the source or a body, otherwise guessed from the error's name and texts.
fn resolve_status(entry: &mut Entry, facts: &Facts, notes: &mut Notes) {
    let (name, line) = (entry.name(), entry.fact.line);
    if let Some(status) = entry.fact.status.take_if(|status| !is_error_status(*status)) {
        notes.loss(line, format!("`{name}` has status {status}, which is not an error status: another is guessed"));
    }
    if let Some(status) = entry.fact.status {
        if let Some(why) = entry.fact.status_guess.take() {
            notes.guess(line, format!("`{name}` has status {status}: {why}"));
        }
        return;
    }
    let category = entry.fact.category.and_then(|at| facts.categories.get(at)).map(|(title, _)| title.as_str());
    let texts = [Some(name.as_str()), entry.message_text(), entry.fact.description.as_deref(), category];
    let (status, why) = match texts.into_iter().flatten().find_map(status_of) {
        // An API that does not list 422 answers invalid requests with 400.
        Some((422, _)) if facts.statuses.len() > 3 && !facts.statuses.contains_key(&422) => {
            (400, "it is about validation, and the source does not list 422".to_owned())
        }
        Some((status, words)) => (status, format!("its name, text or category says `{words}`")),
        None => (facts.unknown_status, "nothing says which".to_owned()),
    };
    entry.fact.status = Some(status);
    notes.guess(line, format!("`{name}` has status {status}: {why}"));
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
            *out = keys.take_error(&wanted);
            let line = entry.fact.line;
            if !has_code && entry.fact.name.is_none() {
                notes.guess(line, format!("the key `{out}` is made of a text: no code is shown"));
            } else if *out != wanted {
                let why = match wanted.as_str() {
                    "" => "nothing can be made of its name",
                    _ => "its own is taken, by another or by Rust",
                };
                notes.guess(line, format!("`{}` has the key `{out}`: {why}", entry.name()));
            }
        }
    }
    out
}
