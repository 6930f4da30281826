//! `errors.lock`.

super::define_rules! {
    Hard:

    LOCK_SYNTAX = Error "lock-syntax"
        "A lock must be valid TOML."
        "The text after a syntax error cannot be interpreted with certainty, so the rest of the contract would be \
         lost."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_FORMAT = Error "lock-format"
        "A lock must have a format that this version of error-catalog can read."
        "A newer lock format may record facts that this version of error-catalog cannot compare. If error-catalog \
         ignored unknown facts, it could miss a breaking change."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_CONFLICT = Error "lock-conflict"
        "A lock must not contain an unresolved merge conflict."
        "A merge conflict means that two branches released different contracts. Clients depend on one of these \
         contracts, and only a person can decide which contract that is."
        ["errors.lock"] -> ["errors.lock"];
    LOCK_NEWER = Error "lock-newer"
        "The version of a catalog must not be lower than the version in its lock."
        "If the lock is newer than the catalog, every addition of the newer release would look like a removal."
        ["errors.toml" "errors.lock"] -> ["errors.toml"];
    LOCK_CLASH = Error "lock-clash"
        "In a lock, a code or number must belong to only one error."
        "If a lock gives a code two meanings, error-catalog cannot know which meaning clients rely on. The usual cause \
         is a manual merge of two locks."
        ["errors.lock"] -> ["errors.lock"];
}
