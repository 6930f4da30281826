//! Derives findings from the uses of errors.

use error_catalog_model::{Catalog, Error};

use super::seen::{Origin, Recorded, Seen};
use super::swappable::{Swappable, find_swappable};
use crate::args::usage::Finding;
use crate::documents::usage::Sender;
use crate::documents::uses::UseKind;
use crate::rust_source::{Stranger, Survey};

/// How often an error is used, by kind of use.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) made: usize,
    pub(super) made_in_tests: usize,
    pub(super) matched: usize,
    pub(super) named: usize,
    pub(super) mentioned: usize,
    pub(super) is_tested: bool,
    /// The types that `?` converts into the error.
    pub(super) sources: Vec<String>,
    /// The statuses for which this error replaces the framework's own response.
    pub(super) statuses: Vec<u16>,
    pub(super) finding: Option<Finding>,
    /// What can send the error, as far as the source shows it.
    pub(super) sender: Option<Sender>,
    /// Whether a file of `--seen` contains the error; `None` without `--seen`.
    pub(super) is_seen: Option<bool>,
    /// Whether the catalog says that no test can cause the error.
    pub(super) is_exempt: bool,
}

impl Tally {
    /// Whether the framework or `?` may construct the error.
    fn may_be_made(&self) -> bool {
        !self.statuses.is_empty() || !self.sources.is_empty()
    }

    /// Whether the error is missing in the files of `--seen`, although a response of a route can contain its code.
    pub(super) fn is_unseen(&self) -> bool {
        let can_be_seen = !matches!(self.sender, Some(Sender::RunTime | Sender::Catalog));
        self.is_seen == Some(false) && can_be_seen && !self.is_exempt
    }

    fn find_sender(&self, error: &Error, survey: &Survey) -> Option<Sender> {
        let is_from_catalogs = !error.from_catalog.is_empty()
            && error.from.is_empty()
            && error.from_any.is_empty()
            && error.from_variants.is_empty();
        match () {
            () if self.made > 0 => Some(Sender::Code),
            () if !self.statuses.is_empty() => Some(Sender::Framework),
            () if is_from_catalogs => Some(Sender::Catalog),
            () if !self.sources.is_empty() => Some(Sender::Source),
            () if !survey.by_code.is_empty() => Some(Sender::RunTime),
            () => None,
        }
    }
}

/// The uses of every error, and the findings about them.
pub(super) struct Findings<'a> {
    /// The tally of each error, by the error's index.
    pub(super) tallies: Vec<Tally>,
    pub(super) unknown: Vec<&'a Stranger>,
    pub(super) retired: Vec<&'a Stranger>,
    /// Calls whose texts are easily swapped.
    pub(super) swappable: Vec<Swappable<'a>>,
    pub(super) seen: Option<&'a Seen>,
}

