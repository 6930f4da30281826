//! Lints for requests that a framework itself rejects.

use super::Scope;
use super::message::is_server_fault;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::Error;
use crate::raw::{RawRejection, RawWithValue};

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
        .help(format!("set `code` in `[statuses.{status}]` to the key or the code of an error with status {status}"));
}

/// If a server fault causes a rejection, the framework's text can describe the fault. With some frameworks, the text is
/// the message of the application's own error type. `lint_server_errors` reports a field in a message.
pub(super) fn lint_texts(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for raw in scope.raw.statuses.iter().filter(|raw| is_server_fault(raw.status.value)) {
        for rejection in &raw.rejections {
            let Some(error) = error_of(scope, raw.status.value, rejection) else { continue };
            for member in rejection.with.iter().flat_map(|with| &with.value) {
                let (RawWithValue::Text(_), field) = (&member.value.value, member.name.value.as_str()) else {
                    continue;
                };
                let texts = [Some(&error.message), error.user_message.as_ref()].into_iter().flatten();
                let is_in_message = texts.flat_map(|text| text.slots()).any(|slot| slot == field);
                let is_in_header = error.headers.iter().any(|header| header.value.slots().any(|slot| slot == field));
                if is_in_message || !(is_in_header || scope.shows(error, field)) {
                    continue;
                }
                let status = raw.status.value;
                let message = format!(
                    "if the error for status {status} replaces a rejection, the field `{field}` shows the text of the rejection to clients"
                );
                diagnostics
                    .report(&rules::SERVER_ERROR_DETAIL, member.value.span, message)
                    .label("the text can describe the internals of the server")
                    .help("use a constant text; the log always contains the text of the rejection");
            }
        }
    }
}

/// The error that is sent for a rejection, unless the error has a problem.
fn error_of<'a>(scope: &Scope<'a>, status: u16, rejection: &RawRejection) -> Option<&'a Error> {
    let doc = scope.catalog.statuses.iter().find(|doc| doc.status == status)?;
    let index = doc.rejections.iter().find(|found| found.cause == rejection.cause)?.error;
    let error = scope.catalog.errors.get(index).filter(|_| rejection.broken.is_none())?;
    scope.errors.iter().map(|(_, valid)| *valid).find(|valid| valid.key == error.key)
}
