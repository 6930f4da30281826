//! The commands that messages suggest. A suggested command works if the user copies the command into a POSIX shell.

use std::path::{Path, PathBuf};

use error_catalog_model::contract::Change;
use error_catalog_model::{Command, Report, Sentence};
use error_catalog_outputs::command::{join_arguments, path_argument};

/// The commands that accept `--lock`.
const LOCKED: &[&str] = &["check", "release"];

/// The program, the catalog and the lock of a run, which every suggested command repeats.
#[derive(Clone, Debug)]
pub(crate) struct Suggest {
    program: String,
    /// The main file as the user wrote it.
    main: PathBuf,
    /// The lock that `--lock` selects.
    lock: Option<PathBuf>,
}

impl Suggest {
    pub(crate) fn new(program: &str, main: &Path, lock: Option<&Path>) -> Self {
        Self { program: program.to_owned(), main: main.to_owned(), lock: lock.map(Path::to_owned) }
    }

    /// A command for the catalog: `error-catalog release api/errors.toml --lock api.lock --bump`. `name` may also
    /// contain the arguments before the path of the catalog.
    pub(crate) fn command(&self, name: &str, options: &[&str]) -> String {
        let mut arguments = Vec::new();
        // A command reads `errors.toml` by default.
        if self.main != Path::new("errors.toml") {
            arguments.push(path_argument(&self.main));
        }
        if let Some(lock) = self.lock.as_ref().filter(|_| LOCKED.contains(&name)) {
            arguments.extend(["--lock".to_owned(), path_argument(lock)]);
        }
        let arguments = join_arguments(arguments.iter().map(String::as_str).chain(options.iter().copied()));
        format!("{} {name} {arguments}", self.program).trim_end().to_owned()
    }

    /// Completes the commands in a report of the library.
    pub(crate) fn complete_report(&self, report: &mut Report) {
        let help = report.diagnostics.iter_mut().flat_map(|diagnostic| &mut diagnostic.help);
        help.for_each(|help| self.complete(help));
    }

    /// Completes the commands in the advice about changes.
    pub(crate) fn complete_changes(&self, changes: &mut [Change]) {
        changes.iter_mut().flat_map(|change| &mut change.advice).for_each(|advice| self.complete(advice));
    }

    fn complete(&self, sentence: &mut Sentence) {
        sentence.complete(|Command { name, options, .. }| {
            self.command(name, &options.iter().map(String::as_str).collect::<Vec<_>>())
        });
    }
}
