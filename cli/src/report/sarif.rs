//! Renders reports as SARIF 2.1.0, for tools such as code scanning.

use std::cell::Cell;
use std::ops::Range;

use error_catalog_model::{Diagnostic, Fix, Report, Rule, Severity, Span};
use serde_json::{Map, Value, json};

use crate::edit::{Document, render_value, span_of};
use crate::place::{Place, path_in_repository, place_of};
use crate::prose::count;

/// The maximum number of results. GitHub keeps this number of results of a run.
const MAX_RESULTS: usize = 5_000;

/// The number of bytes that may be parsed to find the places of new keys. Each such fix parses its whole file.
const MAX_PARSED: usize = 32 << 20;

/// Renders one run over all catalogs. If there are too many results, a notification says how many are left out. The
/// main file's path identifies each catalog.
pub(crate) fn render_sarif(reports: &[(String, Report)]) -> Value {
    let mut rules: Vec<&Rule> = Vec::new();
    for diagnostic in reports.iter().flat_map(|(_, report)| &report.diagnostics) {
        if !rules.iter().any(|rule| rule.id == diagnostic.rule.id) {
            rules.push(diagnostic.rule);
        }
    }
    let (mut results, mut left_out) = (Vec::new(), 0);
    for (main, report) in reports {
        let documents = parse_files(report);
        let run = Run { main, report, rules: &rules, documents, unparsed: Cell::new(MAX_PARSED) };
        let (first, more) = report.first(MAX_RESULTS - results.len());
        results.extend(first.map(|diagnostic| run.render_result(diagnostic)));
        left_out += more;
    }
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "error-catalog",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|rule| render_rule(rule)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    if left_out > 0 {
        let more = count(left_out, "more problem", "more problems");
        let text = format!("{more}; the option `--format json` of `check` lists all problems");
        let notification = json!({ "level": "note", "message": { "text": text } });
        log["runs"][0]["invocations"] =
            json!([{ "executionSuccessful": true, "toolExecutionNotifications": [notification] }]);
    }
    log
}

fn render_rule(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "helpUri": rule.url(),
        "defaultConfiguration": { "level": level_of(rule.severity) },
    })
}

fn level_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Allowed => "none",
    }
}

/// A catalog, and the data for rendering its diagnostics.
struct Run<'a> {
    main: &'a str,
    report: &'a Report,
    rules: &'a [&'a Rule],
    /// The parsed files, in the order of the report. Only files with a fix are parsed.
    documents: Vec<Option<toml_edit::Document<&'a str>>>,
    /// The number of bytes that may still be parsed for fixes.
    unparsed: Cell<usize>,
}

fn parse_files(report: &Report) -> Vec<Option<toml_edit::Document<&str>>> {
    let has_fix = |file| report.diagnostics.iter().filter_map(|it| it.fix.as_ref()).any(|fix| fix.file == file);
    let files = report.files.iter().enumerate();
    files.map(|(at, file)| has_fix(at).then(|| toml_edit::Document::parse(file.text.as_str()).ok())?).collect()
}

