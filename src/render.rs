//! Renders an error of any catalog: its body, its response and its messages.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

use error_catalog_wire::{Args, Context, Program, Value};
#[cfg(feature = "tower")]
use error_catalog_wire::{Op, Slot};

use crate::guard::{Guarded, runs_code};
use crate::info::ErrorInfo;
use crate::response::Answer;
use crate::row::{Row, with_values};
use crate::sensitive::Field;

/// Writes the response body.
pub(crate) fn write_body<W: Write + ?Sized>(
    error: &(impl Row + ?Sized),
    context: &Context<'_>,
    out: &mut W,
) -> fmt::Result {
    let (body, mut result) = (error.table().programs(error.row()).body(), Ok(()));
    error.visit(&mut |values| result = body.write_json(&Args::new(values, context), out));
    result
}

/// Returns the response.
pub(crate) fn respond(error: &(impl Row + ?Sized), context: &Context<'_>) -> Answer {
    let (table, row) = (error.table(), error.row());
    let programs = table.programs(row);
    with_values(error, |values| {
        let args = Args::new(values, context);
        let mut more_headers = Vec::new();
        for (name, value) in programs.headers() {
            let mut text = String::new();
            // Writing to a `String` does not fail.
            if value.write_header(&args, &mut text) == Ok(true) {
                table.retry(row).bound_header(name, &mut text);
                more_headers.push((name, text));
            }
        }
        let mut body = String::with_capacity(256);
        let _ = programs.body().write_json(&args, &mut body);
        Answer {
            status: table.sent_status(row),
            content_type: table.content_type,
            more_headers,
            body,
            info: ErrorInfo::answered(error),
        }
    })
}

/// Whether a part of the response depends on the context of the request.
#[cfg(feature = "tower")]
pub(crate) fn uses_context(error: &dyn Row) -> bool {
    let programs = error.table().programs(error.row());
    let mut ops = programs.headers().map(|(_, value)| value).chain([programs.body()]).flat_map(Program::ops);
    // The other built-in slots are filled when a program is compiled.
    ops.any(|op| match op {
        Op::SkipIfAbsent(slot, _) | Op::SkipIfPresent(slot, _) => matches!(slot, Slot::Builtin(_)),
        op => matches!(op.slot(), Some(Slot::Builtin(_))),
    })
}

/// Returns the message for end users.
pub(crate) fn user_message(error: &(impl Row + ?Sized)) -> Option<String> {
    let program = error.table().programs(error.row()).user_message();
    with_values(error, |values| text(program, |out| program.write_text(&Args::new(values, &Context::new()), out)))
}

/// Returns the message for logs, without the values of sensitive fields.
pub(crate) fn log_message(error: &(impl Row + ?Sized)) -> String {
    let mut message = String::new();
    write_log_message(error, &mut message);
    message
}

/// Writes the message for logs into an empty string, without the values of sensitive fields.
pub(crate) fn write_log_message(error: &(impl Row + ?Sized), out: &mut String) {
    with_values(error, |values| {
        error.visit_internal(&mut |internal_values| {
            // Logs can show the values of most errors as they are.
            let is_sensitive = error.table().fields.get(error.row()).contains(Field::SENSITIVE);
            if internal_values.is_empty() && !is_sensitive && !values.iter().any(runs_code) {
                return write_shown_message(error, values, out);
            }
            // The slots of a status are not fields.
            let mut fields = error.table().fields(error.row());
            let values = values.iter().chain(internal_values).copied();
            let show = |value| fields.next().map_or(value, |field| field.shown(value));
            let guards: Vec<_> = values.map(show).map(Guarded).collect();
            let shown: Vec<_> = guards.iter().map(Guarded::value).collect();
            write_shown_message(error, &shown, out);
        });
    });
}

/// Writes the message for logs into an empty string. Logs can show the values.
fn write_shown_message(error: &(impl Row + ?Sized), values: &[Value<'_>], out: &mut String) {
    let (programs, context) = (error.table().programs(error.row()), Context::new());
    let args = Args::new(values, &context);
    // Writing to a `String` does not fail.
    let _ = programs.internal().write_log(&args, out);
    if out.trim().is_empty() {
        out.clear();
        let _ = programs.message().write_text(&args, out);
    }
}

fn text(program: Program<'_>, write: impl FnOnce(&mut String) -> fmt::Result) -> Option<String> {
    if program.ops.is_empty() {
        return None;
    }
    let mut text = String::new();
    write(&mut text).ok()?;
    Some(text)
}
