//! The changes of one error.

use std::collections::BTreeSet;

use super::family::Kept;
use super::fields::{diff_details, diff_fields, diff_message};
use super::meaning::diff_meaning;
use super::pair::Pair;
use super::retry::diff_retry;
use super::same::Types;
use super::{ChangeKind, Changes};
use crate::contract::lock::inline;
use crate::contract::{ErrorContract, Impact, Sentence};
use crate::model::{Builtin, Grpc, Header, Piece, TextTemplate};
use crate::names::alternatives;
use crate::sentence::{as_code, sentence};

pub(super) fn diff_errors(pair: &Pair<'_>, kept: &Kept<'_>, changes: &mut Changes) {
    let Pair { old, new, .. } = *pair;
    let before = changes.list.len();
    diff_status(old, new, changes);
    let mut add = |kind, impact, what: Sentence, from: String, to: String| {
        changes.add(kind, impact, what).about(Some(old), Some(new)).values(Some(from), Some(to));
    };
    let status_moved = old.status != new.status;
    // A change of the format of field-level errors says that responses show the codes of violations.
    if old.sends_code != new.sends_code && !new.is_violation() {
        let (kind, impact, what) = match new.sends_code {
            true => (ChangeKind::CodeSent, Impact::Minor, "the code is now sent"),
            false => (ChangeKind::CodeNoLongerSent, Impact::Major, "the code is no longer sent"),
        };
        add(kind, impact, what.into(), old.sends_code.to_string(), new.sends_code.to_string());
    }
    // If an error does not define its title or gRPC code, the status determines them.
    if old.grpc != new.grpc && !(status_moved && has_grpc_of_status(old) && has_grpc_of_status(new)) {
        let (from, to) = (old.grpc.as_str().to_owned(), new.grpc.as_str().to_owned());
        add(ChangeKind::GrpcChanged, Impact::Major, format!("gRPC code {from} is now {to}").into(), from, to);
    }
    if old.title != new.title && !(status_moved && old.has_title_of_status() && new.has_title_of_status()) {
        let what = match (old.title.as_str(), new.title.as_str()) {
            ("", new) => format!("title \"{new}\" is new"),
            (old, "") => format!("title \"{old}\" was removed"),
            (old, new) => format!("title \"{old}\" is now \"{new}\""),
        };
        add(ChangeKind::TitleChanged, Impact::Patch, what.into(), old.title.clone(), new.title.clone());
    }
    if old.deprecated != new.deprecated {
        let it = if new.is_violation() { "the violation" } else { "the error" };
        let (kind, impact, what) = match new.deprecated {
            true => (ChangeKind::Deprecated, Impact::Minor, format!("{it} is now deprecated")),
            false => (ChangeKind::DeprecationWithdrawn, Impact::Patch, format!("{it} is no longer deprecated")),
        };
        add(kind, impact, what.into(), old.deprecated.to_string(), new.deprecated.to_string());
    }
    diff_retry(old, new, changes);
    diff_category(old, new, changes);
    diff_properties(old, new, changes);
    diff_user_message(old, new, changes);
    diff_headers(old, new, changes);
    let touched = diff_fields(old, new, changes);
    diff_details(old, new, &touched, changes);
    if !diff_meaning(pair, kept, changes) {
        diff_message(old, new, &touched, changes);
    }
    diff_prose(old, new, changes.list.len() == before, changes);
}

fn show_statuses(error: &ErrorContract) -> String {
    alternatives(&error.statuses().map(|status| status.to_string()).collect::<Vec<_>>())
}

