//! Renders diagnostics in the style of rustc, with color.

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use error_catalog_model::{Diagnostic, Report, Severity, Span, printable_line, visible_except};

/// Renders a diagnostic like [`Report::render`], but with the renderer's colors and without a final line break.
#[must_use]
pub fn render_diagnostic(report: &Report, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning | Severity::Allowed => Level::WARNING,
    };
    let place = diagnostic.span.and_then(|span| snippet(report, span, AnnotationKind::Primary, &diagnostic.label));
    let related = diagnostic.related.as_ref();
    let related = related.and_then(|(span, why)| snippet(report, *span, AnnotationKind::Context, why));
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(help.to_string()));
    let title = level.primary_title(&diagnostic.message).id(diagnostic.rule.id);
    let group = annotate_snippets::Group::with_title(title).elements(place).elements(related).elements(help);
    renderer.render(&[group])
}

/// The snippet of a span. Only the first line of the span is shown.
fn snippet<'a>(
    report: &'a Report,
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let place = report.snippet(span)?;
    // The renderer makes only some characters visible. It counts columns, so each character stays one character.
    let text = visible_except(place.text, &['\t']);
    let start = text.chars().take(place.column - 1).map(char::len_utf8).sum::<usize>();
    let width = text[start..].chars().take(place.width).map(char::len_utf8).sum::<usize>();
    let label = (!label.is_empty()).then_some(label);
    let annotation = kind.span(start..start + width).label(label);
    Some(Snippet::source(text).path(printable_line(place.path)).line_start(place.line).annotation(annotation))
}
