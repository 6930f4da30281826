//! `errors.lock`.

super::define_rules! {
    Hard:

    LOCK_SYNTAX = Error "lock-syntax"
        "A lock is TOML."
        "Nothing after a syntax error can be read with certainty, so the rest of the contract would be lost."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_FORMAT = Error "lock-format"
        "A lock has a format that this version can read."
        "A newer format may record things that this version cannot compare. Ignoring them would let a breaking change \
         through."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_CONFLICT = Error "lock-conflict"
        "A lock contains no unresolved merge conflict."
        "Two branches released different contracts. Only a person can say which of them clients received."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_NEWER = Error "lock-newer"
        "The version of a catalog is not smaller than that of its lock."
        "The lock records a later release. Compared with it, everything that was added since would look removed."
        ["errors.toml" "errors.lock"] -> ["errors.toml"];
    LOCK_CLASH = Error "lock-clash"
        "In a lock, a code or number belongs to one error."
        "A lock with two meanings for one code cannot say what clients rely on. A merge by hand is the usual cause."
        ["errors.lock"] -> ["errors.lock"];
}
