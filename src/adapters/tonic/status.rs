//! Errors as gRPC statuses.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;
use std::collections::HashMap;

use error_catalog_wire::{Args, Context, Program, Retry, Value};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, FieldViolation, StatusExt};

use super::scope::{Call, Converted, current, remember};
use crate::error::CatalogError;
use crate::info::ErrorInfo;
use crate::middleware::exchange::Exchange;
use crate::middleware::seen::Kind;
use crate::middleware::subject::Subject;
use crate::panic::{Panic, discard};
use crate::row::with_values;
use crate::sensitive::Field;
use crate::table::Table;

/// The maximum length of a message, in bytes. The trailers contain the message twice: percent-encoded, and in the
/// details.
const MESSAGE: usize = 768;

/// The maximum total length, in bytes, of all details whose length depends on the request. With this limit, all
/// trailers together take less than the 8 KiB that every client accepts.
const DETAILS: usize = 2560;

/// Converts an error into a gRPC status in the form of [AIP-193](https://google.aip.dev/193). With the feature
/// `tracing`, this function also logs the error.
///
/// `From` performs the same conversion without a context, so `?` is enough in a method of a tonic service. To return an
/// error of a type that the catalog lists in `from`, use `.map_err(Error::from)?`. The context contains the id of the
/// request and the time to wait. A value that is not set in `context` comes from the context of [the
/// layer](crate::Middleware::grpc).
///
/// | part of the status | content |
/// |---|---|
/// | code | the error's `grpc`; if the catalog does not set it, the code for its HTTP status in [google.rpc.Code] |
/// | message | the public message |
/// | `ErrorInfo` | `reason`: the code; `domain`: the name of the catalog; `metadata`: the public fields as text |
/// | `RetryInfo` | the error's `Retry-After`, otherwise its `retry_after`, otherwise the first wait of its `retry` |
/// | `BadRequest` | the field-level errors, if the error has any |
/// | `RequestInfo` | the id of the request |
/// | `Help` | the URL of the error's documentation |
///
/// The status contains no `LocalizedMessage`, because the locale of the client is unknown. The status does not contain
/// internal fields, the message for logs or the source.
///
/// A status is sent in trailers, which many clients limit to 8 KiB. A message is truncated after 768 bytes, and fields
/// and field-level errors that exceed 2.5 KiB are left out.
///
/// ```
/// # mod example {
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// pub mod errors {}
/// # }
/// # use example::errors;
/// use error_catalog::{Context, grpc_status};
/// use tonic::{Code, Status};
/// use tonic_types::StatusExt;
///
/// let status = Status::from(errors::Error::user_not_found("usr_1"));
/// assert_eq!(status.code(), Code::NotFound);
/// assert_eq!(status.message(), "User usr_1 not found");
/// let info = status.get_details_error_info().unwrap();
/// assert_eq!(info.reason, "user_not_found");
/// assert_eq!(info.metadata["user_id"], "usr_1");
///
/// let context = Context::new().request_id("req_abc123xyz");
/// let status = grpc_status(&errors::Error::user_not_found("usr_1"), &context);
/// assert_eq!(status.get_details_request_info().unwrap().request_id, "req_abc123xyz");
/// ```
///
/// [google.rpc.Code]: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
#[must_use]
pub fn grpc_status(error: &impl CatalogError, context: &Context<'_>) -> Status {
    let exchange = current();
    let (status, converted) = convert(error.into(), Kind::ERROR, &exchange, &context.or(exchange.context.as_context()));
    remember(converted);
    status
}

/// Converts an error into a status. Generated code calls this function in its implementation of `From`.
pub fn status_of(error: impl CatalogError) -> Status {
    let exchange = current();
    let (status, converted) = convert((&error).into(), Kind::ERROR, &exchange, &exchange.context.as_context());
    remember(converted);
    // The error is already logged. A panic of its `Drop` is not a second error.
    discard(error);
    status
}

impl<E: CatalogError> Call<E> {
    /// The status of a call whose method panicked. The message of the panic goes only into the log.
    pub(super) fn recover(&mut self, panic: &Panic) -> Status {
        let exchange = &self.scope.exchange;
        let context = exchange.context.as_context();
        let convert = |error: Subject<'_>| convert(error, Kind::PANIC, exchange, &context);
        let answer = self.middleware.stand_in_for_panic(panic, &context, convert);
        let Some((status, converted)) = answer else { return Status::new(Code::Internal, "") };
        self.scope.converted = Some(converted);
        status
    }
}

