//! Compares the run time of `error-catalog check` with the run time of `cargo check` for a crate with the same catalog.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use super::compile::{Change, Cost, Crate, Profile};
use super::print;
use crate::{Result, cargo};

/// An error whose second line breaks a rule.
const MISTAKE: &str = "\n[errors.mistaken]\nstatus = 200\nmessage = \"Mistaken\"\n";

/// Times `check` and `cargo check` in pairs. Then checks that `check` finds a problem at the end of the catalog.
pub(super) fn run(root: &Path, target: &Path, ours: &Crate, pairs: usize, max_ratio: Option<f64>) -> Result {
    let program = build(root, target)?;
    ours.compile(Profile::Check, &[], Change::All, 0, Cost::Seconds)?;
    // With a lock next to the catalog, `check` also compares the catalog with the lock.
    let output = Command::new(&program).arg("release").arg(ours.folder.join("errors.toml")).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let pairs = (0..pairs).map(|_| {
        let compiled = ours.compile(Profile::Check, &["--offline"], Change::All, 0, Cost::Seconds)?;
        let (output, checked) = check(&program, &ours.folder.join("errors.toml"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok((compiled, checked.as_secs_f64()))
    });
    let pairs = pairs.collect::<Result<Vec<_>>>()?;
    find_problem(&program, &ours.folder)?;
    print(("cargo", "ours"), "s", &pairs, max_ratio)
}

/// Builds the command line as users install it.
fn build(root: &Path, target: &Path) -> Result<PathBuf> {
    let mut build = cargo();
    build.args([
        "build",
        "--quiet",
        "--release",
        "--locked",
        "--package",
        "error-catalog-cli",
        "--bin",
        "error-catalog",
    ]);
    let status = build.current_dir(root).env("CARGO_TARGET_DIR", target).status()?;
    if !status.success() {
        return Err("the command line does not compile".into());
    }
    Ok(target.join("release/error-catalog"))
}

fn check(program: &Path, catalog: &Path) -> Result<(Output, Duration)> {
    let start = Instant::now();
    let output = Command::new(program).arg("check").arg(catalog).env("NO_COLOR", "1").output()?;
    Ok((output, start.elapsed()))
}

/// Checks that a problem in the last error is the only reported problem, and that the reported line is correct.
fn find_problem(program: &Path, folder: &Path) -> Result {
    let text = std::fs::read_to_string(folder.join("errors.toml"))?;
    let path = folder.join("mistaken.toml");
    std::fs::write(&path, format!("{text}{MISTAKE}"))?;
    let (output, time) = check(program, &path)?;
    let place = format!("mistaken.toml:{}:10", text.lines().count() + 3);
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(1) || !said.contains(&place) || said.matches("error[").count() != 1 {
        let last = said.lines().rev().take(20).collect::<Vec<_>>();
        let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
        return Err(format!("expected one error at {place}, got:\n{last}").into());
    }
    println!("a problem is found at {place} after {:.3} s", time.as_secs_f64());
    Ok(())
}
