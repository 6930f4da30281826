//! Reads a catalog from a revision of the catalog's git repository.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use error_catalog_codegen::MAX_SIZE;
use error_catalog_model::{Source, SourceError};

use crate::failure::Failure;

/// Variables that git sets for hooks. These variables are removed, because the catalog's folder must select the
/// repository.
const SET_BY_HOOKS: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The folder of a catalog at a revision, as a [`Source`].
pub(crate) struct Revision {
    git: Git,
    /// The path of the catalog's main file in the folder.
    pub(crate) main: String,
    /// The path of the folder in the repository. The path ends in `/` unless the folder is the root.
    folder: String,
    /// The files in the folder and in folders below it.
    files: BTreeMap<String, Blob>,
}

struct Blob {
    id: String,
    is_link: bool,
}

struct Git {
    folder: PathBuf,
    /// The process that reads all blobs, from the first blob on.
    blobs: RefCell<Option<Blobs>>,
}

/// A running `git cat-file --batch`. A process for each blob would take most of the time of a large catalog.
struct Blobs {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Revision {
    /// Opens a revision: `REV`, or `REV:PATH` with the path of the main file in the repository at that revision. The
    /// default path is the current path of `main` in `folder`.
    pub(crate) fn open(folder: &Path, main: &str, revision: &str) -> Result<Self, Failure> {
        let (revision, path) = match revision.split_once(':') {
            Some((revision, path)) => (revision, Some(path)),
            None => (revision, None),
        };
        // Never pass anything to git that looks like an option. `--end-of-options` below is a second safeguard.
        if revision.is_empty() || revision.starts_with('-') || revision.contains(char::is_control) {
            return Err(Failure::Fatal(format!("`{}` is not a revision", revision.escape_debug())));
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let git = Git { folder: folder.to_owned(), blobs: RefCell::default() };
        let prefix = git.line(&["rev-parse", "--show-prefix"])?;
        let commit = format!("{revision}^{{commit}}");
        let commit = git.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).ok();
        // Git also accepts `^main`, which excludes commits and therefore has no files.
        let Some(commit) = commit.filter(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())) else {
            return Err(Failure::Fatal(git.no_revision(revision)));
        };
        let (folder, main) = match path {
            Some(path) => path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name)),
            None => (prefix.trim_end_matches('/'), main),
        };
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let files = git.files(&commit, &folder)?;
        Ok(Self { git, main: main.to_owned(), folder, files })
    }

    /// Whether the catalog existed at the revision.
    pub(crate) fn has_main(&self) -> bool {
        self.files.contains_key(&self.main)
    }

    /// A file's path in the repository.
    pub(crate) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.folder)
    }
}

