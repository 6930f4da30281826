//! Tables of errors, of statuses or of members, from a source of any format.

mod column;

use self::column::resolve_columns;
use error_catalog_model::Level;

use crate::facts::{ErrorFact, Facts, FieldFact, MemberFact, Notes};
use crate::infer::names::{field_of, is_code, is_code_like};
use crate::infer::status::{after_reason, cell_status, is_error_status, leading_status, without_reason};
use crate::text::{BREAK, is_blank, literal, one_line, plain_text, some_line};
use crate::words::{Topic, column_topic, is_about_others, level_named, normal};

/// A table: the names of its columns, and its rows with their line numbers.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    pub(crate) line: usize,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<(usize, Vec<String>)>,
}

/// Context for a table, from the text around it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around<'a> {
    /// The title and the description of the category that all errors of the table belong to.
    pub(crate) category: Option<(&'a str, Option<&'a str>)>,
    /// The status of all errors of the table.
    pub(crate) status: Option<u16>,
    /// The reason for `status`, if the text around the table does not state the status directly.
    pub(crate) status_guess: Option<&'a str>,
    /// Whether the table may be about the members of a body.
    pub(crate) may_be_members: bool,
    /// Whether the text above the table says that the table is about the members of a body.
    pub(crate) are_members: bool,
    /// Whether all rows begin with members of a body that the text around the table shows.
    pub(crate) are_shown: bool,
}

/// Cells that repeat the cell above them.
const DITTO: &[&str] = &["ditto", "\"", "″", "〃", "''", "same", "same as above", "as above", "idem", "↑"];

/// The subject of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Errors,
    Statuses,
    Members,
    Nothing,
}

/// Reads the facts about errors, statuses or members of a body from a table.
pub(crate) fn read_grid(grid: &Grid, around: Around<'_>, facts: &mut Facts, notes: &mut Notes) -> About {
    use Topic::{Category, Code, Description, Member, Message, Number, Other, Status, Title};
    let is_other = |name: &String| matches!(normal(name).as_str(), "op" | "opcode" | "op code");
    if around.category.is_some_and(|(title, _)| is_about_others(title)) || grid.head.iter().any(is_other) {
        return About::Nothing;
    }
    let topics = resolve_columns(grid, around);
    let has = |topics_of: &[Topic]| topics_of.iter().any(|topic| topics.contains(topic));
    let has_status = has(&[Status]) || around.status.is_some();
    let has_texts = has(&[Message]) && has_status || has(&[Number]) && has(&[Message, Title, Description]);
    let about = match () {
        () if has(&[Member]) => About::Members,
        () if has(&[Code]) || has_texts => About::Errors,
        () if has(&[Status]) => About::Statuses,
        () => return About::Nothing,
    };
    for (name, _) in grid.head.iter().zip(&topics).filter(|(name, topic)| **topic == Other && !name.is_empty()) {
        let text = match column_topic(name).filter(|topic| topics.contains(topic)) {
            Some(_) => format!("column `{}` is left out: another column has its meaning", one_line(name)),
            None => format!("column `{}` has no counterpart in a catalog: left out", one_line(name)),
        };
        notes.loss(grid.line, text);
    }
    let category = around.category.filter(|_| about == About::Errors && !has(&[Category]));
    let category = category.map(|(title, text)| facts.category(title, text));
    let mut above = None;
    for (line, cells) in &grid.rows {
        let row = Row { line: *line, cells, topics: &topics, above: above.clone(), is_plain: facts.is_plain };
        if cells.iter().skip(topics.len()).any(|cell| !is_blank(cell)) {
            notes.loss(*line, "this row has more cells than the table has columns: the last cells are left out");
        }
        match about {
            About::Errors => {
                let Some(mut fact) = row.read_error(facts, notes) else {
                    facts.left_out += 1;
                    continue;
                };
                above = fact.status.map(|status| (status, fact.other_statuses.clone()));
                if row.get(Status).is_none() && fact.status.is_none() {
                    fact.status = around.status;
                    fact.status_guess = around.status_guess.map(str::to_owned);
                }
                let fact = ErrorFact { category: fact.category.or(category), ..fact };
                facts.errors.push(fact.clone());
                let others = row.codes(notes).into_iter().skip(1);
                facts.errors.extend(others.map(|code| ErrorFact { code: Some(code), ..fact.clone() }));
            }
            About::Statuses => row.read_status(facts, notes),
            About::Members => facts.members.extend(row.read_member()),
            About::Nothing => {}
        }
    }
    about
}

