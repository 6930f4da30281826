//! A crate of the build-time benchmark, and the ways to compile the crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::{Result, cargo};

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Profile {
    Check,
    Dev,
    Release,
}

impl Profile {
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Check => &["check"],
            Profile::Dev => &["build"],
            Profile::Release => &["build", "--release"],
        }
    }
}

/// What has changed since the last build.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Change {
    /// The build starts without incremental state, but with dependencies.
    All,
    /// The message of one error has changed since the last incremental build.
    Message,
    /// A function that does not use the errors has changed since the last incremental build.
    Other,
    /// Nothing is built, not even dependencies.
    Cold,
}

impl Change {
    /// Whether rustc uses the results of the last build.
    pub(super) fn is_incremental(self) -> bool {
        matches!(self, Change::Message | Change::Other)
    }

    /// The end of a row's name.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Change::All => "",
            Change::Message => ", one message changed",
            Change::Other => ", other code changed",
            Change::Cold => ", with dependencies",
        }
    }
}

/// A text of the first error's message, in both crates.
const MESSAGE: &str = "The address of this account";

/// A crate of the benchmark. Each crate is a separate workspace, so that the features of one crate do not affect the
/// other crate.
pub(super) struct Crate {
    pub(super) folder: PathBuf,
    target: PathBuf,
    files: Vec<(&'static str, String)>,
}

/// What is measured of a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cost {
    /// The seconds until the build ends.
    Seconds,
    /// The largest memory of a single process, in megabytes.
    Megabytes,
}

impl Crate {
    /// Writes the files. The repository's lock file determines the versions of shared dependencies.
    pub(super) fn write(
        folder: PathBuf,
        root: &Path,
        manifest: &str,
        files: Vec<(&'static str, String)>,
    ) -> Result<Self> {
        let bench = Self { target: folder.join("target"), folder, files };
        fs::create_dir_all(bench.folder.join("src"))?;
        fs::write(bench.folder.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), bench.folder.join("Cargo.lock"))?;
        bench.change(Change::All, 0)?;
        Ok(bench)
    }

    /// Writes the sources as if someone had just edited them. `number` makes the edit differ from earlier edits.
    fn change(&self, change: Change, number: usize) -> Result {
        for (path, text) in &self.files {
            let text = match change {
                Change::Message => text.replacen(MESSAGE, &format!("{MESSAGE} ({number})"), 1),
                Change::Other if path.ends_with(".rs") => {
                    format!("{text}\n/// A function without errors.\npub fn other() -> usize {{\n    {number}\n}}\n")
                }
                _ => text.clone(),
            };
            fs::write(self.folder.join(path), text)?;
        }
        if change == Change::Cold && self.target.exists() {
            fs::remove_dir_all(&self.target)?;
        }
        Ok(())
    }

    /// Downloads the dependencies.
    pub(super) fn fetch(&self) -> Result {
        let status = cargo().args(["fetch", "--quiet"]).current_dir(&self.folder).status()?;
        if status.success() { Ok(()) } else { Err("cargo cannot download the dependencies".into()) }
    }

    /// Compiles the crate after a change, and returns the cost. `number` makes the change differ from earlier changes.
    pub(super) fn compile(
        &self,
        profile: Profile,
        arguments: &[&str],
        change: Change,
        number: usize,
        cost: Cost,
    ) -> Result<f64> {
        self.change(change, number)?;
        let errors = self.folder.join("errors.txt");
        let mut command = cargo();
        command.args(profile.arguments()).args(arguments).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target);
        command.env("CARGO_INCREMENTAL", if change.is_incremental() { "1" } else { "0" });
        command.stdout(Stdio::null()).stderr(fs::File::create(&errors)?);
        let start = Instant::now();
        let (success, cost) = match cost {
            Cost::Seconds => (command.status()?.success(), start.elapsed().as_secs_f64()),
            Cost::Megabytes => watch(&mut command)?,
        };
        if success {
            return Ok(cost);
        }
        let errors = fs::read_to_string(&errors)?;
        let errors = errors.lines().take(40).collect::<Vec<_>>().join("\n");
        Err(format!("{} does not compile:\n{errors}", self.folder.display()).into())
    }
}

/// Runs a command, and returns whether the command succeeded, and the largest memory of one of its processes.
fn watch(command: &mut Command) -> Result<(bool, f64)> {
    let mut child = command.spawn()?;
    let mut peak: f64 = 0.0;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status.success(), peak));
        }
        peak = peak.max(memory_of_children(&child));
        // The system keeps the peak of each process, so a sample shortly before its end is enough.
        sleep(Duration::from_millis(2));
    }
}

/// The largest peak memory of a process's children in megabytes, where the system tells it: on Linux.
fn memory_of_children(parent: &Child) -> f64 {
    let tasks = format!("/proc/{0}/task", parent.id());
    let tasks = fs::read_dir(tasks).into_iter().flatten().flatten();
    let children = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let peak = |id: &str| {
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        peak.trim().strip_suffix(" kB")?.parse::<f64>().ok()
    };
    children.flat_map(|ids| ids.split_whitespace().filter_map(peak).collect::<Vec<_>>()).fold(0.0, f64::max) / 1024.0
}
