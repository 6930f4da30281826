//! Items of lists and labelled lines: errors, members, properties, causes and solutions, or a part of an error's
//! documentation.

use serde_json::{Value, json};

use super::jsonish::loose_members;
use super::label::{has_any, is_about_members, label, leading_name, property, status_and_code};
use super::page::{LABEL, Page};
use crate::facts::{ErrorFact, MemberFact};
use crate::grid::{Grid, Row};
use crate::infer::names::is_code_like;
use crate::infer::shape::is_error_body;
use crate::infer::status::{after_reason, is_error_status, leading_status, split_status};
use crate::text::{MARKS, is_blank, one_line, plain_text, some_line};
use crate::words::{Topic, column_topic, is_about_others, normal};

impl Page {
    pub(super) fn read_item(&mut self, line: usize, text: &str) {
        if let Some((value, is_mended)) = loose_members(text) {
            if is_mended {
                self.notes.guess(line, "lost or changed quotes are repaired");
            }
            let value = self.in_format(value);
            if is_error_body(&value) {
                self.facts.examples.push(ErrorFact::of_body(line, self.status(), value));
            }
            return;
        }
        let list = self.lead_in.as_deref().and_then(label);
        let labelled = label(text).filter(|(_, tail)| !tail.is_empty());
        if let Some((topic, text)) = labelled.or(list.map(|(topic, _)| (topic, text))) {
            return self.add(line, topic, text);
        }
        if self.read_member(text) || self.read_property(line, text) || self.read_docs(text) {
            return;
        }
        let is_about_errors = self.implied_status().0.is_some_and(is_error_status) || self.is_below(&["error", "code"]);
        let is_about_others = self.group().is_some_and(|title| is_about_others(&title));
        let states_error = |text| matches!(split_status(text).0, Some(Ok(status)) if is_error_status(status));
        let code = status_and_code(text).filter(|(_, status, rest)| match status {
            _ if is_about_others => false,
            Some(status) => is_error_status(*status),
            None => !rest.is_empty() && (is_about_errors || states_error(rest)),
        });
        let code = code.map(|(code, status, rest)| (code, status, rest, split_status(rest)));
        // Text in brackets before the description is about a member: `` `user_id` (string): the user ``.
        if let Some((code, status, rest, (stated, about))) = code.filter(|(.., (_, about))| !about.starts_with('(')) {
            let said = leading_status(rest).map(|(status, _)| status).filter(|status| *status >= 400).or(status);
            let (code, description) = (Some(code.to_owned()), some_line(about));
            let fact = ErrorFact { line, code, description, ..ErrorFact::default() };
            self.push_error(self.group(), stated.or(said.map(Ok)), fact);
        } else if let Some((status, rest)) = leading_status(text).filter(|_| self.error().is_none()) {
            let text = some_line(after_reason(status, rest));
            let known = &mut self.facts.statuses.entry(status).or_default().description;
            if known.is_some() && text.is_some() && *known != text {
                self.left_out.insert(line);
            }
            *known = known.take().or(text);
        } else {
            self.left_out.insert(line);
        }
    }

    /// If the page lists members without the object that contains them in the response format, wraps them in that
    /// object.
    fn in_format(&self, value: Value) -> Value {
        let format = self.facts.formats.first().and_then(|format| format.body.as_object());
        let member = format.filter(|body| body.len() == 1).and_then(|body| body.iter().next());
        let mut names = value.as_object().into_iter().flat_map(|members| members.keys());
        match member {
            Some((key, Value::Object(inner))) if names.all(|name| inner.contains_key(name)) => json!({ key: value }),
            _ => value,
        }
    }

    /// Reads a label for causes or solutions, and the text after the label. Returns whether the text has such a label.
    pub(super) fn read_label(&mut self, line: usize, text: &str) -> bool {
        let Some((topic, tail)) = label(text) else { return false };
        self.lead_in = Some(text.to_owned());
        if !tail.is_empty() {
            self.add(line, topic, tail);
        }
        true
    }

    /// Reads a line such as `Status: 404` about the current error. Below the heading of a status, a line such as
    /// `Code: user_gone` introduces an error. Returns whether the text is such a line.
    pub(super) fn read_property(&mut self, line: usize, text: &str) -> bool {
        let Some((topic, value)) = property(text) else { return false };
        let is_below_error = self.sections.last().is_some_and(|last| last.error.is_some() && last.level != LABEL);
        if topic == Topic::Code && !is_below_error && self.error_status().is_some() && is_code_like(&plain_text(value))
        {
            self.read_heading(line, LABEL, &format!("`{}`", plain_text(value)));
            return true;
        }
        let Some(section) = self.sections.iter().rfind(|section| section.error.is_some()) else { return false };
        let is_inherited = section.stated().is_none();
        let row = Row { line, cells: &[value.to_owned()], topics: &[topic], above: None, is_plain: false };
        let mut fact = row.read_fact(&mut self.facts, &mut self.notes);
        let implied = self.implied_status().0;
        let Some(error) = self.error() else { return false };
        if topic == Topic::Status && is_inherited && error.status == implied {
            (error.status, error.status_guess) = (None, None);
        }
        let differs = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let is_lost = differs(&error.code, &fact.code)
            || differs(&error.message, &fact.message)
            || differs(&error.title, &fact.title)
            || error.status.zip(fact.status).is_some_and(|(first, status)| first != status);
        let text = fact.description.take();
        error.fill(fact);
        if is_lost {
            self.notes.loss(line, format!("`{value}` is left out: the text before states another value"));
        }
        text.is_none_or(|text| self.describe_error(&text))
    }

