//! The contract: every kind of change between the smallest pair of catalogs, and the history in a lock.
#![cfg(feature = "contract")]
// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::unwrap_used, clippy::panic)]

mod check;
mod comments;
mod docs;
#[path = "../folder/mod.rs"]
mod folder;
mod histories;
mod hostile;
mod kinds;
mod large;
mod lock;
mod meaning;
mod memory;
mod places;
mod spelling;
mod table;
mod together;

use std::collections::BTreeMap;

use error_catalog_model::contract::{Change, Contract};
use error_catalog_model::{Catalog, Report};

/// A catalog of one file.
fn parse(text: &str) -> Catalog {
    let files = BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]);
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    catalog.unwrap_or_else(|| panic!("{text}\n{}", render(&report)))
}

fn contract(text: &str) -> Contract {
    Contract::of(&parse(text))
}

/// A contract, read from its lock.
fn locked(contract: &Contract) -> Contract {
    let (lock, report) = Contract::parse_lock("errors.lock", &contract.render_lock());
    lock.unwrap_or_else(|| panic!("{}", render(&report)))
}

fn render(report: &Report) -> String {
    let blocks: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    blocks.join("\n\n")
}

/// Each change as `impact kind code`.
fn short(changes: &[Change]) -> Vec<String> {
    let short = |change: &Change| {
        let impact = if change.forbidden { "never" } else { change.impact.as_str() };
        let code = change.code.as_deref().map(|code| format!(" {code}")).unwrap_or_default();
        format!("{impact} {}{code}", change.kind.as_str())
    };
    changes.iter().map(short).collect()
}
