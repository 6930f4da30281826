//! `cargo xtask bench`: compares the compile time of a catalog with the compile time of the same errors written by
//! hand.
//!
//! The benchmark creates two crates outside the source tree and builds their dependencies. Then the benchmark compiles
//! the crates in turn, without incremental state. The measured time includes reading and expanding the catalog.

mod cli;
mod entries;
mod ours;
mod peer;
mod run;
mod shape;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use crate::{Result, cargo, root};

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

    /// Writes the crate into `folder`.
    fn write(self, folder: &Path, root: &Path, entries: &[entries::Entry]) -> Result<Crate> {
        let bench = Crate::new(folder, self.name());
        let source = match self {
            Kind::Peer => {
                bench.write(root, peer::MANIFEST, &[("src/lib.rs", peer::source(entries, ""))])?;
                return Ok(bench);
            }
            Kind::Ours => ours::SOURCE.to_owned(),
            Kind::Derived => ours::DERIVED.to_owned(),
            Kind::Bound => ours::bound(entries),
        };
        let manifest = ours::manifest(self.name(), root.to_str().ok_or("the repository's path is not UTF-8")?);
        bench.write(root, &manifest, &[("errors.toml", ours::catalog(entries, ours::BODY)), ("src/lib.rs", source)])?;
        Ok(bench)
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Profile {
    Check,
    Dev,
    Release,
}

impl Profile {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Profile::Check => &["check"],
            Profile::Dev => &["build"],
            Profile::Release => &["build", "--release"],
        }
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
        let ours = Kind::Ours.write(&folder, &root, &entries)?;
        return cli::run(&root, &target, &ours, options.pairs, options.max_ratio);
    }
    let kinds = [options.base, options.against];
    let [first, second] = kinds.map(|kind| kind.write(&folder, &root, &entries));
    let (first, second) = (first?, second?);
    for bench in [&first, &second] {
        // The first run fetches and builds the dependencies, so only the later runs are timed.
        bench.compile(options.profile, &[])?;
        bench.compile(options.profile, &["--offline"])?;
    }
    let mut pairs = Vec::new();
    for _ in 0..options.pairs.max(1) {
        let first = first.compile(options.profile, &["--offline"])?.as_secs_f64();
        let second = second.compile(options.profile, &["--offline"])?.as_secs_f64();
        pairs.push((first, second));
    }
    println!("{} codes, cargo {}", options.codes, options.profile.arguments().join(" "));
    report((kinds[0].name(), kinds[1].name()), &pairs, options.max_ratio)
}

/// Prints pairs of seconds and the ratio of the second to the first, and fails if the ratio is too large.
fn report(names: (&str, &str), pairs: &[(f64, f64)], max_ratio: Option<f64>) -> Result {
    for (first, second) in pairs {
        println!("{} {first:.3} s, {} {second:.3} s, ratio {:.3}", names.0, names.1, second / first);
    }
    println!("{:9}{:>10}{:>10}{:>10}, {} pairs", "", "median", "min", "max", pairs.len());
    summarize(&format!("{}, s", names.0), pairs.iter().map(|(first, _)| *first));
    summarize(&format!("{}, s", names.1), pairs.iter().map(|(_, second)| *second));
    let ratio = summarize("ratio", pairs.iter().map(|(first, second)| second / first));
    match max_ratio {
        Some(max) if ratio > max => Err(format!("the ratio {ratio:.3} is above {max}").into()),
        _ => Ok(()),
    }
}

/// Prints the median, the minimum and the maximum of some values, and returns the median.
fn summarize(name: &str, values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let (least, greatest) = (values[0], values[values.len() - 1]);
    let median = f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]);
    println!("{name:9}{median:>10.3}{least:>10.3}{greatest:>10.3}");
    median
}

/// A crate of the benchmark. Each crate is a separate workspace, so that the features of one crate do not affect the
/// other crate.
struct Crate {
    folder: PathBuf,
    target: PathBuf,
}

impl Crate {
    fn new(folder: &Path, name: &str) -> Self {
        Self { folder: folder.join(name), target: folder.join("target") }
    }

    /// Writes the files. The repository's lock file determines the versions of shared dependencies.
    fn write(&self, root: &Path, manifest: &str, sources: &[(&str, String)]) -> Result {
        fs::create_dir_all(self.folder.join("src"))?;
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        for (path, text) in sources {
            fs::write(self.folder.join(path), text)?;
        }
        Ok(())
    }

    /// Compiles the crate as if its sources had just changed, and returns the time.
    fn compile(&self, profile: Profile, arguments: &[&str]) -> Result<Duration> {
        for source in ["errors.toml", "src/lib.rs"] {
            let source = self.folder.join(source);
            if source.exists() {
                fs::write(&source, fs::read(&source)?)?;
            }
        }
        let start = Instant::now();
        let output = cargo()
            .args(profile.arguments())
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .output()?;
        let time = start.elapsed();
        if output.status.success() {
            return Ok(time);
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let start = errors.lines().take(40).collect::<Vec<_>>().join("\n");
        Err(format!("{} does not compile:\n{start}", self.folder.display()).into())
    }
}
