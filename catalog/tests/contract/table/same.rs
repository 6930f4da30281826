//! Templates that differ in their text, but write the same bytes.

use super::Row;

/// An error with a field of each type that has a format that changes nothing.
macro_rules! error {
    ($text:literal) => {
        concat!(
            "[errors.a]\nstatus = 429\nmessage = '{name} {wait} {size}'\n",
            "fields = { name = 'string', wait = 'duration', size = 'u32' }\n",
            $text
        )
    };
}

/// An error that sets how long to wait.
macro_rules! waits {
    ($ty:literal, $slot:literal) => {
        concat!(
            "wire.body.'wait?' = '",
            $slot,
            "'\n[errors.a]\nstatus = 429\nmessage = 'Wait {retry_after} s'\nfields.retry_after = '",
            $ty,
            "'"
        )
    };
}

pub(super) const ROWS: &[Row] = &[
    ("a code as a string", "wire.body.c = '{code}'", "wire.body.c = '{code:string}'", &[]),
    ("a code as a string no longer", "wire.body.c = '{code:string}'", "wire.body.c = '{code}'", &[]),
    ("a message as a string", "wire.body.c = '{message}'", "wire.body.c = '{message:string}'", &[]),
    ("a time as a string", "wire.body.'c?' = '{timestamp}'", "wire.body.'c?' = '{timestamp:string}'", &[]),
    ("a wait in seconds", "wire.body.'c?' = '{retry_after}'", "wire.body.'c?' = '{retry_after:seconds}'", &[]),
    (
        "a wait in milliseconds",
        "wire.body.'c?' = '{retry_after}'",
        "wire.body.'c?' = '{retry_after:milliseconds}'",
        &["major body-changed"],
    ),
    ("a number of seconds in seconds", waits!("u32", "{retry_after}"), waits!("u32", "{retry_after:seconds}"), &[]),
    ("a duration in seconds", waits!("duration", "{retry_after}"), waits!("duration", "{retry_after:seconds}"), &[]),
    (
        "a wait as a string",
        waits!("duration", "{retry_after}"),
        waits!("duration", "{retry_after:string}"),
        &["major body-changed"],
    ),
    ("a status as a string", "wire.body.c = '{status}'", "wire.body.c = '{status:string}'", &["major body-changed"]),
    (
        "a code as a string, and never `null`",
        "wire.body.c = '{code?}'",
        "wire.body.c = '{code:string}'",
        &["minor body-changed"],
    ),
    ("a code in lowercase", "wire.body.c = '{code}'", "wire.body.c = '{code:lower}'", &["major body-changed"]),
    (
        "text as a string, and seconds in seconds",
        error!("details = { n = '{name}', w = '{wait}' }"),
        error!("details = { n = '{name:string}', w = '{wait:seconds}' }"),
        &[],
    ),
    (
        "a number as a string",
        error!("details = { n = '{size}' }"),
        error!("details = { n = '{size:string}' }"),
        &["major body-changed a"],
    ),
    (
        "seconds in a header",
        error!("headers.X-Wait = 'in {wait} s'"),
        error!("headers.X-Wait = 'in {wait:seconds} s'"),
        &[],
    ),
    (
        "seconds in a message for users",
        error!("user-message = 'Wait {wait} s'"),
        error!("user-message = 'Wait {wait:seconds} s'"),
        &[],
    ),
    (
        "seconds in a message",
        "[errors.a]\nstatus = 429\nmessage = 'Wait {wait} s'\nfields.wait = 'duration'",
        "[errors.a]\nstatus = 429\nmessage = 'Wait {wait:seconds} s'\nfields.wait = 'duration'",
        &["patch docs-changed a"],
    ),
    (
        "a field of all errors that is not always text",
        "wire.body.'c?' = '{id}'\n[errors.a]\nstatus = 404\nmessage = '{id}'\nfields.id = 'string'\n[errors.b]\nstatus = 404\nmessage = '{id}'\nfields.id = 'u8'",
        "wire.body.'c?' = '{id:string}'\n[errors.a]\nstatus = 404\nmessage = '{id}'\nfields.id = 'string'\n[errors.b]\nstatus = 404\nmessage = '{id}'\nfields.id = 'u8'",
        &["major body-changed"],
    ),
    (
        "a format that only a new error needs",
        "wire.body.'c?' = '{id}'\n[errors.a]\nstatus = 404\nmessage = '{id}'\nfields.id = 'string'",
        "wire.body.'c?' = '{id:string}'\n[errors.a]\nstatus = 404\nmessage = '{id}'\nfields.id = 'string'\n[errors.b]\nstatus = 404\nmessage = '{id}'\nfields.id = 'u8'",
        &["minor code-added b"],
    ),
];
