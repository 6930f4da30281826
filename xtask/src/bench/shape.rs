//! Measures the time of each step of the attribute, inside this program. The program is compiled without optimization,
//! because cargo does not optimize macros either.

use std::collections::BTreeMap;
use std::time::Instant;

use error_catalog_codegen::program::compile;
use error_catalog_codegen::rust::{RustOptions, render_rust};
use error_catalog_model::Catalog;

use crate::Result;

/// Prints the minimum time of each step.
pub(super) fn run(catalog: String, times: usize) -> Result {
    let files = BTreeMap::from([("errors.toml".to_owned(), catalog)]);
    let (catalog, report) = time("parse", times, || Catalog::parse("errors.toml", &files));
    let problems: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    let catalog = catalog.ok_or_else(|| problems.join("\n\n"))?;
    time("compile", times, || compile(&catalog));
    let rust = time("render, compile included", times, || render_rust(&catalog, &RustOptions::for_module()));
    println!("{} lines of TOML, {} bytes of Rust", catalog.files[0].text.lines().count(), rust.len());
    Ok(())
}

/// Runs a step several times, prints the minimum time, and returns the result of the step.
fn time<T>(step: &str, times: usize, run: impl Fn() -> T) -> T {
    let timed = || {
        let start = Instant::now();
        (run(), start.elapsed())
    };
    let (outcome, mut least) = timed();
    for _ in 1..times {
        least = least.min(timed().1);
    }
    println!("{step:24}{:>8.1} ms", least.as_secs_f64() * 1e3);
    outcome
}
