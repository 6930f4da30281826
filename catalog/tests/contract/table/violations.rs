//! Field-level errors and their codes.

use super::Row;

/// An error with field-level errors, in a format with codes.
macro_rules! sends {
    ($text:literal) => {
        concat!(
            "wire.violation = { f = '{field}', 'c?' = '{code}', 'd?' = '{detail}', 'n?' = '{name}' }\n",
            "[errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'\n",
            "[violations.z]\nmessage = 'Never {name}'\nfields.name = 'string'\n",
            $text
        )
    };
}

/// The same error, in a format without codes.
macro_rules! without_codes {
    ($text:literal) => {
        concat!(
            "wire.violations = 'map'\n",
            "[errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'\n",
            $text
        )
    };
}

/// A template of field-level errors with one slot.
macro_rules! template {
    ($slot:literal) => {
        concat!(
            "wire.violation = { d = '{detail}', x = '",
            $slot,
            "' }\n[errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'\n",
            "[violations.v]\nmessage = '{name} {size}'\nfields = { name = 'string', size = 'u8' }\n"
        )
    };
}

pub(super) const ROWS: &[Row] = &[
    (
        "another meaning",
        sends!("[violations.v]\nmessage = 'The user is not old enough to drive'"),
        sends!("[violations.v]\nmessage = 'Payment card declined by bank'"),
        &["major meaning-changed v"],
    ),
    (
        "other words",
        sends!("[violations.v]\nmessage = 'At least {min} characters'\nfields.min = 'u8'"),
        sends!("[violations.v]\nmessage = 'Enter at least {min} characters'\nfields.min = 'u8'"),
        &["patch message-changed v"],
    ),
    (
        "the opposite",
        sends!("[violations.v]\nmessage = 'This name is too short'"),
        sends!("[violations.v]\nmessage = 'This name is too long'"),
        &["major meaning-changed v"],
    ),
    (
        "a message beside the title",
        sends!("[violations.v]\ntitle = 'Required'"),
        sends!("[violations.v]\ntitle = 'Required'\nmessage = 'This value is required'"),
        &["patch message-changed v"],
    ),
    (
        "a code that was never sent is removed",
        without_codes!("[violations.v]\nmessage = 'Too short'"),
        without_codes!(""),
        &["minor code-removed v"],
    ),
    (
        "a code that no error can send is removed",
        "[violations.v]\nmessage = 'Too short'",
        "",
        &["minor code-removed v"],
    ),
    (
        "another code that was never sent",
        without_codes!("[violations.v]\nmessage = 'Too short'"),
        without_codes!("[violations.v]\nmessage = 'Too short'\ncode = 'V'"),
        &["minor code-renamed V"],
    ),
    (
        "another meaning of a code that was never sent",
        without_codes!("[violations.v]\nmessage = 'The user is not old enough to drive'"),
        without_codes!("[violations.v]\nmessage = 'Payment card declined by bank'"),
        &["patch message-changed v"],
    ),
    (
        "a format with codes",
        without_codes!("[violations.v]\nmessage = 'Too short'"),
        "wire.violations = 'list'\n[errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'\n[violations.v]\nmessage = 'Too short'",
        &["major violations-changed"],
    ),
    (
        "another shape, which no error has",
        "wire.body.'e?' = '{violations}'\nwire.violations = 'list'",
        "wire.body.'e?' = '{violations}'\nwire.violations = 'map'",
        &["patch violations-changed"],
    ),
    (
        "a member of a template, which no error has",
        "wire.body.'e?' = '{violations}'\nwire.violation = { a = '{field}', b = '{detail}' }",
        "wire.body.'e?' = '{violations}'\nwire.violation = { a = '{field}' }",
        &["patch violations-changed"],
    ),
    // Examples with violations are not documentation of the error.
    (
        "the first code",
        "[errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'",
        "[errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'\n[violations.v]\nmessage = 'Too short'",
        &["minor code-added v"],
    ),
    (
        "another order",
        sends!("[violations.v]\nmessage = 'Too short'\n[violations.w]\nmessage = 'Too long'"),
        sends!("[violations.w]\nmessage = 'Too long'\n[violations.v]\nmessage = 'Too short'"),
        &[],
    ),
    (
        "another order, and the first code is another",
        without_codes!("[violations.v]\nmessage = 'Too short'\n[violations.w]\nmessage = 'Too long'"),
        without_codes!("[violations.w]\nmessage = 'Too long'\n[violations.v]\nmessage = 'Too short'"),
        &[],
    ),
    (
        "another example of a field",
        sends!("[violations.v]\nmessage = '{min}'\nfields.min = { type = 'u8', example = 1 }"),
        sends!("[violations.v]\nmessage = '{min}'\nfields.min = { type = 'u8', example = 2 }"),
        &["patch docs-changed v"],
    ),
    (
        "another example with violations",
        sends!("[errors.b]\nstatus = 422\nmessage = 'b'\nfields.violations = 'violations'\ndetails = '{violations}'"),
        sends!(
            "[errors.b]\nstatus = 422\nmessage = 'b'\nfields.violations = 'violations'\ndetails = '{violations}'\nexample = { violations = { x = 'y' } }"
        ),
        &["patch docs-changed b"],
    ),
    // Formats that change nothing
    ("a code as a string", template!("{detail}"), template!("{detail:string}"), &[]),
    ("text as a string", template!("{name}"), template!("{name:string}"), &[]),
    ("a number as a string", template!("{size}"), template!("{size:string}"), &["major violations-changed"]),
    (
        "a pointer in another form",
        template!("{pointer}"),
        template!("{pointer:fragment}"),
        &["major violations-changed"],
    ),
];
