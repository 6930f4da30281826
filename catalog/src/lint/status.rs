//! Lints for names and sources that imply a status.

use super::Scope;
use super::header::status_span;
use crate::diagnostic::{Diagnostics, Fix, Known, Span, rules};
use crate::literal::Literal;
use crate::model::{Casing, reason_phrase};
use crate::names::to_code;

const SERVER: &[u16] = &[500, 501, 502, 503, 504, 505, 506, 507, 508];

/// The statuses that suit a name. A name after `*` is a suffix. The list contains only unambiguous names: `locked` may
/// describe an account, and `upgrade_required` a plan. The name implies the first status. The other statuses are
/// reasonable choices: 410 for a resource that existed once, 404 to conceal a resource, 412 for a conflict that the
/// request itself ruled out, 422 for something that the body refers to and that does not exist.
#[rustfmt::skip]
const NAMES: &[(&str, &[u16])] = &[
    ("bad_request", &[400, 422]),
    ("unauthorized", &[401]),
    ("unauthenticated", &[401]),
    ("not_authenticated", &[401]),
    ("authentication_required", &[401]),
    ("payment_required", &[402]),
    ("forbidden", &[403, 404]),
    ("*_forbidden", &[403, 404]),
    ("permission_denied", &[403, 404]),
    ("not_found", &[404, 410]),
    ("*_not_found", &[404, 410, 422]),
    ("method_not_allowed", &[405]),
    ("not_acceptable", &[406]),
    ("proxy_authentication_required", &[407]),
    ("request_timeout", &[408, 503, 504]),
    ("conflict", &[409, 412]),
    ("*_conflict", &[409, 412, 422]),
    ("gone", &[410, 404]),
    ("length_required", &[411]),
    ("precondition_failed", &[412]),
    ("content_too_large", &[413]),
    ("payload_too_large", &[413]),
    ("request_too_large", &[413]),
    ("request_body_too_large", &[413]),
    ("request_entity_too_large", &[413]),
    ("uri_too_long", &[414]),
    ("url_too_long", &[414]),
    ("request_uri_too_long", &[414]),
    ("unsupported_media_type", &[415]),
    ("unsupported_content_type", &[415]),
    ("range_not_satisfiable", &[416]),
    ("expectation_failed", &[417]),
    ("misdirected_request", &[421]),
    ("unprocessable_content", &[422, 400]),
    ("unprocessable_entity", &[422, 400]),
    ("failed_dependency", &[424]),
    ("precondition_required", &[428]),
    ("too_many_requests", &[429]),
    ("rate_limited", &[429]),
    ("*rate_limit_exceeded", &[429]),
    ("*rate_limit_reached", &[429]),
    ("rate_limit", &[429]),
    ("request_header_fields_too_large", &[431]),
    ("unavailable_for_legal_reasons", &[451]),
    ("internal_error", SERVER),
    ("internal_server_error", SERVER),
    ("*_internal_error", SERVER),
    ("not_implemented", &[501]),
    ("bad_gateway", &[502]),
    ("service_unavailable", &[503]),
    ("gateway_timeout", &[504]),
    ("timeout", &[504, 503, 408]),
    ("http_version_not_supported", &[505]),
    ("insufficient_storage", &[507]),
    ("network_authentication_required", &[511]),
];

/// Clients, caches, proxies and dashboards act on the status before any code, so an error has the status that its name
/// implies (RFC 9110, section 15, and the registry of statuses). An error whose name only ends with one of the suffixes
/// may also be a server fault, such as a template that was not found. If the application chooses one of several
/// statuses, one of them must suit the name.
pub(super) fn lint_names(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in &scope.errors {
        let name = to_code(&error.key, Some(Casing::Snake));
        // A code that errors share is the name of its owner only.
        let is_own = error.sends_code && error.owner.is_none();
        let sent = is_own.then(|| to_code(&error.code, Some(Casing::Snake)));
        let implied = |status: u16| sent.iter().chain([&name]).find_map(|name| statuses_of(name, status));
        if error.statuses().any(|status| implied(status).is_none_or(|right| right.contains(&status))) {
            continue;
        }
        let Some(right) = implied(error.status) else { continue };
        let [likely, others @ ..] = right else { continue };
        let mut label = format!("expected {}", describe(*likely));
        if !others.is_empty() && right != SERVER {
            let others: Vec<String> = others.iter().map(u16::to_string).collect();
            label += &format!(", or possibly {}", others.join(" or "));
        }
        let diagnostic = diagnostics
            .report(
                &rules::MISLEADING_STATUS,
                status_span(raw, error.status),
                format!("error `{}` has the status {}", error.key, describe(error.status)),
            )
            .label(label)
            .help(format!("the name of the error suggests {}", source_of(*likely)));
        let category = error.category.and_then(|index| scope.raw.categories.get(index));
        if let Some(category) = category.filter(|_| raw.status == Known::Absent) {
            diagnostic.related(category.key.span, "the status comes from this category");
        }
    }
}

