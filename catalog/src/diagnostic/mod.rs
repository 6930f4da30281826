//! The problems of a catalog, and their places.

mod render;
pub mod rules;
mod sink;
mod snippet;

use std::sync::OnceLock;

use crate::literal::Literal;
use crate::names::{list_of, nearest};
use crate::source::SourceFile;

pub use self::render::printable;
pub use self::rules::{Rule, RuleKind, Severity};
pub(crate) use self::sink::{Diagnostics, Known, Reported};
pub(crate) use self::snippet::LineStarts;
pub use self::snippet::Snippet;

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Index of the file in [`Report::files`].
    pub file: usize,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset of the byte after its last.
    pub end: usize,
}

/// One problem.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How much it matters: as the rule has it, unless `[lints]` or the command line says otherwise.
    pub severity: Severity,
    /// The problem, in one line.
    pub message: String,
    /// The place; `None` for a file that could not be read.
    pub span: Option<Span>,
    /// The text next to the carets, which may be empty.
    pub label: String,
    /// A related place, and why it is related.
    pub related: Option<(Span, String)>,
    /// What to do, one line each.
    pub help: Vec<String>,
    /// The fix, if there is only one right answer.
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
    /// The change, in one line.
    pub message: String,
}

impl Diagnostic {
    /// A broken rule at a place, with neither label nor help yet. Here and below, text is made printable: it may
    /// quote a catalog, and a terminal shall not obey it.
    #[must_use]
    pub fn new(rule: &'static Rule, span: Span, message: impl AsRef<str>) -> Self {
        let message = printable(message.as_ref());
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

    /// Sets another place, and why it has to do with this one.
    #[must_use]
    pub fn with_related(mut self, span: Span, why: impl AsRef<str>) -> Self {
        self.related(span, why);
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn with_help(mut self, help: impl AsRef<str>) -> Self {
        self.help(help);
        self
    }

    /// Says which names there are: the nearest beside the carets, if one is near.
    #[must_use]
    pub fn with_choice<S: AsRef<str>>(mut self, name: &str, known: &[S]) -> Self {
        self.choice(name, known);
        self
    }

    pub(crate) fn label(&mut self, label: impl AsRef<str>) -> &mut Self {
        self.label = printable(label.as_ref());
        self
    }

    /// Lists the known names, with the nearest next to the carets if there is one.
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
        self.related = Some((span, printable(why.as_ref())));
        self
    }

    pub(crate) fn help(&mut self, help: impl AsRef<str>) -> &mut Self {
        self.help.push(printable(help.as_ref()));
        self
    }
}

/// The level of each lint; the later of two settings applies.
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

/// All problems of a catalog, in the order of its lines, with the files that it was read from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// The files that were read; the first is the one that was named.
    pub files: Vec<SourceFile>,
    /// The folders in which files were looked for; a new file in one may change the catalog. The main one is `""`.
    pub folders: Vec<String>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
    lines: OnceLock<Vec<LineStarts>>,
}

impl Report {
    /// The report of a back end on the `files` that the diagnostics point into.
    #[must_use]
    pub fn new(files: Vec<SourceFile>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { files, folders: Vec::new(), diagnostics, lines: OnceLock::new() }
    }

    /// Whether a problem keeps the catalog from being used. A lint never does, whatever its level.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.rule.severity == Severity::Error)
    }

    /// Whether a problem is an error, or a lint that was made one.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The place of a span: the file's path, line and column from 1, and the line itself.
    #[must_use]
    pub fn snippet(&self, span: Span) -> Option<Snippet<'_>> {
        let file = self.files.get(span.file)?;
        let lines = self.lines.get_or_init(|| self.files.iter().map(|file| LineStarts::of(&file.text)).collect());
        match lines.get(span.file) {
            Some(lines) => Snippet::new(file, lines, span),
            // It was added since.
            None => Snippet::new(file, &LineStarts::of(&file.text), span),
        }
    }

    /// A diagnostic as plain text, in the form that rustc gives its own; it ends without a line break.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        render::render_diagnostic(self, diagnostic)
    }
}
