//! The number of packages that cargo compiles for a user.

use std::collections::BTreeSet;

use super::{Open, Unit};
use crate::Result;
use crate::tidy::{cargo_output, read_metadata};

/// The published packages that users name.
const ROOTS: [&str; 4] = ["error-catalog", "error-catalog-build", "error-catalog-cli", "error-catalog-macros"];

/// The platform, because some packages are compiled only for some platforms.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

pub(super) fn costs() -> Result<Vec<Open>> {
    let mut costs: Vec<Open> = ROOTS.into_iter().map(|package| cost(package, None)).collect();
    let metadata = read_metadata()?;
    let features = metadata.features("error-catalog").filter(|feature| *feature != "default");
    costs.extend(features.map(|feature| cost(ROOTS[0], Some(feature.to_owned()))));
    Ok(costs)
}

fn cost(package: &'static str, feature: Option<String>) -> Open {
    let name = match &feature {
        Some(feature) => format!("{package}, with {feature}"),
        None => package.to_owned(),
    };
    Open::new(Unit::Packages, name, move || {
        let mut arguments = vec!["tree", "--locked", "--edges", "normal,build", "--target", PLATFORM];
        arguments.extend(["--prefix", "none", "--package", package]);
        arguments.extend(feature.iter().flat_map(|feature| ["--features", feature]));
        let tree = String::from_utf8(cargo_output(&arguments)?)?;
        // A line is a name, a version, and marks such as `(*)` for a package that was there already.
        let packages = tree.lines().map(|line| line.splitn(3, ' ').take(2).collect::<Vec<_>>());
        Ok(packages.collect::<BTreeSet<_>>().len() as f64)
    })
}
