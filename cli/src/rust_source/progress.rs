//! Shows a progress bar while Rust source is read.

use std::io::{IsTerminal, stderr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use error_catalog_codegen::parse::on_parser_stack;
use indicatif::{ProgressBar, ProgressStyle};

use super::Survey;
use crate::failure::Failure;
use crate::load::Loaded;

/// The time after which a survey shows a progress bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Reads the source in `folders` around a catalog, with a progress bar on a terminal if reading takes long.
pub(crate) fn survey(loaded: &Loaded, folders: &[PathBuf]) -> Result<Survey, Failure> {
    let start = Instant::now();
    let is_terminal = stderr().is_terminal();
    let mut bar: Option<ProgressBar> = None;
    let mut progress = |done, total| {
        if is_terminal && start.elapsed() > PATIENCE {
            let bar = bar.get_or_insert_with(|| new_bar(total));
            bar.set_position(u64::try_from(done).unwrap_or_default());
        }
    };
    let survey = on_parser_stack(|| Survey::of(loaded, folders, &mut progress));
    bar.iter().for_each(ProgressBar::finish_and_clear);
    survey.map_err(|error| Failure::Fatal(format!("cannot read Rust source: {error}")))?
}

fn new_bar(total: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(total).unwrap_or_default());
    match ProgressStyle::with_template("reading {bar:30} {pos}/{len} files") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
