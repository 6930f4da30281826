//! What may stand on the command line of those who read source, and what is shown while they do.

use std::io::{IsTerminal, stderr};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::Survey;
use crate::Stop;
use crate::load::Loaded;

/// Whoever waits no longer than this has no use for a bar.
const PATIENCE: Duration = Duration::from_millis(500);

#[derive(Debug, clap::Args)]
pub(crate) struct SourceOptions {
    /// A folder with Rust source; without any, `src`, `tests`, `examples` and `benches` of the catalog's package
    #[arg(long, value_name = "DIR")]
    src: Vec<PathBuf>,
}

impl SourceOptions {
    /// Reads it, with a bar on the terminal if that takes its time.
    pub(crate) fn survey(&self, loaded: &Loaded) -> Result<Survey, Stop> {
        let start = Instant::now();
        let is_terminal = stderr().is_terminal();
        let mut bar: Option<ProgressBar> = None;
        let survey = Survey::of(loaded, &self.src, &mut |done, total| {
            if is_terminal && start.elapsed() > PATIENCE {
                let bar = bar.get_or_insert_with(|| new_bar(total));
                bar.set_position(u64::try_from(done).unwrap_or_default());
            }
        });
        bar.iter().for_each(ProgressBar::finish_and_clear);
        survey
    }
}

fn new_bar(total: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(total).unwrap_or_default());
    match ProgressStyle::with_template("reading {bar:30} {pos}/{len} files") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
