//! Explains the code of a field-level validation error.

use error_catalog_model::{Field, Retired, ViolationKind};
use error_catalog_outputs::json::ViolationDocument;

use super::page::{Page, fields_of};
use crate::args::Format;
use crate::args::explain::Options;
use crate::documents::FormatVersion;
use crate::documents::explain::{ExplainDocument, MatchedBy, RemovedCode};
use crate::failure::Failure;
use crate::load::Loaded;
use crate::prose::{BOLD, CODE, PLACE, markdown, one_line, styled};
use crate::terminal::Terminal;

/// Finds the violation with this code, key, alias or Rust name. If no name is the same, the names that differ only in
/// letter case count.
pub(super) fn find_violation<'a>(loaded: &'a Loaded, name: &str) -> Option<(MatchedBy, &'a ViolationKind)> {
    let find = |is_same: fn(&str, &str) -> bool| {
        let rust = name.rsplit("::").next().unwrap_or(name);
        let names = [MatchedBy::Code, MatchedBy::Key, MatchedBy::Alias, MatchedBy::Rust];
        let has_name = |by: MatchedBy, violation: &ViolationKind| match by {
            MatchedBy::Code => is_same(&violation.code, name),
            MatchedBy::Key => is_same(&violation.key, name),
            MatchedBy::Alias => violation.aliases.iter().any(|alias| is_same(alias, name)),
            _ => is_same(&violation.variant, rust) || is_same(violation.constructor.trim_start_matches("r#"), rust),
        };
        names.into_iter().find_map(|by| Some((by, loaded.catalog.violations.iter().find(|it| has_name(by, it))?)))
    };
    find(|known, name| known == name).or_else(|| find(str::eq_ignore_ascii_case))
}

pub(super) fn explain_violation(
    loaded: &Loaded,
    options: &Options,
    (by, violation): (MatchedBy, &ViolationKind),
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    match options.format {
        Format::Human => Ok(writeln!(terminal.out, "{}", render_page(loaded, violation, terminal.width()))?),
        Format::Json => {
            let file = loaded.place(violation.location).file;
            Ok(terminal.print_json(&ExplainDocument {
                format_version: FormatVersion,
                catalog: &loaded.name,
                asked: &options.code,
                found_by: by.as_str(),
                error: None,
                violation: Some(ViolationDocument::of(&loaded.catalog, violation, file)),
                locale: None,
                retired: None,
                retired_numbers: None,
            })?)
        }
    }
}

/// Explains a code of `[retired-violations]`.
pub(super) fn explain_retired_violation(
    loaded: &Loaded,
    options: &Options,
    retired: &Retired,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let (code, note) = (retired.code.as_str(), retired.note.as_str());
    match options.format {
        Format::Human => {
            let mut page = Page::new(terminal.width());
            page.push(format!("{}\nRetired violation", styled(BOLD, code)));
            page.push(markdown(note, terminal.width(), 0));
            page.push("The code is no longer sent, and will never be reused.".to_owned());
            Ok(writeln!(terminal.out, "{}", page.finish())?)
        }
        Format::Json => Ok(terminal.print_json(&ExplainDocument {
            format_version: FormatVersion,
            catalog: &loaded.name,
            asked: &options.code,
            found_by: MatchedBy::Retired.as_str(),
            error: None,
            violation: None,
            locale: None,
            retired: Some(RemovedCode { code, number: None, note: Some(note), meant: None, until: None }),
            retired_numbers: None,
        })?),
    }
}

fn render_page(loaded: &Loaded, violation: &ViolationKind, width: usize) -> String {
    let mut page = Page::new(width);
    page.push(format!("{}\nViolation", styled(BOLD, &violation.code)));
    if let Some(deprecated) = &violation.deprecated {
        let instead = deprecated.instead.and_then(|index| loaded.catalog.violations.get(index));
        page.push_deprecated(
            deprecated.since.as_deref(),
            instead.map(|other| other.code.as_str()),
            deprecated.note.as_deref(),
        );
    }
    let message = violation.message.as_ref().map(ToString::to_string);
    let is_own =
        Some(&violation.description) != message.as_ref() && Some(&violation.description) != violation.title.as_ref();
    if is_own {
        page.push(markdown(&violation.description, width, 0));
    }
    let mut facts = Vec::new();
    facts.extend(message.map(|message| ("Message", one_line(&message))));
    facts.extend(violation.title.as_ref().map(|title| ("Title", one_line(title))));
    if violation.key != violation.code {
        facts.push(("Key", violation.key.clone()));
    }
    if !violation.aliases.is_empty() {
        facts.push(("Formerly", violation.aliases.join(", ")));
    }
    facts.extend(violation.since.as_ref().map(|since| ("Since", since.clone())));
    facts.push(("Rust", styled(CODE, &format!("Violation::{}", violation.constructor))));
    page.push_facts(&facts);
    page.push(markdown(violation.docs.as_deref().unwrap_or_default(), width, 0));
    let fields: Vec<&Field> = violation.fields.iter().collect();
    page.push_section("Fields", fields_of(&fields, width));
    page.push(styled(PLACE, &loaded.place(violation.location).to_string()));
    page.finish()
}
