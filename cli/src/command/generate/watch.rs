//! `error-catalog generate --watch`

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report, Source, SourceFile};
use error_catalog_outputs::build::{Replace, templates_of};
use error_catalog_outputs::registry::KINDS;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::generate;
use crate::failure::Failure;
use crate::load::load;
use crate::terminal::Terminal;

/// The catalog is read as soon as no event has arrived for this time. An editor causes several events when it saves a
/// file, and the file may not exist between them.
const QUIET: Duration = Duration::from_millis(100);
/// The catalog is read after this time at the latest, even if events keep arriving.
const LONG_ENOUGH: Duration = Duration::from_secs(1);
/// When to retry watching a folder that has just been removed.
const PATIENCE: Duration = Duration::from_millis(500);

/// Generates now and after every change of the catalog, until the process ends or the reader of the output closes the
/// pipe.
pub(super) fn run(main: PathBuf, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading the catalog causes an event too.
        if event.map_or(true, |event| !matches!(event.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    })
    .map_err(|error| Failure::Fatal(format!("cannot watch files: {error}")))?;
    let mut watched = Watched::new(main);
    watched.look(terminal)?;
    terminal.print_err(format_args!("watching {}; press Ctrl-C to stop", watched.main.display()))?;
    // If no program reads the output, `generate --watch | head -1` must end.
    while !terminal.is_closed.get() {
        // Watch the folders before reading the catalog, so that no change is missed.
        let is_complete = watch(&mut watcher, &watched.places())?;
        if let Err(Failure::Output(error)) = watched.look_again(terminal) {
            return Err(Failure::Output(error));
        }
        if !watched.has_new_places() && !terminal.is_closed.get() {
            wait(&events, (!is_complete).then_some(PATIENCE));
        }
    }
    Ok(())
}

/// Waits for an event, and then until no more events arrive.
fn wait(events: &Receiver<()>, most: Option<Duration>) {
    let event = match most {
        Some(most) => events.recv_timeout(most).is_ok(),
        None => events.recv().is_ok(),
    };
    let start = Instant::now();
    while event && start.elapsed() < LONG_ENOUGH && events.recv_timeout(QUIET).is_ok() {}
}

/// Watches the folders. Also renews the watch of each folder that is already watched: if the folder was removed and
/// recreated, the old watch does not cover the new folder. Returns whether all folders could be watched.
fn watch(watcher: &mut RecommendedWatcher, places: &[PathBuf]) -> Result<bool, Failure> {
    let mut is_complete = true;
    for place in places {
        // This fails if the folder is new or removed.
        let _ = watcher.unwatch(place);
        match watcher.watch(place, RecursiveMode::NonRecursive) {
            Ok(()) => {}
            Err(_) if !place.exists() => is_complete = false,
            Err(error) => return Err(Failure::Fatal(format!("cannot watch {}: {error}", place.display()))),
        }
    }
    Ok(is_complete)
}

/// A watched catalog, and its state at the last read.
struct Watched {
    main: PathBuf,
    folder: Folder,
    report: Report,
    places: Vec<PathBuf>,
}

impl Watched {
    fn new(main: PathBuf) -> Self {
        let folder = Folder::of(main.clone());
        Self { main, folder, report: Report::new(Vec::new(), Vec::new()), places: Vec::new() }
    }

    /// The folders that contain files of the catalog, and the folders that may contain such files later. A folder that
    /// does not exist is replaced by the nearest parent folder that does.
    fn places(&mut self) -> Vec<PathBuf> {
        let main = Some(self.folder.main()).map(|main| self.folder.path(main));
        let files = self.report.files.iter().map(|file| self.folder.path(&file.path)).chain(main);
        let folders = self.report.folders.iter().map(|path| self.folder.path(path));
        let parents = files.filter_map(|file| file.parent().map(Path::to_owned));
        let mut places: Vec<PathBuf> = folders.chain(parents).map(|folder| find_existing(&folder)).collect();
        places.sort();
        places.dedup();
        self.places.clone_from(&places);
        places
    }

    fn has_new_places(&mut self) -> bool {
        let before = std::mem::take(&mut self.places);
        self.places() != before
    }

    /// Generates if a file of the catalog has changed. Failures are shown and do not end the watch.
    fn look_again(&mut self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let report = self.read();
        if is_same(&report, &self.report) {
            // The catalog is the same, but folders may have been added or removed.
            self.report = report;
            return Ok(());
        }
        match self.look(terminal) {
            Err(Failure::Fatal(message)) => Ok(terminal.say_error(message)?),
            Err(Failure::Findings) => Ok(()),
            done => done,
        }
    }

    /// Reads the catalog. The templates of its outputs are further files of the report.
    fn read(&self) -> Report {
        let (catalog, mut report) = Catalog::parse(self.folder.main(), &self.folder);
        for path in catalog.iter().flat_map(|catalog| templates_of(catalog, KINDS)) {
            let text = self.folder.read(path).unwrap_or_default();
            report.files.push(SourceFile { path: path.to_owned(), text });
        }
        report
    }

    /// Reads the catalog and generates. Problems of an invalid catalog are shown and do not end the watch.
    fn look(&mut self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        self.report = self.read();
        match load(self.main.clone(), terminal).and_then(|loaded| generate(&loaded, Replace::EarlierOutputs, terminal))
        {
            Err(Failure::Findings) => Ok(()),
            done => done,
        }
    }
}

/// Whether two reports have the same files, the same texts and the same problems.
fn is_same(a: &Report, b: &Report) -> bool {
    let messages = |report: &Report| report.diagnostics.iter().map(|found| found.message.clone()).collect::<Vec<_>>();
    let texts =
        |report: &Report| report.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect::<Vec<_>>();
    texts(a) == texts(b) && messages(a) == messages(b)
}

fn find_existing(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new(""));
    if found.as_os_str().is_empty() { PathBuf::from(".") } else { found.to_owned() }
}
