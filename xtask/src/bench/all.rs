//! Measures every row of the page about performance. Each result is kept as soon as it is known.

use std::path::Path;

use super::build::{Build, compare};
use super::compile::{Change, Cost, Profile};
use super::report::{Row, Section, load, save};
use super::{Kind, Options, run};
use crate::Result;
use crate::tidy::read_metadata;

/// Measures the rows. With the option `missing`, rows that have a result are not measured again.
pub(super) fn measure(options: &Options, root: &Path, target: &Path) -> Result {
    run::run(&run::Options::all(), options.missing, root, target)?;
    for build in builds() {
        let is_done = load(target, build.section())?.iter().any(|row| row.name == build.name());
        if !(options.missing && is_done) {
            compare(&build, None, root, target)?;
        }
    }
    measure_features(options.missing, root, target)
}

/// The rows of the build time. The handwritten errors of a large row compile for minutes, so that one pair must do.
fn builds() -> Vec<Build> {
    let mut builds = Vec::new();
    for profile in [Profile::Check, Profile::Dev, Profile::Release] {
        for (codes, pairs) in [(100, 5), (1000, 5), (10_000, 1)] {
            builds.push(Build { codes, pairs, profile, ..Build::default() });
        }
    }
    builds.extend([100, 1000].map(|codes| Build { codes, fieldless: true, ..Build::default() }));
    let features = "axum,tracing,client,examples".to_owned();
    builds.push(Build { features, ..Build::default() });
    builds.extend([Change::Message, Change::Other].map(|change| Build { change, ..Build::default() }));
    builds.push(Build { change: Change::Cold, pairs: 3, ..Build::default() });
    builds.extend([(100, 3), (1000, 3), (10_000, 1)].map(|(codes, pairs)| Build {
        codes,
        pairs,
        memory: true,
        ..Build::default()
    }));
    builds
}

/// The number of codes of the crates that show what a feature costs.
const CODES: usize = 100;

/// Measures a build with dependencies for each feature, and without features.
fn measure_features(missing: bool, root: &Path, target: &Path) -> Result {
    let build = Build { codes: CODES, ..Build::default() };
    let entries = build.entries()?;
    let compile = |features: &str| {
        let ours = Kind::Ours.write(&target.join("bench/features"), root, &entries, features)?;
        ours.fetch()?;
        ours.compile(Profile::Check, &["--offline"], Change::Cold, 0, Cost::Seconds)
    };
    let done = if missing { load(target, Section::Features)? } else { Vec::new() };
    let mut without = None;
    let metadata = read_metadata()?;
    for feature in metadata.features("error-catalog").filter(|feature| *feature != "default") {
        if done.iter().any(|row| row.name == feature) {
            continue;
        }
        let base = match without {
            Some(base) => base,
            None => *without.insert(compile("")?),
        };
        let with = compile(feature)?;
        println!("{feature:24}{with:>8.2} s, without {base:.2} s");
        save(target, Section::Features, Row::exact(feature, with, base))?;
    }
    Ok(())
}
