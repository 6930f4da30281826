//! Assembles a draft of a catalog from the facts and the bodies in a source.

mod draft;
mod entry;
mod headers;
mod reading;
mod top;

use std::collections::{BTreeMap, BTreeSet};

use self::entry::Entry;
use self::reading::Reading;
use self::top::CodeRule;
use crate::facts::{ErrorFact, Example, Facts, Notes, Sum};
use crate::infer::columns::flatten;
use crate::infer::names::{Keys, is_code, key_of, style_of};
use crate::infer::shape::infer_shape;
use crate::infer::status::{is_error_status, status_of_name, status_of_text};
use crate::render::{Table, set};
use crate::words::{Topic, is_member, is_surely_message};

/// Assembles the facts into a draft of a catalog.
pub(crate) fn assemble_draft(mut facts: Facts, notes: &mut Notes) -> (Table, Sum) {
    let mut sum = Sum { entries: facts.errors.len() + facts.left_out + facts.examples.len(), ..Sum::default() };
    let foreign = take_foreign(&mut facts.examples, &facts.formats);
    let mut shape = infer_shape(&facts.examples, &facts.formats, notes);
    let mut readings: Vec<Reading> =
        facts.examples.iter().map(|example| Reading::new(example, &shape, notes)).collect();
    readings.extend(foreign.into_iter().map(|example| read_foreign(example, notes)));
    let mut entries = Entries::default();
    std::mem::take(&mut facts.errors).into_iter().for_each(|fact| entries.add_fact(fact, notes));
    readings.into_iter().for_each(|reading| entries.add_reading(reading, notes));
    let mut entries = entries.entries;
    resolve_codes(&mut entries, notes);
    (sum.errors, sum.described) = (entries.len(), facts.statuses.len());
    for entry in &mut entries {
        *match resolve_status(entry, &facts, notes) {
            Status::Given => &mut sum.given,
            Status::Derived => &mut sum.derived,
            Status::Unknown => &mut sum.unknown,
        } += 1;
    }
    if facts.names_retry_after {
        entries.iter_mut().for_each(|entry| entry.add_retry_after(notes));
    }
    shape.violations = shape.violations.or_else(|| entries.iter().find_map(Entry::details_shape));
    let keys = resolve_keys(&entries, notes);
    let pairs: Vec<(&str, &str)> =
        keys.iter().zip(&entries).filter_map(|(key, e)| Some((key.as_str(), e.fact.code.as_deref()?))).collect();
    let may_send_codes = entries.is_empty() && shape.members.is_empty();
    let rule = CodeRule { sends_codes: !pairs.is_empty() || may_send_codes, style: style_of(&pairs) };
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
    (draft, sum)
}

/// Takes out the bodies whose structure differs from that of most bodies: they share no member that may be the code or
/// the message. Such a body may come from a proxy or a framework, so it does not change the format of the others.
fn take_foreign(examples: &mut Vec<Example>, formats: &[Example]) -> Vec<Example> {
    let core = |example: &Example| -> BTreeSet<Vec<String>> {
        let paths = flatten(&example.body).into_iter().map(|(path, _)| path);
        let is_core = |name: &String| is_surely_message(name) || is_member(name, Topic::Code);
        paths.filter(|path| path.last().is_some_and(is_core)).collect()
    };
    let cores: Vec<BTreeSet<Vec<String>>> = examples.iter().chain(formats).map(core).collect();
    let shared = |core: &BTreeSet<Vec<String>>| cores.iter().filter(|other| !core.is_disjoint(other)).count();
    let usual = cores.iter().rev().max_by_key(|core| shared(core)).filter(|core| shared(core) * 2 > cores.len());
    let Some(usual) = usual.cloned() else { return Vec::new() };
    let mut cores = cores.into_iter();
    examples.extract_if(.., |_| cores.next().is_some_and(|core| usual.is_disjoint(&core))).collect()
}

/// Reads the code and the texts of a body that does not have the format of the others.
fn read_foreign(example: Example, notes: &mut Notes) -> Reading {
    let shape = infer_shape(std::slice::from_ref(&example), &[], &mut Notes::default());
    notes.loss(example.line, "this body does not have the format of the others: only its code and its texts are kept");
    let mut reading = Reading::new(&example, &shape, &mut Notes::default());
    reading.fields.clear();
    reading.slots.retain(|slot, _| matches!(*slot, "message" | "title"));
    reading
}

/// The errors found so far. An error is identified by its code, or by the text of its bodies if it has no code.
#[derive(Default)]
struct Entries {
    entries: Vec<Entry>,
    by_code: BTreeMap<String, usize>,
    /// The errors that have a number, but no code.
    by_number: BTreeMap<u64, usize>,
    by_text: BTreeMap<(Option<u16>, String), usize>,
}

