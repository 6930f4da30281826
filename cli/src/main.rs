//! `error-catalog`

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    error_catalog_cli::run("error-catalog", std::env::args_os())
}
