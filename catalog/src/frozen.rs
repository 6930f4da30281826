//! What was released, as far as rules need to know.

use std::collections::{BTreeMap, BTreeSet};

/// The codes and numbers that clients know, from a lock: no rule asks for another in their place, and none of
/// them is proposed for something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// Every code that was ever sent, or read as an alias.
    pub codes: BTreeSet<String>,
    /// Every number that was ever given, with the code of the error that it belongs to.
    pub numbers: BTreeMap<u32, String>,
}
