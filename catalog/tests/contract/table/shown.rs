//! Changes whose impact depends on whether responses show the value.

use super::Row;

/// A typical body, with further values from the catalog.
macro_rules! shows {
    ($text:literal) => {
        concat!(
            "wire.body.\"type?\" = '{docs_url}'\nwire.body.\"domain?\" = '{catalog}'\n",
            "wire.body.\"text?\" = '{user_message}'\nwire.body.\"group?\" = '{category}'\n",
            $text,
        )
    };
}

/// Two errors for requests that the framework rejects.
macro_rules! rejections {
    ($text:literal) => {
        concat!($text, "\n[errors.a]\nstatus = 400\nmessage = 'a'\n[errors.b]\nstatus = 400\nmessage = 'b'")
    };
}

pub(super) const ROWS: &[Row] = &[
    (
        "a new name for the catalog, which responses show",
        shows!("catalog.name = 'shop'"),
        shows!("catalog.name = 'store'"),
        &["major catalog-renamed"],
    ),
    (
        "a name for the catalog, which responses show",
        shows!(""),
        shows!("catalog.name = 'store'"),
        &["minor catalog-renamed"],
    ),
    ("a new name for the catalog", "catalog.name = 'shop'", "catalog.name = 'store'", &["patch catalog-renamed"]),
    (
        "documentation that moves, where clients compare its address",
        shows!("catalog.docs-url = 'https://a.example/{code}'"),
        shows!("catalog.docs-url = 'https://b.example/{code}'"),
        &["major docs-url-changed"],
    ),
    (
        "an address for documentation",
        shows!(""),
        shows!("catalog.docs-url = 'https://b.example/{code}'"),
        &["minor docs-url-changed"],
    ),
    (
        "documentation that moves",
        "catalog.docs-url = 'https://a.example/{code}'",
        "catalog.docs-url = 'https://b.example/{code}'",
        &["patch docs-url-changed"],
    ),
    (
        "a new name for the catalog, which is in the address that responses show",
        "wire.body.type = '{docs_url}'\ncatalog.docs-url = 'https://a.example/{catalog}'\ncatalog.name = 'shop'",
        "wire.body.type = '{docs_url}'\ncatalog.docs-url = 'https://a.example/{catalog}'\ncatalog.name = 'store'",
        &["major catalog-renamed"],
    ),
    (
        "another category, which is in the address that responses show",
        "wire.body.\"type?\" = '{docs_url}'\ncatalog.docs-url = 'https://a.example/{category}'\n[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'one'",
        "wire.body.\"type?\" = '{docs_url}'\ncatalog.docs-url = 'https://a.example/{category}'\n[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'two'",
        &["major category-changed a"],
    ),
    (
        "a category where there was none, which responses show",
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'"),
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'two'"),
        &["minor category-changed a"],
    ),
    (
        "no user message any more, where responses show it",
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'\nuser-message = 'b'"),
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'"),
        &["major user-message-changed a"],
    ),
    (
        "a user message, where responses show it",
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'"),
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'\nuser-message = 'b'"),
        &["minor user-message-changed a"],
    ),
    (
        "another user message",
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'\nuser-message = 'b'"),
        shows!("[errors.a]\nstatus = 404\nmessage = 'a'\nuser-message = 'c'"),
        &["patch user-message-changed a"],
    ),
    (
        "one status for responses that had several",
        "[errors.a]\nstatus = [404, 410]\nmessage = 'a'",
        "[errors.a]\nstatus = [404, 410]\nsent-status = 404\nmessage = 'a'",
        &["major sent-status-changed a"],
    ),
    // Rejections
    (
        "another error for what the framework rejects",
        "[statuses.404]\ncode = 'a'\n[errors.a]\nstatus = 404\nmessage = 'a'\n[errors.b]\nstatus = 404\nmessage = 'b'",
        "[statuses.404]\ncode = 'b'\n[errors.a]\nstatus = 404\nmessage = 'a'\n[errors.b]\nstatus = 404\nmessage = 'b'",
        &["major rejection-changed"],
    ),
    (
        "an error for what the framework rejects",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[statuses.404]\ncode = 'a'\n[errors.a]\nstatus = 404\nmessage = 'a'",
        &["minor rejection-changed"],
    ),
    (
        "an error for what the framework rejects, which had the words of the status for a code",
        "wire.body.kind = '{code}'\n[errors.a]\nstatus = 404\nmessage = 'a'",
        "wire.body.kind = '{code}'\n[statuses.404]\ncode = 'a'\n[errors.a]\nstatus = 404\nmessage = 'a'",
        &["major rejection-changed"],
    ),
    (
        "an error for what the framework rejects, which has the words of the status for a code",
        "wire.body.kind = '{code}'\n[errors.not_found]\nstatus = 404\nmessage = 'a'",
        "wire.body.kind = '{code}'\n[statuses.404]\ncode = 'not_found'\n[errors.not_found]\nstatus = 404\nmessage = 'a'",
        &["minor rejection-changed"],
    ),
    (
        "another key of the error for what the framework rejects",
        "[statuses.404]\ncode = 'a'\n[errors.a]\nstatus = 404\nmessage = 'a'",
        "[statuses.404]\ncode = 'b'\n[errors.b]\nstatus = 404\nmessage = 'a'\ncode = 'a'",
        &["minor key-renamed a"],
    ),
    (
        "an error for one cause, which had the error for every cause",
        rejections!("[statuses.400]\ncode = 'a'"),
        rejections!("[statuses.400]\ncode = 'a'\njson.code = 'b'"),
        &["major rejection-changed"],
    ),
    (
        "an error for one cause, which had no error",
        rejections!(""),
        rejections!("[statuses.400]\njson.code = 'b'"),
        &["minor rejection-changed"],
    ),
    (
        "no error for one cause, which now has the same error as every cause",
        rejections!("[statuses.400]\ncode = 'a'\njson.code = 'a'"),
        rejections!("[statuses.400]\ncode = 'a'"),
        &[],
    ),
    (
        "another error for every cause, and two causes that keep their errors",
        rejections!("[statuses.400]\ncode = 'a'\njson.code = 'b'\nform.code = 'a'"),
        rejections!("[statuses.400]\ncode = 'b'\njson.code = 'b'\nform.code = 'a'"),
        &["major rejection-changed"],
    ),
    (
        "no error for every cause, and one cause that had it",
        rejections!("[statuses.400]\ncode = 'a'\njson.code = 'b'\nform.code = 'b'"),
        rejections!("[statuses.400]\njson.code = 'a'\nform.code = 'b'"),
        &["major rejection-changed", "major rejection-changed"],
    ),
    // The body
    (
        "the address around a code",
        "wire.body.type = 'https://a.example/{code}'",
        "wire.body.type = 'https://b.example/{code}'",
        &["major body-changed"],
    ),
    (
        "the words around a message",
        "wire.body.hint = 'So: {message}'",
        "wire.body.hint = 'Thus: {message}.'",
        &["patch body-changed"],
    ),
    (
        "no more words around a message",
        "wire.body.hint = 'So: {message}'",
        "wire.body.hint = '{message}'",
        &["patch body-changed"],
    ),
    // Headers
    (
        "another value of a header",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.WWW-Authenticate = 'Bearer'",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.WWW-Authenticate = 'Basic'",
        &["major header-changed a"],
    ),
    (
        "a slot that may take the whole header away",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a'",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a {request_id}'",
        &["major header-changed a"],
    ),
    (
        "literal braces after the value of a header",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a'",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a, {{b}}'",
        &["minor header-changed a"],
    ),
    (
        "more text after the slot of a header",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a {request_id}'",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a {request_id}, b'",
        &["minor header-changed a"],
    ),
    (
        "a slot of a header that becomes literal braces",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a {request_id}'",
        "[errors.a]\nstatus = 401\nmessage = 'a'\nheaders.X = 'a {{request_id}}'",
        &["major header-changed a"],
    ),
    // Retry
    (
        "a cap where waits grew for ever",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', base = '2s' }",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', base = '2s', cap = '9s' }",
        &["minor retry-strengthened a"],
    ),
    (
        "no cap any more",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', base = '2s', cap = '9s' }",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', base = '2s' }",
        &["major retry-weakened a"],
    ),
    // Fields
    (
        "fewer values of a field",
        "[errors.a]\nstatus = 404\nmessage = '{x}{y}{z}'\nfields = { x = 'u64', y = 'string', z = 'i64' }",
        "[errors.a]\nstatus = 404\nmessage = '{x}{y}{z}'\nfields = { x = 'u32', y = 'uuid', z = 'u32' }",
        &["minor field-retyped a", "minor field-retyped a", "minor field-retyped a"],
    ),
    (
        "more values of a field",
        "[errors.a]\nstatus = 404\nmessage = '{x}{y}{z}'\nfields = { x = 'u32', y = 'uuid', z = 'u32' }",
        "[errors.a]\nstatus = 404\nmessage = '{x}{y}{z}'\nfields = { x = 'u64', y = 'string', z = 'i32' }",
        &["major field-retyped a", "major field-retyped a", "major field-retyped a"],
    ),
    (
        "a field that is always there, and no longer in the details",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields = { x = 'u32?', y = 'u32' }\ndetails = { 'x?' = '{x}', y = '{y}' }",
        "[errors.a]\nstatus = 404\nmessage = 'a {x}'\nfields = { x = 'u32', y = 'u32' }\ndetails = { y = '{y}' }",
        &["major body-changed a", "minor field-made-required a"],
    ),
    (
        "a new field in the place of a constant",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { kind = 'fixed' }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields = { x = 'string' }\ndetails = { kind = '{x}' }",
        &["major body-changed a", "minor field-added a"],
    ),
];
