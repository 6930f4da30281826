//! Counts instructions, which hardly differ from run to run.

use std::path::Path;
use std::process::Command;

use super::super::report::{Row, Section, save};
use crate::Result;

/// The number of calls of the shorter run: several times the inputs of any row except the largest lookups.
const CALLS: u64 = 2000;

/// Prints a line for each row: the name, and the instructions of one call of each side.
pub(super) fn count(program: &Path, names: &[&str], target: &Path) -> Result {
    for name in names {
        let ours = of_one_call(program, name, "ours")?;
        let theirs = of_one_call(program, name, "theirs")?;
        println!("{name}\t{ours:.1}\t{theirs:.1}");
        save(target, Section::Instructions, Row::exact(name, ours, theirs))?;
    }
    Ok(())
}

/// The difference of a run and of a run with twice as many calls does not contain the start of the program.
fn of_one_call(program: &Path, name: &str, side: &str) -> Result<f64> {
    let shorter = of_run(program, name, side, CALLS)?;
    let longer = of_run(program, name, side, 2 * CALLS)?;
    Ok((longer.saturating_sub(shorter)) as f64 / CALLS as f64)
}

fn of_run(program: &Path, name: &str, side: &str, calls: u64) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
    let output = valgrind.args(["repeat", name, side, &calls.to_string()]).output();
    let output = output.map_err(|error| format!("valgrind does not start: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    let count = report.lines().find_map(|line| line.split_once("Collected : ")).map(|(_, count)| count.trim().parse());
    match count {
        Some(Ok(count)) if output.status.success() => Ok(count),
        _ => Err(format!("valgrind failed for {name}:\n{report}").into()),
    }
}
