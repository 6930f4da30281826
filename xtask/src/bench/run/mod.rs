//! `cargo xtask bench --run`: compares the run time of a catalog's errors with the run time of the same errors written
//! by hand with thiserror, strum, serde and serde_json.
//!
//! ```sh
//! cargo xtask bench --run                       # every row: medians of nanoseconds and of ratios
//! cargo xtask bench --run --rows 'client'       # the rows whose names contain a text
//! cargo xtask bench --run --rounds 5001         # more rounds, on a busy machine
//! cargo xtask bench --instructions --rows body  # instructions for one call, counted by valgrind
//! ```
//!
//! The benchmark writes a package below `target/bench/run`, from the files in `xtask/bench` and from generated source.
//! Both sides of a row are in one program. The program first checks that both sides have the same result, byte for
//! byte. Then the program runs short slices of the two sides in turn.
//! The build of the program takes minutes, most of them in LLVM. Later runs build the program only if the program or
//! error-catalog has changed.

mod instructions;
mod package;
mod values;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::{ArgGroup, Args};

pub(crate) use self::instructions::{find_valgrind, instructions_of, of_one_call};
use self::package::LARGE_ROWS;
pub(crate) use self::package::{Program, build_package, write_changed};
use super::report::{Results, Row, Section};
use crate::Result;

/// Options of the run-time benchmark.
#[derive(Args)]
#[command(group(ArgGroup::new("measure").multiple(true)))]
#[group(skip)]
pub(super) struct Options {
    /// Time errors at run time instead of compiling them.
    #[arg(long, group = "measure")]
    run: bool,
    /// Count the instructions of one call of each row with valgrind.
    #[arg(long, group = "measure")]
    instructions: bool,
    /// Only measure the rows whose names contain this text.
    #[arg(long, default_value = "", hide_default_value = true, requires = "measure")]
    rows: String,
    /// Run both sides of each row this many times.
    #[arg(long, default_value = "1001", requires = "run")]
    rounds: NonZeroUsize,
}

impl Options {
    /// Every row, in both ways.
    pub(super) fn all() -> Self {
        Self { run: true, instructions: true, rows: String::new(), rounds: const { NonZeroUsize::new(5001).unwrap() } }
    }

    pub(super) fn is_requested(&self) -> bool {
        self.run || self.instructions
    }
}

/// A row, and the program that has the row.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) program: PathBuf,
    pub(crate) name: String,
}

/// Measures the rows that the options select.
pub(super) fn run(options: &Options, results: Results, root: &Path, target: &Path) -> Result {
    if options.instructions {
        find_valgrind()?;
    }
    let mut rows = Vec::new();
    for program in [Program::Usual, Program::Large] {
        // The large program takes minutes to compile, so it is built only for its own rows.
        if matches!(program, Program::Usual) || LARGE_ROWS.iter().any(|name| name.contains(&options.rows)) {
            rows.extend(find(program, root, target)?.into_iter().filter(|row| row.name.contains(&options.rows)));
        }
    }
    if rows.is_empty() {
        let all = [Program::Usual, Program::Large].map(|program| find(program, root, target));
        let all = all.into_iter().collect::<Result<Vec<_>>>()?.concat();
        return Err(no_row("row", &options.rows, all.iter().map(|row| row.name.as_str())).into());
    }
    let wanted = |section| {
        let mut wanted = Vec::new();
        for row in &rows {
            if results.want(target, section, &row.name)? {
                wanted.push(row);
            }
        }
        Ok::<_, Box<dyn std::error::Error>>(wanted)
    };
    if options.run {
        time(&wanted(Section::Run)?, options.rounds.get(), results, target)?;
    }
    if options.instructions {
        instructions::count(&wanted(Section::Instructions)?, results, target)?;
    }
    Ok(())
}

/// The message that no name contains a text.
pub(crate) fn no_row<'a>(what: &str, text: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    format!("no {what} has a name with `{text}`; choose a part of one of these names:\n- {}", names.join("\n- "))
}

/// Builds a program, and lists its rows.
pub(crate) fn find(program: Program, root: &Path, target: &Path) -> Result<Vec<Found>> {
    let program = package::build(program, root, target)?;
    let names = text_of(Command::new(&program).arg("list"))?;
    Ok(names.lines().map(|name| Found { program: program.clone(), name: name.into() }).collect())
}

/// Times rows, and prints a line for each row as soon as the row is done.
fn time(rows: &[&Found], rounds: usize, results: Results, target: &Path) -> Result {
    println!("{:38}{:>10}{:>10}{:>8}{:>8}{:>8}", "", "ours, ns", "theirs", "ratio", "5 %", "95 %");
    for Found { program, name } in rows {
        let line = text_of(Command::new(program).args(["time", &rounds.to_string(), name]))?;
        let row = Row::parse(&line)?;
        let Row { name, ours, theirs, ratio, low, high } = &row;
        println!("{name:38}{ours:>10.1}{theirs:>10.1}{ratio:>8.2}{low:>8.2}{high:>8.2}");
        results.save(target, Section::Run, row)?;
    }
    Ok(())
}

/// Runs a program, and returns what the program prints.
fn text_of(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("{command:?} failed:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
