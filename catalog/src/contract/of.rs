//! Extracts the contract of a catalog.

use std::collections::BTreeMap;

use super::docs::{CatalogDocs, ErrorDocs, translations_of};
use super::{Contract, ErrorContract, PublicField, RejectionKey, RemovedError, RustContract};
use crate::model::{Catalog, Error, Header, RejectionDoc, Retired, RetiredNumbers, StatusDoc};

impl Contract {
    /// Returns the contract of a catalog. The rows of `[retired]` become the removed errors of the contract.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Contract {
        let mut translations = translations_of(catalog);
        let mut of_error = |(index, error)| ErrorContract {
            translations: Some(translations.remove(&index).unwrap_or_default()),
            ..error_contract(catalog, error)
        };
        let mut errors: Vec<ErrorContract> = catalog.errors.iter().enumerate().map(&mut of_error).collect();
        for further in &catalog.further {
            let headers = sort_headers(&further.error.headers);
            if let Some(error) = errors.get_mut(further.of).filter(|error| error.headers != headers) {
                error.status_headers.push((further.error.status, headers));
            }
        }
        errors.sort_by(|a, b| a.key.cmp(&b.key));
        let (numbers, codes): (Vec<&Retired>, Vec<&Retired>) = catalog.retired.iter().partition(|row| row.only_number);
        let mut removed: Vec<RemovedError> = codes.into_iter().map(removed_error).collect();
        removed.sort_by(|a, b| a.code.cmp(&b.code));
        let mut removed_numbers: Vec<RemovedError> = numbers.into_iter().map(removed_error).collect();
        removed_numbers.sort_by_key(|removed| removed.number);
        let contract = Contract {
            version: catalog.version.clone(),
            name: catalog.name.clone(),
            docs_url: catalog.docs_url.clone(),
            rejections: rejections_of(catalog),
            content_type: catalog.wire.content_type.clone(),
            sent_status: catalog.wire.status,
            body: Some(catalog.wire.body.clone()),
            violations: Some(catalog.wire.violations.clone()),
            headers: sort_headers(&catalog.headers),
            errors,
            removed,
            removed_numbers,
            retired_numbers: sort_numbers(catalog.retired_numbers.clone()),
            violation_codes: Contract::of_violations(catalog),
            rust: Some(RustContract::of(catalog)),
            docs: Some(CatalogDocs::of(catalog)),
            lock: None,
        };
        contract.with_sent_violation_codes()
    }
}

fn removed_error(row: &Retired) -> RemovedError {
    RemovedError {
        code: row.code.clone(),
        number: row.number,
        status: None,
        message: None,
        note: Some(row.note.clone()),
        since: None,
        location: Some(row.location),
    }
}

fn error_contract(catalog: &Catalog, error: &Error) -> ErrorContract {
    let mut fields: Vec<PublicField> = error
        .public_fields()
        .map(|field| PublicField {
            name: field.name.clone(),
            ty: field.ty.clone(),
            one_of: field.one_of.iter().cloned().collect(),
            optional: field.optional,
        })
        .collect();
    fields.sort_by(|a, b| a.name.cmp(&b.name));
    ErrorContract {
        key: error.key.clone(),
        code: error.code.clone(),
        owner: error.owner.and_then(|index| Some(catalog.errors.get(index)?.key.clone())),
        sends_code: error.sends_code,
        aliases: error.aliases.iter().cloned().collect(),
        number: error.number,
        status: error.status,
        other_statuses: error.other_statuses.clone(),
        sent_status: error.sent_status,
        title: error.title.clone(),
        message: error.message.clone(),
        reworded: Vec::new(),
        user_message: error.user_message.clone(),
        category: error.category.and_then(|index| Some(catalog.categories.get(index)?.key.clone())),
        properties: error.properties.iter().filter_map(|it| Some((it.name.clone(), it.value.clone()?))).collect(),
        fields,
        internal: error.internal_fields().map(|field| field.name.clone()).collect(),
        headers: sort_headers(&error.headers),
        status_headers: Vec::new(),
        retry: error.retry,
        grpc: error.grpc,
        docs_url: error.docs_url.clone(),
        has_own_docs_url: error.has_own_docs_url,
        details: error.details.clone(),
        deprecated: error.deprecated.is_some(),
        docs: Some(ErrorDocs::of(catalog, error)),
        translations: None,
        location: error.location,
    }
}

fn rejections_of(catalog: &Catalog) -> BTreeMap<RejectionKey, String> {
    let of_status = |status: &StatusDoc| {
        let rejections = status.rejections.iter();
        let key = |rejection: &RejectionDoc| Some(catalog.errors.get(rejection.error)?.key.clone());
        let rows = rejections.filter_map(|rejection| Some(((status.status, rejection.cause), key(rejection)?)));
        rows.collect::<Vec<_>>()
    };
    catalog.statuses.iter().flat_map(of_status).collect()
}

pub(super) fn sort_numbers(mut numbers: Vec<RetiredNumbers>) -> Vec<RetiredNumbers> {
    numbers.sort_by_key(|row| (row.first, row.last));
    numbers
}

/// Sorts headers by name, regardless of case.
pub(super) fn sort_headers(headers: &[Header]) -> Vec<Header> {
    let mut headers = headers.to_vec();
    headers.sort_by_cached_key(|header| header.name.to_ascii_lowercase());
    headers
}