/// An error that takes every other error is a fault of the server, which a client cannot correct (RFC 9110, section
/// 15.6). An error that a client can correct is an error that the application knows, so the application can name it.
/// A conversion sends the first of several statuses.
pub(super) fn lint_catch_alls(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in scope.errors.iter().filter(|(_, error)| error.status < 500) {
        let Some(from) = raw.rust.from.iter().find(|from| from.key == "from-any") else { continue };
        let message =
            format!("error `{}` takes every other error, but has the status {}", error.key, describe(error.status));
        diagnostics
            .report(&rules::CATCH_ALL_STATUS, status_span(raw, error.status), message)
            .label("expected a status from 500 to 599")
            .related(from.path.span, "every error in a value of this type becomes the error")
            .help("to send a 4xx status for the errors that a client causes, name the types of these errors in `rust.from`");
    }
}

/// A list of one status is a status: the application has nothing to choose. The list hides that generated code has no
/// argument for the status.
pub(super) fn lint_lists_of_one(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in &scope.errors {
        let (Some(status), Some([])) = (raw.status.value(), raw.other_statuses.as_deref()) else { continue };
        let diagnostic = diagnostics
            .report(&rules::LIST_OF_ONE, status.span, format!("error `{}` lists only one status", error.key))
            .label("expected a number instead of a list, or another status");
        if is_alone(scope, status.span) {
            diagnostic.fix = Some(Fix {
                file: status.span.file,
                path: ["errors", &error.key, "status"].map(str::to_owned).to_vec(),
                message: format!("write the status of error `{}` without a list", error.key),
                value: Literal::Integer(i128::from(status.value)),
            });
        }
    }
}

/// Whether a list has no comment beside its only element. A fix would remove the comment.
fn is_alone(scope: &Scope<'_>, element: Span) -> bool {
    let Some(file) = scope.catalog.files.get(element.file) else { return false };
    let (before, rest) = (file.text.get(..element.start), file.text.get(element.end..));
    let is_first = before.is_some_and(|before| before.trim_end().ends_with('['));
    let after = rest.map(|rest| rest.trim_start()).map(|rest| rest.strip_prefix(',').unwrap_or(rest).trim_start());
    is_first && after.is_some_and(|after| after.starts_with(']'))
}

/// The statuses that suit a name, if the name implies a status.
fn statuses_of(name: &str, status: u16) -> Option<&'static [u16]> {
    let stands_for = |row: &&(&str, &[u16])| match row.0.strip_prefix('*') {
        None => row.0 == name,
        Some(end) => status < 500 && name.ends_with(end),
    };
    NAMES.iter().find(stands_for).map(|(_, statuses)| *statuses)
}

fn describe(status: u16) -> String {
    format!("{status} {}", reason_phrase(status))
}

/// The document that defines a status.
fn source_of(status: u16) -> String {
    let (rfc, section) = match status {
        400..=417 => (9110, format!("15.5.{}", status - 399)),
        421..=422 => (9110, format!("15.5.{}", status - 401)),
        500..=505 => (9110, format!("15.6.{}", status - 499)),
        424 => (4918, "11.4".to_owned()),
        507 => (4918, "11.5".to_owned()),
        428 => (6585, "3".to_owned()),
        429 => (6585, "4".to_owned()),
        431 => (6585, "5".to_owned()),
        511 => (6585, "6".to_owned()),
        _ => (7725, "3".to_owned()),
    };
    format!("{} (RFC {rfc}, section {section})", describe(status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_its_statuses() {
        for (name, wrong, right) in [
            ("not_found", &[400, 403, 500][..], &[404, 410][..]),
            ("user_not_found", &[400, 401, 409], &[404, 410, 422, 500]),
            ("unauthorized", &[403, 400], &[401]),
            ("unauthorized_client", &[], &[400, 401, 403]),
            ("forbidden", &[401, 400], &[403, 404]),
            ("conflict", &[400, 422], &[409, 412]),
            ("too_many_requests", &[403, 503], &[429]),
            ("api_rate_limit_exceeded", &[403], &[429, 503]),
            ("rate_limit_not_set", &[], &[400, 409]),
            ("internal_error", &[400, 404], &[500, 502, 503]),
            ("timeout", &[400, 500], &[408, 503, 504]),
            ("session_timeout", &[], &[401, 440]),
            ("account_locked", &[], &[401, 403, 423]),
        ] {
            let is_right = |status: u16| statuses_of(name, status).is_none_or(|statuses| statuses.contains(&status));
            assert!(!wrong.iter().any(|status| is_right(*status)), "{name}");
            assert!(right.iter().all(|status| is_right(*status)), "{name}");
        }
    }

    #[test]
    fn every_row_has_a_source() {
        for (name, statuses) in NAMES {
            let exact = name.trim_start_matches(['*', '_']);
            assert!(statuses.iter().all(|status| (400..600).contains(status)), "{name}");
            assert_eq!(source_of(statuses[0]).contains("7725"), statuses[0] == 451, "{exact}");
        }
    }
}
