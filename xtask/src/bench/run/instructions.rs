//! Counts instructions, which hardly differ from run to run.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use super::super::report::{Results, Row, Section};
use super::Found;
use crate::Result;

/// The number of calls of the shorter run: several times the inputs of any row except the largest lookups.
const CALLS: u64 = 2000;

/// Prints a line for each row: the name, and the instructions of one call of each side.
pub(super) fn count(rows: &[&Found], results: Results, target: &Path) -> Result {
    println!("{:38}{:>12}{:>12}{:>8}", "", "ours, instr.", "theirs", "ratio");
    for row in rows {
        let (ours, theirs) = (of_one_call(row, "ours")?, of_one_call(row, "theirs")?);
        println!("{:38}{ours:>12.1}{theirs:>12.1}{:>8.2}", row.name, ours / theirs);
        results.save(target, Section::Instructions, Row::exact(&row.name, ours, theirs))?;
    }
    Ok(())
}

/// The instructions of one call of a side of a row. The difference of a run and of a run with twice as many calls does
/// not contain the start of the program.
pub(crate) fn of_one_call(row: &Found, side: &str) -> Result<f64> {
    let run = |calls: u64| instructions_of(&row.program, &["repeat", &row.name, side, &calls.to_string()]);
    let (shorter, longer) = (run(CALLS)?, run(2 * CALLS)?);
    Ok(longer.saturating_sub(shorter) as f64 / CALLS as f64)
}

/// Fails if valgrind is not installed.
pub(crate) fn find_valgrind() -> Result {
    match Command::new("valgrind").arg("--version").output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err("valgrind counts the instructions; install the package `valgrind`".into())
        }
        output => output.map(drop).map_err(Into::into),
    }
}

/// The instructions of a run of a program.
pub(crate) fn instructions_of(program: &Path, arguments: &[&str]) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).args(arguments);
    let output = valgrind.output()?;
    let report = String::from_utf8_lossy(&output.stderr);
    let count = report.lines().find_map(|line| line.split_once("Collected : ")).map(|(_, count)| count.trim().parse());
    match count {
        Some(Ok(count)) if output.status.success() => Ok(count),
        _ => Err(format!("{valgrind:?} failed:\n{report}").into()),
    }
}