impl Entries {
    fn add_fact(&mut self, fact: ErrorFact, notes: &mut Notes) {
        let code = fact.code.clone().unwrap_or_default();
        let at = self.by_code.get(&code).filter(|_| fact.code.is_some());
        let Some(entry) = at.and_then(|at| self.entries.get_mut(*at)) else {
            match fact.number.filter(|_| fact.code.is_none()) {
                Some(number) => drop(self.by_number.entry(number.into()).or_insert(self.entries.len())),
                None if fact.code.is_some() => drop(self.by_code.insert(code, self.entries.len())),
                None => {}
            }
            self.entries.push(Entry::new(fact));
            return;
        };
        let differs = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let known = &entry.fact;
        if fact.status.is_some() && known.status.is_some() && known.status != fact.status {
            notes.loss(fact.line, format!("`{code}` appears again with another status: the first status is kept"));
        }
        if differs(&known.message, &fact.message) || differs(&known.description, &fact.description) {
            notes.loss(fact.line, format!("`{code}` appears again with another text: the first text is kept"));
        }
        entry.fact.fill(fact);
    }

    /// Adds a body to the error with the same code, or with the same text. If there is no such error, adds the error.
    fn add_reading(&mut self, reading: Reading, notes: &mut Notes) {
        let details = reading.details().filter(|details| details.is_string());
        let text = format!("{:?}{:?}{details:?}", reading.text("message"), reading.text("title"));
        let new = self.entries.len();
        let number = reading.slots.get("number").and_then(serde_json::Value::as_u64);
        let at = match (&reading.code, number.and_then(|number| self.by_number.get(&number))) {
            (Some(code), _) => *self.by_code.entry(code.clone()).or_insert(new),
            (None, Some(at)) => *at,
            (None, None) => *self.by_text.entry((reading.status, text)).or_insert(new),
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

/// Replaces each code that a catalog cannot contain by a code made from the same words, and makes numbers unique.
fn resolve_codes(entries: &mut [Entry], notes: &mut Notes) {
    let mut taken: BTreeSet<String> = entries.iter().filter_map(|entry| entry.fact.code.clone()).collect();
    let mut numbers = BTreeSet::new();
    for entry in entries {
        let name = entry.name();
        if let Some(number) = entry.fact.number.take_if(|number| !numbers.insert(*number)) {
            notes.loss(entry.fact.line, format!("the number {number} of `{name}` belongs to another error: left out"));
        }
        if let Some(code) = entry.fact.code.take_if(|code| !is_code(code)) {
            let key = Some(key_of(&code)).filter(|key| !key.is_empty());
            entry.fact.code = key.clone().filter(|key| taken.insert(key.clone()));
            entry.fact.name = entry.fact.name.take().or(key);
            let other = entry.fact.code.as_ref().map_or("left out".to_owned(), |code| format!("it becomes `{code}`"));
            notes.loss(entry.fact.line, format!("a catalog cannot contain the code `{code}`: {other}"));
        }
    }
}

/// The origin of an error's status.
enum Status {
    Given,
    Derived,
    Unknown,
}

/// Resolves an error's status: from the source or a body, otherwise derived from the error's name and texts.
fn resolve_status(entry: &mut Entry, facts: &Facts, notes: &mut Notes) -> Status {
    let (name, line) = (entry.name(), entry.fact.line);
    if let Some(status) = entry.fact.status.take_if(|status| !is_error_status(*status)) {
        notes.loss(line, format!("`{name}` has status {status}, which is not an error status: left out"));
    }
    if let Some(status) = entry.fact.status {
        let Some(why) = entry.fact.status_guess.take() else { return Status::Given };
        notes.guess(line, format!("`{name}` has status {status}: {why}"));
        return Status::Derived;
    }
    let texts = [entry.message_text(), entry.fact.title.as_deref(), entry.fact.description.as_deref()];
    let by_name = entry.fact.name.as_deref().and_then(status_of_name);
    let by_code = || entry.fact.code.as_deref().and_then(status_of_name);
    let found = by_name.or_else(by_code).or_else(|| texts.into_iter().flatten().find_map(status_of_text));
    let (status, why) = match found {
        // An API that does not list 422 answers invalid requests with 400.
        Some((422, _)) if facts.statuses.len() > 3 && !facts.statuses.contains_key(&422) => {
            (400, "it is about validation, and the source does not list 422".to_owned())
        }
        Some((status, words)) => (status, format!("its name or text contains `{words}`")),
        None => {
            notes.gap(line, format!("`{name}` has no status: nothing in the source indicates one"));
            return Status::Unknown;
        }
    };
    entry.fact.status = Some(status);
    notes.guess(line, format!("`{name}` has status {status}: {why}"));
    Status::Derived
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
