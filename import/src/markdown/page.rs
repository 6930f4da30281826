//! Turns blocks into facts. A heading determines the topic of the blocks below the heading.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{has_any, heading_number, is_about_members, request_id_header, status_and_code};
use super::shown::{Shown, keys_of};
use super::{Block, Body, Kind};
use crate::facts::{ErrorFact, Facts, Notes};
use crate::grid::{About, Around, Grid, read_grid};
use crate::infer::columns::flatten;
use crate::infer::names::has_hump;
use crate::infer::shape::{is_error_body, is_problem};
use crate::infer::status::{Stated, is_error_status, joined_statuses, leading_status, split_status};
use crate::text::{one_line, plain_text, some_line};
use crate::words::{FORMAT, FORMAT_TEXTS, Topic, column_topic};

/// A heading, and the status or error that it is about.
pub(super) struct Section {
    pub(super) level: u8,
    /// The text of the heading, without markup.
    pub(super) title: String,
    /// The status, and the reason for the status if the title does not state it directly: `Limits 429`.
    status: (Option<u16>, Option<String>),
    /// The index of the error.
    pub(super) error: Option<usize>,
    /// The names of the members of the bodies in the section.
    shown: BTreeSet<String>,
}

impl Section {
    /// The status, if the title states the status directly.
    pub(super) fn stated(&self) -> Option<u16> {
        self.status.0.filter(|_| self.status.1.is_none())
    }
}

/// The level of a line `Code: …` that introduces an error. Headings have lower levels.
pub(super) const LABEL: u8 = 7;

/// The state of reading a page, block by block.
#[derive(Default)]
pub(super) struct Page {
    pub(super) notes: Notes,
    pub(super) facts: Facts,
    pub(super) sections: Vec<Section>,
    /// The line that introduces the next list, such as `**Used by:**`, if the list is about the current error, or if
    /// the line is a label for causes or solutions.
    pub(super) lead_in: Option<String>,
    /// The line of `lead_in`, if it is bold and nothing has followed it yet.
    bold: Option<usize>,
    /// The previous text and its line, if it may describe the next block.
    last_text: Option<(usize, String)>,
    /// The status and the headers of an HTTP message whose body follows.
    message: Option<ErrorFact>,
    /// What the text of sections says about statuses, used for statuses that no table describes.
    said: BTreeMap<u16, String>,
    /// The names of the members of the bodies in the sections that follow, by the line of the heading. Line 0 is the
    /// start of the page.
    pub(super) shown: Shown,
    /// Line numbers of text that is not about an error.
    pub(super) left_out: BTreeSet<usize>,
}

impl Page {
    pub(super) fn finish(mut self) -> (Facts, Notes) {
        self.left_out.extend(self.bold);
        for (status, text) in self.said {
            self.facts.statuses.entry(status).or_default().description.get_or_insert(text);
        }
        if !self.left_out.is_empty() {
            let lines = lines(&self.left_out);
            self.notes.loss(0, format!("text that is not about one error or status is left out: {lines}"));
        }
        (self.facts, self.notes)
    }

