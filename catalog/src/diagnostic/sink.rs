//! The list of diagnostics that the passes report to, and the proof that they reported.

use super::{Diagnostic, Levels, Report, Rule, Severity, Span};
use crate::source::SourceFile;

/// The proof that a mistake was reported: a pass that has one does not report what follows from the mistake. Nothing but
/// [`Diagnostics`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported(());

/// What is known of the value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known<T> {
    /// The key is not there.
    Absent,
    /// The key or its value has a mistake in it.
    Broken(Reported),
    /// The value.
    Is(T),
}

impl<T> Known<T> {
    /// The value, if it could be read.
    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Known::Is(value) => Some(value),
            Known::Absent | Known::Broken(_) => None,
        }
    }

    /// The value that a key which is there was read as; without one, its mistake was reported after there were `count`
    /// diagnostics.
    pub(crate) fn read(value: Option<T>, count: usize, diagnostics: &Diagnostics) -> Self {
        match (value, diagnostics.reported_since(count)) {
            (Some(value), _) => Known::Is(value),
            (None, Some(reported)) => Known::Broken(reported),
            (None, None) => Known::Absent,
        }
    }
}

/// The diagnostics of all passes.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a diagnostic, and returns it so that the caller can complete it.
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        let index = self.list.len();
        self.list.push(diagnostic);
        &mut self.list[index]
    }

    pub(crate) fn report(&mut self, rule: &'static Rule, span: Span, message: impl AsRef<str>) -> &mut Diagnostic {
        self.add(Diagnostic::new(rule, span, message))
    }

    #[cfg(feature = "lint")]
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many there are, for [`reported_since`](Self::reported_since).
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The proof that something was reported after there were `count`.
    pub(crate) fn reported_since(&self, count: usize) -> Option<Reported> {
        (self.list.len() > count).then_some(Reported(()))
    }

    /// Those that were added after there were `count`.
    #[cfg(feature = "contract")]
    pub(crate) fn since(&mut self, count: usize) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut().skip(count)
    }

    /// The report on `files`, in the order of their lines, with each lint as `levels` has it. The first of each lint that
    /// nobody asked for says how to do without.
    pub(crate) fn into_report(mut self, files: Vec<SourceFile>, folders: Vec<String>, levels: &Levels) -> Report {
        self.list.iter_mut().for_each(|diagnostic| diagnostic.severity = levels.of(diagnostic.rule));
        self.list.retain(|diagnostic| diagnostic.severity != Severity::Allowed);
        self.list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule.id));
        let mut explained: Vec<&str> = Vec::new();
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.rule.is_lint()) {
            let id = diagnostic.rule.id;
            if !explained.contains(&id) && levels.setting(diagnostic.rule).is_none() {
                diagnostic.help(format!("`{id} = \"allow\"` in `[lints]` turns this off"));
                explained.push(id);
            }
        }
        Report { folders, ..Report::new(files, std::mem::take(&mut self.list)) }
    }

    /// Reports nothing of what was found.
    pub(crate) fn discard(mut self) {
        self.list.clear();
    }
}

/// A pass that forgets to report what it has found is a bug, which debug builds do not let pass.
impl Drop for Diagnostics {
    fn drop(&mut self) {
        debug_assert!(self.list.is_empty() || std::thread::panicking(), "diagnostics were dropped and not reported");
    }
}
