//! Prints the uses of errors as a document for programs.

use super::CANNOT_SEE;
use super::find::{Findings, Tally};
use crate::args::usage::Finding;
use crate::documents::FormatVersion;
use crate::documents::usage::{UnknownCode, UsageDocument, UsedError};
use crate::load::Loaded;
use crate::rust_source::{Stranger, Survey};

pub(super) fn usage_document<'a>(
    loaded: &'a Loaded,
    survey: &'a Survey,
    findings: &'a Findings<'a>,
) -> UsageDocument<'a> {
    let errors = loaded.catalog.errors.iter().zip(&findings.tallies).map(|(error, tally)| {
        let Tally { made, made_in_tests, matched, named, mentioned, is_tested, statuses, finding } = tally;
        UsedError {
            code: &error.code,
            key: &error.key,
            place: loaded.place(error.location),
            made: *made,
            made_in_tests: *made_in_tests,
            matched: *matched,
            named: *named,
            mentioned: *mentioned,
            tested: *is_tested,
            by_status: statuses,
            by_source: &error.from,
            finding: finding.map(Finding::as_str),
        }
    });
    UsageDocument {
        format_version: FormatVersion,
        catalog: &loaded.name,
        rust_files: survey.rust_files,
        declared: survey.is_declared,
        errors: errors.collect(),
        unknown: findings.unknown.iter().copied().map(unknown_code).collect(),
        retired: findings.retired.iter().copied().map(unknown_code).collect(),
        all_tested: findings.all_tested.map(|found| &found.place),
        at_run_time: survey.dynamic.iter().map(|found| &found.place).collect(),
        notes: &survey.notes,
        cannot_see: &CANNOT_SEE,
    }
}

fn unknown_code(Stranger { place, text, verdict }: &Stranger) -> UnknownCode<'_> {
    UnknownCode {
        text,
        place,
        certainty: if verdict.is_likely { "likely" } else { "possible" },
        near: verdict.near.as_deref(),
    }
}