impl Run<'_> {
    fn render_result(&self, diagnostic: &Diagnostic) -> Value {
        let label = (!diagnostic.label.is_empty()).then(|| diagnostic.label.clone());
        let help = diagnostic.help.iter().map(ToString::to_string);
        let text: Vec<String> = std::iter::once(diagnostic.message.clone()).chain(label).chain(help).collect();
        let location = diagnostic.span.and_then(|span| self.render_location(span));
        // A file that cannot be read has no lines, so only the main file is shown.
        let location = location.unwrap_or_else(|| json!({ "artifactLocation": artifact(self.main) }));
        let mut result = Map::new();
        result.insert("ruleId".to_owned(), diagnostic.rule.id.into());
        let index = self.rules.iter().position(|rule| rule.id == diagnostic.rule.id);
        result.insert("ruleIndex".to_owned(), index.into());
        result.insert("level".to_owned(), level_of(diagnostic.severity).into());
        result.insert("message".to_owned(), json!({ "text": escape_links(&text.join("\n")) }));
        result.insert("locations".to_owned(), json!([{ "physicalLocation": location }]));
        if let Some((span, why)) = &diagnostic.related
            && let Some(location) = self.render_location(*span)
        {
            let related = json!({ "id": 1, "message": { "text": escape_links(why) }, "physicalLocation": location });
            result.insert("relatedLocations".to_owned(), json!([related]));
        }
        if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| self.render_fix(fix)) {
            result.insert("fixes".to_owned(), json!([fix]));
        }
        Value::Object(result)
    }

    fn render_location(&self, span: Span) -> Option<Value> {
        let place = place_of(self.report, span)?;
        Some(json!({ "artifactLocation": artifact(&place.file), "region": region(&place) }))
    }

    /// Renders a fix as the replacement of one range of text.
    fn render_fix(&self, fix: &Fix) -> Option<Value> {
        let file = self.report.files.get(fix.file)?;
        let toml = self.documents.get(fix.file)?.as_ref()?;
        let (range, inserted) = match span_of(toml, &fix.path) {
            Some(range) => (range, render_value(&fix.value)),
            // A new key has a place only in the edited file.
            None => {
                self.unparsed.set(self.unparsed.get().checked_sub(file.text.len())?);
                let mut document = Document::parse(&file.text).ok()?;
                document.set(&fix.path, &fix.value).ok()?;
                replacement(&file.text, &document.to_string())
            }
        };
        let deleted = place_of(self.report, Span { file: fix.file, start: range.start, end: range.end })?;
        Some(json!({
            "description": { "text": fix.message },
            "artifactChanges": [{
                "artifactLocation": artifact(&file.path),
                "replacements": [{ "deletedRegion": region(&deleted), "insertedContent": { "text": inserted } }],
            }],
        }))
    }
}

/// Escapes brackets, because SARIF allows Markdown links in a message. Text from a catalog must not become a link.
fn escape_links(text: &str) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() }
}

/// A URI relative to `%SRCROOT%`, which by convention is the root of the sources. Without a base, readers would resolve
/// the URI against the current folder.
fn artifact(path: &str) -> Value {
    json!({ "uri": encode(&path_in_repository(path)), "uriBaseId": "%SRCROOT%" })
}

fn region(place: &Place) -> Value {
    match place.columns {
        None => json!({ "startLine": place.line }),
        Some(columns) => json!({
            "startLine": place.line,
            "startColumn": columns.column,
            "endLine": columns.end_line,
            "endColumn": columns.end_column,
        }),
    }
}

/// The range of `old` that differs from `new`, and the text that replaces it.
fn replacement(old: &str, new: &str) -> (Range<usize>, String) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let start = same(&mut old.chars(), &mut new.chars());
    let tail = same(&mut old[start..].chars().rev(), &mut new[start..].chars().rev());
    (start..old.len() - tail, new[start..new.len() - tail].to_owned())
}

/// A path as a URI. Every byte except ASCII letters, digits and `-._~/` is percent-encoded.
fn encode(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_range_that_a_fix_replaces() {
        for (old, new, start, end, text) in [
            ("number = 1\n", "number = 7\n", 9, 10, "7"),
            ("a\nb\n", "a\nc\nb\n", 2, 2, "c\n"),
            ("aa", "aaa", 2, 2, "a"),
            ("é", "è", 0, 2, "è"),
            ("", "a", 0, 0, "a"),
        ] {
            assert_eq!(replacement(old, new), (start..end, text.to_owned()), "{old} to {new}");
        }
    }

    #[test]
    fn text_cannot_become_a_link() {
        assert_eq!(escape_links("see `[lints]` (there)"), "see `[lints]` (there)");
        assert_eq!(escape_links("[click](https://example.com)"), "\\[click\\](https://example.com)");
    }

    #[test]
    fn paths_are_uris() {
        assert_eq!(encode("api v1/é#%.toml"), "api%20v1/%C3%A9%23%25.toml");
    }
}
