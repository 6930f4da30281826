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

use std::path::Path;
use std::process::Command;

use clap::Args;

use super::report::{Row, Section, save};
use crate::Result;

/// Options of the run-time benchmark.
#[derive(Args)]
#[group(skip)]
pub(super) struct Options {
    /// Time errors at run time instead of compiling them.
    #[arg(long)]
    run: bool,
    /// Count the instructions of one call of each row with valgrind, and print `ROW<TAB>OURS<TAB>THEIRS`.
    #[arg(long)]
    instructions: bool,
    /// Only measure the rows whose names contain this text.
    #[arg(long, default_value = "", hide_default_value = true)]
    rows: String,
    /// Run both sides of each row this many times.
    #[arg(long, default_value_t = 1001)]
    rounds: usize,
}

impl Options {
    pub(super) fn is_requested(&self) -> bool {
        self.run || self.instructions
    }
}

pub(super) fn run(options: &Options, root: &Path, target: &Path) -> Result {
    let program = package::build(root, target)?;
    let names = text_of(Command::new(&program).arg("list"))?;
    let names: Vec<&str> = names.lines().filter(|name| name.contains(&options.rows)).collect();
    if names.is_empty() {
        return Err(format!("no row has a name with `{}`", options.rows).into());
    }
    if options.run {
        time(&program, &names, options.rounds, target)?;
    }
    if options.instructions {
        instructions::count(&program, &names, target)?;
    }
    Ok(())
}

/// Times rows, and prints a line for each row as soon as the row is done.
fn time(program: &Path, names: &[&str], rounds: usize, target: &Path) -> Result {
    println!("{:38}{:>10}{:>10}{:>8}{:>8}{:>8}", "", "ours, ns", "theirs", "ratio", "5 %", "95 %");
    for name in names {
        let line = text_of(Command::new(program).args(["time", &rounds.max(1).to_string(), name]))?;
        let row = Row::parse(&line)?;
        let Row { name, ours, theirs, ratio, low, high } = &row;
        println!("{name:38}{ours:>10.1}{theirs:>10.1}{ratio:>8.2}{low:>8.2}{high:>8.2}");
        save(target, Section::Run, row)?;
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
