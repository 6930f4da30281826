//! Reports problems and changes to users and to programs.

pub(crate) mod changes;
pub(crate) mod diagnostic;
pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
#[cfg(feature = "import")]
pub(crate) mod notes;
pub(crate) mod sarif;

use std::fmt;

use error_catalog_model::{Report, Severity};

use crate::prose::count;

/// The numbers of errors and warnings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Counts {
    pub(crate) fn of(report: &Report) -> Self {
        let number = |severity| report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Self { errors: number(Severity::Error), warnings: number(Severity::Warning) }
    }
}

/// Displays the numbers: `3 errors, 2 warnings`
impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = || count(self.errors, "error", "errors");
        let warnings = || count(self.warnings, "warning", "warnings");
        match (self.errors, self.warnings) {
            (0, 0) => out.write_str("no problems"),
            (_, 0) => out.write_str(&errors()),
            (0, _) => out.write_str(&warnings()),
            (_, _) => write!(out, "{}, {}", errors(), warnings()),
        }
    }
}