impl Findings<'_> {
    /// The indices of the errors with this finding.
    pub(super) fn errors(&self, finding: Finding) -> Vec<usize> {
        let tallies = self.tallies.iter().enumerate();
        let has_finding = |tally: &Tally| match finding {
            Finding::Unseen => tally.is_unseen(),
            finding => tally.finding == Some(finding),
        };
        tallies.filter(|(_, tally)| has_finding(tally)).map(|(index, _)| index).collect()
    }

    /// The unseen errors that only this sender can send. The errors of `RunTime` are not findings, because no route of
    /// the application sends them: such a place is, for example, a page that shows an example of each error. The errors
    /// of `Catalog` are not findings, because a response contains the code of the error of the other catalog.
    pub(super) fn unseen_by<'c>(&self, catalog: &'c Catalog, sender: Sender) -> impl Iterator<Item = &'c Error> {
        let errors = catalog.errors.iter().zip(&self.tallies).filter(|(_, tally)| !tally.is_exempt);
        let is_by = move |tally: &Tally| tally.is_seen == Some(false) && tally.sender == Some(sender);
        errors.filter(move |(_, tally)| is_by(tally)).map(|(error, _)| error)
    }

    /// The errors that no test can cause according to the catalog. `is_seen` selects those that a file of `--seen`
    /// contains, or those that no file contains.
    pub(super) fn exempt<'c>(&self, catalog: &'c Catalog, is_seen: bool) -> impl Iterator<Item = &'c Error> {
        let errors = catalog.errors.iter().zip(&self.tallies);
        errors.filter(move |(_, tally)| tally.is_exempt && tally.is_seen == Some(is_seen)).map(|(error, _)| error)
    }

    /// Notes on files and lines that could not be read.
    pub(super) fn notes<'s>(&'s self, survey: &'s Survey) -> Vec<&'s str> {
        let seen = self.seen.into_iter().flat_map(|seen| &seen.notes);
        survey.notes.iter().chain(seen).map(String::as_str).collect()
    }

    /// The recorded codes that the catalog lacks.
    pub(super) fn recorded(&self, finding: Finding) -> impl Iterator<Item = &Recorded> {
        let recorded = self.seen.into_iter().flat_map(|seen| &seen.strangers);
        recorded.filter(move |code| matches!(code.origin, Origin::Retired) == (finding == Finding::Retired))
    }

    /// The errors that no code visibly constructs but that the framework or `?` may construct.
    pub(super) fn assumed<'c>(&self, catalog: &'c Catalog) -> impl Iterator<Item = &'c Error> {
        let errors = catalog.errors.iter().zip(&self.tallies);
        errors.filter(|(_, tally)| tally.made == 0 && tally.may_be_made()).map(|(error, _)| error)
    }

    pub(super) fn number_of(&self, finding: Finding) -> usize {
        match finding {
            Finding::Swappable => self.swappable.len(),
            Finding::Unknown => self.unknown.len() + self.recorded(finding).count(),
            Finding::Retired => self.retired.len() + self.recorded(finding).count(),
            finding => self.errors(finding).len(),
        }
    }
}

pub(super) fn find_usage<'a>(catalog: &'a Catalog, survey: &'a Survey, seen: Option<&'a Seen>) -> Findings<'a> {
    let mut tallies = vec![Tally::default(); catalog.errors.len()];
    for (index, (tally, error)) in tallies.iter_mut().zip(&catalog.errors).enumerate() {
        tally.sources = survey.sources(index, error);
        tally.is_exempt = catalog.no_test.contains(&index);
    }
    for status in &catalog.statuses {
        for (_, tally) in tallies.iter_mut().enumerate().filter(|(index, _)| status.sends(*index)) {
            tally.statuses.push(status.status);
        }
    }
    for found in &survey.uses {
        let Some(tally) = tallies.get_mut(found.error) else { continue };
        match found.kind {
            UseKind::Makes if found.in_test => tally.made_in_tests += 1,
            UseKind::Makes => tally.made += 1,
            UseKind::Matches => tally.matched += 1,
            UseKind::Names => tally.named += 1,
            UseKind::Mentions => tally.mentioned += 1,
        }
        tally.is_tested |= found.in_test;
    }
    for (index, tally) in tallies.iter_mut().enumerate() {
        tally.is_seen = seen.map(|seen| seen.errors[index]);
        tally.sender = tally.find_sender(&catalog.errors[index], survey);
    }
    // If no Rust is generated from the catalog, an error that is never constructed is not a finding.
    if survey.is_declared {
        for tally in &mut tallies {
            let is_made = tally.made > 0 || tally.may_be_made();
            tally.finding = match tally.made_in_tests {
                0 if !is_made => Some(Finding::Unused),
                _ if !is_made => Some(Finding::TestOnly),
                _ => (!tally.is_tested && !tally.is_exempt).then_some(Finding::Untested),
            };
        }
    }
    let (retired, unknown) = survey.strangers.iter().partition(|stranger| stranger.verdict.is_retired);
    Findings { tallies, unknown, retired, swappable: find_swappable(catalog, survey), seen }
}
