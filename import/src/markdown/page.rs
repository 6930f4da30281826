//! Blocks to facts: a heading says what stands below it is about.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::block::{Block, Body, Kind};
use super::inline::plain_text;
use super::jsonish::loose_members;
use super::section::{List, Section, common_header, heading_code, item_code, label, property};
use crate::assemble::top::common_header as header_template;
use crate::facts::{ErrorFact, Example, Facts, MemberFact, Notes};
use crate::grid::{About, Around, Grid, category_of, read_grid};
use crate::infer::names::{is_code_like, literal, one_line};
use crate::infer::shape::is_error_body;
use crate::infer::status::{heading_status, leading_status, without_reason};

/// What is known when the next block is read.
pub(super) struct Page<'a> {
    notes: &'a mut Notes,
    facts: Facts,
    sections: Vec<Section>,
    list: Option<List>,
    /// The text before, and its line.
    last_text: Option<(usize, String)>,
    /// The last error that a line `Code: …` began.
    listed: Option<usize>,
    /// The head of an HTTP message that a body is to follow.
    message: Option<(u16, Vec<(String, String)>)>,
    /// What sections say about statuses, for those that no table tells of.
    said: BTreeMap<u16, String>,
    /// Lines of text that is about no error.
    left_out: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(notes: &'a mut Notes) -> Self {
        let facts = Facts { unknown_status: 400, shows_bodies: true, ..Facts::default() };
        Self {
            notes,
            facts,
            sections: Vec::new(),
            list: None,
            last_text: None,
            listed: None,
            message: None,
            said: BTreeMap::new(),
            left_out: BTreeSet::new(),
        }
    }

    pub(super) fn finish(mut self) -> Facts {
        for (status, text) in self.said {
            let fact = self.facts.statuses.entry(status).or_default();
            fact.description = fact.description.take().or(Some(text));
        }
        if !self.left_out.is_empty() {
            let lines = lines(&self.left_out);
            self.notes.loss(0, format!("text that is about no one error or status is left out: {lines}"));
        }
        self.facts
    }

    pub(super) fn read(&mut self, block: Block) {
        let line = block.line;
        if !matches!(block.kind, Kind::Item(_)) {
            self.list = None;
        }
        match block.kind {
            Kind::Heading(level, text) => self.read_heading(line, level, &text),
            Kind::Grid(grid) => self.read_table(&grid),
            Kind::Body(body) => self.read_body(line, body),
            Kind::Header(name, value) => self.read_header(name, value),
            Kind::Item(text) => self.read_item(line, &text),
            Kind::Text(text) => self.read_text(line, text),
        }
    }

    /// The text before, if it is of use.
    fn take_text(&mut self, is_of_use: impl Fn(&str) -> bool) -> Option<String> {
        let (line, text) = self.last_text.take().filter(|(_, text)| is_of_use(text))?;
        self.left_out.remove(&line);
        Some(text)
    }

    fn status(&self) -> Option<u16> {
        self.sections.iter().rev().find_map(|section| section.status)
    }

    fn error(&mut self) -> Option<&mut ErrorFact> {
        let at = self.sections.iter().rev().find_map(|section| section.error)?;
        self.facts.errors.get_mut(at)
    }

    fn is_below(&self, words: &[&str]) -> bool {
        self.sections.iter().any(|section| words.iter().any(|word| section.title.to_ascii_lowercase().contains(word)))
    }

    fn read_heading(&mut self, line: usize, level: u8, text: &str) {
        let title = one_line(&plain_text(text)).trim_end_matches(':').to_owned();
        if let Some((list, _)) = label(&title) {
            self.list = Some(list);
            return;
        }
        self.sections.retain(|section| section.level < level);
        self.last_text = None;
        let lower = title.to_ascii_lowercase();
        if self.facts.title.is_none() && (lower.contains("error") || level == 1) && !is_glued(&title) {
            self.facts.title = Some(title.clone());
        }
        let status = heading_status(&title);
        let mut section = Section { level, title, status, error: None };
        let code = heading_code(text)
            .filter(|_| !self.is_below(&["format", "structure", "schema", "object", "field", "propert"]));
        if let Some((code, title)) = code {
            section.status = section.status.or_else(|| heading_status(&title));
            let title = title.trim_matches(['(', ')']).to_owned();
            let is_title = !title.is_empty() && leading_status(&title).is_none();
            let category = self.sections.last().filter(|above| above.level > 1 && above.status.is_none());
            let category = category.map(|above| above.title.clone());
            let category = category.map(|title| category_of(&mut self.facts, &title, None));
            self.facts.errors.push(ErrorFact {
                line,
                status: section.status.or_else(|| self.status()),
                code: Some(code),
                title: is_title.then_some(title),
                category,
                ..ErrorFact::default()
            });
            section.error = Some(self.facts.errors.len() - 1);
        }
        self.sections.push(section);
    }

    fn read_table(&mut self, grid: &Grid) {
        let may_be_members = self.is_below(&[
            "format",
            "structure",
            "schema",
            "field",
            "object",
            "body",
            "propert",
            "error",
            "response",
        ]);
        let above =
            self.sections.last().filter(|section| section.status.is_none()).map(|section| section.title.clone());
        let text = self.take_text(|text| !text.ends_with(':') || text.contains(' '));
        let around = Around {
            category: above.as_deref(),
            category_text: text.as_deref(),
            status: self.status().filter(|status| *status >= 400),
            may_be_members,
        };
        if read_grid(grid, around, &mut self.facts, self.notes) == About::Nothing {
            let names = grid.head.iter().map(|name| plain_text(name)).collect::<Vec<_>>().join(", ");
            self.notes.loss(grid.line, format!("a table of {names} is not about errors: left out"));
        }
    }

    fn read_header(&mut self, name: String, value: String) {
        match (&mut self.message, self.facts.examples.last_mut()) {
            (Some((_, headers)), _) => headers.push((name, value)),
            (None, Some(example)) => example.headers.push((name, value)),
            (None, None) => {}
        }
    }

    fn read_body(&mut self, line: usize, body: Body) {
        let message = self.message.take();
        let below = self.status();
        let status = message.as_ref().map(|(status, _)| *status).or(below);
        let words = ["format", "structure", "schema", "example of an error", "error object"];
        let is_format = status.is_none() && self.is_below(&words) && self.facts.formats.is_empty();
        if !is_error_body(&body.value) {
            if status.is_some_and(|status| status >= 400) {
                self.notes.loss(line, "a body in which neither a code nor a message is found: left out");
            }
            return;
        }
        if status.is_some_and(|status| status < 400) {
            return;
        }
        if body.is_mended {
            self.notes.guess(line, "a body that is no JSON: dots and commas too many are left out");
        }
        for (name, comment) in body.comments {
            let is_optional = comment.to_ascii_lowercase().contains("optional");
            self.facts.members.push(MemberFact { name, description: comment, is_optional });
        }
        let description = self.take_text(|text| below.is_some() && !text.ends_with(':'));
        let headers = message.map(|(_, headers)| headers).unwrap_or_default();
        let mut example = Example { line, status, body: body.value, headers, description };
        if is_format {
            self.notes.guess(line, "this body shows the format, and is no error of its own");
            self.facts.formats.push(example);
            return;
        }
        if let Some(code) = self.error().and_then(|error| error.code.clone()) {
            self.note_own_code(&mut example, &code);
        }
        self.facts.examples.push(example);
    }

    /// A body below the heading of an error is a body of that error, though it may not say so.
    fn note_own_code(&mut self, example: &mut Example, code: &str) {
        let says = |value: &Value| value.as_str() == Some(code);
        let (members, mut has) = (crate::infer::columns::flatten(&example.body), false);
        members.iter().for_each(|(_, value)| has |= says(value));
        if !has {
            self.notes.loss(example.line, format!("this body stands below `{code}`, but does not have its code"));
        }
        example.description = None;
    }

    fn read_item(&mut self, line: usize, text: &str) {
        if let Some((value, is_mended)) = loose_members(text) {
            if is_mended {
                self.notes.guess(line, "quotes that were lost or turned are put back");
            }
            let value = self.in_format(value);
            if is_error_body(&value) {
                let status = self.status();
                self.facts.examples.push(Example { line, status, body: value, headers: Vec::new(), description: None });
            }
            return;
        }
        if let Some((list, tail)) = label(text).filter(|(_, tail)| !tail.is_empty()) {
            return self.add(list, tail);
        }
        if let Some(list) = self.list {
            return self.add(list, text);
        }
        if self.error().is_some() && property(text).is_some() {
            return self.read_text(line, text.to_owned());
        }
        let is_about_errors = self.status().is_some_and(|status| status >= 400) || self.is_below(&["error", "code"]);
        if self.read_code(line, text) {
            return;
        }
        if let Some((code, own, rest)) = item_code(text).filter(|_| is_about_errors) {
            let said = leading_status(rest).map(|(status, _)| status).filter(|status| *status >= 400);
            let status = own.or(said).or_else(|| self.status());
            let above =
                self.sections.last().filter(|section| section.status.is_none()).map(|section| section.title.clone());
            let category = above.map(|title| category_of(&mut self.facts, &title, None));
            let description = Some(one_line(rest)).filter(|rest| !rest.is_empty());
            let fact = ErrorFact { line, code: Some(code), status, description, category, ..ErrorFact::default() };
            self.facts.errors.push(fact);
        } else if let Some((status, rest)) = leading_status(text).filter(|_| self.error().is_none()) {
            let rest = rest.trim_start_matches([' ', '*', '`', '-', '–', '—', ':']);
            let rest =
                without_reason(status, rest).unwrap_or(rest).trim_start_matches([' ', '*', '`', '-', '–', '—', ':']);
            let fact = self.facts.statuses.entry(status).or_default();
            fact.description = fact.description.take().or_else(|| Some(one_line(rest)).filter(|rest| !rest.is_empty()));
        } else {
            self.left_out.insert(line);
        }
    }

    /// `Code: user_gone`, below the heading of a status. Returns whether that is what stands there.
    fn read_code(&mut self, line: usize, text: &str) -> bool {
        let Some(("code", code)) = property(text) else { return false };
        let status = self.status().filter(|status| *status >= 400);
        let Some(section) = self.sections.last_mut().filter(|_| status.is_some() && is_code_like(&code)) else {
            return false;
        };
        // Below the heading of an error it is one of its properties, unless such a line has begun that error, too.
        if section.error.is_some_and(|error| Some(error) != self.listed) {
            return false;
        }
        self.listed = Some(self.facts.errors.len());
        section.error = self.listed;
        self.facts.errors.push(ErrorFact { line, code: Some(code), status, ..ErrorFact::default() });
        true
    }

    /// Members that are listed without the object that holds them in the format are put into one.
    fn in_format(&self, value: Value) -> Value {
        let Some(format) = self.facts.formats.first().and_then(|format| format.body.as_object()) else { return value };
        match format.iter().next() {
            Some((key, Value::Object(inner))) if format.len() == 1 => {
                let is_inside =
                    value.as_object().is_some_and(|members| members.keys().all(|name| inner.contains_key(name)));
                if is_inside { Value::Object([(key.clone(), value)].into_iter().collect()) } else { value }
            }
            _ => value,
        }
    }

    fn add(&mut self, list: List, text: &str) {
        let text = one_line(text);
        let status = self.status().filter(|status| *status >= 400);
        if let Some(error) = self.error() {
            match list {
                List::Causes => error.causes.push(text),
                List::Solutions => error.solutions.push(text),
            }
        } else if let Some(status) = status {
            let fact = self.facts.statuses.entry(status).or_default();
            match list {
                List::Causes => fact.causes.push(text),
                List::Solutions => fact.solutions.push(text),
            }
        }
    }

    fn read_text(&mut self, line: usize, text: String) {
        if let Some((list, tail)) = label(&text) {
            self.list = Some(list);
            if !tail.is_empty() {
                self.add(list, tail);
            }
            return;
        }
        if let Some((status, _)) = leading_status(&text).filter(|_| text.starts_with("HTTP/")) {
            self.message = Some((status, Vec::new()));
            return;
        }
        if let Some(header) = common_header(&text) {
            match header_template(header) {
                Some(template) => {
                    self.notes.guess(line, format!("header `{header}` of every response has the id of the request"));
                    self.facts.headers.push(template);
                }
                None => {
                    self.notes.loss(line, format!("header `{header}` of every response: nothing says what it holds"))
                }
            }
            return;
        }
        if self.read_code(line, &text) {
            return;
        }
        let status = self.status();
        let prose = text.trim_end_matches("Example:").trim_end_matches("For example:").trim().to_owned();
        if let Some(error) = self.error() {
            match property(&text) {
                Some(("status", value)) => {
                    error.status = error.status.or(leading_status(&value).map(|(status, _)| status))
                }
                Some(("message", value)) => error.message = Some(literal(value.trim_matches('"'))),
                Some(("description", value)) => error.description = Some(one_line(&value)),
                Some(("title", value)) => error.title = Some(value),
                Some(("retry", value)) if value.to_ascii_lowercase().starts_with("no") => error.retry = Some("no"),
                Some(_) => {}
                None if prose.ends_with(':') || prose.is_empty() => {}
                None if error.description.is_none() => error.description = Some(one_line(&prose)),
                None => error.docs = Some(error.docs.take().map_or(prose.clone(), |docs| format!("{docs}\n\n{prose}"))),
            }
            return;
        }
        if prose.is_empty() {
            return;
        }
        match status.filter(|_| self.last_text.is_none()) {
            Some(status) if !self.said.contains_key(&status) => {
                self.said.insert(status, one_line(prose.trim_end_matches(':')));
            }
            // What only leads to what follows is none to miss.
            _ if prose.ends_with(':') => {}
            _ => {
                self.left_out.insert(line);
            }
        }
        self.last_text = Some((line, prose));
    }
}

/// `line 3`, `lines 3, 90 to 120`; those that only empty lines part are one.
fn lines(numbers: &BTreeSet<usize>) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if number - *last <= 2 => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let shown = ranges.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first} to {last}"),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    format!("{} {shown}", if numbers.len() == 1 { "line" } else { "lines" })
}

/// Whether a line is several that an extraction has run together.
fn is_glued(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}
