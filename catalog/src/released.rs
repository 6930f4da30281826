//! The released codes and numbers, which rules must not propose to change.

use std::collections::{BTreeMap, BTreeSet};

/// The codes and numbers in a lock, which clients already know. No rule asks to change a released code or number, and
/// no rule proposes a released code or number for a different error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// Every code that was ever sent, or that was ever accepted as an alias.
    pub codes: BTreeSet<String>,
    /// Every violation code that was ever sent, or that was ever accepted as an alias.
    pub violations: BTreeSet<String>,
    /// Every number that was ever in use, with the code of the error that used the number.
    pub numbers: BTreeMap<u32, String>,
    /// The first and the last number of each range that was ever retired.
    pub retired_numbers: Vec<(u32, u32)>,
}
