//! `errors.lock`.

super::define_rules! {
    Hard:

    LOCK_SYNTAX = Error "lock-syntax"
        "A lock is valid TOML."
        "The text after a syntax error cannot be interpreted with certainty, so the rest of the contract would be lost."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_FORMAT = Error "lock-format"
        "A lock has a format that this version of error-catalog can read."
        "A newer format may record facts that this version of error-catalog cannot compare. If this version \
         ignored these facts, it could miss a breaking change."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_CONFLICT = Error "lock-conflict"
        "A lock contains no unresolved merge conflict."
        "Two branches released different contracts. Only a person can say which of the two contracts clients \
         received."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_NEWER = Error "lock-newer"
        "The version of a catalog is not lower than the version in its lock."
        "The lock records a later release than the catalog. Everything that the later release added would look removed."
        ["errors.toml" "errors.lock"] -> ["errors.toml"];
    LOCK_CLASH = Error "lock-clash"
        "In a lock, a code or number belongs to only one error."
        "If a lock gives a code two meanings, the meaning that clients rely on is unknown. The usual cause is a manual \
         merge of two locks."
        ["errors.lock"] -> ["errors.lock"];
}