impl Git {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").args(args).current_dir(&self.folder).stdin(Stdio::null());
        // Our messages quote the messages of git, and users search the web for the English text.
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        // The name of a folder may look like a pattern.
        command.env("GIT_LITERAL_PATHSPECS", "1");
        // Otherwise git would fetch objects that a partial clone lacks, with a program that the repository's
        // configuration can name. Git versions that ignore the first variable obey the second, which forbids every
        // transport.
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "");
        for name in SET_BY_HOOKS {
            command.env_remove(name);
        }
        command
    }

    /// Runs git. Returns its output, or fails if git fails.
    fn run(&self, args: &[&str]) -> Result<Vec<u8>, Failure> {
        let output = self.command(args).output().map_err(|error| Failure::Fatal(not_run(&error)))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let words = String::from_utf8_lossy(&output.stderr);
        let first = words.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
        Err(Failure::Fatal(format!("git: {}", error_catalog_model::printable(first))))
    }

    /// Reads a blob.
    fn blob(&self, id: &str) -> Result<Vec<u8>, SourceError> {
        let mut blobs = self.blobs.borrow_mut();
        let known = match blobs.take() {
            Some(known) => known,
            None => Blobs::open(self.command(&["cat-file", "--batch"])).map_err(SourceError::Unreadable)?,
        };
        // After a failure, the rest of the output is unknown, so the next blob gets a new process.
        let bytes = blobs.insert(known).read(id);
        if bytes.is_err() {
            *blobs = None;
        }
        bytes.map_err(|error| SourceError::Unreadable(error.to_string()))
    }

    fn line(&self, args: &[&str]) -> Result<String, Failure> {
        let output = String::from_utf8(self.run(args)?);
        let output = output.map_err(|_| Failure::Fatal("git: a path is not UTF-8".to_owned()))?;
        Ok(output.strip_suffix('\n').unwrap_or(&output).to_owned())
    }

    /// The files in `folder` and in the folders below it, by their paths relative to `folder`.
    fn files(&self, commit: &str, folder: &str) -> Result<BTreeMap<String, Blob>, Failure> {
        let mut args = vec!["ls-tree", "-r", "-z", "--full-tree", commit];
        if !folder.is_empty() {
            args.extend(["--", folder]);
        }
        let output = self.run(&args)?;
        // An entry has the form `100644 blob 1f7a…\tapi/errors.toml`.
        let entries = output.split(|byte| *byte == 0).filter_map(|entry| std::str::from_utf8(entry).ok());
        let files = entries.filter_map(|entry| {
            let (about, path) = entry.split_once('\t')?;
            let mut about = about.split(' ');
            let (mode, kind, id) = (about.next()?, about.next()?, about.next()?);
            let path = path.strip_prefix(folder)?.to_owned();
            (kind == "blob").then(|| (path, Blob { id: id.to_owned(), is_link: mode == "120000" }))
        });
        Ok(files.collect())
    }

    fn no_revision(&self, revision: &str) -> String {
        let mut message = format!("there is no revision `{revision}` in this repository");
        if self.line(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer == "true") {
            message += ", which is a shallow clone: fetch that revision first";
        }
        message
    }
}

impl Blobs {
    fn open(mut command: Command) -> Result<Self, String> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| not_run(&error))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { child, input, output: BufReader::new(output) }),
            _ => Err("cannot run git".to_owned()),
        }
    }

    /// Reads a blob. Fails before the content is read if the blob is larger than a file of a catalog may be.
    fn read(&mut self, id: &str) -> io::Result<Vec<u8>> {
        self.input.write_all(format!("{id}\n").as_bytes())?;
        self.input.flush()?;
        // The content follows a line of the form `1f7a… blob 120`.
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let size = line.trim_end().rsplit_once(" blob ").and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else { return Err(io::Error::other("git: the repository does not contain the file")) };
        if size > MAX_SIZE {
            return Err(io::Error::other(format!("it is larger than {} MiB", MAX_SIZE >> 20)));
        }
        let mut bytes = Vec::new();
        (&mut self.output).take(size + 1).read_to_end(&mut bytes)?;
        // A line break follows the content.
        bytes.pop();
        if bytes.len() as u64 != size {
            return Err(io::Error::other("git: the repository does not contain the file"));
        }
        Ok(bytes)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // The process may already have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn not_run(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "git is not installed".to_owned(),
        _ => format!("cannot run git: {error}"),
    }
}

impl Source for Revision {
    fn read(&self, path: &str) -> Result<String, SourceError> {
        let blob = self.files.get(path).ok_or(SourceError::NotFound)?;
        if blob.is_link {
            return Err(SourceError::Unreadable("it is a symbolic link at that revision".to_owned()));
        }
        let bytes = self.git.blob(&blob.id)?;
        String::from_utf8(bytes).map_err(|error| SourceError::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside = self.files.keys().filter_map(|path| path.strip_prefix(&prefix));
        let names: BTreeSet<String> = inside
            .map(|rest| rest.split_once('/').map_or_else(|| rest.to_owned(), |(folder, _)| format!("{folder}/")))
            .collect();
        names.into_iter().collect()
    }
}
