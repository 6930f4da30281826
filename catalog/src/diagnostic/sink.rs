//! The list of diagnostics that every stage reports to, and the proof that a problem was reported.

use super::{Diagnostic, Levels, Report, Rule, Severity, Span};
use crate::interner::sort_by;
use crate::source::SourceFile;

/// The proof that a problem was reported. A stage that has this proof does not report the consequences of the problem.
/// Only [`Diagnostics`] creates the proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported(());

/// The value of a key, if the value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known<T> {
    /// The table does not contain the key.
    Absent,
    /// The key or its value has a problem, which was reported.
    Broken(Reported),
    /// The key has this value.
    Is(T),
}

impl<T> Known<T> {
    /// The value, if the value could be read.
    pub(crate) fn value(&self) -> Option<&T> {
        match self {
            Known::Is(value) => Some(value),
            Known::Absent | Known::Broken(_) => None,
        }
    }

    /// Returns `value` if the value is known. Otherwise, a diagnostic after the first `count` proves that the key is
    /// broken.
    pub(crate) fn read(value: Option<T>, count: usize, diagnostics: &Diagnostics) -> Self {
        match (value, diagnostics.reported_since(count)) {
            (Some(value), _) => Known::Is(value),
            (None, Some(reported)) => Known::Broken(reported),
            (None, None) => Known::Absent,
        }
    }
}

/// The diagnostics of all stages.
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

    /// The number of diagnostics so far, for [`reported_since`](Self::reported_since).
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The proof that something was reported after the first `count` diagnostics.
    pub(crate) fn reported_since(&self, count: usize) -> Option<Reported> {
        (self.list.len() > count).then_some(Reported(()))
    }

    /// The diagnostics after the first `count`.
    pub(crate) fn since(&mut self, count: usize) -> impl Iterator<Item = &mut Diagnostic> {
        self.list.iter_mut().skip(count)
    }

    pub(crate) fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// The report on `files`, in the order of their lines. `levels` sets the severity of each lint. The first
    /// diagnostic of a lint that has no setting says how to turn the lint off.
    pub(crate) fn into_report(mut self, files: Vec<SourceFile>, folders: Vec<String>, levels: &Levels) -> Report {
        self.list.iter_mut().for_each(|diagnostic| diagnostic.severity = levels.of(diagnostic.rule));
        self.list.retain(|diagnostic| diagnostic.severity != Severity::Allowed);
        let place = |diagnostic: &Diagnostic| (diagnostic.span, diagnostic.rule.id);
        sort_by(&mut self.list, |one, other| place(one).cmp(&place(other)));
        let mut explained: Vec<&str> = Vec::new();
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.rule.is_lint()) {
            let id = diagnostic.rule.id;
            if !explained.contains(&id) && levels.setting(diagnostic.rule).is_none() {
                diagnostic.help(format!("`{id} = \"allow\"` in `[lints]` turns this lint off"));
                explained.push(id);
            }
        }
        Report { folders, ..Report::new(files, std::mem::take(&mut self.list)) }
    }

    /// Drops the diagnostics without reporting them.
    pub(crate) fn discard(mut self) {
        self.list.clear();
    }
}

/// Fails in debug builds if diagnostics are dropped by mistake. Call [`Diagnostics::discard`] to drop them on purpose.
impl Drop for Diagnostics {
    fn drop(&mut self) {
        debug_assert!(self.list.is_empty() || std::thread::panicking(), "diagnostics were dropped and not reported");
    }
}
