//! `cargo xtask bench`: what a catalog costs the compiler, against the same errors written by hand.
//!
//! Two crates are made outside the source tree, their dependencies are built, and then each is compiled in turn, from
//! scratch, without incremental state, reading and expanding the catalog included.

mod cli;
mod entries;
mod ours;
mod peer;
mod shape;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use crate::{Result, cargo, root};

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// How many errors.
    #[arg(long, default_value_t = 1000)]
    codes: usize,
    /// How many times each crate is compiled.
    #[arg(long, default_value_t = 5)]
    pairs: usize,
    /// How they are compiled.
    #[arg(long, value_enum, default_value = "check")]
    profile: Profile,
    /// Fail if the median of the ratio is above this.
    #[arg(long)]
    max_ratio: Option<f64>,
    /// Time the steps of the attribute instead.
    #[arg(long)]
    shape: bool,
    /// Time `error-catalog check` against `cargo check` of the crate that is made from the same catalog instead.
    #[arg(long)]
    cli: bool,
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

/// Makes the crates, builds what they depend on, and times them in pairs.
pub(crate) fn run(options: &Options) -> Result {
    let root = root()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let target = std::path::absolute(target)?;
    let folder = target.join("bench").join(options.codes.to_string());
    let entries = entries::entries(options.codes);
    if entries.len() < options.codes.max(1) {
        return Err(format!("choose from 1 to {} codes", entries::MAX).into());
    }
    if options.shape {
        return shape::run(ours::catalog(&entries), options.pairs);
    }
    let (peer, ours) = (Crate::new(&folder, "peer"), Crate::new(&folder, "ours"));
    let manifest = ours::manifest(root.to_str().ok_or("the repository's path is not UTF-8")?);
    let sources = [("errors.toml", ours::catalog(&entries)), ("src/lib.rs", ours::SOURCE.to_owned())];
    ours.write(&root, &manifest, &sources)?;
    if options.cli {
        println!("{} codes, error-catalog check, against cargo check", options.codes);
        return cli::run(&root, &target, &ours, options.pairs, options.max_ratio);
    }
    peer.write(&root, peer::MANIFEST, &[("src/lib.rs", peer::source(&entries))])?;

    for bench in [&peer, &ours] {
        // The first run fetches and builds the dependencies, the second finds all of them ready.
        bench.compile(options.profile, &[])?;
        bench.compile(options.profile, &["--offline"])?;
    }
    let mut pairs = Vec::new();
    for _ in 0..options.pairs.max(1) {
        let peer = peer.compile(options.profile, &["--offline"])?.as_secs_f64();
        let ours = ours.compile(options.profile, &["--offline"])?.as_secs_f64();
        pairs.push((peer, ours));
    }
    println!("{} codes, cargo {}", options.codes, options.profile.arguments().join(" "));
    report(("peer", "ours"), &pairs, options.max_ratio)
}

/// Prints pairs of seconds and the ratio of the second to the first, and fails where that is too large.
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

/// Prints the median, the least and the greatest of some values, and returns the median.
fn summarize(name: &str, values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let (least, greatest) = (values[0], values[values.len() - 1]);
    let median = f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]);
    println!("{name:9}{median:>10.3}{least:>10.3}{greatest:>10.3}");
    median
}

/// A crate of the benchmark: a workspace of its own, so that nothing of ours decides what the other one resolves to.
struct Crate {
    folder: PathBuf,
    target: PathBuf,
}

impl Crate {
    fn new(folder: &Path, name: &str) -> Self {
        Self { folder: folder.join(name), target: folder.join("target") }
    }

    /// Writes the files. The repository's lock file decides the versions of what both share.
    fn write(&self, root: &Path, manifest: &str, sources: &[(&str, String)]) -> Result {
        fs::create_dir_all(self.folder.join("src"))?;
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        for (path, text) in sources {
            fs::write(self.folder.join(path), text)?;
        }
        Ok(())
    }

    /// Compiles the crate as if its sources had just been written, and returns how long that took.
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
