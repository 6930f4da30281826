//! Prints places for users: the line of the catalog, then a line for each place in the source.

use std::io;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use error_catalog_model::{StatusDoc, printable};

use super::{places_at_run_time, uses_of};
use crate::documents::uses::UseKind;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::lookup::Target;
use crate::place::Place;
use crate::prose::{BOLD, FAINT, PLACE, count, name_of, styled, truncate, wrap};
use crate::rust_source::{Survey, Use};
use crate::terminal::Terminal;

pub(super) fn show_places(
    loaded: &Loaded,
    target: Target<'_>,
    survey: &Survey,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let width = terminal.out_width();
    let catalog = &loaded.catalog;
    let code = target.name(catalog);
    let out = &mut *terminal.out;
    show_declaration(loaded, target, survey, width, out)?;
    let uses = uses_of(target, survey);
    show_uses(&uses, survey, width, out)?;
    let retired: Vec<_> = survey.strangers.iter().filter(|stranger| stranger.text == code).collect();
    if !retired.is_empty() {
        writeln!(out, "\n{} in {}", styled(BOLD, "Mentioned in text"), count(retired.len(), "place", "places"))?;
    }
    for stranger in &retired {
        show_line(survey, &stranger.place, "", width, out)?;
    }
    if uses.is_empty() && retired.is_empty() {
        writeln!(out, "\nNo place in {} uses `{code}`.", count(survey.rust_files, "Rust file", "Rust files"))?;
    }
    let at_run_time = places_at_run_time(target, catalog, survey);
    if !at_run_time.is_empty() {
        let heading = styled(BOLD, "Possibly constructed from a code or a status that is computed at run time");
        writeln!(out, "\n{}", wrap(&heading, width, "", "  "))?;
    }
    for place in at_run_time {
        show_line(survey, place, "", width, out)?;
    }
    Ok(survey.notes.iter().try_for_each(|note| terminal.say_note(note))?)
}

/// Shows where an error comes from, other than the source: its table in the catalog, the framework, or `?`.
fn show_declaration(
    loaded: &Loaded,
    target: Target<'_>,
    survey: &Survey,
    width: usize,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match target {
        Target::Error(index) => {
            writeln!(out, "{}", render_declaration(loaded, index))?;
            let code = target.name(&loaded.catalog);
            for status in loaded.catalog.statuses.iter().filter(|status| status.sends(index)) {
                let text = format!(
                    "`{code}` replaces the framework's own {} response{}.",
                    status.status,
                    causes_of(status, index)
                );
                writeln!(out, "\n{}", wrap(&text, width, "", "  "))?;
            }
            let sources = survey.sources(index, &loaded.catalog.errors[index]);
            if !sources.is_empty() {
                let text = format!("`?` converts {} into `{code}`.", sources.join(", "));
                writeln!(out, "\n{}", wrap(&text, width, "", "  "))?;
            }
        }
        Target::Removed { .. } => writeln!(out, "`{}` is no longer sent.", target.name(&loaded.catalog))?,
    }
    Ok(())
}

/// The causes of the rejections that are answered with an error, unless it answers for every cause.
fn causes_of(status: &StatusDoc, error: usize) -> String {
    let own = status.rejections.iter().filter(|rejection| rejection.error == error);
    let causes: Option<Vec<String>> = own.map(|rejection| Some(format!("`{}`", rejection.cause?))).collect();
    causes.map_or_else(String::new, |causes| format!(" for the cause {}", causes.join(" or ")))
}

/// Shows a heading for each kind of use, and a line for each place.
fn show_uses(uses: &[&Use], survey: &Survey, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let kinds = [
        (UseKind::Makes, "Constructed"),
        (UseKind::Matches, "Matched"),
        (UseKind::Names, "Named by its code"),
        (UseKind::Mentions, "Mentioned in text"),
    ];
    for (kind, heading) in kinds {
        let uses: Vec<&Use> = uses.iter().copied().filter(|found| found.kind == kind).collect();
        if !uses.is_empty() {
            let places = count(uses.len(), "place", "places");
            writeln!(out, "\n{} in {places}", styled(BOLD, heading))?;
        }
        for found in uses {
            let mut remark = String::new();
            if found.in_test {
                remark += "(test) ";
            }
            if !found.is_certain {
                remark += "(not certain) ";
            }
            show_line(survey, &found.place, &remark, width, out)?;
        }
    }
    Ok(())
}

/// Shows a line of source as grep does, because editors recognize this form: `src/main.rs:12:5: the line`.
fn show_line(survey: &Survey, place: &Place, remark: &str, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let place_text = place.to_string();
    let line = printable(survey.line(place).trim());
    let left = width.saturating_sub(place_text.len() + remark.len() + 4).max(10);
    let remark = if remark.is_empty() { String::new() } else { styled(FAINT, remark) };
    writeln!(out, "  {}: {remark}{}", styled(PLACE, &place_text), truncate(&line, left))
}

/// Renders the line of the catalog that declares the error, as in a diagnostic.
fn render_declaration(loaded: &Loaded, index: usize) -> String {
    let error = &loaded.catalog.errors[index];
    let file = loaded.catalog.files.get(error.location.file);
    let text = file.and_then(|file| file.text.lines().nth(error.location.line.saturating_sub(1))).unwrap_or_default();
    let text = printable(text);
    let start = text.len() - text.trim_start().len();
    let place = loaded.place(error.location);
    let annotation = AnnotationKind::Primary.span(start..text.trim_end().len().max(start));
    let snippet = Snippet::source(text).path(place.file).line_start(place.line).annotation(annotation);
    let title = Level::NOTE.primary_title(format!("`{}` is declared here", name_of(error)));
    Renderer::styled().render(&[Group::with_title(title).element(snippet)])
}
