//! A lint for requests that a framework itself rejects.

use super::Scope;
use crate::diagnostic::{Diagnostics, rules};

/// A framework rejects requests for unknown routes, requests with the wrong method, and requests that it cannot read.
/// If the body must contain a code, the response to such a request sends the reason phrase of the status as the code,
/// and no client finds that code in the documentation. One report covers all statuses. Published APIs rarely document
/// these responses, so the lint is a matter of taste.
pub(super) fn lint_unnamed(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let unnamed = scope.catalog.unnamed_rejections();
    let ([(status, code), ..], Some(body), true) = (unnamed.as_slice(), scope.raw.wire.body.value(), scope.is_complete)
    else {
        return;
    };
    let statuses = scope.catalog.spans.in_top(&["statuses"]);
    let Some(span) = statuses.or_else(|| body.slots.first().map(|slot| slot.span)) else { return };
    let numbers: Vec<String> = unnamed.iter().map(|(status, _)| status.to_string()).collect();
    let noun = if numbers.len() == 1 { "status" } else { "statuses" };
    let message =
        format!("the catalog has no error for requests that the framework rejects with {noun} {}", numbers.join(", "));
    diagnostics
        .report(&rules::UNNAMED_REJECTION, span, message)
        .label(format!("a rejection with status {status} has the code `{code}`, which is not in the catalog"))
        .help(format!("set `code` in `[statuses.{status}]` to the key of an error with status {status}"));
}
