//! `cargo error-catalog`

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args: Vec<_> = std::env::args_os().collect();
    // Cargo passes the subcommand's name as the first argument.
    if args.get(1).is_some_and(|arg| arg == "error-catalog") {
        args.remove(1);
    }
    error_catalog_cli::run("cargo error-catalog", args)
}
