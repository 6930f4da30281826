//! The problems of a catalog, and their spans.

mod render;
pub mod rules;
mod sink;
mod snippet;

use std::sync::OnceLock;

use crate::literal::Literal;
use crate::names::{list_of, nearest};
use crate::printable::printable_line;
use crate::sentence::Sentence;
use crate::source::SourceFile;

pub use self::rules::{Rule, RuleKind, Severity};
pub(crate) use self::sink::{Diagnostics, Known, Reported};
pub(crate) use self::snippet::LineStarts;
pub use self::snippet::Snippet;

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Index of the file in [`Report::files`].
    pub file: usize,
    /// Offset of the first byte of the range.
    pub start: usize,
    /// Offset of the byte after the last byte of the range.
    pub end: usize,
}

/// One problem.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The severity: the rule's own severity, unless `[lints]` or the command line sets another severity.
    pub severity: Severity,
    /// The problem, in one line.
    pub message: String,
    /// The span of the problem; `None` for a file that could not be read.
    pub span: Option<Span>,
    /// The text next to the carets, which may be empty.
    pub label: String,
    /// A related span, and the explanation of how the span is related.
    pub related: Option<(Span, String)>,
    /// Lines of advice on how to fix the problem.
    pub help: Vec<Sentence>,
    /// The fix, if there is only one correct fix.
    pub fix: Option<Fix>,
}

/// A new value for a key of a catalog's file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fix {
    /// Index of the file in [`Report::files`].
    pub file: usize,
    /// The keys that lead to the value, from the outside in; missing tables are created.
    pub path: Vec<String>,
    /// The value.
    pub value: Literal,
    /// What the fix changes, in one line.
    pub message: String,
}

impl Diagnostic {
    /// Creates a diagnostic without a label or help.
    ///
    /// Every function that sets a text of the diagnostic makes this text printable on one line, and leaves out the
    /// middle of a text of more than 4,000 characters. Text that is quoted from a catalog must not control a terminal,
    /// begin a line or fill a log.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span, message: impl AsRef<str>) -> Self {
        let message = shown(message.as_ref());
        let severity = rule.severity;
        Self {
            rule,
            severity,
            message,
            span: Some(span),
            label: String::new(),
            related: None,
            help: Vec::new(),
            fix: None,
        }
    }

    /// Sets the text next to the carets.
    #[must_use]
    pub fn with_label(mut self, label: impl AsRef<str>) -> Self {
        self.label(label);
        self
    }

    /// Sets a related span, and the explanation of how the span is related.
    #[must_use]
    pub fn with_related(mut self, span: Span, why: impl AsRef<str>) -> Self {
        self.related(span, why);
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<Sentence>) -> Self {
        self.help(help);
        self
    }

    /// Lists the known names. If a known name is close to `name`, the text next to the carets suggests the known name.
    #[must_use]
    pub fn with_choice<S: AsRef<str>>(mut self, name: &str, known: &[S]) -> Self {
        self.choice(name, known);
        self
    }

    pub(crate) fn label(&mut self, label: impl AsRef<str>) -> &mut Self {
        self.label = shown(label.as_ref());
        self
    }

    /// Lists the known names. If a known name is close to `name`, the label suggests the known name.
    pub(crate) fn choice<S: AsRef<str>>(&mut self, name: &str, known: &[S]) -> &mut Self {
        let choice = format!("expected one of {}", list_of(known));
        match (nearest(name, known), known) {
            (Some(near), [_]) => self.label(format!("did you mean `{near}`?")),
            (Some(near), _) => self.label(format!("did you mean `{near}`?")).help(choice),
            (None, [only]) => self.label(format!("expected `{}`", only.as_ref())),
            (None, _) => self.label(choice),
        }
    }

    pub(crate) fn related(&mut self, span: Span, why: impl AsRef<str>) -> &mut Self {
        self.related = Some((span, shown(why.as_ref())));
        self
    }

    pub(crate) fn help(&mut self, help: impl Into<Sentence>) -> &mut Self {
        self.help.push(help.into().map(shown));
        self
    }
}

/// The text on one line, without the middle of a text that is too long.
fn shown(text: &str) -> String {
    const MAX: usize = 4_000;
    let text = printable_line(text);
    let cut = |from: usize| text.char_indices().nth(from).map(|(at, _)| at);
    match (cut(MAX / 2), cut(MAX)) {
        (Some(start), Some(_)) => {
            let end = text.char_indices().rev().nth(MAX / 2 - 1).map_or(text.len(), |(at, _)| at);
            format!("{} … {}", &text[..start], &text[end..])
        }
        _ => text,
    }
}

/// The level of each lint. If there are two settings for a lint, the later setting applies.
#[derive(Debug, Default)]
pub(crate) struct Levels(pub(crate) Vec<LintSetting>);

impl Levels {
    pub(crate) fn of(&self, rule: &Rule) -> Severity {
        self.setting(rule).map_or(rule.severity, |setting| setting.severity)
    }

