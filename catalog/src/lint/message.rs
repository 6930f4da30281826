//! Lints for messages. A lint looks at the values in a message, or compares messages with other messages and with
//! titles.

use super::Scope;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{Builtin, Error, Piece, TextTemplate};
use crate::names::list_of;
use crate::raw::{RawError, RawSlot, RawText};

/// The details of a server fault help attackers and not clients: problem details that reveal the implementation must be
/// vetted (RFC 9457, section 5). Values that belong to the response and not to the fault reveal nothing.
pub(super) fn lint_server_errors(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in scope.errors.iter().filter(|(_, error)| error.statuses().any(is_server_fault)) {
        let texts = [&raw.message, &raw.user_message].into_iter().flatten();
        let slots: Vec<&RawSlot> = texts.flat_map(|text| fields_of(text, error)).collect();
        let Some(first) = slots.first() else { continue };
        let (fields, it) = fields_in(&slots);
        let message = format!("error `{}` shows {fields} to clients", error.key);
        diagnostics
            .report(&rules::SERVER_ERROR_DETAIL, first.span, message)
            .label("details of a server fault are useful to attackers, but not to clients")
            .help(format!("use {it} only in the error's `internal` message, and set `internal = true` on {it}"));
    }
}

/// Whether a status is about a fault of the server. The statuses 501 and 505 are about the request.
pub(super) fn is_server_fault(status: u16) -> bool {
    status >= 500 && !matches!(status, 501 | 505)
}

/// A client that needs a value should not have to parse a sentence: every value in a message must be in the metadata
/// too (AIP-193, "ErrorInfo"). A value in the details or in a member of the body is also enough.
pub(super) fn lint_structure(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in scope.errors.iter().filter(|_| scope.body.is_some()) {
        let slots = raw.message.iter().flat_map(|text| fields_of(text, error));
        let slots: Vec<&RawSlot> = slots.filter(|slot| !scope.shows(error, &slot.value)).collect();
        let Some(first) = slots.first() else { continue };
        let name = &first.value;
        let (fields, it) = fields_in(&slots);
        let has_details = scope.body.as_ref().is_some_and(|body| body.contains(Builtin::Details.as_str()));
        let place = match (has_details, slots.len()) {
            (true, _) => format!("add {it} to the error's `details`"),
            (false, 1) => format!("add a member such as `\"{name}?\" = \"{{{name}}}\"` to the body"),
            (false, _) => format!("add members such as `\"{name}?\" = \"{{{name}}}\"` to the body"),
        };
        diagnostics
            .report(
                &rules::UNSTRUCTURED_SLOT,
                first.span,
                format!("error `{}` shows {fields} only in the message", error.key),
            )
            .label("a client that needs the value has to parse the message")
            .help(format!("{place}, so that clients receive the value separately"));
    }
}

/// The slots of a text that are fields of the error, and neither built in nor properties.
fn fields_of<'a>(text: &'a RawText, error: &'a Error) -> impl Iterator<Item = &'a RawSlot> {
    let is_field = |name: &str| Builtin::from_term(name).is_none() && error.property(name).is_none();
    text.slots.iter().filter(move |slot| is_field(&slot.value))
}

/// The fields in some slots, as a list and as a short reference.
fn fields_in(slots: &[&RawSlot]) -> (String, &'static str) {
    let mut names: Vec<&str> = Vec::new();
    for slot in slots {
        if !names.contains(&slot.value.as_str()) {
            names.push(&slot.value);
        }
    }
    match names.as_slice() {
        [name] => (format!("the field `{name}`"), "the field"),
        names => (format!("the fields {}", list_of(names)), "the fields"),
    }
}

/// A title names the kind of error, and a message describes one occurrence (RFC 9457, sections 3.1.3 and 3.1.4). If
/// title and message are the same, one of them is redundant, unless no client sees the message.
pub(super) fn lint_titles(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    for (raw, error) in &scope.errors {
        let (Some(title), Some(message)) = (&raw.title, error.message.as_constant()) else { continue };
        if is_same_text(&title.value, message) && scope.shows(error, Builtin::Message.as_str()) {
            let diagnostic = diagnostics
                .report(
                    &rules::REPEATED_TITLE,
                    title.span,
                    format!("the title of error `{}` repeats the message", error.key),
                )
                .label("expected no title, or a title that names this kind of error")
                .help("write a message that describes one occurrence of the error, or omit `title`");
            if let Some(message) = &raw.message {
                diagnostic.related(message.span, "the message");
            }
        }
    }
}