    /// Reads a table with a property of the current error, or of an error that the table states, in each row. Returns
    /// whether the table is such a table.
    pub(super) fn read_properties(&mut self, grid: &Grid) -> bool {
        let topic_of = |name: &str| column_topic(name).filter(|topic| *topic != Topic::Code || normal(name) != "type");
        let rows = || grid.rows.iter().filter(|(_, cells)| cells.first().is_some_and(|name| !is_blank(name)));
        let are_named = rows().filter(|(_, cells)| topic_of(&cells[0]).is_some()).count() * 2 > rows().count();
        let is_list = grid.head.get(1).is_some_and(|name| column_topic(name).is_some());
        if grid.head.len() > 2 || is_list || !are_named {
            return false;
        }
        // In Markdown, the first property may be in the place of the columns' names.
        let mut rows: Vec<(usize, &[String])> = rows().map(|(line, cells)| (*line, cells.as_slice())).collect();
        if grid.head.get(1).is_some_and(|value| !is_blank(value) && normal(value) != "value") {
            rows.insert(0, (grid.line, &grid.head));
        }
        let (mut topics, mut values) = (Vec::new(), Vec::new());
        for (line, cells) in rows {
            let [name, value, ..] = cells else { continue };
            let topic = match topic_of(name) {
                Some(Topic::Code) if leading_status(&plain_text(value)).is_some() => Some(Topic::Status),
                topic => topic,
            };
            let Some(topic) = topic.filter(|topic| !topics.contains(topic)) else {
                self.notes.loss(line, format!("row `{}` is not a property of an error: left out", name));
                continue;
            };
            topics.push(topic);
            values.push(value.clone());
        }
        let row = Row { line: grid.line, cells: &values, topics: &topics, above: None, is_plain: false };
        let mut fact = row.read_fact(&mut self.facts, &mut self.notes);
        if let Some(error) = self.error().filter(|error| fact.code.is_none() || error.code == fact.code) {
            if fact.status.is_some() && error.status_guess.is_some() {
                (error.status, error.status_guess) = (None, None);
            }
            error.fill(fact);
            return true;
        }
        let title = self.sections.last().map(|section| section.title.clone()).filter(|title| is_code_like(title));
        fact.code = fact.code.or(title);
        if fact.code.is_none() {
            self.notes.loss(grid.line, "this table states the properties of an error that has no code: left out");
            return true;
        }
        let (status, code) = (fact.status, fact.code.take());
        self.push_error(None, status.map(Ok), ErrorFact { code, ..fact });
        true
    }

    /// Adds a cause or a solution to the current error or status.
    fn add(&mut self, line: usize, topic: Topic, text: &str) {
        let status = self.error_status();
        let fact = match (self.error(), status) {
            (Some(error), _) => error,
            (None, Some(status)) => self.facts.statuses.entry(status).or_default(),
            (None, None) => {
                self.left_out.insert(line);
                return;
            }
        };
        if topic == Topic::Cause { &mut fact.causes } else { &mut fact.solutions }.push(one_line(text));
    }

    /// Reads an item about a member of a body: an item in a list of members, or an item that begins with the name of a
    /// member of a body in the same section. Returns whether the item is about a member.
    fn read_member(&mut self, text: &str) -> bool {
        let (name, rest) = leading_name(text);
        let is_marked = rest.starts_with(['(', ':', '-', '–', '—']);
        // A word of a sentence may be the name of a member too.
        let is_shown = (is_marked || rest.is_empty() || rest.starts_with('=')) && self.is_shown(name);
        let title = self.lead_in.as_ref().or(self.sections.last().map(|section| &section.title));
        let is_told = is_marked && title.is_some_and(|title| is_about_members(title));
        if name.is_empty() || !is_shown && !is_told {
            return false;
        }
        // `code` (string): the code
        let text = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let description = text.map_or(rest, |(_, text)| text).trim_start_matches(MARKS).to_owned();
        let is_optional = rest.to_ascii_lowercase().contains("optional");
        let name = name.replace("[]", ".0").replace("[0]", ".0");
        let name = name.trim_start_matches(['/', '.', '$']).replace('/', ".");
        self.facts.members.push(MemberFact { name, description, is_optional, ..MemberFact::default() });
        true
    }

    /// Adds an item to the documentation of the current error, together with the line that introduces its list. Returns
    /// whether the list is part of the documentation.
    fn read_docs(&mut self, text: &str) -> bool {
        if self.lead_in.as_deref().is_none_or(|lead_in| has_any(lead_in, &["error", "code"])) {
            return false;
        }
        let lead_in = self.lead_in.replace(String::new()).unwrap_or_default();
        let Some(error) = self.error() else { return false };
        let docs = error.docs.get_or_insert_default();
        if !lead_in.is_empty() {
            let gap = if docs.is_empty() { "" } else { "\n\n" };
            docs.push_str(&format!("{gap}{lead_in}\n"));
        }
        docs.push_str(&format!("\n- {}", one_line(text)));
        true
    }
}
