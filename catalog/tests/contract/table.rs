//! Pairs of catalogs, and all that is found.

/// What it is, the old catalog, the new one, and each finding as `impact kind code`.
pub(crate) type Row = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// What every pair begins with: a body that shows next to nothing, and an error that never changes.
pub(crate) const COMMON: &str = "
[wire.body]
message = \"{message}\"
\"code?\" = \"{code}\"
\"details?\" = \"{details}\"
[errors.other]
status = 418
message = \"Never changes\"
code = \"OTHER\"
[categories.one]
[categories.two]
";

pub(crate) const ROWS: &[Row] = &[
    // Errors
    ("an error more", "", "[errors.a]\nstatus = 404\nmessage = 'a'", &["minor code-added a"]),
    ("an error less", "[errors.a]\nstatus = 404\nmessage = 'a'", "", &["never code-removed a"]),
    (
        "an error less that nobody could know",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = false",
        "",
        &["minor code-removed a"],
    ),
    ("retired", "[errors.a]\nstatus = 404\nmessage = 'a'", "[retired]\na = 'Gone.'", &["major code-retired a"]),
    (
        "retired, and nobody could know it",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = false",
        "[retired]\na = 'Gone.'",
        &["minor code-retired a"],
    ),
    // Names
    (
        "another code",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'B'",
        &["never code-renamed B"],
    ),
    (
        "another code that is not sent",
        "[errors.a]\nstatus = 404\nmessage = 'User {id} not found'\nfields.id = 'u8'\ncode = false",
        "[errors.b]\nstatus = 404\nmessage = 'User {id} not found'\nfields.id = 'u8'\ncode = false",
        &["minor code-renamed b"],
    ),
    (
        "another code with an alias",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'B'\naliases = ['A']",
        &["major code-renamed-with-alias B"],
    ),
    (
        "another code with an alias, not sent",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = false",
        "[errors.b]\nstatus = 404\nmessage = 'a'\ncode = false\naliases = ['a']",
        &["minor code-renamed-with-alias b"],
    ),
    (
        "another key and code, much the same",
        "[errors.user_not_found]\nstatus = 404\nmessage = 'User {id} not found'\nfields.id = 'u8'",
        "[errors.user_missing]\nstatus = 404\nmessage = 'User {id} was not found'\nfields.id = 'u8'",
        &["never code-renamed user_missing", "patch message-changed user_missing"],
    ),
    (
        "another key and code, nothing in common",
        "[errors.user_not_found]\nstatus = 404\nmessage = 'User {id} not found'\nfields.id = 'u8'",
        "[errors.order_not_found]\nstatus = 404\nmessage = 'Order {order} not found'\nfields.order = 'u8'",
        &["minor code-added order_not_found", "never code-removed user_not_found"],
    ),
    (
        "another key and code, the same number",
        "[errors.user_not_found]\nstatus = 404\nmessage = 'User {id} not found'\nfields.id = 'u8'\nnumber = 7",
        "[errors.no_account]\nstatus = 404\nmessage = 'There is no such user: {id}'\nfields.id = 'u8'\nnumber = 7",
        &["never code-renamed no_account", "patch message-changed no_account"],
    ),
    (
        "an error that is merged into another",
        "[errors.a]\nstatus = 404\nmessage = 'a'\n[errors.b]\nstatus = 404\nmessage = 'b'",
        "[errors.b]\nstatus = 404\nmessage = 'b'\naliases = ['a']",
        &["major code-renamed-with-alias b"],
    ),
    (
        "another key",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'",
        "[errors.b]\nstatus = 404\nmessage = 'a'\ncode = 'A'",
        &["minor key-renamed A"],
    ),
    (
        "the same code for something else",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'",
        "[errors.b]\nstatus = 402\nmessage = 'Your card was declined'\ncode = 'A'",
        &["never code-reused A"],
    ),
    (
        "the same code and status for something else",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'",
        "[errors.b]\nstatus = 404\nmessage = 'The basket is empty'\ncode = 'A'",
        &["never code-reused A"],
    ),
    (
        "two codes swapped",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode = 'B'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'B'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode = 'A'",
        &["never code-reused A", "never code-reused B"],
    ),
    (
        "an alias that was another's code",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'\n[errors.b]\nstatus = 409\nmessage = 'b'\ncode = 'B'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'AA'\n[errors.b]\nstatus = 409\nmessage = 'b'\ncode = 'B'\naliases = ['A']",
        &["never code-renamed AA", "never code-reused B"],
    ),
    (
        "a retired code without its row, used again",
        "[retired]\na = 'Gone.'",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        &["never code-reused a"],
    ),
    (
        "an alias more",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\naliases = ['A']",
        &["minor alias-added a"],
    ),
    (
        "the alias becomes the code again",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'\naliases = ['B']",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'B'\naliases = ['A']",
        &["major code-renamed-with-alias B"],
    ),
    (
        "the code is not sent any more",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = false",
        &["major code-no-longer-sent a"],
    ),
    // Numbers
    (
        "a number",
        "[errors.a]\nstatus = 404\nmessage = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 1",
        &["minor number-added a"],
    ),
    (
        "another number",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 1",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 2",
        &["major number-changed a"],
    ),
    (
        "another's number",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 1\n[errors.b]\nstatus = 404\nmessage = 'b'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\n[errors.b]\nstatus = 404\nmessage = 'b'\nnumber = 1",
        &["major number-changed a", "never number-reused b"],
    ),
    (
        "two numbers swapped",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 1\n[errors.b]\nstatus = 404\nmessage = 'b'\nnumber = 2",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 2\n[errors.b]\nstatus = 404\nmessage = 'b'\nnumber = 1",
        &["never number-reused a", "never number-reused b"],
    ),
    (
        "a number of something that is gone",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\nnumber = 1",
        "[errors.b]\nstatus = 402\nmessage = 'Your card was declined'\nnumber = 1\n[retired]\na = 'Gone.'",
        &["major code-retired a", "never number-reused b", "minor code-added b"],
    ),
    (
        "a retired number without its row, used again",
        "[retired]\nx = { note = 'Gone.', number = 1 }",
        "[errors.a]\nstatus = 404\nmessage = 'a'\nnumber = 1",
        &["never number-reused a", "minor code-added a"],
    ),
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
    ("the reference as a whole", "", "catalog.title = 'Errors of ours'", &["patch docs-changed"]),
];

/// What adds something, and what takes the same away.
pub(crate) const OPPOSITES: &[(&str, &[&str])] = &[
    ("code-added", &["code-removed", "code-retired"]),
    ("code-sent", &["code-no-longer-sent"]),
    ("alias-added", &["alias-removed"]),
    ("number-added", &["number-changed"]),
    ("field-added", &["field-removed", "field-made-internal"]),
    ("field-made-required", &["field-made-optional"]),
    ("header-added", &["header-removed"]),
    ("retry-strengthened", &["retry-weakened"]),
    ("placeholder-added", &["placeholder-removed"]),
    ("deprecated", &["deprecation-withdrawn"]),
];
