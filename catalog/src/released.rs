//! The released codes and numbers, which rules must not propose to change.

use std::collections::{BTreeMap, BTreeSet};

/// The codes and numbers in a lock, which clients know. No rule asks for a different code or number instead, and no
/// rule proposes a known code or number for another error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// Every code that was ever sent, or that was ever accepted as an alias.
    pub codes: BTreeSet<String>,
    /// Every number that was ever in use, with the code of its error.
    pub numbers: BTreeMap<u32, String>,
}
