//! `error-catalog generate --watch`

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Report};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::generate;
use crate::failure::Failure;
use crate::load::load;
use crate::terminal::Terminal;

/// How long it has to be quiet before the catalog is read: an editor that saves a file makes several events of it, and
/// for a moment there may be no file.
const QUIET: Duration = Duration::from_millis(100);
/// After this long the catalog is read even where it is not quiet.
const LONG_ENOUGH: Duration = Duration::from_secs(1);
/// When to look again where a folder cannot be watched, as it has just gone.
const PATIENCE: Duration = Duration::from_millis(500);

/// Generates, and does so again with every change of the catalog, until the process is ended.
pub(super) fn run(main: PathBuf, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // To read the catalog is an event too.
        if event.map_or(true, |event| !matches!(event.kind, EventKind::Access(_))) {
            let _ = sender.send(());
        }
    })
    .map_err(|error| Failure::Fatal(format!("cannot watch files: {error}")))?;
    let mut watched = Watched::new(main);
    watched.look(terminal)?;
    writeln!(terminal.err, "watching {}; Ctrl-C ends it", watched.main.display())?;
    loop {
        // The folders are watched before the catalog is read, so that no change is missed.
        let is_complete = watch(&mut watcher, &watched.places())?;
        if let Err(Failure::Output(error)) = watched.look_again(terminal) {
            return Err(Failure::Output(error));
        }
        if watched.has_new_places() {
            continue;
        }
        wait(&events, (!is_complete).then_some(PATIENCE));
    }
}

/// Waits for an event and then for quiet.
fn wait(events: &Receiver<()>, most: Option<Duration>) {
    let event = match most {
        Some(most) => events.recv_timeout(most).is_ok(),
        None => events.recv().is_ok(),
    };
    let start = Instant::now();
    while event && start.elapsed() < LONG_ENOUGH && events.recv_timeout(QUIET).is_ok() {}
}

/// Watches these folders, and no others. Those that are watched already are watched anew: a folder that was removed and
/// made again has the same name, and is another. Returns whether all of them could be watched.
fn watch(watcher: &mut RecommendedWatcher, places: &[PathBuf]) -> Result<bool, Failure> {
    let mut is_complete = true;
    for place in places {
        // It fails where the folder is new or gone.
        let _ = watcher.unwatch(place);
        match watcher.watch(place, RecursiveMode::NonRecursive) {
            Ok(()) => {}
            Err(_) if !place.exists() => is_complete = false,
            Err(error) => return Err(Failure::Fatal(format!("cannot watch {}: {error}", place.display()))),
        }
    }
    Ok(is_complete)
}

/// A catalog, and what was last seen of it.
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

    /// The folders in which files of the catalog lie or may appear. In the place of one that is not there comes the
    /// nearest around it.
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

    /// Generates if anything that the catalog is made of has changed, and goes on if it cannot.
    fn look_again(&mut self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let (_, report) = Catalog::parse(self.folder.main(), &self.folder);
        if is_same(&report, &self.report) {
            // Folders may have come and gone.
            self.report = report;
            return Ok(());
        }
        match self.look(terminal) {
            Err(Failure::Fatal(message)) => Ok(terminal.say_error(message)?),
            Err(Failure::Findings) => Ok(()),
            done => done,
        }
    }

    /// Reads the catalog and generates. The problems of an invalid catalog are shown and do not end the watch.
    fn look(&mut self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        self.report = Catalog::parse(self.folder.main(), &self.folder).1;
        match load(self.main.clone(), terminal).and_then(|loaded| generate(&loaded, terminal)) {
            Err(Failure::Findings) => Ok(()),
            done => done,
        }
    }
}

/// Whether two reports are of the same texts. What is wrong also depends on files that could not be read.
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
