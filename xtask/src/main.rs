//! The tasks of this repository: `cargo xtask TASK`.

#![forbid(unsafe_code)]

mod bench;
mod codegen;
mod costs;
mod outputs;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Parser;

/// A task's result. Its error is a message for a person.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The tasks of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Task {
    /// Time a crate made from a catalog against the same errors written by hand with thiserror, strum and serde.
    Bench(bench::Options),
    /// Write every generated file of this repository.
    Codegen(codegen::Options),
    /// Count instructions, generated source and dependencies, and write the counts as limits.
    Costs(costs::Options),
    /// Check the rules that no compiler checks: short files, no unsafe code, few dependencies.
    Tidy,
}

fn main() -> ExitCode {
    let outcome = match Task::parse() {
        Task::Bench(options) => bench::run(&options),
        Task::Codegen(options) => codegen::run(&options),
        Task::Costs(options) => costs::run(&options),
        Task::Tidy => tidy::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the repository. The path comes from cargo at run time and is not compiled in, so that a copy of the
/// repository uses its own folder.
fn root() -> Result<PathBuf> {
    let xtask = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").ok_or("run it as `cargo xtask`")?);
    Ok(xtask.parent().ok_or("xtask has no parent folder")?.to_owned())
}

/// The folder for what cargo builds.
fn target(root: &Path) -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(std::path::absolute(target)?)
}

/// A command that runs the same cargo as this task.
fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
