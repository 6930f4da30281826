//! A row of the build time: two crates with the same errors, which are compiled in turn.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;

use super::compile::{Change, Cost, Crate, Profile};
use super::entries::{self, Entry};
use super::report::{Results, Row, Section};
use super::{Kind, print, thousands};
use crate::Result;

/// What is compiled, and how.
#[derive(Args, Clone)]
pub(super) struct Build {
    /// The number of errors.
    #[arg(long, default_value_t = 1000)]
    pub(super) codes: usize,
    /// Compile each crate this many times.
    #[arg(long, default_value = "5")]
    pub(super) pairs: NonZeroUsize,
    /// The command or profile to compile with.
    #[arg(long, value_enum, default_value = "check")]
    pub(super) profile: Profile,
    /// What has changed since the last build.
    #[arg(long, value_enum, default_value = "all")]
    pub(super) change: Change,
    /// Measure the peak memory of rustc instead of the time. Only Linux supports this.
    #[arg(long)]
    pub(super) memory: bool,
    /// Features of error-catalog, separated by commas.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(super) features: String,
    /// Errors without fields, as macros such as `declare_errors!` of many applications define them.
    #[arg(long)]
    pub(super) fieldless: bool,
    /// The errors of the first crate.
    #[arg(long, value_enum, default_value = "peer")]
    pub(super) base: Kind,
    /// The errors of the second crate.
    #[arg(long, value_enum, default_value = "ours")]
    pub(super) against: Kind,
}

impl Default for Build {
    fn default() -> Self {
        Self {
            codes: 1000,
            pairs: const { NonZeroUsize::new(5).unwrap() },
            profile: Profile::Check,
            change: Change::All,
            memory: false,
            features: String::new(),
            fieldless: false,
            base: Kind::Peer,
            against: Kind::Ours,
        }
    }
}

impl Build {
    /// The name of the row.
    pub(super) fn name(&self) -> String {
        let command = self.profile.arguments().join(" ");
        let fields = if self.fieldless { " without fields" } else { "" };
        let features = if self.features.is_empty() { String::new() } else { format!(", with {}", self.features) };
        format!("`cargo {command}`, {} codes{fields}{}{features}", thousands(self.codes), self.change.suffix())
    }

    pub(super) fn section(&self) -> Section {
        if self.memory { Section::Memory } else { Section::Build }
    }

    fn unit(&self) -> &'static str {
        if self.memory { "MB" } else { "s" }
    }

    pub(super) fn folder(&self, target: &Path) -> PathBuf {
        let fields = if self.fieldless { "-fieldless" } else { "" };
        target.join("bench").join(format!("{}{fields}", self.codes))
    }

    /// The errors of both crates.
    pub(super) fn entries(&self) -> Result<Vec<Entry>> {
        let mut entries = entries::entries(self.codes);
        if entries.len() < self.codes.max(1) {
            return Err(format!("choose from 1 to {} codes", entries::MAX).into());
        }
        if self.fieldless {
            entries.iter_mut().for_each(Entry::remove_fields);
        }
        Ok(entries)
    }
}

/// Compiles the two crates in pairs, and prints the result.
pub(super) fn compare(build: &Build, max_ratio: Option<f64>, results: Results, root: &Path, target: &Path) -> Result {
    let kinds = [build.base, build.against];
    let entries = build.entries()?;
    let [first, second] = kinds.map(|kind| kind.write(&build.folder(target), root, &entries, &build.features));
    let (first, second) = (first?, second?);
    for bench in [&first, &second] {
        // The first run fetches and builds the dependencies, so only the later runs are timed.
        bench.compile(build.profile, &[], Change::All, 0, Cost::Seconds)?;
        if build.change.is_incremental() {
            bench.compile(build.profile, &["--offline"], build.change, 0, Cost::Seconds)?;
        }
    }
    let cost = if build.memory { Cost::Megabytes } else { Cost::Seconds };
    let compile = |bench: &Crate, pair| bench.compile(build.profile, &["--offline"], build.change, pair, cost);
    let mut pairs = Vec::new();
    for pair in 1..=build.pairs.get() {
        pairs.push((compile(&first, pair)?, compile(&second, pair)?));
    }
    let name = build.name();
    println!("{name}");
    results.save(target, build.section(), Row::of_pairs(name, &pairs))?;
    print((kinds[0].name(), kinds[1].name()), build.unit(), &pairs, max_ratio)
}