    pub(super) fn read(&mut self, (line, kind): Block) {
        if !matches!(kind, Kind::Item(_) | Kind::Grid(_)) {
            self.lead_in = None;
        }
        let bold = self.bold.take();
        if matches!(kind, Kind::Heading(..) | Kind::Text(_)) {
            self.left_out.extend(bold);
        }
        match kind {
            Kind::Heading(level, text) => self.read_heading(line, level, &text),
            Kind::Grid(grid) => self.read_table(&grid),
            Kind::Body(body) => self.read_body(line, body),
            Kind::Header(name, value) => {
                if let Some(fact) = self.message.as_mut().or(self.facts.examples.last_mut()) {
                    fact.headers.push((name, value));
                }
            }
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
        self.sections.iter().rfind(|section| section.status.0.is_some())?.stated()
    }

    /// The status of the errors below the current headings, and the reason if no heading states the status directly.
    pub(super) fn implied_status(&self) -> (Option<u16>, Option<String>) {
        let section = self.sections.iter().rfind(|section| section.status.0.is_some());
        section.map(|section| section.status.clone()).unwrap_or_default()
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
        self.sections.iter().any(|section| has_any(&section.title, words))
    }

    /// Whether a body in the current section, or in a section around it, has a member with this name. The name may be a
    /// path: `error.fields[].name`.
    pub(super) fn is_shown(&self, name: &str) -> bool {
        let bodies = self.sections.iter().map(|section| &section.shown).chain(self.shown.get(&0));
        let bodies: Vec<&BTreeSet<String>> = bodies.collect();
        let mut keys = keys_of(name).peekable();
        keys.peek().is_some() && keys.all(|key| bodies.iter().any(|names| names.contains(key)))
    }

    /// The title of the current section, unless it is about a status.
    pub(super) fn group(&self) -> Option<String> {
        self.sections.last().filter(|section| section.stated().is_none()).map(|section| section.title.clone())
    }

    pub(super) fn read_heading(&mut self, line: usize, level: u8, text: &str) {
        let title = one_line(&plain_text(text)).trim_end_matches(':').to_owned();
        if self.read_label(line, &title) {
            return;
        }
        self.sections.retain(|section| section.level < level);
        self.last_text = None;
        let group = self.group().filter(|_| self.sections.last().is_some_and(|above| above.level > 1));
        let found = self.heading_error(line, text, &title);
        let stated = split_status(&title).0.or(found.as_ref().and_then(|(stated, _)| *stated)).and_then(Result::ok);
        let number = title.rsplit_once(' ').and_then(|(_, word)| word.parse().ok());
        let number = number.filter(|number| stated.is_none() && is_error_status(*number));
        let joined = joined_statuses(&title);
        let (stated, number) = if joined.is_empty() { (stated, number) } else { (None, None) };
        if !joined.is_empty() {
            let joined = joined.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
            self.notes.loss(line, format!("the heading states several statuses ({joined}): none is used"));
        }
        let why = number.map(|number| format!("the heading `{title}` above it ends in {number}"));
        let error = found.as_ref().map(|_| self.facts.errors.len());
        if found.is_none() {
            let is_about_errors = level == 1 || title.to_ascii_lowercase().contains("error");
            if self.facts.title.is_none() && is_about_errors && !has_hump(&title) {
                self.facts.title = Some(title.clone());
            }
            self.lead_in = self.error().is_some().then(|| title.clone());
        }
        let shown = self.shown.remove(&line).unwrap_or_default();
        self.sections.push(Section { level, title: title.clone(), status: (stated.or(number), why), error, shown });
        if let Some((stated, fact)) = found {
            self.push_error(group, stated.filter(|_| joined.is_empty()), fact);
        }
    }

    /// The error that a heading is about, if the headings above it are not about the members of a body.
    fn heading_error<'a>(&self, line: usize, text: &'a str, title: &'a str) -> Option<(Stated<'a>, ErrorFact)> {
        if self.is_below(FORMAT) || self.sections.iter().any(|section| is_about_members(&section.title)) {
            return None;
        }
        let number = || heading_number(title).filter(|_| self.is_below(&["error", "code"]));
        let (code, status, number, rest) = match status_and_code(text) {
            Some((code, status, rest)) => (Some(code.to_owned()), status, None, rest),
            None => number().map(|(number, rest)| (None, None, Some(number), rest))?,
        };
        let (stated, rest) = split_status(rest);
        let stated = stated.or(status.map(Ok));
        let title = some_line(rest);
        let name = number.map(|number| title.clone().unwrap_or_else(|| number.to_string()));
        Some((stated, ErrorFact { line, code, number, name, title, ..ErrorFact::default() }))
    }

    /// Adds an error of a group. An error that states no status has the status of the headings.
    pub(super) fn push_error(&mut self, group: Option<String>, stated: Stated<'_>, fact: ErrorFact) {
        let (status, status_guess) = match stated {
            Some(Ok(status)) => (Some(status), None),
            Some(Err(class)) => {
                self.notes.loss(fact.line, format!("`{class}` is not an HTTP status: left out"));
                (None, None)
            }
            None => self.implied_status(),
        };
        let category = group.map(|title| self.facts.category(&title, None));
        self.facts.errors.push(ErrorFact { status, status_guess, category, ..fact });
    }

