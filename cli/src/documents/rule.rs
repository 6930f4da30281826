//! The document of `explain RULE --format json`.

use error_catalog_model::rules::{Case, ExampleFile, GROUPS, Rule, RuleKind};
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::FormatVersion;
#[cfg(feature = "schema")]
use super::names_or_null;

/// A rule, with the reason for the rule and an example.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct RuleDocument {
    pub(crate) format_version: FormatVersion,
    /// The id of the rule, which messages show in brackets.
    pub(crate) rule: &'static str,
    /// The kind of the rule: a hard rule (which cannot be turned off), a lint, or a kind of change.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["hard", "lint", "change"])))]
    pub(crate) kind: &'static str,
    /// The default level of a lint; null for other kinds.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = names_or_null(&["allow", "warn", "deny"]))))]
    pub(crate) level: Option<&'static str>,
    /// The group in which the documentation lists the rule.
    pub(crate) group: &'static str,
    /// What the rule demands, or what changed, in one sentence.
    pub(crate) summary: &'static str,
    /// What would go wrong without the rule; null for a kind of change, which has effects instead.
    pub(crate) why: Option<&'static str>,
    /// The effects that a change may have, the worst effect first.
    pub(crate) effects: Vec<Effect>,
    /// The files of an example that breaks the rule. For a change, `old/` contains the files before the change.
    pub(crate) bad: Vec<RuleFile>,
    /// The report about the files in `bad`.
    pub(crate) message: &'static str,
    /// The corrected versions of the files that need a correction; empty for a change that breaks no client.
    pub(crate) good: Vec<RuleFile>,
    /// The URL of the rule's page.
    pub(crate) url: String,
}

/// An effect of a change.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct Effect {
    /// How much the effect matters. A change that is `refused` is not allowed, not even in a new major version. If a
    /// change is `asked`, a release needs an answer, regardless of the version.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["refused", "asked", "major", "minor", "patch"])))]
    pub(crate) effect: &'static str,
    /// Which clients the change breaks and why, or why the change breaks no client.
    pub(crate) why: &'static str,
}

/// A file of an example.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub(crate) struct RuleFile {
    /// The file's path in the catalog's folder.
    pub(crate) path: &'static str,
    /// The content of the file.
    pub(crate) text: String,
}

impl RuleDocument {
    pub(crate) fn of(rule: &'static Rule) -> Self {
        let (kind, cases): (_, &[Case]) = match rule.kind {
            RuleKind::Hard => ("hard", &[]),
            RuleKind::Lint => ("lint", &[]),
            RuleKind::Change(cases) => ("change", cases),
        };
        let has_rule = |rules: &[&Rule]| rules.iter().any(|other| other.id == rule.id);
        let file = |file: &ExampleFile| RuleFile { path: file.path, text: file.text().into_owned() };
        Self {
            format_version: FormatVersion,
            rule: rule.id,
            kind,
            level: rule.is_lint().then(|| rule.severity.as_level()),
            group: GROUPS.iter().find(|group| has_rule(group.rules)).map_or("", |group| group.id),
            summary: rule.summary,
            why: (!rule.why.is_empty()).then_some(rule.why),
            effects: cases.iter().map(|case| Effect { effect: case.effect(), why: case.why }).collect(),
            bad: rule.example.bad.iter().map(file).collect(),
            message: rule.example.message,
            good: rule.example.good.iter().map(file).collect(),
            url: rule.url(),
        }
    }
}
