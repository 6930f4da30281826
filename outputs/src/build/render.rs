//! Renders the outputs of a large catalog at the same time.

use error_catalog_model::Diagnostic;

use super::together::together;
use crate::check::Checked;
use crate::view::View;

/// The fewest errors for which it is worth to start a thread.
const FEWEST: usize = 200;

/// Renders each output without a template and without a problem.
pub(super) fn render_together(
    view: &View<'_>,
    outputs: &[Result<Checked<'_>, Vec<Diagnostic>>],
) -> Vec<Option<String>> {
    together(outputs, view.errors.len() >= FEWEST, |output| {
        let Checked { options, render, .. } = output.as_ref().ok()?;
        options.template().is_none().then(|| render(view, options))
    })
}
