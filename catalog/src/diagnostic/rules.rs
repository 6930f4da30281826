//! The table of rules.

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The catalog cannot be used.
    Error,
    /// The catalog can be used.
    Warning,
}

impl Severity {
    /// The word that a diagnostic begins with.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A rule that every catalog keeps.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its stable id, in kebab-case.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What it asks for, in one sentence.
    pub summary: &'static str,
}

impl Rule {
    /// A rule of a back end's own, beside those of [`RULES`].
    #[must_use]
    pub const fn new(id: &'static str, severity: Severity, summary: &'static str) -> Self {
        Self { id, severity, summary }
    }
}

macro_rules! rules {
    ($($name:ident = $severity:ident $id:literal $summary:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule { id: $id, severity: Severity::$severity, summary: $summary };)*

        /// Every rule, in the order in which the passes apply them.
        pub static RULES: &[&Rule] = &[$(&$name,)*];
    };
}

rules! {
    SYNTAX = Error "syntax" "A catalog is TOML 1.1.";
}
