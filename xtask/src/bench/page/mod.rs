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
    memory: Vec<Row>,
}

/// Writes the page and its plots.
pub(super) fn write(root: &Path, target: &Path) -> Result {
    let results = Results {
        run: load(target, Section::Run)?,
        instructions: load(target, Section::Instructions)?,
        build: load(target, Section::Build)?,
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
    println!("wrote docs/performance.md");
    Ok(())
}

const INTRODUCTION: &str = "# Performance

Every row compares error-catalog with the same errors written by hand. The handwritten errors use thiserror, strum,
serde and serde_json, and their responses have the same bytes. A ratio below 1 means that error-catalog needs less.

The command `cargo xtask bench --write` writes this page from the results of the commands below. The times depend on
the machine. The ratios depend less on the machine, because both sides of a row run in turn.
";

fn render(results: &Results, machine: &str) -> String {
    let mut page = format!("{INTRODUCTION}\n## Machine\n\n{machine}");
    let plots = plots(results);
    section(&mut page, RUN, "ns", &results.run, 1);
    for (name, plot) in plots.iter().filter(|(name, _)| *name == LOOKUPS) {
        let _ = write!(page, "\n![{}](performance/{name})\n", plot.title);
    }
    section(&mut page, INSTRUCTIONS, "instructions", &results.instructions, 0);
    section(&mut page, BUILD, "s", &results.build, 2);
    for (name, plot) in plots.iter().filter(|(name, _)| *name == CHECKS) {
        let _ = write!(page, "\n![{}](performance/{name})\n", plot.title);
    }
    section(&mut page, MEMORY, "MB", &results.memory, 0);
    page + REPEAT
}

const RUN: &str = "## Run time

The median time of one call, with 1,000 codes unless the row says otherwise. Nine of ten rounds have a ratio in the
range of the last column. Both sides use the errors in the same shuffled order. The bodies are written into a buffer
that is used again. The rows of axum call the router directly, without a socket. Both sides log each error, and send the
id of the request in a header.
";

const INSTRUCTIONS: &str = "## Instructions

The instructions of one call of the same rows, as callgrind counts them. These figures hardly depend on the machine.
";

const BUILD: &str = "## Build time

The median time of a whole `cargo` command. Unless the row says otherwise, the dependencies are already built, and
rustc starts without incremental state. The time of error-catalog includes reading and checking the catalog.
";

const MEMORY: &str = "## Memory of rustc

The largest memory of a process of the build.
";

const REPEAT: &str = "
## Repeat the measurements

```sh
cargo xtask bench --run                               # every row of the run time
cargo xtask bench --run --rows client --rounds 5001   # some of the rows, with more rounds
cargo xtask bench --instructions                      # needs valgrind
cargo xtask bench --codes 10000 --profile release     # a row of the build time
cargo xtask bench --change other                      # an incremental build
cargo xtask bench --change cold --features axum       # a build with dependencies
cargo xtask bench --memory
cargo xtask bench --write                             # this page
```

A row of this page is the last result of its command on one machine.
";

/// Adds a section with the table of its rows, if there are results.
fn section(page: &mut String, text: &str, unit: &str, rows: &[Row], digits: usize) {
    if rows.is_empty() {
        return;
    }
    let _ = write!(page, "\n{text}\n| | error-catalog, {unit} | by hand, {unit} | ratio | range |\n");
    page.push_str("|---|---:|---:|---:|---:|\n");
    for Row { name, ours, theirs, ratio, low, high } in rows {
        let name = name.replace('|', "\\|");
        let _ = write!(page, "| {name} | {ours:.digits$} | {theirs:.digits$} | {ratio:.2} | ");
        let _ = if low == high { writeln!(page, "|") } else { writeln!(page, "{low:.2} to {high:.2} |") };
    }
}

const LOOKUPS: &str = "string-to-code.svg";
const CHECKS: &str = "cargo-check.svg";

/// The plots for which there are results.
fn plots(results: &Results) -> Vec<(&'static str, Plot)> {
    let lookups =
        ["hit", "miss"].map(|kind| series(&results.run, &format!("string to code, {kind}, "), " codes", kind));
    let checks = [series(&results.build, "`cargo check`, ", " codes", "")];
    let plots = [
        (LOOKUPS, "From a string to its code", "nanoseconds", lookups.into_iter().flatten().collect::<Vec<_>>()),
        (CHECKS, "cargo check", "seconds", checks.into_iter().flatten().collect()),
    ];
    let plots = plots.into_iter().filter(|(.., series)| series.iter().any(|series| series.points.len() > 1));
    plots.map(|(name, title, unit, series)| (name, Plot { title, unit, series })).collect()
}

/// The two sides of the rows whose names only differ in the number of codes.
fn series(rows: &[Row], before: &str, after: &str, kind: &str) -> [Series; 2] {
    let codes = |row: &Row| row.name.strip_prefix(before)?.strip_suffix(after)?.replace(',', "").parse::<f64>().ok();
    let mut found: Vec<(f64, &Row)> = rows.iter().filter_map(|row| Some((codes(row)?, row))).collect();
    found.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let named = |side: &str| if kind.is_empty() { side.to_owned() } else { format!("{side}, {kind}") };
    [
        Series { name: named("error-catalog"), points: found.iter().map(|(x, row)| (*x, row.ours)).collect() },
        Series { name: named("by hand"), points: found.iter().map(|(x, row)| (*x, row.theirs)).collect() },
    ]
}
