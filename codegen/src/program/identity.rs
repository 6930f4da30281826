//! Determines whether the code of a response identifies its error.

use error_catalog_model::{Catalog, Error, SlotBinding, ValueTemplate};
use error_catalog_wire::Builtin;

/// A row of [`Catalog::rows`], and what tells that a response is the error of this row.
#[derive(Clone, Copy, Debug)]
pub struct IdentifiedRow<'a> {
    /// The error with the status of the row.
    pub error: &'a Error,
    /// The index of the error.
    pub base: usize,
    /// Whether a response without a code can be the error.
    pub is_candidate: bool,
    /// The index of the error that owns the code; `None` if no other error sends the code.
    pub family: Option<usize>,
    /// Whether the responses of the error have the same status, whichever of several statuses the error has.
    pub shares_status: bool,
}

impl IdentifiedRow<'_> {
    /// Whether a client compares bodies with the body of the error, because the code does not tell which error it is.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        self.is_candidate || self.family.is_some()
    }

    /// Whether a client needs the constants of the body, to find the error or its status.
    #[must_use]
    pub fn needs_constants(&self) -> bool {
        self.is_compared() || self.shares_status
    }
}

/// The rows of [`Catalog::rows`], each with what tells that a response is its error.
pub fn identified_rows(catalog: &Catalog) -> impl Iterator<Item = IdentifiedRow<'_>> {
    let has_code = body_has_code(catalog);
    let mut is_shared = vec![false; catalog.errors.len()];
    catalog.errors.iter().filter_map(|error| error.owner).for_each(|owner| is_shared[owner] = true);
    let mut shares_status = vec![false; catalog.errors.len()];
    for further in &catalog.further {
        let mut statuses = [&catalog.errors[further.of], &further.error].into_iter();
        shares_status[further.of] |= statuses.any(|error| error.sent_status() != error.status);
    }
    let bases = (0..catalog.errors.len()).chain(catalog.further.iter().map(|further| further.of));
    catalog.rows().zip(bases).map(move |(error, base)| IdentifiedRow {
        error,
        base,
        is_candidate: !(has_code && sends_code(catalog, error)),
        family: error.owner.or(Some(base).filter(|base| is_shared[*base])),
        shares_status: shares_status[base],
    })
}

/// Whether each body with a code has the code in the same place, so that a response without a code in this place is not
/// an error with a code.
fn body_has_code(catalog: &Catalog) -> bool {
    has_code(&catalog.wire.body) == Some(true)
}

/// Whether the responses of an error contain a code.
fn sends_code(catalog: &Catalog, error: &Error) -> bool {
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
