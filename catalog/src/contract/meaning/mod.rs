//! Whether two errors with one code or number have the same meaning.
//!
//! Messages are reworded far more often than codes are used again, so a question about a rewording has to be rare. Two
//! meanings differ only if there is evidence for it: nothing in common, or opposites.

mod judge;
mod vocabulary;
mod words;

pub(super) use self::judge::is_other_meaning;
pub(super) use self::words::split_words;