/// Compares the status of an error, and the status with which the error is sent. If all errors are sent with a new
/// status, the change of `[wire]` says so.
fn diff_status(old: &ErrorContract, new: &ErrorContract, changes: &mut Changes) {
    let sent = (old.sent_status, new.sent_status);
    let is_own = sent == (None, None);
    let [was, now] = [old, new].map(|error| match error.sent_status {
        Some(status) => status.to_string(),
        None => show_statuses(error),
    });
    if was != now && !is_own && sent != changes.sent_statuses {
        let what = format!("the error was sent with status {was} and is now sent with status {now}");
        changes
            .add(ChangeKind::SentStatusChanged, Impact::Major, what)
            .about(Some(old), Some(new))
            .values(Some(was), Some(now));
    }
    if !old.statuses().eq(new.statuses()) {
        let is_shown = is_own || [Builtin::Status, Builtin::Reason].iter().any(|slot| changes.shown.has(*slot));
        let impact = match is_shown {
            false => Impact::Patch,
            // A client that knows every old status also knows each new status that was an old one.
            true if new.statuses().all(|status| old.has_status(status)) => Impact::Minor,
            true => Impact::Major,
        };
        let (from, to) = (show_statuses(old), show_statuses(new));
        changes
            .add(ChangeKind::StatusChanged, impact, format!("status {from} is now {to}"))
            .about(Some(old), Some(new))
            .values(Some(from), Some(to));
    }
}

fn diff_category(old: &ErrorContract, new: &ErrorContract, changes: &mut Changes) {
    if old.category == new.category {
        return;
    }
    let impact = match (&old.category, changes.shown.has(Builtin::Category)) {
        (_, false) => Impact::Patch,
        (None, true) => Impact::Minor,
        (Some(_), true) => Impact::Major,
    };
    let what = match (&old.category, &new.category) {
        (Some(old), Some(new)) => sentence!["category ", as_code(old), " is now ", as_code(new)],
        (Some(old), None) => sentence!["the error is no longer in category ", as_code(old)],
        (None, new) => sentence!["the error is now in category ", as_code(new.as_deref().unwrap_or_default())],
    };
    changes
        .add(ChangeKind::CategoryChanged, impact, what)
        .about(Some(old), Some(new))
        .values(old.category.as_ref(), new.category.as_ref());
}

fn diff_properties(old: &ErrorContract, new: &ErrorContract, changes: &mut Changes) {
    let names: BTreeSet<&String> = old.properties.keys().chain(new.properties.keys()).collect();
    for name in names {
        let (before, after) = (old.properties.get(name), new.properties.get(name));
        let (kind, impact, what) = match (before, after) {
            (Some(before), Some(after)) if before != after => {
                let (before, after) = (inline(before), inline(after));
                let what = sentence!["property ", as_code(name), format!(" was {before} and is now {after}")];
                (ChangeKind::PropertyChanged, Impact::Major, what)
            }
            (Some(_), None) => {
                (ChangeKind::PropertyRemoved, Impact::Major, sentence!["property ", as_code(name), " was removed"])
            }
            (None, Some(_)) => {
                (ChangeKind::PropertyAdded, Impact::Minor, sentence!["property ", as_code(name), " is new"])
            }
            _ => continue,
        };
        let impact = if changes.shown.contains(name) { impact } else { Impact::Patch };
        changes
            .add(kind, impact, what)
            .about(Some(old), Some(new))
            .member(name)
            .values(before.map(inline), after.map(inline));
    }
}

fn diff_user_message(old: &ErrorContract, new: &ErrorContract, changes: &mut Changes) {
    let (impact, what) = match (&old.user_message, &new.user_message) {
        (None, None) => return,
        (Some(before), Some(after)) if Types::of_error(old, new).is_same_text(before, after) => return,
        (Some(old), Some(new)) => (Impact::Patch, format!("the user message was \"{old}\" and is now \"{new}\"")),
        (Some(_), None) => (Impact::Major, "the user message was removed".to_owned()),
        (None, _) => (Impact::Minor, "the user message is new".to_owned()),
    };
    let impact = if changes.shown.has(Builtin::UserMessage) { impact } else { Impact::Patch };
    changes
        .add(ChangeKind::UserMessageChanged, impact, what)
        .about(Some(old), Some(new))
        .values(old.user_message.as_ref(), new.user_message.as_ref());
}

