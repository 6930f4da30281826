//! Tables of errors, wherever they come from: which column holds what, and what a row says.

mod column;

pub(super) use self::column::Column;
use self::column::resolve_columns;
use super::facts::{ErrorFact, Facts, MemberFact, Notes};
use super::infer::names::{is_code, literal, one_line};
use super::infer::status::{leading_status, without_reason};

/// A table: names of columns, and rows with their lines.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) line: usize,
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<(usize, Vec<String>)>,
}

/// What stands around a table.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around<'a> {
    /// The title of its errors, if they are a category.
    pub(super) category: Option<&'a str>,
    pub(super) category_text: Option<&'a str>,
    /// The status of all its errors.
    pub(super) status: Option<u16>,
    /// Whether it may be about the members of a body.
    pub(super) may_be_members: bool,
}

/// What a table was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Errors,
    Statuses,
    Members,
    Nothing,
}

/// Takes all that a table says about errors, statuses or members of a body.
pub(super) fn read_grid(grid: &Grid, around: Around<'_>, facts: &mut Facts, notes: &mut Notes) -> About {
    let columns = resolve_columns(grid, around.may_be_members);
    let has = |column: Column| columns.contains(&column);
    let about = match () {
        () if has(Column::Member) => About::Members,
        () if has(Column::Code) => About::Errors,
        () if has(Column::Message) && (has(Column::Status) || around.status.is_some()) => About::Errors,
        () if has(Column::Number) && (has(Column::Message) || has(Column::Title) || has(Column::Description)) => {
            About::Errors
        }
        () if has(Column::Status) => About::Statuses,
        () => About::Nothing,
    };
    if about == About::Nothing {
        return about;
    }
    for (name, _) in
        grid.head.iter().zip(&columns).filter(|(name, column)| **column == Column::Other && !name.is_empty())
    {
        notes.loss(grid.line, format!("column `{}` says nothing that a catalog holds: left out", one_line(name)));
    }
    let first = match (about, around.category) {
        (About::Errors, Some(title)) if !has(Column::Category) => Some(category_of(facts, title, around.category_text)),
        _ => None,
    };
    for (line, cells) in &grid.rows {
        let row = Row { line: *line, cells, columns: &columns };
        match about {
            About::Errors => row.read_error(around.status, first, facts, notes),
            About::Statuses => row.read_status(facts, notes),
            About::Members => row.read_member(facts),
            About::Nothing => {}
        }
    }
    about
}

/// The index of the category of that title; it is made if it is not there.
pub(super) fn category_of(facts: &mut Facts, title: &str, text: Option<&str>) -> usize {
    let at = facts.categories.iter().position(|(other, _)| other == title);
    at.unwrap_or_else(|| {
        facts.categories.push((title.to_owned(), text.map(str::to_owned)));
        facts.categories.len() - 1
    })
}

struct Row<'a> {
    line: usize,
    cells: &'a [String],
    columns: &'a [Column],
}

impl Row<'_> {
    /// The first cell of a column that has anything in it.
    fn get(&self, column: Column) -> Option<&str> {
        let mut cells = self.columns.iter().zip(self.cells).filter(|(other, _)| **other == column);
        cells.find_map(|(_, cell)| {
            Some(cell.trim()).filter(|cell| !matches!(*cell, "" | "-" | "–" | "—" | "n/a" | "N/A"))
        })
    }

    fn plain(&self, column: Column) -> Option<String> {
        let text = super::markdown::inline::plain_text(self.get(column)?);
        let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(&text);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn list(&self, column: Column) -> Vec<String> {
        self.get(column)
            .map(|text| text.split("<br>").map(one_line).filter(|text| !text.is_empty()).collect())
            .unwrap_or_default()
    }

    fn status(&self, notes: &mut Notes) -> Option<u16> {
        let cell = self.plain(Column::Status)?;
        let Some((status, rest)) = leading_status(&cell) else {
            notes.loss(self.line, format!("`{}` is no status", one_line(&cell)));
            return None;
        };
        let other = rest.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse::<u16>().ok());
        for other in other.filter(|other| (100..=599).contains(other) && *other != status) {
            notes.loss(self.line, format!("status {other}: an error has one, and {status} is taken"));
        }
        Some(status)
    }

    fn read_error(&self, status: Option<u16>, category: Option<usize>, facts: &mut Facts, notes: &mut Notes) {
        let number = self.plain(Column::Number).and_then(|number| number.parse().ok());
        let code = self.plain(Column::Code);
        let code = match code {
            // `code_a`, `code_b`
            Some(cell) if !is_code(&cell) => {
                let first = cell.split([',', '/', '(']).next().map(str::trim).filter(|first| is_code(first));
                if let Some(first) = first {
                    notes.loss(
                        self.line,
                        format!("`{}`: an error has one code, and `{first}` is taken", one_line(&cell)),
                    );
                }
                Some(first.map_or_else(|| one_line(&cell), str::to_owned))
            }
            code => code,
        };
        let mut fact = ErrorFact {
            line: self.line,
            status: self.status(notes).or(status),
            message: self.plain(Column::Message).map(|text| literal(&text)),
            title: self.plain(Column::Title),
            description: self.get(Column::Description).map(one_line),
            docs: self.get(Column::Docs).map(str::to_owned),
            category: self
                .plain(Column::Category)
                .map(|title| category_of(facts, &one_line(&title), None))
                .or(category),
            causes: self.list(Column::Cause),
            solutions: self.list(Column::Solution),
            code,
            number,
            ..ErrorFact::default()
        };
        if self.columns.contains(&Column::Code) && fact.code.is_none() {
            notes.loss(self.line, "this row has no code: left out");
            return;
        }
        if fact.code.is_none() && fact.message.is_none() && fact.title.is_none() && fact.description.is_none() {
            return;
        }
        fact.retry = self.get(Column::Retry).and_then(|cell| parse_retry(cell, fact.status));
        facts.errors.push(fact);
    }

    fn read_status(&self, facts: &mut Facts, notes: &mut Notes) {
        let Some(status) = self.status(notes) else { return };
        let description =
            self.get(Column::Description).or_else(|| self.get(Column::Message)).or_else(|| self.get(Column::Docs));
        let title = || {
            let title = self.get(Column::Title)?;
            without_reason(status, title).is_none().then_some(title)
        };
        let fact = facts.statuses.entry(status).or_default();
        if fact.description.is_none() {
            fact.description = description.or_else(title).map(one_line);
        }
        fact.causes.extend(self.list(Column::Cause));
        fact.solutions.extend(self.list(Column::Solution));
    }

    fn read_member(&self, facts: &mut Facts) {
        let Some(name) = self.plain(Column::Member) else { return };
        let description = self.get(Column::Description).unwrap_or_default();
        let about = format!(
            "{} {} {description}",
            self.get(Column::Type).unwrap_or_default(),
            self.get(Column::Required).unwrap_or_default()
        );
        let about = about.to_ascii_lowercase();
        let is_optional = about.contains("optional") || self.get(Column::Required).is_some_and(is_no);
        facts.members.push(MemberFact { name, description: description.to_owned(), is_optional });
    }
}

fn is_no(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    ["no", "false", "never", "✗", "✘", "❌", "n", "0"]
        .iter()
        .any(|no| text == *no || text.starts_with(&format!("{no} ")))
}

/// `no`, or a wait where the status does not give it already.
fn parse_retry(cell: &str, status: Option<u16>) -> Option<&'static str> {
    match status {
        _ if is_no(cell) => Some("no"),
        Some(408 | 429 | 500..=599) => None,
        _ => Some("backoff"),
    }
}
