//! Compares costs with their limits.

use super::limits::{Compiler, Limits};
use super::{Name, Unit};
use crate::Result;

/// The allowance for instructions with another release of rustc, which optimizes in other ways.
const OTHER_COMPILER: f64 = 0.1;

/// Prints what has become cheaper, and fails if a cost is above its limit.
pub(super) fn compare(
    costs: &[(Name, f64)],
    limits: &Limits,
    compiler: &Compiler,
    is_chosen: impl Fn(&Name) -> bool,
) -> Result {
    let Compiler { rustc, platform } = &limits.compiler;
    let is_same_platform = compiler.platform == *platform;
    if !is_same_platform {
        println!("instructions are not compared: the limits are for {platform}, this is {}", compiler.platform);
    } else if compiler.rustc != *rustc {
        let percent = OTHER_COMPILER * 100.0;
        println!(
            "the limits were measured with rustc {rustc}, this is {}: instructions may differ by {percent} %",
            compiler.rustc
        );
    }
    let mut above = Vec::new();
    let mut below = Vec::new();
    for (name, cost) in costs {
        let Some(limit) = limits.limits.get(name) else {
            above.push(format!("{}: {cost}, without a limit", name.label()));
            continue;
        };
        let allowance = match name.unit {
            Unit::Instructions if !is_same_platform => continue,
            Unit::Instructions if compiler.rustc != *rustc => OTHER_COMPILER,
            unit => unit.allowance(),
        };
        let line = || format!("{}: {}", name.label(), change(*limit, *cost));
        if *cost > limit * (1.0 + allowance) {
            above.push(line());
        } else if *cost < limit * (1.0 - allowance) {
            below.push(line());
        }
    }
    let stale = limits.limits.keys().filter(|name| is_chosen(name) && !costs.iter().any(|(known, _)| known == *name));
    above.extend(stale.map(|name| format!("{}: has a limit, but is not measured", name.label())));
    if !below.is_empty() {
        println!("cheaper than the limits; `cargo xtask costs` lowers them:\n- {}", below.join("\n- "));
    }
    if above.is_empty() {
        println!("costs: none of {} costs is above its limit", costs.len());
        return Ok(());
    }
    Err(format!(
        "these costs are above their limits:\n- {}\nhelp: make them cheaper. `cargo tree` shows the packages. `error-catalog \
         render rust` shows the generated source. `valgrind --tool=callgrind` shows which functions execute the \
         instructions.\nhelp: `--rows TEXT` measures only the costs whose names contain the text\nhelp: if there is a \
         good reason for a cost, run `cargo xtask costs`, and give the reason in the commit",
        above.join("\n- ")
    )
    .into())
}

/// Prints the limits that have changed.
pub(super) fn print_changes(new: &Limits, earlier: &Limits) {
    for (name, cost) in &new.limits {
        match earlier.limits.get(name) {
            Some(limit) if limit == cost => {}
            Some(limit) => println!("{}: {}", name.label(), change(*limit, *cost)),
            None => println!("{}: {cost}", name.label()),
        }
    }
}

/// Describes a cost, as in `110, limit 100 (+10.0 %)`.
fn change(limit: f64, cost: f64) -> String {
    format!("{cost}, limit {limit} ({:+.1} %)", (cost / limit - 1.0) * 100.0)
}

impl Name {
    /// The name in messages.
    pub(super) fn label(&self) -> String {
        format!("{} of {}", self.unit.name(), self.text)
    }
}
