//! The list of all rules. Diagnostics, `[lints]`, the command line, the documentation and the editor schema take all
//! rules from this list.
//!
//! Each file contains a group of rules, and each row is a rule. The reasons and the examples of rules need the feature
//! `explain`, and the kinds of change need the feature `contract`. The attribute shows neither reasons nor examples nor
//! kinds of change.

mod catalog;
#[cfg(feature = "contract")]
mod changes;
#[cfg(feature = "explain")]
mod example;
mod files;
mod headers;
#[cfg(feature = "contract")]
mod impact;
mod lints;
mod locks;
mod openapi;
mod outputs;
#[cfg(feature = "explain")]
mod page;
mod shape;
mod templates;
mod workspace;

pub use self::catalog::*;
#[cfg(feature = "contract")]
pub use self::changes::ChangeKind;
#[cfg(feature = "explain")]
use self::example::example;
#[cfg(feature = "explain")]
pub use self::example::{Example, ExampleFile};
pub use self::files::*;
pub use self::headers::*;
#[cfg(feature = "contract")]
pub use self::impact::{Case, Impact};
pub use self::lints::*;
pub use self::locks::*;
pub use self::openapi::*;
pub use self::outputs::*;
pub use self::shape::*;
pub use self::templates::*;
pub use self::workspace::*;

/// The severity of a problem: how much the broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The catalog cannot be used.
    Error,
    /// The catalog can be used.
    Warning,
    /// The rule is off, unless a catalog or the command line turns it on.
    Allowed,
}

impl Severity {
    /// The word that a diagnostic begins with.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Allowed => "allowed",
        }
    }

    /// The levels that a lint may have in `[lints]` and on the command line.
    pub const LEVELS: &'static [Severity] = &[Severity::Allowed, Severity::Warning, Severity::Error];

    /// The word for this severity in `[lints]`.
    #[must_use]
    pub const fn as_level(self) -> &'static str {
        match self {
            Severity::Error => "deny",
            Severity::Warning => "warn",
            Severity::Allowed => "allow",
        }
    }
}

/// A rule that a catalog, its lock or its outputs must or should follow.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// The stable id of the rule, in kebab-case.
    pub id: &'static str,
    /// The kind of the rule.
    pub kind: RuleKind,
    /// The default severity of the rule.
    pub severity: Severity,
    /// What the rule demands, in one sentence; for a kind of change, what changes.
    pub summary: &'static str,
    /// What would go wrong without the rule, in one to three sentences. The text is empty for a kind of change, because
    /// the effects of the kind give the reasons.
    #[cfg(feature = "explain")]
    pub why: &'static str,
    /// The example of the rule: files that break the rule, the report, and the corrected files.
    #[cfg(feature = "explain")]
    pub example: Example,
}

/// The kind of a rule.
#[derive(Clone, Copy, Debug)]
pub enum RuleKind {
    /// A hard rule: a catalog that breaks the rule cannot be used.
    Hard,
    /// Advice, whose level `[lints]` and the command line set.
    Lint,
    /// A kind of change of a contract, with the effects that such a change may have, the worst effect first.
    #[cfg(feature = "contract")]
    Change(&'static [Case]),
}

impl Rule {
    /// Whether `[lints]` and the command line may change the rule's level.
    #[must_use]
    pub fn is_lint(&self) -> bool {
        matches!(self.kind, RuleKind::Lint)
    }

    /// The URL of the rule's page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/blob/main/docs/rules/{}.md", env!("CARGO_PKG_REPOSITORY"), self.id)
    }

    /// Why the rule's level cannot be changed; `None` for a lint, whose level can be changed.
    #[must_use]
    pub fn refuse_level(&self) -> Option<String> {
        match self.kind {
            RuleKind::Lint => None,
            RuleKind::Hard => Some(format!("`{}` is a hard rule, not a lint, and cannot be turned off", self.id)),
            #[cfg(feature = "contract")]
            RuleKind::Change(_) => Some(format!("`{}` is a kind of change, not a lint, and has no level", self.id)),
        }
    }
}

/// A group of rules that belong together.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleGroup {
    /// The name of the group, in kebab-case.
    pub id: &'static str,
    /// The heading of the group in the documentation.
    pub title: &'static str,
    /// The rules of the group, in the order of the documentation.
    pub rules: &'static [&'static Rule],
}

/// Every group of rules, in the order of the documentation.
pub static GROUPS: &[RuleGroup] = &[
    RuleGroup { id: "files", title: "Files", rules: files::RULES },
    RuleGroup { id: "shape", title: "Keys and values", rules: shape::RULES },
    RuleGroup { id: "templates", title: "Templates and fields", rules: templates::RULES },
    RuleGroup { id: "headers", title: "Headers", rules: headers::RULES },
    RuleGroup { id: "catalog", title: "The catalog as a whole", rules: catalog::RULES },
    RuleGroup { id: "outputs", title: "Outputs", rules: outputs::RULES },
    RuleGroup { id: "locks", title: "Locks", rules: locks::RULES },
    RuleGroup { id: "workspace", title: "Several catalogs", rules: workspace::RULES },
    RuleGroup { id: "lints", title: "Lints", rules: lints::RULES },
    RuleGroup { id: "openapi", title: "OpenAPI descriptions", rules: openapi::RULES },
    #[cfg(feature = "contract")]
    RuleGroup { id: "changes", title: "Changes", rules: changes::RULES },
];

/// Every rule, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    GROUPS.iter().flat_map(|group| group.rules.iter().copied())
}

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// Defines the rules of a group: `NAME = Severity "id" "summary" "why";`. If the example of a rule consists of files
/// other than `errors.toml`, the row names these files before the semicolon, first the bad files and then the good
/// files: `["errors.lock"] -> ["errors.lock"]`. In a group of hard rules and lints, each kind has its own braces.
macro_rules! define_rules {
    ($kind:ident: $($row:tt)*) => {
        $crate::diagnostic::rules::define_rules! { { $kind: $($row)* } }
    };
    ($({ $kind:ident: $(
        $name:ident = $severity:ident $id:literal $summary:literal $why:literal
        $([$($bad:literal)*] -> [$($good:literal)*])?;
    )* })*) => {
        $($(
            #[doc = $summary]
            pub static $name: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
                id: $id,
                kind: $crate::diagnostic::rules::RuleKind::$kind,
                severity: $crate::diagnostic::Severity::$severity,
                summary: $summary,
                #[cfg(feature = "explain")]
                why: $why,
                #[cfg(feature = "explain")]
                example: $crate::diagnostic::rules::example!($id $([$($bad)*] -> [$($good)*])?),
            };
        )*)*

        pub(super) static RULES: &[&$crate::diagnostic::Rule] = &[$($(&$name,)*)*];
    };
}
use define_rules;