fn convert(subject: Subject<'_>, kind: Kind, exchange: &Exchange, context: &Context<'_>) -> (Status, Converted) {
    let (table, row) = (subject.row.table(), subject.row.row());
    let status = with_values(subject.row, |values| {
        let args = Args::new(values, context);
        let message = shorten(text(table.programs(row).message(), &args));
        Status::with_error_details(Code::from_i32(table.grpc(row) as i32), message, details(table, row, values, &args))
    });
    exchange.report(subject, kind, context);
    let converted = Converted::new(&status, ErrorInfo::answered(subject.row));
    (status, converted)
}

fn details(table: &Table, row: usize, values: &[Value<'_>], args: &Args<'_>) -> ErrorDetails {
    let (mut room, mut metadata, mut violations) = (DETAILS, HashMap::new(), Vec::new());
    // Whether two more texts and their framing fit.
    let mut fits = |one: &str, other: &str| match room.checked_sub(one.len() + other.len() + 16) {
        Some(rest) => {
            room = rest;
            true
        }
        None => false,
    };
    let mut wait = None;
    for (Field { name, .. }, value) in table.fields(row).zip(values) {
        match value {
            Value::Absent => {}
            Value::Violations(all) => violations.extend(all.iter().filter_map(|violation| {
                let field = violation.key().to_string();
                fits(&field, violation.message()).then(|| FieldViolation {
                    reason: violation.code().map(String::from).unwrap_or_default(),
                    ..FieldViolation::new(field, violation.message())
                })
            })),
            value => {
                let value = write(|out| value.write_text(out));
                if name == "retry_after" {
                    wait = seconds(&value);
                }
                if fits(name, &value) {
                    metadata.insert(String::from(name), value);
                }
            }
        }
    }

    let reason = match table.status_answer(row) {
        Some(answer) => answer.code().to_string(),
        None => String::from(table.code(row)),
    };
    let mut details = ErrorDetails::with_error_info(reason, table.name, metadata);
    let retry = table.retry(row);
    if let Some(wait) = retry_after(table, row, args).or(wait).or_else(|| first_wait(retry)) {
        details.set_retry_info(Some(wait.min(retry.cap.unwrap_or(wait))));
    }
    if !violations.is_empty() {
        details.set_bad_request(violations);
    }
    if let Some(id) = args.context().get_request_id().filter(|id| !id.is_empty() && fits(id, "")) {
        details.set_request_info(id, "");
    }
    // A URI such as `urn:…` is a name and not a link.
    if let Some(url) = table.docs_url(row).filter(|url| ["https:", "http:", "/"].iter().any(|it| url.starts_with(it))) {
        details.add_help_link(table.title(row), url);
    }
    details
}

/// Returns the wait that the HTTP response for this error would ask for.
fn retry_after(table: &Table, row: usize, args: &Args<'_>) -> Option<Duration> {
    let header = table.programs(row).headers().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
    let in_header = header.and_then(|(_, value)| seconds(&text(value, args)));
    in_header.or_else(|| args.context().get_retry_after().map(Duration::from_secs))
}

fn first_wait(retry: Retry) -> Option<Duration> {
    retry.base.filter(|_| retry.is_retryable())
}

fn seconds(text: &str) -> Option<Duration> {
    text.parse().ok().map(Duration::from_secs)
}

fn text(program: Program<'_>, args: &Args<'_>) -> String {
    write(|out| program.write_text(args, out))
}

fn write(write_to: impl FnOnce(&mut String) -> core::fmt::Result) -> String {
    let mut text = String::new();
    // Writing to a `String` does not fail, but an implementation in the application might.
    let _ = write_to(&mut text);
    text
}

fn shorten(mut message: String) -> String {
    if message.len() > MESSAGE {
        let end = (0..=MESSAGE).rev().find(|end| message.is_char_boundary(*end)).unwrap_or_default();
        message.truncate(end);
        message.push('…');
    }
    message
}
