//! The contract of violation codes.
//!
//! A client depends on a violation code in the same way as on the code of an error. The codes of violations therefore
//! have a separate contract, in which each violation is an error that has no status and nothing else that only a
//! whole response has. The slot `params` of a violation takes the place of the details.

use std::collections::BTreeMap;

use super::diff::Shown;
use super::docs::ErrorDocs;
use super::model::NO_STATUS;
use super::{Contract, ErrorContract, PublicField, RemovedError, RustContract};
use crate::model::{
    Catalog, Field, Grpc, Member, Object, Placeholder, Retired, Retry, Strategy, TextTemplate, ValueTemplate,
    ViolationKind,
};

impl Contract {
    /// The contract of the violation codes of a catalog; `None` if the catalog has no such codes and never had one.
    pub(super) fn of_violations(catalog: &Catalog) -> Option<Box<Contract>> {
        let mut errors: Vec<ErrorContract> =
            catalog.violations.iter().map(|violation| violation_contract(catalog, violation)).collect();
        errors.sort_by(|a, b| a.key.cmp(&b.key));
        let mut removed: Vec<RemovedError> = catalog.retired_violations.iter().map(removed_violation).collect();
        removed.sort_by(|a, b| a.code.cmp(&b.code));
        let rust = Some(RustContract::of_violations(catalog));
        let contract = Contract { errors, removed, rust, ..Contract::default() };
        contract.has_codes().then(|| Box::new(contract))
    }

    /// The contract of the violation codes, which may be empty.
    pub(super) fn violations_or_none(&self) -> Contract {
        match &self.violation_codes {
            Some(contract) => (**contract).clone(),
            None => Contract { rust: self.rust.as_ref().map(|_| RustContract::default()), ..Contract::default() },
        }
    }

    /// Records whether responses contain the codes of violations. The format of the field-level errors determines this,
    /// so a lock does not repeat it.
    pub(super) fn with_sent_violation_codes(mut self) -> Self {
        if self.violation_codes.is_some() && !Shown::violation_codes(&self) {
            let violations = self.violation_codes.iter_mut().flat_map(|contract| &mut contract.errors);
            violations.for_each(|violation| violation.sends_code = false);
        }
        self
    }

    /// Whether the contract has a code, or a record of a code.
    pub(super) fn has_codes(&self) -> bool {
        !self.errors.is_empty() || !self.removed.is_empty()
    }
}

impl ErrorContract {
    /// A violation with nothing but these values.
    pub(super) fn violation(key: &str, code: &str) -> Self {
        Self {
            properties: BTreeMap::new(),
            key: key.to_owned(),
            code: code.to_owned(),
            owner: None,
            sends_code: true,
            aliases: Default::default(),
            number: None,
            status: NO_STATUS,
            other_statuses: Vec::new(),
            sent_status: None,
            docs_url: None,
            has_own_docs_url: false,
            title: String::new(),
            message: Default::default(),
            reworded: Vec::new(),
            user_message: None,
            category: None,
            fields: Vec::new(),
            internal: Default::default(),
            headers: Vec::new(),
            status_headers: Vec::new(),
            retry: Retry::new(Strategy::No),
            grpc: Grpc::from_status(NO_STATUS),
            details: None,
            deprecated: false,
            docs: None,
            translations: None,
            location: Default::default(),
        }
    }

    /// The names of the fields in the slot `params`.
    pub(super) fn params(&self) -> impl Iterator<Item = &str> {
        let members = match &self.details {
            Some(ValueTemplate::Object(object)) => object.members.as_slice(),
            _ => &[],
        };
        members.iter().map(|member| member.key.as_str())
    }

    /// Sets the fields in the slot `params`. A violation without fields does not have this slot.
    pub(super) fn set_params<'a>(&mut self, params: impl Iterator<Item = &'a str>) {
        let is_optional = |name: &str| self.fields.iter().any(|field| field.name == name && field.optional);
        let member = |name: &str| {
            let value = ValueTemplate::Slot(Placeholder::plain(name));
            Member { key: name.to_owned(), optional: is_optional(name), value }
        };
        let members = params.map(member).collect();
        self.details = (!self.fields.is_empty()).then_some(ValueTemplate::Object(Object { members }));
    }

    /// Whether this is a violation.
    pub(super) fn is_violation(&self) -> bool {
        self.status == NO_STATUS
    }

    /// The title as a message, for a violation without a message.
    pub(super) fn title_as_message(&self) -> TextTemplate {
        TextTemplate::constant(&self.title)
    }
}

fn violation_contract(catalog: &Catalog, violation: &ViolationKind) -> ErrorContract {
    let public = |field: &Field| PublicField {
        name: field.name.clone(),
        ty: field.ty.clone(),
        optional: field.optional,
        one_of: Default::default(),
    };
    let mut fields: Vec<PublicField> = violation.fields.iter().map(public).collect();
    fields.sort_by(|a, b| a.name.cmp(&b.name));
    let mut contract = ErrorContract {
        aliases: violation.aliases.iter().cloned().collect(),
        title: violation.title.clone().unwrap_or_default(),
        fields,
        deprecated: violation.deprecated.is_some(),
        docs: Some(ErrorDocs::of_violation(catalog, violation)),
        location: violation.location,
        ..ErrorContract::violation(&violation.key, &violation.code)
    };
    contract.message = violation.message.clone().unwrap_or_else(|| contract.title_as_message());
    contract.set_params(violation.params.iter().map(String::as_str));
    contract
}

fn removed_violation(row: &Retired) -> RemovedError {
    RemovedError {
        code: row.code.clone(),
        number: None,
        status: None,
        message: None,
        note: Some(row.note.clone()),
        since: None,
        location: Some(row.location),
    }
}
