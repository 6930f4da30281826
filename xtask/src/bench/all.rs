//! Measures every row of the page about performance. Each result is kept as soon as it is known.

use std::num::NonZeroUsize;
use std::path::Path;

use super::build::{Build, compare};
use super::compile::{Change, Cost, Profile};
use super::report::{Results, Row, Section};
use super::{Kind, Options, run};
use crate::Result;
use crate::tidy::read_metadata;

/// Measures the rows.
pub(super) fn measure(options: &Options, root: &Path, target: &Path) -> Result {
    let results = if options.missing { Results::Complete } else { Results::Keep };
    run::run(&run::Options::all(), results, root, target)?;
    for build in builds() {
        if results.want(target, build.section(), &build.name())? {
            compare(&build, None, results, root, target)?;
        }
    }
    measure_features(results, root, target)
}

const ONE: NonZeroUsize = NonZeroUsize::MIN;
const THREE: NonZeroUsize = ONE.saturating_add(2);
const FIVE: NonZeroUsize = ONE.saturating_add(4);

/// The rows of the build time. The handwritten errors of a large row compile for minutes, so that one pair must do.
fn builds() -> Vec<Build> {
    let mut builds = Vec::new();
    for profile in [Profile::Check, Profile::Dev, Profile::Release] {
        for (codes, pairs) in [(100, FIVE), (1000, FIVE), (10_000, ONE)] {
            builds.push(Build { codes, pairs, profile, ..Build::default() });
        }
    }
    builds.extend([100, 1000].map(|codes| Build { codes, fieldless: true, ..Build::default() }));
    let features = "axum,tracing,client,examples".to_owned();
    builds.push(Build { features, ..Build::default() });
    builds.extend([Change::Message, Change::Other].map(|change| Build { change, ..Build::default() }));
    builds.push(Build { change: Change::Cold, pairs: THREE, ..Build::default() });
    builds.extend([(100, THREE), (1000, THREE), (10_000, ONE)].map(|(codes, pairs)| Build {
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
fn measure_features(results: Results, root: &Path, target: &Path) -> Result {
    let build = Build { codes: CODES, ..Build::default() };
    let entries = build.entries()?;
    let compile = |features: &str| {
        let ours = Kind::Ours.write(&target.join("bench/features"), root, &entries, features)?;
        ours.fetch()?;
        ours.compile(Profile::Check, &["--offline"], Change::Cold, 0, Cost::Seconds)
    };
    let mut without = None;
    let metadata = read_metadata()?;
    for feature in metadata.features("error-catalog").filter(|feature| *feature != "default") {
        if !results.want(target, Section::Features, feature)? {
            continue;
        }
        let base = match without {
            Some(base) => base,
            None => *without.insert(compile("")?),
        };
        let with = compile(feature)?;
        println!("{feature:24}{with:>8.2} s, without {base:.2} s");
        results.save(target, Section::Features, Row::exact(feature, with, base))?;
    }
    Ok(())
}
