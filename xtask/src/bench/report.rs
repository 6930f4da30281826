//! The result of a benchmark: rows that compare two sides. `bench --all` keeps the last result of each row below
//! `target/bench`, for the page about performance.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

/// What to do with the result of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Results {
    /// Only print the result.
    Print,
    /// Keep the result for the page about performance.
    Keep,
    /// The same, but do not measure a row again whose result was kept before.
    Complete,
}

impl Results {
    /// Whether a row has to be measured.
    pub(super) fn want(self, target: &Path, section: Section, name: &str) -> Result<bool> {
        Ok(self != Results::Complete || !load(target, section)?.iter().any(|row| row.name == name))
    }

    pub(super) fn save(self, target: &Path, section: Section, row: Row) -> Result {
        if self == Results::Print { Ok(()) } else { save(target, section, row) }
    }
}

/// A part of the page about performance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    /// Nanoseconds of one call.
    Run,
    /// Instructions of one call.
    Instructions,
    /// Seconds of one build.
    Build,
    /// Seconds of a build with dependencies, with and without a feature of error-catalog.
    Features,
    /// Megabytes that the largest process of a build uses.
    Memory,
}

impl Section {
    fn name(self) -> &'static str {
        match self {
            Section::Run => "run",
            Section::Instructions => "instructions",
            Section::Build => "build",
            Section::Features => "features",
            Section::Memory => "memory",
        }
    }
}

/// The medians of the two sides of a row, the median of their ratios, and the spread of these ratios.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) ours: f64,
    pub(super) theirs: f64,
    pub(super) ratio: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Row {
    /// Parses the name and five figures, separated by tabs.
    pub(super) fn parse(line: &str) -> Result<Self> {
        let (name, figures) = line.trim_end().split_once('\t').ok_or_else(|| format!("not a row: {line}"))?;
        let figures = figures.split('\t').map(str::parse).collect::<std::result::Result<Vec<f64>, _>>()?;
        let [ours, theirs, ratio, low, high] = figures[..] else { return Err(format!("not a row: {line}").into()) };
        Ok(Self { name: name.into(), ours, theirs, ratio, low, high })
    }

    /// The row of figures without a spread.
    pub(super) fn exact(name: &str, ours: f64, theirs: f64) -> Self {
        let ratio = ours / theirs;
        Self { name: name.into(), ours, theirs, ratio, low: ratio, high: ratio }
    }

    /// The row of pairs, of which the first figure is theirs.
    pub(super) fn of_pairs(name: String, pairs: &[(f64, f64)]) -> Self {
        let [theirs, ..] = spread(pairs.iter().map(|(theirs, _)| *theirs));
        let [ours, ..] = spread(pairs.iter().map(|(_, ours)| *ours));
        let [ratio, low, high] = spread(pairs.iter().map(|(theirs, ours)| ours / theirs));
        Self { name, ours, theirs, ratio, low, high }
    }

    fn line(&self) -> String {
        let Self { name, ours, theirs, ratio, low, high } = self;
        format!("{name}\t{ours}\t{theirs}\t{ratio}\t{low}\t{high}\n")
    }
}

/// The median, the minimum and the maximum of values.
pub(super) fn spread(values: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let median = f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]);
    [median, values[0], values[values.len() - 1]]
}

fn path(target: &Path, section: Section) -> PathBuf {
    target.join("bench/results").join(format!("{}.tsv", section.name()))
}

/// The last result of each row, in the order in which the rows were measured first.
pub(super) fn load(target: &Path, section: Section) -> Result<Vec<Row>> {
    let path = path(target, section);
    if !path.exists() {
        return Ok(Vec::new());
    }
    fs::read_to_string(path)?.lines().map(Row::parse).collect()
}

/// Keeps the result of a row in place of an earlier result.
fn save(target: &Path, section: Section, row: Row) -> Result {
    let mut rows = load(target, section)?;
    match rows.iter_mut().find(|earlier| earlier.name == row.name) {
        Some(earlier) => *earlier = row,
        None => rows.push(row),
    }
    let path = path(target, section);
    fs::create_dir_all(path.parent().unwrap_or(target))?;
    Ok(fs::write(path, rows.iter().map(Row::line).collect::<String>())?)
}
