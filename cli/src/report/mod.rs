//! Reports problems and changes to users and to programs.

pub(crate) mod changes;
pub(crate) mod diagnostic;
pub(crate) mod github;
pub(crate) mod human;
pub(crate) mod json;
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

/// Displays the numbers: `3 problems, including 2 warnings`
impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&count(self.errors + self.warnings, "problem", "problems"))?;
        if self.warnings > 0 {
            write!(out, ", including {}", count(self.warnings, "warning", "warnings"))?;
        }
        Ok(())
    }
}
