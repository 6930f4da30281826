//! Lints for the headers that HTTP requires for a status.

use super::Scope;
use crate::diagnostic::{Diagnostic, Diagnostics, Rule, Span, rules};
use crate::model::{Error, Strategy};
use crate::raw::RawError;

/// The span of this status of the error, or the span of the error's key if the error sets no status.
pub(super) fn status_span(raw: &RawError, status: u16) -> Span {
    let mut own = raw.status.value().into_iter().chain(raw.other_statuses.iter().flatten());
    own.find(|own| own.value == status).map_or(raw.key.span, |own| own.span)
}

fn has_header(error: &Error, name: &str) -> bool {
    error.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name))
}

/// A server that sends 401 must send `WWW-Authenticate` with at least one challenge (RFC 9110, section 15.5.2), and a
/// server that sends 407 must send `Proxy-Authenticate` (section 15.5.8). Without the header, a client does not know
/// what to authenticate with.
pub(super) fn lint_challenge(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in &scope.rows {
        let (header, section) = match error.sent_status() {
            401 => ("WWW-Authenticate", "15.5.2"),
            407 => ("Proxy-Authenticate", "15.5.8"),
            _ => continue,
        };
        if !has_header(error, header) {
            report_missing(&rules::MISSING_CHALLENGE, (raw, error), header, section, diagnostics)
                .help(format!("name the authentication scheme, as in `headers.{header} = \"Bearer\"`"));
        }
    }
}

/// A server that sends 405 must send `Allow` with the methods that it knows for this resource (RFC 9110, section
/// 15.5.6). A framework that rejects a method sends `Allow` itself, so the error for 405 in `[statuses]` needs no such
/// header.
pub(super) fn lint_allow(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let status = scope.catalog.statuses.iter().find(|status| status.status == 405);
    let named: Vec<&str> = status
        .iter()
        .flat_map(|status| &status.rejections)
        .filter_map(|rejection| Some(scope.catalog.errors.get(rejection.error)?.key.as_str()))
        .collect();
    for (raw, error) in &scope.rows {
        if error.sent_status() == 405 && !has_header(error, "allow") && !named.contains(&error.key.as_str()) {
            let diagnostic = report_missing(&rules::MISSING_ALLOW, (raw, error), "Allow", "15.5.6", diagnostics)
                .help("use `fields.allow = \"string\"` and `headers.Allow = \"{allow}\"` to send the allowed methods");
            if named.is_empty() {
                let code = format!("`code = \"{}\"` in `[statuses.405]`", error.key);
                diagnostic.help(format!(
                    "set {code}; then a framework that rejects a method sends this error with the header `Allow`"
                ));
            }
        }
    }
}

/// After a 429 (RFC 6585, section 4) or a 503 (RFC 9110, section 15.6.4), a client retries, and `Retry-After` (section
/// 10.2.3) says when. A member of the body that shows a field `retry_after`, or a documented first wait, can give the
/// wait instead. An error that must not be retried needs no wait. If the response's context fills the slot
/// `retry_after`, the slot counts only in the catalog's own body: the body of a preset always has the slot, so there
/// the slot is not evidence of an intention.
pub(super) fn lint_retry_after(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    const SLOT: &str = "retry_after";
    for (raw, error) in &scope.rows {
        if !matches!(error.sent_status(), 429 | 503)
            || error.retry.strategy == Strategy::No
            || error.retry.base.is_some()
        {
            continue;
        }
        let has_field = error.public_fields().any(|field| field.name == SLOT);
        let is_meant = has_field || scope.raw.wire.preset.is_none();
        if has_header(error, "retry-after") || (is_meant && scope.shows(error, SLOT)) || scope.body.is_none() {
            continue;
        }
        let message = format!("error `{}` does not tell clients when to retry", error.key);
        let field = if has_field { "" } else { "`fields.retry_after = \"duration\"` and " };
        diagnostics
            .report(&rules::MISSING_RETRY_AFTER, status_span(raw, error.status), message)
            .label(format!("a client that receives status {} has to guess when to retry", error.sent_status()))
            .help(format!(
                "use {field}`headers.Retry-After = \"{{retry_after}}\"` to tell clients in each response how long to \
                 wait"
            ))
            .help(
                "use `retry = { strategy = \"backoff\", base = \"1s\" }` if the wait before the first retry is the \
                 same in every response",
            );
    }
}

/// Reports that a header that HTTP requires is missing.
fn report_missing<'d>(
    rule: &'static Rule,
    (raw, error): (&RawError, &Error),
    header: &str,
    section: &str,
    diagnostics: &'d mut Diagnostics,
) -> &'d mut Diagnostic {
    let message = format!("error `{}` has no header `{header}`", error.key);
    let label = format!(
        "a response with status {} must have the header `{header}` (RFC 9110, section {section})",
        error.sent_status()
    );
    diagnostics.report(rule, status_span(raw, error.status), message).label(label)
}
