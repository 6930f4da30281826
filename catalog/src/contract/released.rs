//! Lists the released codes and numbers of a contract, for the rules that check a catalog.

use super::Contract;
use crate::released::Released;

impl From<&Contract> for Released {
    fn from(contract: &Contract) -> Self {
        let removed =
            contract.removed.iter().chain(&contract.removed_numbers).map(|removed| (removed.number, &removed.code));
        let numbers = contract.errors.iter().map(|error| (error.number, &error.code));
        let sent = contract.errors.iter().filter(|error| error.sends_code).map(|error| &error.code);
        let read = contract.errors.iter().flat_map(|error| &error.aliases);
        let violations = contract.violation_codes.as_deref().map(Released::from);
        Self {
            violations: violations.map(|released| released.codes).unwrap_or_default(),
            codes: sent.chain(read).chain(contract.removed.iter().map(|removed| &removed.code)).cloned().collect(),
            retired_numbers: contract.retired_numbers.iter().map(|row| (row.first, row.last)).collect(),
            numbers: removed.chain(numbers).filter_map(|(number, code)| Some((number?, code.clone()))).collect(),
        }
    }
}
