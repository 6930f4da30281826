//! Renders the outputs of a large catalog at the same time.

use error_catalog_model::Diagnostic;

use super::together::together;
use crate::check::{Checked, TextSource};
use crate::registry::{Comment, Options};
use crate::view::View;

/// The fewest errors for which it is worth to start a thread.
const FEWEST: usize = 200;

/// The kinds that take the longest, and the longest first. They begin before the others, so that at the end no thread
/// waits for one of them.
const LONGEST: [&str; 4] = ["openapi", "python", "rust", "json-schema"];

/// An output with its text.
pub(super) struct Rendered<'a> {
    pub(super) options: Options<'a>,
    pub(super) text: Text<'a>,
    /// The name of the output's region, and the comment syntax of the markers.
    pub(super) region: Option<(&'a str, Comment)>,
}

/// The text of an output.
pub(super) enum Text<'a> {
    Rendered(String),
    /// The template at this path, which is not rendered yet, because it can have problems.
    Template(&'a str),
}

/// Renders each output without a template and without a problem.
pub(super) fn render_together<'a>(
    view: &View<'_>,
    outputs: &[Result<Checked<'a>, Vec<Diagnostic>>],
) -> Vec<Result<Rendered<'a>, Vec<Diagnostic>>> {
    let mut order: Vec<_> = outputs.iter().zip(&view.catalog.outputs).enumerate().collect();
    order.sort_by_key(|(_, (_, output))| LONGEST.iter().position(|kind| *kind == output.kind).unwrap_or(LONGEST.len()));
    let mut rendered = together(&order, view.errors.len() >= FEWEST, |(index, (output, _))| {
        let rendered = output.as_ref().map(|Checked { options, source, region }| {
            let text = match source {
                TextSource::Renderer(render) => Text::Rendered(render(view, options)),
                TextSource::Template(path) => Text::Template(path),
            };
            Rendered { options: *options, text, region: *region }
        });
        (*index, rendered.map_err(Clone::clone))
    });
    rendered.sort_by_key(|(index, _)| *index);
    rendered.into_iter().map(|(_, rendered)| rendered).collect()
}

#[cfg(test)]
mod tests {
    use super::LONGEST;
    use crate::registry::{KINDS, find_kind};

    #[test]
    fn the_longest_kinds_exist() {
        for kind in LONGEST {
            assert!(find_kind(KINDS, kind).is_some(), "{kind}");
        }
    }
}
