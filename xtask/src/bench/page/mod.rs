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
        return Err("no results are stored; run `cargo xtask bench --all` first".into());
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

Each row shows the median time of one call. The catalog has 1,000 codes unless the row says otherwise. Both sides of a
row are in one program. A round runs a short slice of one side, and then a short slice of the other side. The ratio is
the median of the ratios of all rounds, and nine of ten rounds have a ratio in the range of the last column. Both sides
use the errors in the same shuffled order, because an application does not send one error again and again.

The time also depends on the addresses of the code, which differ from build to build. The same row of two builds can
therefore differ by a third. The section [Instructions](#instructions) has figures that do not depend on addresses, and
that do not contain the time of reads from memory.

- The bodies are written into a buffer that is reused. The code written by hand formats the message as a string first,
  because serde serializes a string. `to_response` also creates the buffer and the headers, and `Display` formats the
  message.
- In the rows from a string to a code, a hit is a code of the catalog, and a miss is another text. strum is used without
  its feature `phf`. A table and a match are written by hand, without strum.
- In the rows of the client, error-catalog reads a body into a typed error, and serde_json reads it into a struct or into
  a `Value`. An unknown code is the code of a newer server. A body of an unknown shape is from another service. Damaged
  JSON has lost its end.
- The rows of axum call the router directly, without a socket. Both sides log each error, and send the request id in a
  header. The code written by hand does this in the handler, which knows the error, or in a layer around all handlers.
  The middleware of error-catalog is such a layer, and it also answers rejected requests and panics.
";

const INSTRUCTIONS: &str = "## Instructions

Each row shows the instructions of one call, as callgrind counts them. The rows are those of the section about run time.
";

const BUILD: &str = "## Build time

Each row shows the median time of a whole `cargo` command. Unless the row says otherwise, the dependencies are already
built, and rustc starts without incremental state. The time of error-catalog includes reading and checking the catalog.
The range is the range of all ratios. The builds with 10,000 codes are measured once. The errors written by hand never
use the features of the rows with features.

The profiles are cargo's own, which do not optimize procedural macros. The page [Build
systems](build-systems.md#the-attribute-in-a-development-build) shows what an optimized attribute saves.
";

const FEATURES: &str = "## Build time of features

Each row shows the time of a `cargo check` that also compiles all dependencies, with a feature of error-catalog and the
features that it enables, and without features. An application that depends on axum anyway compiles axum only once.
";

const MEMORY: &str = "## Memory of rustc

Each row shows the peak memory of the largest process of a build.
";

const REPEAT: &str = "
## Repeat the measurements

The following commands measure some rows, and print the results. The first command selects the rows whose names contain a
text. The second command builds another number of codes.

```sh
cargo xtask bench --run --rows \"body, no field\"
cargo xtask bench --codes 300
```

The following command measures every row, and writes this page. The command needs valgrind, half an hour, and a machine
that does nothing else.

```sh
cargo xtask bench --all --write
```

A result is kept as soon as it is known. After an interruption, `--all --missing --write` measures only the other rows.
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
