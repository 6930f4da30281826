//! Renders an error of any catalog: its body, its response and its messages.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

use error_catalog_wire::{Args, Context, Program};

use crate::guard::Guarded;
use crate::info::ErrorInfo;
use crate::response::Response;
use crate::row::{Row, with_values};

/// Writes the response body.
pub(crate) fn write_body(error: &(impl Row + ?Sized), context: &Context<'_>, out: &mut dyn Write) -> fmt::Result {
    let body = error.table().programs(error.row()).body;
    with_values(error, |values| body.write_json(&Args::new(values, context), out))
}

/// Returns the response.
pub(crate) fn respond(error: &(impl Row + ?Sized), context: &Context<'_>) -> Response {
    let (table, row) = (error.table(), error.row());
    let programs = table.programs(row);
    with_values(error, |values| {
        let args = Args::new(values, context);
        let mut headers = alloc::vec![("Content-Type", String::from(table.content_type))];
        for (name, value) in table.headers(&programs) {
            let mut text = String::new();
            // Writing to a `String` does not fail.
            if value.write_header(&args, &mut text) == Ok(true) {
                table.retry(row).bound_header(name, &mut text);
                headers.push((name, text));
            }
        }
        let mut body = String::with_capacity(256);
        let _ = programs.body.write_json(&args, &mut body);
        Response {
            status: table.status(row),
            reason: table.reason(row),
            headers,
            body,
            info: ErrorInfo::answered(error),
        }
    })
}

/// Returns the message for end users.
pub(crate) fn user_message(error: &(impl Row + ?Sized)) -> Option<String> {
    let program = error.table().programs(error.row()).user_message;
    with_values(error, |values| text(program, |out| program.write_text(&Args::new(values, &Context::new()), out)))
}

/// Returns the message for logs, without the values of sensitive fields.
pub(crate) fn log_message(error: &(impl Row + ?Sized)) -> String {
    let programs = error.table().programs(error.row());
    let (internal, public) = (programs.internal, programs.message);
    let (mut message, context) = (None, Context::new());
    with_values(error, |values| {
        error.visit_internal(&mut |internal_values| {
            // The slots of a status are not fields.
            let mut fields = error.table().fields(error.row());
            let values = values.iter().chain(internal_values).copied();
            let show = |value| fields.next().map_or(value, |field| field.shown(value));
            let guards: Vec<_> = values.map(show).map(Guarded).collect();
            let shown: Vec<_> = guards.iter().map(Guarded::value).collect();
            let args = Args::new(&shown, &context);
            message = text(internal, |out| internal.write_log(&args, out))
                .filter(|text| !text.trim().is_empty())
                .or_else(|| text(public, |out| public.write_text(&args, out)));
        });
        message.take().unwrap_or_default()
    })
}

fn text(program: Program<'_>, write: impl FnOnce(&mut String) -> fmt::Result) -> Option<String> {
    if program.ops.is_empty() {
        return None;
    }
    let mut text = String::new();
    write(&mut text).ok()?;
    Some(text)
}
