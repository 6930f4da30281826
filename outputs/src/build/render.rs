//! Renders the outputs of a large catalog at the same time.

use error_catalog_model::Diagnostic;

use super::together::together;
use crate::check::Checked;
use crate::view::View;

/// The fewest errors for which it is worth to start a thread.
const FEWEST: usize = 200;

/// The kinds that take the longest, and the longest first. They begin before the others, so that at the end no thread
/// waits for one of them.
const LONGEST: [&str; 4] = ["openapi", "python", "rust", "json-schema"];

/// Renders each output without a template and without a problem.
pub(super) fn render_together(
    view: &View<'_>,
    outputs: &[Result<Checked<'_>, Vec<Diagnostic>>],
) -> Vec<Option<String>> {
    let mut order: Vec<_> = outputs.iter().zip(&view.catalog.outputs).enumerate().collect();
    order.sort_by_key(|(_, (_, output))| LONGEST.iter().position(|kind| *kind == output.kind).unwrap_or(LONGEST.len()));
    let mut texts = together(&order, view.errors.len() >= FEWEST, |(index, (output, _))| {
        let text = output.as_ref().ok().filter(|output| output.options.template().is_none());
        (*index, text.map(|Checked { options, render, .. }| render(view, options)))
    });
    texts.sort_by_key(|(index, _)| *index);
    texts.into_iter().map(|(_, text)| text).collect()
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
