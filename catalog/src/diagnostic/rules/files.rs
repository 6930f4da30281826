//! Rules for the files of a catalog.

super::define_rules! {
    Hard:

    FILE_NOT_FOUND = Error "file-not-found"
        "The catalog's main file exists."
        "Every command, the attribute and the build script start from the main file. Without it there is no catalog."
        ["error.toml"] -> ["errors.toml"];
    FILE_UNREADABLE = Error "file-unreadable"
        "Every file of a catalog can be read."
        "A catalog that lacks the errors of one file looks complete and is not. It is refused as a whole instead."
        ["errors.toml"] -> ["users.toml"];
    FILE_NOT_UTF8 = Error "file-not-utf8"
        "Every file of a catalog is UTF-8."
        "TOML is UTF-8 by definition. Guessing another encoding would send garbled messages to clients.";
    INCLUDE_MISSING = Error "include-missing"
        "An include names an existing file."
        "A mistyped path would silently drop every error in that file.";
    INCLUDE_CYCLE = Error "include-cycle"
        "No file includes itself, directly or through others."
        "Files in a circle have no order, and a reader cannot tell which file an error belongs to."
        ["errors.toml" "users.toml" "sessions.toml"] -> ["sessions.toml"];
    INCLUDE_OUTSIDE = Error "include-outside"
        "An included file is in the catalog's folder."
        "A catalog is read on other machines, from a package or a checkout. A path that leads out of its folder means \
         something else there, or nothing."
        ["errors.toml"] -> ["errors.toml" "errors/users.toml"];
    MAIN_FILE_ONLY = Error "main-file-only"
        "Settings for the whole catalog are in its main file."
        "A reader of the main file sees everything that applies to all errors. A setting hidden in an included file \
         would change errors in other files."
        ["errors.toml" "users.toml"] -> ["errors.toml" "users.toml"];
    SYNTAX = Error "syntax"
        "A catalog is TOML 1.1."
        "Nothing after a syntax error can be read with certainty.";
}
