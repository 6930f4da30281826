//! `cargo xtask bench`: compares the compile time of a catalog with the compile time of the same errors written by
//! hand.
//!
//! The benchmark creates two crates outside the source tree and builds their dependencies. Then the benchmark compiles
//! the crates in turn, without incremental state. The measured time includes reading and expanding the catalog.

mod cli;
mod compile;
mod entries;
mod ours;
mod page;
mod peer;
mod report;
mod run;
mod shape;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use self::compile::{Change, Cost, Crate, Profile};
use self::report::{Row, Section, save, spread};
use crate::{Result, root};

/// Options of the benchmark.
#[derive(Args)]
pub(crate) struct Options {
    /// The number of errors.
    #[arg(long, default_value_t = 1000)]
    codes: usize,
    /// Compile each crate this many times.
    #[arg(long, default_value_t = 5)]
    pairs: usize,
    /// The command or profile to compile with.
    #[arg(long, value_enum, default_value = "check")]
    profile: Profile,
    /// What has changed since the last build.
    #[arg(long, value_enum, default_value = "all")]
    change: Change,
    /// Measure the peak memory of rustc instead of the time. Only Linux supports this.
    #[arg(long)]
    memory: bool,
    /// Features of error-catalog, separated by commas.
    #[arg(long, default_value = "", hide_default_value = true)]
    features: String,
    /// Write docs/performance.md from the last result of each row.
    #[arg(long)]
    write: bool,
    /// Fail if the median of the ratios is larger than this.
    #[arg(long)]
    max_ratio: Option<f64>,
    /// The errors of the first crate.
    #[arg(long, value_enum, default_value = "peer")]
    base: Kind,
    /// The errors of the second crate.
    #[arg(long, value_enum, default_value = "ours")]
    against: Kind,
    /// Time the steps of the attribute instead.
    #[arg(long)]
    shape: bool,
    /// Compare `error-catalog check` with `cargo check` of the generated crate instead.
    #[arg(long)]
    cli: bool,
    #[command(flatten)]
    run: run::Options,
}

impl Options {
    /// The name of the row.
    fn name(&self) -> String {
        let command = self.profile.arguments().join(" ");
        let features = if self.features.is_empty() { String::new() } else { format!(", with {}", self.features) };
        format!("`cargo {command}`, {} codes{}{features}", thousands(self.codes), self.change.suffix())
    }

    fn unit(&self) -> &'static str {
        if self.memory { "MB" } else { "s" }
    }
}

/// A number as people read it, such as 10,000.
fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", thousands(number / 1000), number % 1000) }
}

/// A crate that defines the errors of the benchmark.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Enums with thiserror.
    Peer,
    /// A module that the attribute fills.
    Ours,
    /// The same, with `derive(Clone, PartialEq)`.
    Derived,
    /// An enum with variants, which the attribute compares with the catalog.
    Bound,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Peer => "peer",
            Kind::Ours => "ours",
            Kind::Derived => "derived",
            Kind::Bound => "bound",
        }
    }

    /// Writes the crate into `folder`. The peer has no features.
    fn write(self, folder: &Path, root: &Path, entries: &[entries::Entry], features: &str) -> Result<Crate> {
        let folder = folder.join(self.name());
        let source = match self {
            Kind::Peer => {
                return Crate::write(folder, root, peer::MANIFEST, vec![("src/lib.rs", peer::source(entries, ""))]);
            }
            Kind::Ours => ours::SOURCE.to_owned(),
            Kind::Derived => ours::DERIVED.to_owned(),
            Kind::Bound => ours::bound(entries),
        };
        let path = root.to_str().ok_or("the repository's path is not UTF-8")?;
        let manifest = ours::manifest(self.name(), path, features);
        let files = vec![("errors.toml", ours::catalog(entries, ours::BODY)), ("src/lib.rs", source)];
        Crate::write(folder, root, &manifest, files)
    }
}

/// Creates the crates, builds their dependencies, and times the crates in pairs.
pub(crate) fn run(options: &Options) -> Result {
    let root = root()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let target = std::path::absolute(target)?;
    if options.run.is_requested() {
        return run::run(&options.run, &root, &target);
    }
    if options.write {
        return page::write(&root, &target);
    }
    let folder = target.join("bench").join(options.codes.to_string());
    let entries = entries::entries(options.codes);
    if entries.len() < options.codes.max(1) {
        return Err(format!("choose from 1 to {} codes", entries::MAX).into());
    }
    if options.shape {
        return shape::run(ours::catalog(&entries, ours::BODY), options.pairs);
    }
    if options.cli {
        println!("{} codes, error-catalog check, against cargo check", options.codes);
        let ours = Kind::Ours.write(&folder, &root, &entries, "")?;
        return cli::run(&root, &target, &ours, options.pairs, options.max_ratio);
    }
    compile(options, &root, &target, &folder, &entries)
}

/// Compiles two crates in pairs.
fn compile(options: &Options, root: &Path, target: &Path, folder: &Path, entries: &[entries::Entry]) -> Result {
    let kinds = [options.base, options.against];
    let [first, second] = kinds.map(|kind| kind.write(folder, root, entries, &options.features));
    let (first, second) = (first?, second?);
    for bench in [&first, &second] {
        // The first run fetches and builds the dependencies, so only the later runs are timed.
        bench.compile(options.profile, &[], Change::All, 0, Cost::Seconds)?;
        bench.compile(options.profile, &["--offline"], options.change, 0, Cost::Seconds)?;
    }
    let cost = if options.memory { Cost::Megabytes } else { Cost::Seconds };
    let compile = |bench: &Crate, pair| bench.compile(options.profile, &["--offline"], options.change, pair, cost);
    let mut pairs = Vec::new();
    for pair in 1..=options.pairs.max(1) {
        pairs.push((compile(&first, pair)?, compile(&second, pair)?));
    }
    let name = options.name();
    println!("{name}");
    if matches!(kinds, [Kind::Peer, Kind::Ours]) {
        let section = if options.memory { Section::Memory } else { Section::Build };
        save(target, section, Row::of_pairs(name, &pairs))?;
    }
    print((kinds[0].name(), kinds[1].name()), options.unit(), &pairs, options.max_ratio)
}

/// Prints pairs of figures and the ratio of the second to the first, and fails if the ratio is too large.
fn print(names: (&str, &str), unit: &str, pairs: &[(f64, f64)], max_ratio: Option<f64>) -> Result {
    for (first, second) in pairs {
        println!("{} {first:.3} {unit}, {} {second:.3} {unit}, ratio {:.3}", names.0, names.1, second / first);
    }
    println!("{:9}{:>10}{:>10}{:>10}, {} pairs", "", "median", "min", "max", pairs.len());
    summarize(&format!("{}, {unit}", names.0), pairs.iter().map(|(first, _)| *first));
    summarize(&format!("{}, {unit}", names.1), pairs.iter().map(|(_, second)| *second));
    let ratio = summarize("ratio", pairs.iter().map(|(first, second)| second / first));
    match max_ratio {
        Some(max) if ratio > max => Err(format!("the ratio {ratio:.3} is above {max}").into()),
        _ => Ok(()),
    }
}

/// Prints the median, the minimum and the maximum of some values, and returns the median.
fn summarize(name: &str, values: impl Iterator<Item = f64>) -> f64 {
    let [median, least, greatest] = spread(values);
    println!("{name:9}{median:>10.3}{least:>10.3}{greatest:>10.3}");
    median
}