    fn read_table(&mut self, grid: &Grid) {
        let may_be_members =
            self.is_below(FORMAT) || self.is_below(&["field", "object", "body", "propert", "error", "response"]);
        let group = self.group();
        let text = self.take_text(|text| !text.ends_with(':') || text.contains(' '));
        let category = group.as_deref().map(|title| (title, text.as_deref()));
        let title = self.lead_in.clone().or_else(|| self.sections.last().map(|section| section.title.clone()));
        let are_shown = self.are_shown(grid);
        let are_members = title.is_some_and(|title| is_about_members(&title));
        if !are_shown && !are_members && self.read_properties(grid) {
            return;
        }
        let (status, why) = self.implied_status();
        let status = status.filter(|status| is_error_status(*status));
        let around = Around { category, status, status_guess: why.as_deref(), may_be_members, are_members, are_shown };
        if read_grid(grid, around, &mut self.facts, &mut self.notes) == About::Nothing {
            let names = plain_text(&grid.head.join(", "));
            self.notes.loss(grid.line, format!("a table of {names} is not about errors: left out"));
        }
    }

    /// Whether all rows of a table without statuses begin with the names of members of a body.
    fn are_shown(&self, grid: &Grid) -> bool {
        let has_status = grid.head.iter().any(|name| column_topic(name) == Some(Topic::Status));
        let mut names = grid.rows.iter().map(|(_, cells)| cells.first().map(|name| plain_text(name)));
        !has_status && !grid.rows.is_empty() && names.all(|name| name.is_some_and(|name| self.is_shown(&name)))
    }

    fn read_body(&mut self, line: usize, body: Body) {
        let message = self.message.take().unwrap_or_default();
        let below = self.status();
        let status = message.status.or(below);
        let is_said = self.last_text.as_ref().is_some_and(|(_, text)| has_any(text, FORMAT_TEXTS));
        let is_about_format = is_said || self.is_below(FORMAT);
        let is_format = status.is_none() && is_about_format && self.facts.formats.is_empty();
        if status.is_some_and(|status| status < 400) {
            return;
        }
        if !is_error_body(&body.value) && !is_problem(&body.value) {
            if status.is_some() {
                self.notes.loss(line, "a body in which neither a code nor a message is found: left out");
            }
            return;
        }
        if body.is_mended {
            self.notes.guess(line, "a body that is not JSON: excess dots and commas are left out");
        }
        self.facts.members.extend(body.comments);
        let mut example = ErrorFact::of_body(line, status, body.value);
        example.description = self.take_text(|text| below.is_some() && !text.ends_with(':'));
        example.headers = message.headers;
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
        if self.read_label(line, text) {
            return;
        }
        if let Some((status, _)) = leading_status(text).filter(|_| text.starts_with("HTTP/")) {
            self.message = Some(ErrorFact { status: Some(status), ..ErrorFact::default() });
            return;
        }
        if let Some(name) = request_id_header(text) {
            self.notes.guess(line, format!("header `{name}` of every response has the id of the request"));
            return self.facts.headers.push((name.to_owned(), "{request_id}".to_owned()));
        }
        let is_bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
        if self.error().is_some() && (is_bold || text.trim_end_matches(['*', '_']).ends_with(':')) {
            self.lead_in = Some(text.to_owned());
        }
        if self.read_property(line, text) {
            return;
        }
        self.bold = (is_bold && self.error().is_some()).then_some(line);
        let prose = text.trim_end_matches("Example:").trim_end_matches("For example:").trim();
        // A line may have only tags.
        let prose = if plain_text(prose).is_empty() { "" } else { prose };
        if self.describe_error(prose) || prose.is_empty() {
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

    /// Reads text below an error's heading as the description or documentation. Returns whether the text is below such
    /// a heading.
    pub(super) fn describe_error(&mut self, prose: &str) -> bool {
        let is_lead_in = self.lead_in.is_some();
        let Some(error) = self.error() else { return false };
        if error.description.is_none() && !is_lead_in {
            error.description = some_line(prose);
        } else if !is_lead_in && !prose.is_empty() {
            let docs = error.docs.take().unwrap_or_default();
            error.docs = Some(format!("{docs}\n\n{prose}").trim().to_owned());
        }
        true
    }
}

/// The lines as text: `line 3`, `lines 3, 90 to 120`. A range includes empty lines between its lines.
fn lines(numbers: &BTreeSet<usize>) -> String {
    let lines: Vec<usize> = numbers.iter().copied().collect();
    let shown = lines.chunk_by(|last, next| next - last <= 2).map(|range| match range {
        [first, .., last] => format!("{first} to {last}"),
        other => other.iter().map(usize::to_string).collect(),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    format!("{} {shown}", if numbers.len() == 1 { "line" } else { "lines" })
}