fn diff_headers(old: &ErrorContract, new: &ErrorContract, changes: &mut Changes) {
    let has_same = old.status_headers.is_empty() && new.status_headers.is_empty();
    let mut shared = old.statuses().filter(|status| !has_same && new.has_status(*status)).peekable();
    if shared.peek().is_none() {
        diff_headers_with((old, &old.headers), (new, &new.headers), "", changes);
    }
    for status in shared {
        let with = format!(" with status {status}");
        diff_headers_with((old, old.headers_with(status)), (new, new.headers_with(status)), &with, changes);
    }
}

/// `with` says with which status the error has the headers, if it has different headers with its statuses.
fn diff_headers_with(
    (old, old_headers): (&ErrorContract, &[Header]),
    (new, new_headers): (&ErrorContract, &[Header]),
    with: &str,
    changes: &mut Changes,
) {
    let types = Types::of_error(old, new);
    for Header { name, value } in old_headers {
        let (kind, impact, what, now) = match find_header(new_headers, name) {
            None => {
                let what = sentence!["header ", as_code(name), format!(" was removed{with}")];
                (ChangeKind::HeaderRemoved, Impact::Major, what, None)
            }
            Some(now) if !types.is_same_text(value, now) => {
                let was = format!("{with} was ");
                let what = sentence!["header ", as_code(name), was, as_code(value), " and is now ", as_code(now)];
                let impact = if only_adds_text(&value.pieces, &now.pieces) { Impact::Minor } else { Impact::Major };
                (ChangeKind::HeaderChanged, impact, what, Some(now))
            }
            Some(_) => continue,
        };
        changes.add(kind, impact, what).about(Some(old), Some(new)).member(name).values(Some(value), now);
    }
    let is_new = |header: &&Header| find_header(old_headers, &header.name).is_none();
    for Header { name, value } in new_headers.iter().filter(is_new) {
        let what = sentence!["header ", as_code(name), format!(" is new{with}")];
        changes
            .add(ChangeKind::HeaderAdded, Impact::Minor, what)
            .about(Some(old), Some(new))
            .member(name)
            .values(None::<&str>, Some(value));
    }
}

fn find_header<'a>(headers: &'a [Header], name: &str) -> Option<&'a TextTemplate> {
    headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| &header.value)
}

/// Whether a header still starts with its old value. An added slot does not count as text: if it has no value, the
/// header is left out.
fn only_adds_text(old: &[Piece], new: &[Piece]) -> bool {
    match (old, new) {
        ([], [] | [Piece::Literal(_)]) => true,
        ([Piece::Literal(old)], [Piece::Literal(new)]) => new.starts_with(old),
        ([old, olds @ ..], [new, news @ ..]) => old == new && only_adds_text(olds, news),
        _ => false,
    }
}

/// Compares texts that only people read. The documentation repeats much of an error, so it is compared only if nothing
/// else in the error changed.
fn diff_prose(old: &ErrorContract, new: &ErrorContract, is_same: bool, changes: &mut Changes) {
    if is_same && are_known_to_differ(&old.docs, &new.docs) {
        let what = "the documentation changed";
        changes.add(ChangeKind::DocsChanged, Impact::Patch, what).about(Some(old), Some(new));
    }
    if is_same && are_known_to_differ(&old.translations, &new.translations) {
        let what = "the translations changed";
        changes.add(ChangeKind::TranslationChanged, Impact::Patch, what).about(Some(old), Some(new));
    }
}

fn are_known_to_differ<T: PartialEq>(old: &Option<T>, new: &Option<T>) -> bool {
    old.is_some() && new.is_some() && old != new
}

fn has_grpc_of_status(error: &ErrorContract) -> bool {
    error.grpc == Grpc::from_status(error.status)
}
