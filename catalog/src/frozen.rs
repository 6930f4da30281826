//! What has been released, as far as rules have to know it.

use std::collections::{BTreeMap, BTreeSet};

/// The codes and numbers that clients know, as a lock holds them: no rule asks for another in their place, and none of
/// them is proposed for something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// Every code that was ever sent, or read as an alias.
    pub codes: BTreeSet<String>,
    /// Every number that was ever given, with the code of the error that it belongs to.
    pub numbers: BTreeMap<u32, String>,
}

#[cfg(feature = "contract")]
impl From<&crate::contract::Contract> for Frozen {
    fn from(contract: &crate::contract::Contract) -> Self {
        let gone = contract.gone.iter().chain(&contract.gone_numbers).map(|gone| (gone.number, &gone.code));
        let numbers = contract.errors.iter().map(|promise| (promise.number, &promise.code));
        let sent = contract.errors.iter().filter(|promise| promise.sends_code).map(|promise| &promise.code);
        let read = contract.errors.iter().flat_map(|promise| &promise.aliases);
        Self {
            codes: sent.chain(read).chain(contract.gone.iter().map(|gone| &gone.code)).cloned().collect(),
            numbers: gone.chain(numbers).filter_map(|(number, code)| Some((number?, code.clone()))).collect(),
        }
    }
}
