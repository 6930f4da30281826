//! `cargo xtask costs`: measures costs that hardly differ from run to run, and compares them with the committed limits.
//!
//! ```sh
//! cargo xtask costs --check                 # fail if a cost is above its limit
//! cargo xtask costs --check --rows Display  # only the costs whose names contain a text
//! cargo xtask costs                         # write the costs as the new limits
//! ```
//!
//! The times of `cargo xtask bench` depend on the machine and on its load, so no check can compare them.

mod compare;
mod expansion;
mod generated;
mod limits;
mod packages;
mod run;
#[cfg(test)]
mod tests;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use self::limits::Limits;
use crate::bench::run::no_row;
use crate::{Result, root, target};

/// What to do with the costs.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if a cost is above its limit.
    #[arg(long)]
    check: bool,
    /// Only measure the costs whose names contain this text.
    #[arg(long, default_value = "", hide_default_value = true)]
    rows: String,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Unit {
    /// Bytes of generated source.
    Bytes,
    /// Instructions of one call, or of one expansion of the attribute.
    Instructions,
    /// Packages that a build compiles.
    Packages,
    /// Tokens of generated source.
    Tokens,
}

impl Unit {
    const ALL: [Self; 4] = [Self::Bytes, Self::Instructions, Self::Packages, Self::Tokens];

    /// What a cost may differ from its limit, as a part of the limit.
    fn allowance(self) -> f64 {
        match self {
            Unit::Packages => 0.0,
            Unit::Bytes | Unit::Instructions | Unit::Tokens => 0.03,
        }
    }

    /// The name of the table in the file of limits.
    fn name(self) -> &'static str {
        match self {
            Unit::Bytes => "bytes",
            Unit::Instructions => "instructions",
            Unit::Packages => "packages",
            Unit::Tokens => "tokens",
        }
    }
}

/// A name of a cost.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Name {
    unit: Unit,
    text: String,
}

/// A cost that is not measured yet.
struct Open {
    name: Name,
    measure: Box<dyn Fn() -> std::result::Result<f64, String> + Send + Sync>,
}

impl Open {
    fn new(unit: Unit, text: impl Into<String>, measure: impl Fn() -> Result<f64> + Send + Sync + 'static) -> Self {
        let measure = move || measure().map_err(|error| error.to_string());
        Self { name: Name { unit, text: text.into() }, measure: Box::new(measure) }
    }
}

/// Measures the costs, and writes or compares the limits.
pub(crate) fn run(options: &Options) -> Result {
    let root = root()?;
    let target = target(&root)?;
    let path = root.join("xtask/costs.toml");
    let mut limits = Limits::read(&path)?;
    let compiler = limits::Compiler::current()?;
    if !options.check && !options.rows.is_empty() && limits.compiler != compiler {
        return Err("the other limits were measured with another compiler; write all limits, without `--rows`".into());
    }
    let is_chosen = |name: &Name| name.text.contains(&options.rows);
    let mut open = generated::costs();
    open.extend(packages::costs()?);
    open.extend(expansion::costs(&root, &target)?);
    open.extend(run::costs(&root, &target)?);
    let names: Vec<String> = open.iter().map(|cost| cost.name.text.clone()).collect();
    open.retain(|cost| is_chosen(&cost.name));
    if open.is_empty() {
        return Err(no_row("cost", &options.rows, names.iter().map(String::as_str)).into());
    }
    let costs = measure(&open)?;
    if options.check {
        return compare::compare(&costs, &limits, &compiler, is_chosen);
    }
    let earlier = limits.clone();
    limits.replace(costs, compiler, is_chosen);
    compare::print_changes(&limits, &earlier);
    limits.write(&path)
}

/// Measures costs, with as many threads as the machine has cores. Counts do not depend on the load.
fn measure(open: &[Open]) -> Result<Vec<(Name, f64)>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(cost) = open.get(next.fetch_add(1, Ordering::Relaxed)) {
            // A tenth of an instruction is enough.
            let figure = (cost.measure)().map(|figure| (cost.name.clone(), (figure * 10.0).round() / 10.0));
            done.lock().map(|mut done| done.push(figure)).unwrap_or_default();
        }
    };
    let threads = thread::available_parallelism()?.get();
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let done = done.into_inner().map_err(|error| error.to_string())?;
    let mut costs = done.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
    costs.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(costs)
}
