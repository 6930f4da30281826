//! Judges whether two errors with the same code or number have the same meaning.
//!
//! Messages are reworded far more often than codes are used again, so a question about a reworded message must be rare.
//! Two messages count as different in meaning only if they have nothing in common, or if they are opposites.

mod antonyms;
mod foreign;
mod judge;
mod opposite;
mod vocabulary;
mod words;

pub(super) use self::judge::{is_other_meaning, is_other_successor};
pub(super) use self::words::split_words;