/// Whether two texts are the same except for case, white space at their ends and a full stop.
fn is_same_text(one: &str, two: &str) -> bool {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    bare(one) == bare(two)
}

/// Messages appear next to each other in logs and on screens, so either all messages end with a full stop, or no
/// message does. At least three quarters of the messages determine the form; without such a majority, the catalog has
/// no form that a message could break. A message of several sentences always ends with a full stop, and a question or
/// an exclamation never does.
pub(super) fn lint_endings(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    if !scope.is_complete {
        return;
    }
    let ending = |(raw, error): &(&RawError, &Error)| {
        Some((raw.message.as_ref()?.span, error.key.clone(), has_full_stop(&error.message)?))
    };
    let messages: Vec<_> = scope.errors.iter().filter_map(ending).collect();
    let (all, with) = (messages.len(), messages.iter().filter(|(.., stop)| *stop).count());
    let usual = with > all - with;
    let count = if usual { with } else { all - with };
    let Some((model, ..)) = messages.iter().find(|(.., stop)| *stop == usual).filter(|_| 4 * count >= 3 * all) else {
        return;
    };
    let (have, expected) = match usual {
        true => ("end with a full stop", "expected a full stop"),
        false => ("end without a full stop", "expected no full stop"),
    };
    for (span, key, stop) in messages.iter().filter(|(.., stop)| *stop != usual) {
        let ends = if *stop { "ends with a full stop" } else { "ends without a full stop" };
        diagnostics
            .report(&rules::INCONSISTENT_ENDING, *span, format!("the message of error `{key}` {ends}"))
            .label(format!("{expected}, because {count} of {all} messages {have}"))
            .related(*model, "for example, this message");
    }
}

/// The closing marks that may follow a value at the end of a message.
const QUOTES: [char; 7] = ['"', '\'', '`', '”', '’', '»', ')'];

/// Whether a message of one sentence ends with a full stop. The result is `None` for messages of other kinds, and for a
/// message that ends with a value, because a full stop could be mistaken for a part of the value.
fn has_full_stop(message: &TextTemplate) -> Option<bool> {
    let last = match message.pieces.as_slice() {
        [.., Piece::Slot(_)] => return None,
        [.., Piece::Slot(_), Piece::Literal(text)] if text.trim_end().chars().all(|c| QUOTES.contains(&c)) => {
            return None;
        }
        [.., Piece::Literal(text)] => text.trim_end().chars().next_back(),
        [] => None,
    };
    if matches!(last, Some('!' | '?' | ':' | '…')) || has_several_sentences(message) {
        return None;
    }
    Some(matches!(last, Some('.' | '。')))
}

/// Whether the message has several sentences: white space follows a sentence, and the next sentence begins with a
/// capital or a slot.
fn has_several_sentences(message: &TextTemplate) -> bool {
    let text = message.to_string();
    let mut starts = text.match_indices(['.', '!', '?', ';', '\n']).map(|(at, mark)| &text[at + mark.len()..]);
    starts.any(|rest| {
        let next = rest.trim_start();
        next.len() < rest.len() && next.starts_with(|c: char| c.is_uppercase() || c == '{')
    }) || text.contains('。') && !text.ends_with('。')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Placeholder;

    #[test]
    fn full_stops() {
        let ending = |text: &str| has_full_stop(&TextTemplate { pieces: vec![Piece::Literal(text.to_owned())] });
        for (text, expected) in [
            ("User not found", Some(false)),
            ("User not found.", Some(true)),
            ("Version 1.2 is gone", Some(false)),
            ("Use e.g. a token", Some(false)),
            ("Too late. Try again.", None),
            ("Too late. Try again", None),
            ("Who are you?", None),
            ("Use api.Example", Some(false)),
            ("遅すぎます。再試行", None),
            ("遅すぎます。", Some(true)),
            ("", None),
        ] {
            let expected = if text.is_empty() { Some(false) } else { expected };
            assert_eq!(ending(text), expected, "{text:?}");
        }
        for (text, expected) in [("", None), ("'", None), (" is gone", Some(false)), (".", Some(true))] {
            let pieces = vec![Piece::Slot(Placeholder::plain("id")), Piece::Literal(text.to_owned())];
            assert_eq!(has_full_stop(&TextTemplate { pieces }), expected, "{text:?}");
        }
    }
}
