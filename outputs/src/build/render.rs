//! Renders the outputs of a large catalog at the same time.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use error_catalog_model::Diagnostic;

use crate::check::Checked;
use crate::view::View;

/// The fewest errors for which it is worth to start a thread.
const FEWEST: usize = 200;
/// The stack of a thread, which is as large as that of the main thread on most systems.
const STACK: usize = 8 * 1024 * 1024;

/// Renders each output without a template and without a problem.
pub(super) fn render_together(
    view: &View<'_>,
    outputs: &[Result<Checked<'_>, Vec<Diagnostic>>],
) -> Vec<Option<String>> {
    let texts: Vec<OnceLock<String>> = outputs.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let render_next = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let (output, text) = outputs.get(index).zip(texts.get(index))?;
        if let Ok(Checked { options, render, .. }) = output {
            if options.template().is_none() {
                text.get_or_init(|| render(view, options));
            }
        }
        Some(())
    };
    let render = || while render_next().is_some() {};
    let threads = match view.errors.len() < FEWEST {
        true => 1,
        false => thread::available_parallelism().map_or(1, NonZero::get).min(outputs.len()),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // If no thread can be started, this thread renders everything.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, render);
        }
        render();
    });
    texts.into_iter().map(OnceLock::into_inner).collect()
}