    fn setting(&self, rule: &Rule) -> Option<&LintSetting> {
        self.0.iter().rev().find(|setting| setting.rule.id == rule.id && rule.is_lint())
    }
}

/// The level of one lint.
#[derive(Clone, Copy, Debug)]
pub struct LintSetting {
    /// The lint.
    pub rule: &'static Rule,
    /// The level.
    pub severity: Severity,
}

/// All problems of a catalog, in the order of the catalog's lines, and the files of the catalog.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// The files that were read. The first file is the main file, which the caller named.
    pub files: Vec<SourceFile>,
    /// The folders that were searched for files. A new file in one of these folders may change the catalog. The path of
    /// the main folder is `""`.
    pub folders: Vec<String>,
    /// The diagnostics, in the order of the files and their lines.
    pub diagnostics: Vec<Diagnostic>,
    lines: OnceLock<Vec<LineStarts>>,
}

impl Report {
    /// The maximum number of problems that the compiler and cargo show.
    pub const SHOWN: usize = 100;

    /// Creates the report of a back end, with the `files` that the diagnostics refer to.
    #[must_use]
    pub fn new(files: Vec<SourceFile>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { files, folders: Vec::new(), diagnostics, lines: OnceLock::new() }
    }

    /// Whether a problem prevents the catalog from being used. A problem that a lint reports never prevents the use of
    /// the catalog, whatever the lint's level.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.rule.severity == Severity::Error)
    }

    /// Whether a problem has the severity `error`: its rule has this severity, or its rule is a lint with the level
    /// `deny`.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns the place of a span: the file's path, the line and the column from 1, and the text of the line.
    #[must_use]
    pub fn snippet(&self, span: Span) -> Option<Snippet<'_>> {
        let file = self.files.get(span.file)?;
        match self.lines().get(span.file) {
            Some(lines) => Snippet::new(file, lines, span),
            // The file was added after the line starts were computed.
            None => Snippet::new(file, &LineStarts::of(&file.text), span),
        }
    }

    /// Returns the line and the column of an offset in a file, both from 1. A column is a character.
    #[must_use]
    pub fn position(&self, file: usize, offset: usize) -> Option<(usize, usize)> {
        let text = &self.files.get(file)?.text;
        Some(match self.lines().get(file) {
            Some(lines) => lines.position(text, offset),
            // The file was added after the line starts were computed.
            None => LineStarts::of(text).position(text, offset),
        })
    }

    /// Returns the first diagnostics, but at most `limit`, and the number of the others. If there are more, errors take
    /// precedence over warnings.
    pub fn first(&self, limit: usize) -> (impl Iterator<Item = &Diagnostic>, usize) {
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        let mut errors = self.diagnostics.iter().filter(is_error).count().min(limit);
        let mut others = limit - errors;
        let first = self.diagnostics.iter().filter(move |diagnostic| {
            let left = if is_error(diagnostic) { &mut errors } else { &mut others };
            let is_shown = *left > 0;
            *left = left.saturating_sub(1);
            is_shown
        });
        (first, self.diagnostics.len().saturating_sub(limit))
    }

    /// Renders the problems that prevent the use of the catalog: the first [`SHOWN`](Self::SHOWN) problems, and the
    /// number of the others.
    #[must_use]
    pub fn render_errors(&self) -> Vec<String> {
        let mut errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity == Severity::Error);
        let shown: Vec<String> = errors.by_ref().take(Self::SHOWN).map(|diagnostic| self.render(diagnostic)).collect();
        shown.into_iter().chain(describe_rest(errors.count())).collect()
    }

    fn lines(&self) -> &[LineStarts] {
        self.lines.get_or_init(|| self.files.iter().map(|file| LineStarts::of(&file.text)).collect())
    }

    /// Renders a diagnostic as plain text in the style of rustc, without a line break at the end. A build server can
    /// find commands in the text, so a program that prints the text calls `inert` first.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        render::render_diagnostic(self, diagnostic)
    }
}

/// Returns a sentence about the problems that are not shown, or `None` if all problems are shown.
#[must_use]
pub fn describe_rest(more: usize) -> Option<String> {
    let problems = if more == 1 { "problem" } else { "problems" };
    (more > 0).then(|| {
        format!("the catalog has {more} more {problems}; `error-catalog check --format json` lists all problems")
    })
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn only_the_middle_of_a_long_text_is_left_out() {
        let text = |start: usize, end: usize| format!("{}{}", "é".repeat(start), "b".repeat(end));
        assert_eq!(shown(&text(2_000, 2_000)), text(2_000, 2_000));
        assert_eq!(shown(&text(2_000, 2_001)), format!("{} … {}", text(2_000, 0), text(0, 2_000)));
        assert_eq!(shown(&text(5_000, 1)), format!("{} … {}", text(2_000, 0), text(1_999, 1)));
    }
}
