//! Turns blocks into facts. A heading determines the topic of the blocks below the heading.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, Body, Kind};
use super::label::{common_header, heading_code, heading_number, is_about_members, label, property};
use crate::facts::{ErrorFact, Example, Facts, MemberFact, Notes};
use crate::grid::{About, Around, Grid, Row, read_grid};
use crate::infer::columns::flatten;
use crate::infer::shape::is_error_body;
use crate::infer::status::{heading_status, is_error_status, leading_status, without_reason};
use crate::text::{MARKS, one_line, plain_text, some_line};
use crate::words::{FORMAT, FORMAT_TEXTS, Topic};

/// A heading, and the status or error that it is about.
#[derive(Debug)]
pub(super) struct Section {
    level: u8,
    /// The text of the heading, without markup.
    pub(super) title: String,
    status: Option<u16>,
    /// The last word of the title, if this number may be a status: `Limits 429`.
    number: Option<u16>,
    /// The index of the error.
    pub(super) error: Option<usize>,
}

/// The state of reading a page, block by block.
pub(super) struct Page<'a> {
    pub(super) notes: &'a mut Notes,
    pub(super) facts: Facts,
    pub(super) sections: Vec<Section>,
    /// The topic of the items in the next list: causes or solutions.
    pub(super) list: Option<Topic>,
    /// The line that introduces the next list, such as `**Used by:**`, if the list is about the current error.
    pub(super) lead_in: Option<String>,
    /// The previous text and its line, if it may describe the next block.
    last_text: Option<(usize, String)>,
    /// The index of the last error that a line `Code: …` introduced.
    pub(super) listed: Option<usize>,
    /// The status and the headers of an HTTP message whose body follows.
    message: Option<(u16, Vec<(String, String)>)>,
    /// What the text of sections says about statuses, used for statuses that no table describes.
    said: BTreeMap<u16, String>,
    /// Line numbers of text that is not about an error.
    pub(super) left_out: BTreeSet<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(notes: &'a mut Notes) -> Self {
        let facts = Facts { shows_bodies: true, ..Facts::default() };
        Self {
            notes,
            facts,
            sections: Vec::new(),
            list: None,
            lead_in: None,
            last_text: None,
            listed: None,
            message: None,
            said: BTreeMap::new(),
            left_out: BTreeSet::new(),
        }
    }

    pub(super) fn finish(mut self) -> Facts {
        for (status, text) in self.said {
            self.facts.statuses.entry(status).or_default().description.get_or_insert(text);
        }
        if !self.left_out.is_empty() {
            let lines = lines(&self.left_out);
            self.notes.loss(0, format!("text that is not about one error or status is left out: {lines}"));
        }
        self.facts
    }

    pub(super) fn read(&mut self, block: Block) {
        let line = block.line;
        if !matches!(block.kind, Kind::Item(_)) {
            self.list = None;
            if !matches!(block.kind, Kind::Grid(_)) {
                self.lead_in = None;
            }
        }
        match block.kind {
            Kind::Heading(level, text) => self.read_heading(line, level, &text),
            Kind::Grid(grid) => self.read_table(&grid),
            Kind::Body(body) => self.read_body(line, body),
            Kind::Header(name, value) => self.read_header(name, value),
            Kind::Item(text) => self.read_item(line, &text),
            Kind::Text(text) => self.read_text(line, &text),
        }
    }

    /// Takes the previous text, if it meets the condition.
    fn take_text(&mut self, is_of_use: impl Fn(&str) -> bool) -> Option<String> {
        let (line, text) = self.last_text.take().filter(|(_, text)| is_of_use(text))?;
        self.left_out.remove(&line);
        Some(text)
    }

    pub(super) fn status(&self) -> Option<u16> {
        self.stating()?.status
    }

    /// The innermost section whose heading has a number that is or may be a status.
    fn stating(&self) -> Option<&Section> {
        self.sections.iter().rev().find(|section| section.status.is_some() || section.number.is_some())
    }

    /// The status of the errors below the current headings, and the reason if no heading states the status directly.
    pub(super) fn implied_status(&self) -> (Option<u16>, Option<String>) {
        let Some(section) = self.stating() else { return (None, None) };
        let number = section.number.filter(|_| section.status.is_none());
        let why = number.map(|number| format!("the heading `{}` above it ends in {number}", section.title));
        (section.status.or(number), why)
    }

    pub(super) fn error_status(&self) -> Option<u16> {
        self.status().filter(|status| *status >= 400)
    }

    pub(super) fn error(&mut self) -> Option<&mut ErrorFact> {
        let at = self.sections.iter().rev().find_map(|section| section.error)?;
        self.facts.errors.get_mut(at)
    }

    /// Whether the title of the current section, or of a section around it, contains one of these words.
    pub(super) fn is_below(&self, words: &[&str]) -> bool {
        self.sections.iter().any(|section| words.iter().any(|word| section.title.to_ascii_lowercase().contains(word)))
    }

    /// The title of the current section, unless it is about a status.
    pub(super) fn group(&self) -> Option<String> {
        self.sections.last().filter(|section| section.status.is_none()).map(|section| section.title.clone())
    }

    fn read_heading(&mut self, line: usize, level: u8, text: &str) {
        let title = one_line(&plain_text(text)).trim_end_matches(':').to_owned();
        if let Some((topic, _)) = label(&title) {
            self.list = Some(topic);
            return;
        }
        self.sections.retain(|section| section.level < level);
        self.last_text = None;
        let is_about_errors = level == 1 || title.to_ascii_lowercase().contains("error");
        if self.facts.title.is_none() && is_about_errors && !is_glued(&title) {
            self.facts.title = Some(title.clone());
        }
        let status = heading_status(&title);
        let number = title.rsplit_once(' ').and_then(|(_, word)| word.parse().ok());
        let number = number.filter(|number| status.is_none() && is_error_status(*number));
        let mut section = Section { level, title, status, number, error: None };
        let is_about_bodies =
            self.is_below(FORMAT) || self.sections.iter().any(|section| is_about_members(&section.title));
        let number = heading_number(&section.title).filter(|_| self.is_below(&["error", "code"]));
        let code = heading_code(text).map(|(code, title)| (Some(code), None, title));
        let known = code.or(number.map(|(number, title)| (None, Some(number), title)));
        if let Some((code, number, title)) = known.filter(|_| !is_about_bodies) {
            section.status = section.status.or_else(|| heading_status(&title));
            let bracket = title.rfind('(').filter(|_| heading_status(&title).is_some());
            let title = bracket.map_or(title.as_str(), |at| &title[..at]).trim_matches(['(', ')', ' ']);
            let is_title = !title.is_empty() && leading_status(title).is_none();
            let is_group = self.sections.last().is_some_and(|above| above.level > 1);
            let group = self.group().filter(|_| is_group);
            section.error = Some(self.facts.errors.len());
            let (status, status_guess) = match section.status {
                None => self.implied_status(),
                status => (status, None),
            };
            let fact = ErrorFact {
                line,
                status,
                status_guess,
                code,
                number,
                name: number.map(|number| some_line(title).unwrap_or_else(|| number.to_string())),
                title: is_title.then(|| title.to_owned()),
                category: group.map(|title| self.facts.category(&title, None)),
                ..ErrorFact::default()
            };
            self.facts.errors.push(fact);
        } else if self.error().is_some() {
            self.lead_in = Some(section.title.clone());
        }
        self.sections.push(section);
    }

    fn read_table(&mut self, grid: &Grid) {
        let may_be_members =
            self.is_below(FORMAT) || self.is_below(&["field", "object", "body", "propert", "error", "response"]);
        let group = self.group();
        let text = self.take_text(|text| !text.ends_with(':') || text.contains(' '));
        let category = group.as_deref().map(|title| (title, text.as_deref()));
        let title = self.lead_in.clone().or_else(|| self.sections.last().map(|section| section.title.clone()));
        let are_members = title.is_some_and(|title| is_about_members(&title));
        let (status, why) = self.implied_status();
        let status = status.filter(|status| is_error_status(*status));
        let around = Around { category, status, status_guess: why.as_deref(), may_be_members, are_members };
        if read_grid(grid, around, &mut self.facts, self.notes) == About::Nothing {
            let names = grid.head.iter().map(|name| plain_text(name)).collect::<Vec<_>>().join(", ");
            self.notes.loss(grid.line, format!("a table of {names} is not about errors: left out"));
        }
    }

    fn read_header(&mut self, name: String, value: String) {
        let of_example = self.facts.examples.last_mut().map(|example| &mut example.headers);
        if let Some(headers) = self.message.as_mut().map(|(_, headers)| headers).or(of_example) {
            headers.push((name, value));
        }
    }

    fn read_body(&mut self, line: usize, body: Body) {
        let (own, headers) = self.message.take().unzip();
        let below = self.status();
        let status = own.or(below);
        let is_said = self.last_text.as_ref().is_some_and(|(_, text)| {
            let text = text.to_ascii_lowercase();
            FORMAT_TEXTS.iter().any(|words| text.contains(words))
        });
        let is_about_format =
            is_said || self.is_below(FORMAT) || self.is_below(&["example of an error", "error object"]);
        let is_format = status.is_none() && is_about_format && self.facts.formats.is_empty();
        if status.is_some_and(|status| status < 400) {
            return;
        }
        if !is_error_body(&body.value) {
            if status.is_some() {
                self.notes.loss(line, "a body in which neither a code nor a message is found: left out");
            }
            return;
        }
        if body.is_mended {
            self.notes.guess(line, "a body that is not JSON: excess dots and commas are left out");
        }
        self.facts.members.extend(body.comments.into_iter().map(|(name, description)| {
            let is_optional = description.to_ascii_lowercase().contains("optional");
            MemberFact { name, description, is_optional }
        }));
        let mut example = Example::new(line, status, body.value);
        example.description = self.take_text(|text| below.is_some() && !text.ends_with(':'));
        example.headers = headers.unwrap_or_default();
        if is_format {
            self.notes.guess(line, "this body shows the format, and is not an error");
            self.facts.formats.push(example);
            return;
        }
        // A body below an error's heading belongs to that error.
        if let Some(code) = self.error().and_then(|error| error.code.clone()) {
            example.description = None;
            if !flatten(&example.body).iter().any(|(_, value)| value.as_str().is_some_and(|text| text.ends_with(&code)))
            {
                self.notes.loss(line, format!("this body is below `{code}`, but does not have its code"));
            }
        }
        self.facts.examples.push(example);
    }

    pub(super) fn read_text(&mut self, line: usize, text: &str) {
        if let Some((topic, tail)) = label(text) {
            self.list = Some(topic);
            if !tail.is_empty() {
                self.add(topic, tail);
            }
            return;
        }
        if let Some((status, _)) = leading_status(text).filter(|_| text.starts_with("HTTP/")) {
            self.message = Some((status, Vec::new()));
            return;
        }
        match common_header(text) {
            Some((name, Some(template))) => {
                self.notes.guess(line, format!("header `{name}` of every response has the id of the request"));
                self.facts.headers.push((name.to_owned(), template.to_owned()));
                return;
            }
            Some((name, None)) => {
                return self
                    .notes
                    .loss(line, format!("header `{name}` of every response is left out: its value is not stated"));
            }
            None => {}
        }
        let is_bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
        if self.error().is_some() && (is_bold || text.trim_end_matches(['*', '_']).ends_with(':')) {
            self.lead_in = Some(text.to_owned());
        }
        let prose = text.trim_end_matches("Example:").trim_end_matches("For example:").trim();
        if self.read_code(line, text) || self.describe_error(line, text, prose) || prose.is_empty() {
            return;
        }
        match self.status().filter(|status| self.last_text.is_none() && !self.said.contains_key(status)) {
            Some(status) => drop(self.said.insert(status, one_line(prose.trim_end_matches(':')))),
            // A lead-in line is not content.
            None if prose.ends_with(':') => {}
            None => drop(self.left_out.insert(line)),
        }
        self.last_text = Some((line, prose.to_owned()));
    }

    /// Reads text below an error's heading as a property, the description or documentation. Returns whether the
    /// text is below such a heading.
    fn describe_error(&mut self, line: usize, text: &str, prose: &str) -> bool {
        if self.error().is_none() {
            return false;
        }
        let is_status = leading_status(prose).is_some_and(|(status, rest)| {
            let rest = rest.trim_start_matches(MARKS);
            rest.is_empty() || without_reason(status, rest) == Some("")
        });
        let found = property(text).or_else(|| is_status.then(|| (Topic::Status, prose.to_owned())));
        let states_status = found.as_ref().is_some_and(|(topic, _)| *topic == Topic::Status);
        let found = found.map(|(topic, value)| {
            let row = Row { line, cells: &[value], topics: &[topic], above: None };
            row.read_fact(&mut self.facts, self.notes)
        });
        let is_lead_in = self.lead_in.is_some();
        let is_inherited = self
            .sections
            .iter()
            .rfind(|section| section.error.is_some())
            .is_some_and(|section| section.status.is_none());
        let Some(error) = self.error() else { return false };
        if states_status && is_inherited {
            (error.status, error.status_guess) = (None, None);
        }
        match found {
            Some(fact) => error.fill(fact),
            None if is_lead_in || prose.is_empty() => {}
            None if error.description.is_none() => error.description = Some(one_line(prose)),
            None => error.docs = Some(error.docs.take().map_or(prose.to_owned(), |docs| format!("{docs}\n\n{prose}"))),
        }
        true
    }
}

/// The lines as text: `line 3`, `lines 3, 90 to 120`. A range includes empty lines between its lines.
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

/// Whether a line looks like several lines that were joined when the text was extracted.
fn is_glued(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}
