//! What a contract says to the rules of a catalog.

use super::Contract;
use crate::frozen::Frozen;

impl From<&Contract> for Frozen {
    fn from(contract: &Contract) -> Self {
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