/// A row of a table, or the labelled lines about one error: the cells, and the topic of each cell.
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    pub(crate) cells: &'a [String],
    pub(crate) topics: &'a [Topic],
    /// The statuses in the row above.
    pub(crate) above: Option<(u16, Vec<u16>)>,
    /// Whether the cells are plain texts, not Markdown.
    pub(crate) is_plain: bool,
}

impl Row<'_> {
    /// The cells with a topic.
    fn all(&self, topic: Topic) -> impl Iterator<Item = &str> {
        let cells = self.topics.iter().zip(self.cells).filter(move |(other, _)| **other == topic);
        cells.map(|(_, cell)| cell.trim())
    }

    /// The first non-empty cell with a topic.
    fn get(&self, topic: Topic) -> Option<&str> {
        self.all(topic).find(|cell| !is_blank(cell))
    }

    fn plain(&self, topic: Topic) -> Option<String> {
        let cell = self.get(topic)?;
        let text = match topic {
            Topic::Code if self.is_plain => cell.trim_matches('`').to_owned(),
            _ if self.is_plain => cell.replace(BREAK, " "),
            _ => plain_text(cell),
        };
        let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let text = quoted.filter(|text| !text.contains('"') && !self.is_plain).unwrap_or(&text);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The texts in all cells with a topic.
    fn list(&self, topic: Topic) -> Vec<String> {
        let mark = if self.is_plain { BREAK } else { "<br>" };
        let items = self.all(topic).flat_map(|text| text.split(mark)).map(one_line);
        items.filter(|text| !is_blank(text)).collect()
    }

    /// The status, and the other statuses in the same cell, as in `401/403`.
    fn statuses(&self, notes: &mut Notes) -> Option<(u16, Vec<u16>)> {
        let cell = self.plain(Topic::Status)?;
        if DITTO.contains(&cell.to_lowercase().as_str())
            && let Some((first, others)) = &self.above
        {
            return Some((*first, others.clone()));
        }
        let Some((status, rest)) = cell_status(&cell) else {
            notes.loss(self.line, format!("`{}` is not an HTTP status: left out", one_line(&cell)));
            return None;
        };
        if rest.strip_prefix(['-', '–']).is_some_and(|end| end.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        {
            notes.loss(self.line, format!("`{}` is a range of statuses: only {status} is kept", one_line(&cell)));
            return Some((status, Vec::new()));
        }
        let mut others = Vec::new();
        for word in rest.split(|c: char| !c.is_ascii_digit()) {
            let other = word.parse().ok().filter(|other| is_error_status(*other) && *other != status);
            others.extend(other.filter(|other| !others.contains(other)));
        }
        let cells = self.all(Topic::Status).filter_map(|cell| cell_status(cell).map(|(status, _)| status));
        for other in cells.filter(|other| *other != status) {
            notes.loss(self.line, format!("status {other} is left out: status {status} comes first"));
        }
        Some((status, others))
    }

    /// The text after the status in its cell: `502. We could not reach the bank.`
    fn after_status(&self) -> Option<&str> {
        let (status, rest) = leading_status(self.get(Topic::Status)?)?;
        let is_status = |word: &str| word.parse().is_ok_and(is_error_status);
        let has_others = rest.split(|c: char| !c.is_ascii_digit()).any(is_status);
        let text = after_reason(status, rest);
        (!has_others && text.contains(char::is_alphabetic)).then_some(text)
    }

    /// The template of the message, and a field for each placeholder whose name is in a cell about fields.
    fn message(&self, notes: &mut Notes) -> (Option<String>, Vec<FieldFact>) {
        let names = self.plain(Topic::Fields).unwrap_or_default();
        let description = || self.plain(Topic::Description).filter(|_| !names.is_empty());
        let mut message = self.plain(Topic::Message).or_else(description).map(|text| literal(&text));
        let mut fields = Vec::new();
        let is_mark = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        for name in names.split(is_mark).filter(|name| !name.is_empty()) {
            let placeholder = literal(&format!("{{{name}}}"));
            let text = message.as_mut().filter(|text| text.contains(&placeholder));
            let Some((text, field)) = text.zip(field_of(name, "string")) else {
                notes.loss(self.line, format!("`{name}` is not a placeholder in the message: left out"));
                continue;
            };
            // Some templates double their braces.
            for placeholder in [literal(&placeholder), placeholder] {
                *text = text.replace(&placeholder, &format!("{{{field}}}"));
            }
            notes.guess(self.line, format!("field `{field}` is a string: the source states no type"));
            fields.push(FieldFact::new(&field, "string", None));
        }
        (message, fields)
    }

    fn level(&self, notes: &mut Notes) -> Option<Level> {
        let cell = self.plain(Topic::Level)?;
        let level = level_named(&cell);
        let name = cell.to_ascii_lowercase();
        match level.map(Level::as_str) {
            None => notes.loss(self.line, format!("`{}` is not a level: left out", one_line(&cell))),
            // `warning` is another form of `warn`, but `fatal` is another level.
            Some(level) if !name.starts_with(level) && !level.starts_with(&name) => {
                notes.guess(self.line, format!("the level `{}` becomes `{level}`", one_line(&cell)));
            }
            Some(_) => {}
        }
        level
    }

    /// Whether a client may try again, and the cell as a comment if it says more.
    fn retry(&self, notes: &mut Notes) -> (Option<bool>, Option<String>) {
        const YES: &[&str] = &["yes", "y", "true", "1", "retry", "retryable", "safe", "always", "✓", "✔", "✅"];
        let Some(cell) = self.plain(Topic::Retry) else { return (None, None) };
        let lower = cell.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || ",.;:".contains(c)).collect();
        let is_wait = lower.contains(|c: char| c.is_ascii_digit()) || words.contains(&"backoff") || words[0] == "after";
        let retry = match words[0] {
            _ if is_no(&cell) => Some(false),
            "do" | "don't" | "not" | "none" => Some(false),
            first if YES.contains(&first) || is_wait => Some(true),
            _ => None,
        };
        if retry.is_none() {
            notes.loss(self.line, format!("`{}` does not say whether to try again: left out", one_line(&cell)));
        }
        let comment = format!("The source says about retries: {}", one_line(&cell));
        (retry, retry.filter(|_| words.len() > 1 || is_wait && words[0] != "1").map(|_| comment))
    }

    /// The codes in the cell: usually one, or several such as `a_b, c_d`.
    fn codes(&self, notes: &mut Notes) -> Vec<String> {
        let Some(cell) = self.plain(Topic::Code) else { return Vec::new() };
        if is_code(&cell) {
            return vec![cell];
        }
        let marks = [
            ("`/`", "`,`"),
            (" / ", ","),
            (" or ", ","),
            (" and ", ","),
            (" & ", ","),
            ("<br>", ","),
            (BREAK, ","),
            (";", ","),
        ];
        let marked = self.get(Topic::Code).unwrap_or_default().to_owned();
        let marked = marks.iter().fold(marked, |cell, (mark, comma)| cell.replace(mark, comma));
        let parts: Vec<&str> = marked.split(',').map(str::trim).collect();
        let codes: Vec<String> = parts.iter().map(|part| plain_text(part.trim_matches('`'))).collect();
        let are_marked = parts.iter().all(|part| part.len() > 2 && part.starts_with('`') && part.ends_with('`'));
        if codes.len() > 1 && codes.iter().all(|code| is_code_like(code) || are_marked && is_code(code)) {
            return codes;
        }
        let first = cell.split('(').next().map(str::trim).filter(|first| is_code(first));
        let Some(first) = first else { return vec![one_line(&cell)] };
        notes.loss(self.line, format!("`{}`: the code is `{first}`, and the rest is left out", one_line(&cell)));
        vec![first.to_owned()]
    }

    /// The facts that the row states about an error.
    pub(crate) fn read_fact(&self, facts: &mut Facts, notes: &mut Notes) -> ErrorFact {
        let (message, fields) = self.message(notes);
        let said = self.after_status();
        let is_sentence = |text: &&str| text.contains(' ') && text.starts_with(char::is_uppercase);
        let description = self.get(Topic::Description).or(said.filter(is_sentence));
        if let Some(text) = said.filter(|_| description != said) {
            notes.loss(self.line, format!("`{}`, after the status, is left out", one_line(text)));
        }
        let (retry, comment) = self.retry(notes);
        let number = self.plain(Topic::Number).and_then(|number| {
            let wrong = |_| notes.loss(self.line, format!("`{}` is not a number: left out", one_line(&number)));
            number.parse().map_err(wrong).ok()
        });
        let category = self.plain(Topic::Category).and_then(|title| some_line(&title));
        let (status, other_statuses) = self.statuses(notes).map_or((None, Vec::new()), |(one, all)| (Some(one), all));
        ErrorFact {
            line: self.line,
            code: self.codes(notes).into_iter().next(),
            name: self.plain(Topic::Name).map(|name| one_line(&name)),
            number,
            status,
            other_statuses,
            message,
            fields,
            title: self.plain(Topic::Title),
            description: description.map(one_line),
            docs: self.get(Topic::Docs).map(str::to_owned),
            category: category.map(|title| facts.category(&title, None)),
            causes: self.list(Topic::Cause),
            solutions: self.list(Topic::Solution),
            see: self.list(Topic::See),
            level: self.level(notes),
            retry,
            comments: comment.into_iter().collect(),
            ..ErrorFact::default()
        }
    }

    /// The error in the row, if the row is about an error.
    fn read_error(&self, facts: &mut Facts, notes: &mut Notes) -> Option<ErrorFact> {
        let has = |topic| self.topics.contains(&topic);
        let is_status = |code: &str| !has(Topic::Status) && code.parse().is_ok_and(is_error_status);
        let why = match self.plain(Topic::Code) {
            None if has(Topic::Code) => "this row has no code: left out".to_owned(),
            Some(code) if is_status(&code) => {
                format!("`{code}` is a status in a column of codes: this row is left out")
            }
            _ => {
                let fact = self.read_fact(facts, notes);
                let texts = [&fact.code, &fact.message, &fact.title, &fact.description];
                if texts.into_iter().any(Option::is_some) {
                    return Some(fact);
                }
                "this row has no code and no text: left out".to_owned()
            }
        };
        notes.loss(self.line, why);
        None
    }

    fn read_status(&self, facts: &mut Facts, notes: &mut Notes) {
        if self.get(Topic::Status).is_none() {
            notes.loss(self.line, "this row has no status: left out");
        }
        let Some((status, others)) = self.statuses(notes) else { return };
        let title = self.get(Topic::Title).filter(|title| without_reason(status, title).is_none());
        let description =
            [Topic::Description, Topic::Message, Topic::Docs].into_iter().find_map(|topic| self.get(topic));
        let fact = facts.statuses.entry(status).or_default();
        let text = description.or(title).map(|text| {
            let rest = after_reason(status, text);
            one_line(if rest.is_empty() { text } else { rest })
        });
        fact.description = fact.description.take().or(text);
        fact.causes.extend(self.list(Topic::Cause));
        fact.solutions.extend(self.list(Topic::Solution));
        let fact = fact.clone();
        for other in others {
            facts.statuses.entry(other).or_insert_with(|| fact.clone());
        }
    }

    fn read_member(&self) -> Option<MemberFact> {
        let name = self.plain(Topic::Member)?;
        let required = self.get(Topic::Required).unwrap_or_default();
        let description = self.get(Topic::Description).unwrap_or_default().to_owned();
        let texts = [self.get(Topic::Type).unwrap_or_default(), required, &description];
        let says_optional = texts.iter().any(|text| text.to_ascii_lowercase().contains("optional"));
        Some(MemberFact { name, is_optional: says_optional || is_no(required), description, ..MemberFact::default() })
    }
}

fn is_no(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let first = text.split(|c: char| c.is_whitespace() || ",.;:".contains(c)).next().unwrap_or_default();
    matches!(first, "no" | "false" | "never" | "✗" | "✘" | "❌" | "n" | "0")
}
