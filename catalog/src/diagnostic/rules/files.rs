//! Rules for the files of a catalog.

super::define_rules! {
    Hard:

    FILE_NOT_FOUND = Error "file-not-found"
        "The main file of a catalog must exist."
        "All commands, the Rust attribute and the build script read the main file first."
        ["error.toml"] -> ["errors.toml"];
    FILE_UNREADABLE = Error "file-unreadable"
        "Every file of a catalog must be readable."
        "If error-catalog skipped an unreadable file, nobody would notice that the errors of this file are missing."
        ["errors.toml"] -> ["users.toml"];
    FILE_NOT_UTF8 = Error "file-not-utf8"
        "Every file of a catalog must be UTF-8."
        "The TOML specification requires UTF-8. If error-catalog guessed a different encoding, clients could receive \
         garbled messages.";
    INCLUDE_MISSING = Error "include-missing"
        "Every path in `include` must name an existing file."
        "If a missing file were ignored, a mistyped path would silently drop all errors of the intended file.";
    INCLUDE_CYCLE = Error "include-cycle"
        "A file must not include itself, either directly or through other files."
        "If files include each other, the order of their errors is undefined."
        ["errors.toml" "users.toml" "sessions.toml"] -> ["sessions.toml"];
    INCLUDE_OUTSIDE = Error "include-outside"
        "An included file must be inside the catalog's folder."
        "A catalog is also read on other machines, for example as part of a package. On another machine, a path that \
         leaves the catalog's folder may lead to a different file or to no file."
        ["errors.toml"] -> ["errors.toml" "errors/users.toml"];
    MAIN_FILE_ONLY = Error "main-file-only"
        "Settings that apply to the whole catalog must be in its main file."
        "The main file shows every setting that applies to all errors. A setting in an included file would \
         unexpectedly change the errors of other files."
        ["errors.toml" "users.toml"] -> ["errors.toml" "users.toml"];
    MERGE_CONFLICT = Error "merge-conflict"
        "A file of a catalog must not contain an unresolved merge conflict."
        "A merge conflict means that two branches changed the same lines. Only a person can decide which of these \
         lines are right.";
    SYNTAX = Error "syntax"
        "The files of a catalog must be valid TOML 1.1."
        "The text after a syntax error cannot be interpreted with certainty.";
}
