//! Errors that share a code or a number.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "another error with the code",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        &["minor family-grown C"],
    ),
    (
        "one error with its own number fewer",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\nnumber = 1\n\
         [errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'\nnumber = 2",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\nnumber = 1",
        &["major family-shrunk C"],
    ),
    (
        "its own code",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode = 'B'",
        &["major family-left B"],
    ),
    (
        "its own number",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = false\nnumber = 1\n\
         [errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = false\nnumber = 1\n\
         [errors.b]\nstatus = 404\nmessage = 'b'\ncode = false\nnumber = 2",
        &["minor family-left b", "major number-changed b"],
    ),
    (
        "another owner",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        "[errors.b]\nstatus = 404\nmessage = 'b'\ncode = 'C'\n[errors.a]\nstatus = 404\nmessage = 'a'\ncode-of = 'b'",
        &["minor code-owner-changed C"],
    ),
    (
        "the owner is removed",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 410\nmessage = 'b'\ncode-of = 'a'",
        "[errors.b]\nstatus = 410\nmessage = 'b'\ncode = 'C'",
        &["minor family-shrunk C", "minor code-owner-changed C"],
    ),
    (
        "a code is given up for that of another error",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode = 'B'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n\
         [errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'\naliases = ['B']",
        &["major code-renamed-with-alias C"],
    ),
    (
        "all errors have another code",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'D'\naliases = ['C']\n\
         [errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        &["major code-renamed-with-alias D"],
    ),
    (
        "all errors are new",
        "",
        "[errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'\n[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'",
        &["minor code-added C", "minor family-grown C"],
    ),
    (
        "another key",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.b]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'a'\ncode = 'C'\n[errors.x]\nstatus = 404\nmessage = 'b'\ncode-of = 'a'",
        &["minor key-renamed C"],
    ),
    (
        "other words, which mean something else",
        "[errors.a]\nstatus = 404\nmessage = 'User not found'\ncode = 'C'\n\
         [errors.b]\nstatus = 404\nmessage = 'Payment expired'\ncode-of = 'a'",
        "[errors.a]\nstatus = 404\nmessage = 'User not found'\ncode = 'C'\n\
         [errors.b]\nstatus = 404\nmessage = 'The disk is full'\ncode-of = 'a'",
        &["patch message-changed C"],
    ),
];
