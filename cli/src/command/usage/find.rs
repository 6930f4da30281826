//! Derives findings from the uses of errors.

use error_catalog_model::{Catalog, Error};

use crate::args::usage::Finding;
use crate::documents::uses::UseKind;
use crate::rust_source::{Stranger, Survey, Use};

/// How often an error is used, by kind of use.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) made: usize,
    pub(super) made_in_tests: usize,
    pub(super) matched: usize,
    pub(super) named: usize,
    pub(super) mentioned: usize,
    pub(super) is_tested: bool,
    /// The statuses for which this error replaces the framework's own response.
    pub(super) statuses: Vec<u16>,
    pub(super) finding: Option<Finding>,
}

impl Tally {
    /// Whether the framework or `?` may construct the error.
    fn may_be_made(&self, error: &Error) -> bool {
        !self.statuses.is_empty() || !error.from.is_empty()
    }
}

/// The uses of every error, and the findings about them.
pub(super) struct Findings<'a> {
    /// The tally of each error, by the error's index.
    pub(super) tallies: Vec<Tally>,
    pub(super) unknown: Vec<&'a Stranger>,
    pub(super) retired: Vec<&'a Stranger>,
    /// A place where a test iterates over all codes, if there is such a place.
    pub(super) all_tested: Option<&'a Use>,
}

impl Findings<'_> {
    /// The indices of the errors with this finding.
    pub(super) fn errors(&self, finding: Finding) -> Vec<usize> {
        let tallies = self.tallies.iter().enumerate();
        tallies.filter(|(_, tally)| tally.finding == Some(finding)).map(|(index, _)| index).collect()
    }

    /// The errors that no code visibly constructs but that the framework or `?` may construct.
    pub(super) fn assumed<'c>(&self, catalog: &'c Catalog) -> impl Iterator<Item = &'c Error> {
        let errors = catalog.errors.iter().zip(&self.tallies);
        errors.filter(|(error, tally)| tally.made == 0 && tally.may_be_made(error)).map(|(error, _)| error)
    }

    pub(super) fn number_of(&self, finding: Finding) -> usize {
        match finding {
            Finding::Unknown => self.unknown.len(),
            Finding::Retired => self.retired.len(),
            finding => self.errors(finding).len(),
        }
    }
}

pub(super) fn find_usage<'a>(catalog: &Catalog, survey: &'a Survey) -> Findings<'a> {
    let mut tallies = vec![Tally::default(); catalog.errors.len()];
    for status in &catalog.statuses {
        for (_, tally) in tallies.iter_mut().enumerate().filter(|(index, _)| status.sends(*index)) {
            tally.statuses.push(status.status);
        }
    }
    for found in &survey.uses {
        let Some(tally) = found.error.and_then(|index| tallies.get_mut(index)) else { continue };
        match found.kind {
            UseKind::Makes if found.in_test => tally.made_in_tests += 1,
            UseKind::Makes => tally.made += 1,
            UseKind::Matches => tally.matched += 1,
            UseKind::Names => tally.named += 1,
            UseKind::Mentions => tally.mentioned += 1,
        }
        tally.is_tested |= found.in_test;
    }
    let all_tested = survey.uses.iter().find(|found| found.error.is_none() && found.in_test);
    // If no Rust is generated from the catalog, an error that is never constructed is not a finding.
    if survey.is_declared {
        for (tally, error) in tallies.iter_mut().zip(&catalog.errors) {
            tally.is_tested |= all_tested.is_some();
            let is_made = tally.made > 0 || tally.may_be_made(error);
            tally.finding = match tally.made_in_tests {
                0 if !is_made => Some(Finding::Unused),
                _ if !is_made => Some(Finding::TestOnly),
                _ => (!tally.is_tested).then_some(Finding::Untested),
            };
        }
    }
    let (retired, unknown) = survey.strangers.iter().partition(|stranger| stranger.verdict.is_retired);
    Findings { tallies, unknown, retired, all_tested }
}
