//! Writes `docs/performance.md` and its plots from the last result of each row.
//!
//! No check compares this page with new measurements, because every machine has other times.

mod machine;
mod plot;
#[cfg(test)]
mod tests;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use self::plot::{Plot, Series};
use super::report::{Row, Section, load};
use crate::Result;

/// The results that the page shows.
#[derive(Default)]
struct Results {
    run: Vec<Row>,
    instructions: Vec<Row>,
    build: Vec<Row>,
    features: Vec<Row>,
    memory: Vec<Row>,
}

/// Writes the page and its plots.
pub(super) fn write(root: &Path, target: &Path) -> Result {
    let results = Results {
        run: load(target, Section::Run)?,
        instructions: load(target, Section::Instructions)?,
        build: load(target, Section::Build)?,
        features: load(target, Section::Features)?,
        memory: load(target, Section::Memory)?,
    };
    if results.run.is_empty() {
        return Err("no results are stored; run `cargo xtask bench --run` first".into());
    }
    let machine = machine::describe(root)?;
    let folder = root.join("docs/performance");
    fs::create_dir_all(&folder)?;
    for (name, plot) in plots(&results) {
        fs::write(folder.join(name), plot.render())?;
    }
    fs::write(root.join("docs/performance.md"), render(&results, &machine))?;
    println!("wrote docs/performance.md; `cargo xtask codegen` quotes it in the README");
    Ok(())
}

const INTRODUCTION: &str = "# Performance

This page shows what the errors of a catalog cost when an application runs, and when it is compiled. Every row compares
error-catalog with the same errors written by hand. The handwritten errors use thiserror, strum, serde and serde_json,
and their responses have the same bytes. A ratio below 1 means that error-catalog needs less.

One command measures every row, and writes this page. The times depend on the machine. The ratios depend less on the
machine, because both sides of a row run in turn.
";

fn render(results: &Results, machine: &str) -> String {
    let mut page = INTRODUCTION.to_owned();
    let plots = plots(results);
    let both = ["error-catalog", "by hand"];
    let add_plot = |page: &mut String, file: &str| {
        for (name, plot) in plots.iter().filter(|(name, _)| *name == file) {
            let _ = write!(page, "\n![{}](performance/{name})\n", plot.title);
        }
    };
    section(&mut page, RUN, both, "ns", &results.run, 1);
    add_plot(&mut page, LOOKUPS);
    section(&mut page, BUILD, both, "s", &results.build, 2);
    add_plot(&mut page, BUILDS);
    section(&mut page, MEMORY, both, "MB", &results.memory, 0);
    section(&mut page, FEATURES, ["with the feature", "without"], "s", &results.features, 1);
    section(&mut page, INSTRUCTIONS, both, "instructions", &results.instructions, 0);
    let _ = write!(page, "\n## Machine\n\n{machine}");
    page + REPEAT
}

const RUN: &str = "## Run time

The median time of one call, with 1,000 codes unless the row says otherwise. Nine of ten rounds have a ratio in the
range of the last column. Both sides use the errors in the same shuffled order.

- The bodies are written into a buffer that is used again.
- The rows of the client compare reading a body into a typed error with serde_json, which reads the body into a struct
  or into a `Value`.
- The rows of axum call the router directly, without a socket. Both sides log each error, and send the id of the request
  in a header.
";

const INSTRUCTIONS: &str = "## Instructions

The instructions of one call of the rows in the section about run time, as callgrind counts them. These figures hardly
depend on the machine.
";

const BUILD: &str = "## Build time

The median time of a whole `cargo` command. Unless the row says otherwise, the dependencies are already built, and
rustc starts without incremental state. The time of error-catalog includes reading and checking the catalog. The range
is the range of all ratios.
";

const FEATURES: &str = "## Build time of features

The time of a `cargo check` that also compiles all dependencies, with one feature of error-catalog, and without
features. An application that depends on axum anyway compiles axum only once.
";

const MEMORY: &str = "## Memory of rustc

The largest memory of a process of the build.
";

const REPEAT: &str = "
## Repeat the measurements

The following command needs valgrind, and a machine that does nothing else. Without valgrind, measure the rows of the
other sections with the commands in CONTRIBUTING.md.

```sh
cargo xtask bench --all --write
```

A result is kept as soon as it is known. After an interruption, `--missing` measures only the other rows.
";

/// Adds a section with the table of its rows, if there are results.
fn section(page: &mut String, text: &str, sides: [&str; 2], unit: &str, rows: &[Row], digits: usize) {
    if rows.is_empty() {
        return;
    }
    // Counts and single measurements have no range.
    let has_range = rows.iter().any(|row| row.low < row.high);
    let (heading, line) = if has_range { (" range |", "---:|") } else { ("", "") };
    let _ = write!(page, "\n{text}\n| | {}, {unit} | {}, {unit} | ratio |{heading}\n", sides[0], sides[1]);
    let _ = writeln!(page, "|---|---:|---:|---:|{line}");
    for Row { name, ours, theirs, ratio, low, high } in rows {
        let name = name.replace('|', "\\|");
        let range = if has_range { format!(" {low:.2} to {high:.2} |") } else { String::new() };
        let _ = writeln!(page, "| {name} | {ours:.digits$} | {theirs:.digits$} | {ratio:.2} |{range}");
    }
}

const LOOKUPS: &str = "string-to-code.svg";
const BUILDS: &str = "build-time.svg";

/// The plots for which there are results.
fn plots(results: &Results) -> Vec<(&'static str, Plot)> {
    let lookups =
        ["hit", "miss"].map(|kind| series(&results.run, &format!("string to code, {kind}, "), " codes", kind));
    let builds = [("check", "check"), ("build --release", "release")]
        .map(|(command, kind)| series(&results.build, &format!("`cargo {command}`, "), " codes", kind));
    let plots = [
        (LOOKUPS, "From a string to its code", "nanoseconds", lookups.into_iter().flatten()),
        (BUILDS, "Build time", "seconds", builds.into_iter().flatten()),
    ];
    let plots = plots.map(|(name, title, unit, series)| (name, Plot { title, unit, series: series.collect() }));
    plots.into_iter().filter(|(_, plot)| plot.series.iter().any(|series| series.points.len() > 1)).collect()
}

/// The two sides of the rows whose names only differ in the number of codes.
fn series(rows: &[Row], before: &str, after: &str, kind: &str) -> [Series; 2] {
    let codes = |row: &Row| row.name.strip_prefix(before)?.strip_suffix(after)?.replace(',', "").parse::<f64>().ok();
    let mut found: Vec<(f64, &Row)> = rows.iter().filter_map(|row| Some((codes(row)?, row))).collect();
    found.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let named = |side: &str| format!("{side}, {kind}");
    [
        Series { name: named("error-catalog"), points: found.iter().map(|(x, row)| (*x, row.ours)).collect() },
        Series { name: named("by hand"), points: found.iter().map(|(x, row)| (*x, row.theirs)).collect() },
    ]
}
