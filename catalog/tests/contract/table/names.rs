//! Added and removed errors, and their keys, codes, aliases and numbers.

use super::Row;

pub(super) const ROWS: &[Row] = &[
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
        "an error with aliases that is merged into another",
        "[errors.a]\nstatus = 404\nmessage = 'a'\naliases = ['x', 'y']\n[errors.b]\nstatus = 404\nmessage = 'b'",
        "[errors.b]\nstatus = 404\nmessage = 'b'\naliases = ['a', 'x']",
        &["major code-renamed-with-alias b", "major alias-removed b"],
    ),
    (
        "another code, and the old one is retired",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'A'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'B'\n[retired]\nA = 'Now `B`.'",
        &["major code-retired B"],
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
        &["minor key-renamed A", "major meaning-changed A", "major status-changed A"],
    ),
    (
        "the same code and status for something else",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'",
        "[errors.b]\nstatus = 404\nmessage = 'The basket is empty'\ncode = 'A'",
        &["minor key-renamed A", "major meaning-changed A"],
    ),
    (
        "the same key and code for something else",
        "[errors.a]\nstatus = 409\nmessage = 'The coupon was already redeemed'",
        "[errors.a]\nstatus = 409\nmessage = 'The last owner cannot leave'",
        &["major meaning-changed a"],
    ),
    (
        "the same number for something else, and no code is sent",
        "[errors.a]\nstatus = 409\nmessage = 'The coupon was already redeemed'\nnumber = 7\ncode = false",
        "[errors.b]\nstatus = 409\nmessage = 'The last owner cannot leave'\nnumber = 7\ncode = false",
        &["minor code-renamed b", "major meaning-changed b"],
    ),
    (
        "the same number and another key for something else, and no code is sent",
        "[errors.coupon_used]\nstatus = 409\nmessage = 'The coupon was already redeemed'\nnumber = 7\ncode = false",
        "[errors.owner_stays]\nstatus = 409\nmessage = 'The last owner cannot leave'\nnumber = 7\ncode = false",
        &["minor code-renamed owner_stays", "major meaning-changed owner_stays"],
    ),
    (
        "the old code as an alias of something else",
        "[errors.a]\nstatus = 409\nmessage = 'The coupon was already redeemed'",
        "[errors.b]\nstatus = 409\nmessage = 'The last owner cannot leave'\naliases = ['a']",
        &["major code-renamed-with-alias b", "major meaning-changed b"],
    ),
    (
        "another key, and other words for the same",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'",
        "[errors.b]\nstatus = 404\nmessage = 'The account does not exist'\ncode = 'A'",
        &["minor key-renamed A", "patch message-changed A"],
    ),
    (
        "two codes swapped",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'\n[errors.b]\nstatus = 404\nmessage = 'The user left'\ncode = 'B'",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'B'\n[errors.b]\nstatus = 404\nmessage = 'The user left'\ncode = 'A'",
        &["never code-reused A", "never code-reused B"],
    ),
    (
        "two codes swapped, and their keys too",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'\n[errors.b]\nstatus = 404\nmessage = 'The user left'\ncode = 'B'",
        "[errors.b]\nstatus = 404\nmessage = 'No such user'\ncode = 'B'\n[errors.a]\nstatus = 404\nmessage = 'The user left'\ncode = 'A'",
        &["never code-reused A", "never code-reused B"],
    ),
    (
        "two keys swapped",
        "[errors.a]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'\n[errors.b]\nstatus = 402\nmessage = 'Card declined'\ncode = 'B'",
        "[errors.b]\nstatus = 404\nmessage = 'No such user'\ncode = 'A'\n[errors.a]\nstatus = 402\nmessage = 'Card declined'\ncode = 'B'",
        &["minor key-renamed A", "minor key-renamed B"],
    ),
    (
        "another key and code, in CamelCase",
        "[errors.a]\nstatus = 500\nmessage = 'new sarama producer'\ncode = 'KafkaNewSaramaProducer'",
        "[errors.b]\nstatus = 500\nmessage = 'new kafka producer'\ncode = 'KafkaNewProducer'",
        &["never code-renamed KafkaNewProducer", "patch message-changed KafkaNewProducer"],
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
];
