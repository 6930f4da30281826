//! Prints the uses of errors as a document for programs.

use super::find::{Findings, Tally};
use super::limits::Limit;
use super::seen::{Origin, Recorded};
use super::{CANNOT_SEE, beginning};
use crate::args::usage::Finding;
use crate::documents::FormatVersion;
use crate::documents::usage::{Sender, SwappableCall, UnknownCode, UsageDocument, UsageLimit, UsedError};
use crate::load::Loaded;
use crate::rust_source::{Stranger, Survey};

pub(super) fn usage_document<'a>(
    loaded: &'a Loaded,
    survey: &'a Survey,
    findings: &'a Findings<'a>,
    limits: &[Limit<'a>],
) -> UsageDocument<'a> {
    let errors = loaded.catalog.errors.iter().zip(&findings.tallies).map(|(error, tally)| {
        let Tally {
            made,
            made_in_tests,
            matched,
            named,
            mentioned,
            is_tested,
            sources,
            statuses,
            finding,
            sender,
            is_seen,
            is_exempt,
        } = tally;
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
            by_source: sources,
            finding: finding.map(Finding::as_str),
            sender: sender.map(Sender::as_str),
            seen: *is_seen,
            unseen: tally.is_unseen(),
            no_test: *is_exempt,
        }
    });
    UsageDocument {
        format_version: FormatVersion,
        catalog: &loaded.name,
        rust_files: survey.rust_files,
        declared: survey.is_declared,
        errors: errors.collect(),
        unknown: unknown_codes(&findings.unknown, findings, Finding::Unknown),
        retired: unknown_codes(&findings.retired, findings, Finding::Retired),
        swappable: findings
            .swappable
            .iter()
            .map(|call| SwappableCall {
                code: &call.error.code,
                key: &call.error.key,
                place: &call.found.place,
                fields: call.fields.clone(),
            })
            .collect(),
        limits: limits
            .iter()
            .map(|limit| UsageLimit {
                code: &loaded.catalog.errors[limit.limit.error].code,
                key: &loaded.catalog.errors[limit.limit.error].key,
                place: loaded.place(limit.limit.location),
                at_most: limit.most,
                made: limit.made,
                exceeded: limit.is_exceeded(),
            })
            .collect(),
        at_run_time: survey.by_code.iter().collect(),
        notes: findings.notes(survey),
        cannot_see: &CANNOT_SEE,
    }
}

fn unknown_codes<'a>(strangers: &[&'a Stranger], findings: &'a Findings<'a>, of: Finding) -> Vec<UnknownCode<'a>> {
    let recorded = findings.recorded(of).map(|Recorded { place, code, origin }| UnknownCode {
        text: beginning(code),
        place,
        certainty: "recorded",
        near: match origin {
            Origin::Retired => None,
            Origin::Alias(code) => Some(code),
            Origin::Unknown(near) => near.as_deref(),
        },
    });
    strangers.iter().copied().map(unknown_code).chain(recorded).collect()
}

fn unknown_code(Stranger { place, text, verdict }: &Stranger) -> UnknownCode<'_> {
    UnknownCode {
        text: beginning(text),
        place,
        certainty: if verdict.is_likely { "likely" } else { "possible" },
        near: verdict.near.as_deref(),
    }
}
