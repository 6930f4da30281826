//! Rules for the files of a catalog.

super::define_rules! {
    Hard:

    FILE_NOT_FOUND = Error "file-not-found"
        "The catalog's main file exists."
        "Every command, the attribute and the build script start from the main file. Without the main file, there is \
         no catalog."
        ["error.toml"] -> ["errors.toml"];
    FILE_UNREADABLE = Error "file-unreadable"
        "Every file of a catalog can be read."
        "A catalog that lacks the errors of one file looks complete but is not. Therefore, the whole \
         catalog is rejected."
        ["errors.toml"] -> ["users.toml"];
    FILE_NOT_UTF8 = Error "file-not-utf8"
        "Every file of a catalog is UTF-8."
        "TOML files are UTF-8 by definition. If the encoding were guessed, clients could receive garbled messages.";
    INCLUDE_MISSING = Error "include-missing"
        "An entry of `include` names an existing file."
        "A mistyped path would silently drop every error in the intended file.";
    INCLUDE_CYCLE = Error "include-cycle"
        "No file includes itself, directly or through other files."
        "Files that include each other have no order, and a reader cannot tell which file an error belongs to."
        ["errors.toml" "users.toml" "sessions.toml"] -> ["sessions.toml"];
    INCLUDE_OUTSIDE = Error "include-outside"
        "An included file is in the catalog's folder."
        "A catalog is read on other machines, from a package or a checkout. On these machines, a path that \
         leads out of the catalog's folder may lead to a different file or to no file."
        ["errors.toml"] -> ["errors.toml" "errors/users.toml"];
    MAIN_FILE_ONLY = Error "main-file-only"
        "Settings for the whole catalog are in its main file."
        "A reader of the main file sees everything that applies to all errors. A setting hidden in an included file \
         would change errors in other files."
        ["errors.toml" "users.toml"] -> ["errors.toml" "users.toml"];
    MERGE_CONFLICT = Error "merge-conflict"
        "A file of a catalog contains no unresolved merge conflict."
        "Two branches changed the same lines. Only a person can say which of these lines are right.";
    SYNTAX = Error "syntax"
        "The files of a catalog are valid TOML 1.1."
        "The text after a syntax error cannot be interpreted with certainty.";
}
