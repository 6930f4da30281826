//! From a catalog to what it promises.

use std::collections::BTreeMap;

use super::docs::{CatalogDocs, ErrorDocs, translations_of};
use super::{Contract, Gone, Promise, PromisedField};
use crate::model::{Catalog, Error, Header, StatusDoc};

impl Contract {
    /// What a catalog promises. Its `[retired]` rows are what is gone.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Contract {
        let mut translations = translations_of(catalog);
        let mut promise = |(index, error)| Promise {
            translations: Some(translations.remove(&index).unwrap_or_default()),
            ..promise_of(catalog, error)
        };
        let mut errors: Vec<Promise> = catalog.errors.iter().enumerate().map(&mut promise).collect();
        errors.sort_by(|a, b| a.key.cmp(&b.key));
        let mut gone: Vec<Gone> = catalog
            .retired
            .iter()
            .map(|row| Gone {
                code: row.code.clone(),
                number: row.number,
                status: None,
                message: None,
                note: Some(row.note.clone()),
                since: None,
                location: Some(row.location),
            })
            .collect();
        gone.sort_by(|a, b| a.code.cmp(&b.code));
        Contract {
            version: catalog.version.clone(),
            name: catalog.name.clone(),
            docs_url: catalog.docs_url.clone(),
            refusals: refusals_of(catalog),
            content_type: catalog.wire.content_type.clone(),
            body: Some(catalog.wire.body.clone()),
            violations: Some(catalog.wire.violations),
            headers: sort_headers(&catalog.headers),
            errors,
            gone,
            gone_numbers: Vec::new(),
            docs: Some(CatalogDocs::of(catalog)),
            lock: None,
        }
    }
}

fn promise_of(catalog: &Catalog, error: &Error) -> Promise {
    let mut fields: Vec<PromisedField> = error
        .public_fields()
        .map(|field| PromisedField { name: field.name.clone(), ty: field.ty.clone(), optional: field.optional })
        .collect();
    fields.sort_by(|a, b| a.name.cmp(&b.name));
    Promise {
        key: error.key.clone(),
        code: error.code.clone(),
        sends_code: error.sends_code,
        aliases: error.aliases.iter().cloned().collect(),
        number: error.number,
        status: error.status,
        title: error.title.clone(),
        message: error.message.clone(),
        user_message: error.user_message.clone(),
        category: error.category.and_then(|index| Some(catalog.categories.get(index)?.key.clone())),
        fields,
        internal: error.internal_fields().map(|field| field.name.clone()).collect(),
        headers: sort_headers(&error.headers),
        retry: error.retry,
        grpc: error.grpc,
        details: error.details.clone(),
        deprecated: error.deprecated.is_some(),
        docs: Some(ErrorDocs::of(error)),
        translations: None,
        location: error.location,
    }
}

fn refusals_of(catalog: &Catalog) -> BTreeMap<u16, String> {
    let refusal = |status: &StatusDoc| Some((status.status, catalog.errors.get(status.error?)?.key.clone()));
    catalog.statuses.iter().filter_map(refusal).collect()
}

/// By name, in which case does not count.
pub(super) fn sort_headers(headers: &[Header]) -> Vec<Header> {
    let mut headers = headers.to_vec();
    headers.sort_by_cached_key(|header| header.name.to_ascii_lowercase());
    headers
}
