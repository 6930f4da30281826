//! Determines whether the code of a response identifies its error.

use error_catalog_model::{Catalog, Error, SlotBinding, ValueTemplate};
use error_catalog_wire::Builtin;

/// Whether each body with a code has the code in the same place, so that a response without a code in this place is not
/// an error with a code.
#[must_use]
pub fn body_has_code(catalog: &Catalog) -> bool {
    has_code(&catalog.wire.body) == Some(true)
}

/// Whether the responses of an error contain a code.
#[must_use]
pub fn sends_code(catalog: &Catalog, error: &Error) -> bool {
    matches!(catalog.binding(error, Builtin::Code.as_str()), SlotBinding::Text(_))
}

/// Whether the first value in the body that is exactly the code is a member that every error with a code sends. `None`
/// if the body has no such value. A response without a string in this place is then not an error with a code.
fn has_code(template: &ValueTemplate) -> Option<bool> {
    match template {
        ValueTemplate::Slot(slot) if slot.format.is_none() && slot.name == Builtin::Code.as_str() => Some(true),
        ValueTemplate::Object(object) => object.members.iter().find_map(|member| {
            let is_slot = matches!(member.value, ValueTemplate::Slot(_));
            has_code(&member.value).map(|is_sent| is_sent && (is_slot || !member.optional))
        }),
        // The client chooses one of the elements.
        ValueTemplate::List(items) => items.iter().find_map(|item| has_code(&item.value)).map(|_| false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_body_with_a_code_identifies_every_error_with_a_code() {
        for (body, expected) in [
            ("message = '{message}'", None),
            ("code = '{code:string}'", None),
            ("code = '{code:kebab}'", None),
            ("code = '{code}'", Some(true)),
            ("'code?' = '{code}'", Some(true)),
            ("a = 1\nerror = { deep = { code = '{code}' } }", Some(true)),
            ("'error?' = { code = '{code}', 'id?' = '{request_id}' }", Some(false)),
            ("errors = [{ code = '{code}' }]\ncode = '{code}'", Some(false)),
        ] {
            let toml = format!("[wire.body]\n{body}\n[errors.a]\nstatus = 400\nmessage = 'A'\n");
            let files = BTreeMap::from([("errors.toml".to_owned(), toml)]);
            let (catalog, report) = Catalog::parse("errors.toml", &files);
            let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
            assert_eq!(has_code(&catalog.wire.body), expected, "{body}");
        }
    }
}
