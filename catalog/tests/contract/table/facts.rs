//! Changes of an error's parts, and of those that all errors share.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    // Protocol
    (
        "another status, and what it brings with it",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 503\nmessage = 'a'",
        &["major status-changed a"],
    ),
    (
        "another gRPC code",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ngrpc = 'INTERNAL'",
        &["major grpc-changed a"],
    ),
    (
        "no retry any more",
        "[errors.a]\nstatus = 503\nmessage = 'a'",
        "[errors.a]\nstatus = 503\nmessage = 'a'\nretry = 'no'",
        &["major retry-weakened a"],
    ),
    (
        "fewer attempts",
        "[errors.a]\nstatus = 500\nmessage = 'a'",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', max-attempts = 3 }",
        &["major retry-weakened a"],
    ),
    (
        "shorter waits",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', base = '2s', cap = '9s' }",
        "[errors.a]\nstatus = 500\nmessage = 'a'\nretry = { strategy = 'backoff', base = '500ms', cap = '9s' }",
        &["minor retry-strengthened a"],
    ),
    (
        "a header",
        "[errors.a]\nstatus = 405\nmessage = 'a'",
        "[errors.a]\nstatus = 405\nmessage = 'a'\nheaders.Allow = 'GET'",
        &["minor header-added a"],
    ),
    (
        "another value of a header",
        "[errors.a]\nstatus = 405\nmessage = 'a'\nheaders.Allow = 'GET'",
        "[errors.a]\nstatus = 405\nmessage = 'a'\nheaders.ALLOW = 'GET, HEAD'",
        &["minor header-changed a"],
    ),
    (
        "a header of all errors",
        "[errors.a]\nstatus = 405\nmessage = 'a'",
        "[headers]\nX-Trace = 'on'\n[errors.a]\nstatus = 405\nmessage = 'a'",
        &["minor header-added"],
    ),
    (
        "a header of all errors, said by each",
        "[headers]\nX-Trace = 'on'\n[errors.a]\nstatus = 405\nmessage = 'a'\n[errors.b]\nstatus = 405\nmessage = 'b'",
        "[errors.a]\nstatus = 405\nmessage = 'a'\nheaders.x-trace = 'on'\n[errors.b]\nstatus = 405\nmessage = 'b'\nheaders.x-trace = 'on'",
        &["major header-removed OTHER"],
    ),
    // Fields
    (
        "a field",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields.id = 'u8'",
        &["minor field-added a"],
    ),
    (
        "a field in the details",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields = { id = 'u8' }\ndetails = ['id']",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields = { id = 'u8', at = 'u8' }\ndetails = ['id', 'at']",
        &["minor field-added a"],
    ),
    (
        "another type",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields.id = 'u8'",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields.id = 'u16'",
        &["major field-retyped a"],
    ),
    (
        "may be missing",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields.id = 'u8'\ndetails = { id = '{id}' }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields.id = 'u8?'\ndetails = { 'id?' = '{id}' }",
        &["major field-made-optional a"],
    ),
    (
        "for logs alone",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields.id = 'u8'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ninternal = 'a {id}'\nfields.id = { type = 'u8', internal = true }",
        &["major field-made-internal a"],
    ),
    // Bodies
    ("a member of the body", "", "wire.body.status = '{status}'", &["minor body-changed"]),
    (
        "a member that is always there",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields.id = 'u8?'\ndetails = { 'id?' = '{id}', 'n?' = 1 }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields.id = 'u8?'\ndetails = { 'id?' = '{id}', n = 1 }",
        &["minor body-changed a"],
    ),
    (
        "a member that is something else",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { n = 1 }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { n = '1' }",
        &["major body-changed a"],
    ),
    (
        "another order",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { n = 1, m = [2, 3] }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { m = [2, 3], n = 1 }",
        &["patch body-changed a"],
    ),
    (
        "shorter lists, deep down",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { m = [{ x = [1, 2] }] }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { m = [{ x = [1] }] }",
        &["major body-changed a"],
    ),
    (
        "details",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndetails = { n = 1 }",
        &["minor body-changed a"],
    ),
    ("another content type", "", "wire.content-type = 'text/json'", &["major content-type-changed"]),
    (
        "another shape of field-level errors",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'",
        "wire.violations = 'map-of-lists'\n[errors.a]\nstatus = 404\nmessage = 'a'\nfields.violations = 'violations'\ndetails = '{violations}'",
        &["major violations-changed"],
    ),
    (
        "another shape of field-level errors that nobody sees",
        "",
        "wire.violations = 'map-of-lists'",
        &["patch violations-changed"],
    ),
    // Texts
    (
        "a placeholder more",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields = { id = 'u8', at = 'u8' }\ndetails = ['at']",
        "[errors.a]\nstatus = 404\nmessage = 'a {id} {at}'\nfields = { id = 'u8', at = 'u8' }\ndetails = ['at']",
        &["minor placeholder-added a"],
    ),
    (
        "another placeholder",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields = { id = 'u8', at = 'u8' }\ndetails = ['id', 'at']",
        "[errors.a]\nstatus = 404\nmessage = 'a {at}'\nfields = { id = 'u8', at = 'u8' }\ndetails = ['id', 'at']",
        &["major placeholder-removed a"],
    ),
    (
        "other words",
        "[errors.a]\nstatus = 404\nmessage = 'a {id}'\nfields.id = 'u8'",
        "[errors.a]\nstatus = 404\nmessage = '{id} b'\nfields.id = 'u8'",
        &["patch message-changed a"],
    ),
    (
        "what does not vary, written out",
        "[errors.a]\nstatus = 404\nmessage = '{reason}: a'",
        "[errors.a]\nstatus = 404\nmessage = 'Not Found: a'",
        &["patch message-changed a"],
    ),
    (
        "another title",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ntitle = 'A'",
        &["patch title-changed a"],
    ),
    (
        "another category",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'one'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'two'",
        &["patch category-changed a"],
    ),
    (
        "another category that responses show",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'one'\ndetails = { group = '{category}' }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncategory = 'two'\ndetails = { group = '{category}' }",
        &["major category-changed a"],
    ),
    (
        "deprecated",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndeprecated = { note = 'Too broad.' }",
        &["minor deprecated a"],
    ),
    (
        "no longer deprecated",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ndeprecated = true",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        &["patch deprecation-withdrawn a"],
    ),
    (
        "translated",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\n[locales.fr.a]\nmessage = 'à'",
        &["patch translation-changed a"],
    ),
    (
        "documented",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncauses = ['b']",
        &["patch docs-changed a"],
    ),
    (
        "another title and another status",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ntitle = 'A'",
        "[errors.a]\nstatus = 410\nmessage = 'a'\ntitle = 'B'",
        &["major status-changed a", "patch title-changed a"],
    ),
    ("the description of a status", "", "statuses.404.description = 'A.'", &["patch docs-changed"]),
    ("the causes of a status", "", "statuses.404.causes = ['A.']", &["patch docs-changed"]),
    ("the solutions of a status", "", "statuses.404.solutions = ['A.']", &["patch docs-changed"]),
    ("the reference as a whole", "", "catalog.title = 'Errors of ours'", &["patch docs-changed"]),
];
