//! The released codes and numbers, which rules must not propose to change.

use std::collections::{BTreeMap, BTreeSet};

/// The codes and numbers that clients know, from a lock. No rule asks for a different code or number in their place,
/// and none proposes one of them for another error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// Every code that was ever sent, or accepted as an alias.
    pub codes: BTreeSet<String>,
    /// Every number that was ever in use, with the code of its error.
    pub numbers: BTreeMap<u32, String>,
}
