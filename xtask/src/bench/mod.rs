//! `cargo xtask bench`: compares the compile time of a catalog with the compile time of the same errors written by
//! hand.
//!
//! The benchmark creates two crates outside the source tree and builds their dependencies. Then the benchmark compiles
//! the crates in turn, without incremental state. The measured time includes reading and expanding the catalog.

mod all;
mod build;
mod cli;
mod compile;
mod entries;
mod ours;
mod page;
mod peer;
mod report;
pub(crate) mod run;
mod shape;

use std::path::Path;

use clap::{Args, ValueEnum};

use self::build::Build;
use self::compile::Crate;
use self::report::{Results, spread};
use crate::{Result, root, target};

/// Options of the benchmark.
#[derive(Args)]
pub(crate) struct Options {
    #[command(flatten)]
    build: Build,
    /// Measure every row of the page about performance, and keep the results.
    #[arg(long, conflicts_with_all = ["measure", "rows", "rounds"])]
    all: bool,
    /// Write docs/performance.md from the results of `--all`.
    #[arg(long)]
    write: bool,
    /// Fail if the median of the ratios is larger than this.
    #[arg(long)]
    max_ratio: Option<f64>,
    /// Time the steps of the attribute instead.
    #[arg(long)]
    shape: bool,
    /// Compare `error-catalog check` with `cargo check` of the generated crate instead.
    #[arg(long)]
    cli: bool,
    /// Only measure the rows without a result, for example after an interruption.
    #[arg(long, requires = "all")]
    missing: bool,
    #[command(flatten)]
    run: run::Options,
}

/// A number as people read it, such as 10,000.
pub(crate) fn thousands(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", thousands(number / 1000), number % 1000) }
}

/// The first errors of the benchmark, as a catalog.
pub(crate) fn catalog(codes: usize) -> String {
    ours::catalog(&entries::entries(codes), ours::BODY)
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

/// Runs the benchmark that the options select.
pub(crate) fn run(options: &Options) -> Result {
    let root = root()?;
    let target = target(&root)?;
    if options.all {
        all::measure(options, &root, &target)?;
    } else if options.run.is_requested() {
        return run::run(&options.run, Results::Print, &root, &target);
    }
    if options.write {
        return page::write(&root, &target);
    }
    if options.all {
        return Ok(());
    }
    let build = &options.build;
    let entries = build.entries()?;
    if options.shape {
        return shape::run(ours::catalog(&entries, ours::BODY), build.pairs.get());
    }
    if options.cli {
        println!("{} codes, error-catalog check, against cargo check", build.codes);
        let ours = Kind::Ours.write(&build.folder(&target), &root, &entries, "")?;
        return cli::run(&root, &target, &ours, build.pairs.get(), options.max_ratio);
    }
    build::compare(build, options.max_ratio, Results::Print, &root, &target)
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
