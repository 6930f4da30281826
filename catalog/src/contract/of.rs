//! From a catalog to what it promises.

use std::collections::BTreeMap;

use super::{Contract, Gone, Promise, PromisedField};
use crate::{Catalog, Error, Header, StatusDoc};

impl Contract {
    /// What a catalog promises. Its `[retired]` rows are what is gone.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Contract {
        let mut errors: Vec<Promise> = catalog.errors.iter().map(|error| promise_of(catalog, error)).collect();
        errors.sort_by(|a, b| a.key.cmp(&b.key));
        translate(catalog, &mut errors);
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
            docs: Some(docs_of_catalog(catalog)),
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
        docs: Some(docs_of_error(error)),
        translations: Some(Vec::new()),
        location: error.location,
    }
}

fn refusals_of(catalog: &Catalog) -> BTreeMap<u16, String> {
    let refusal = |status: &StatusDoc| Some((status.status, catalog.errors.get(status.error?)?.key.clone()));
    catalog.statuses.iter().filter_map(refusal).collect()
}

/// Adds to each error the texts of all languages, in the order of these.
fn translate(catalog: &Catalog, errors: &mut [Promise]) {
    let mut locales: Vec<_> = catalog.locales.iter().collect();
    locales.sort_by(|a, b| a.lang.cmp(&b.lang));
    for locale in locales {
        for translation in &locale.translations {
            let Some(key) = catalog.errors.get(translation.error).map(|error| error.key.as_str()) else { continue };
            let Ok(at) = errors.binary_search_by(|promise| promise.key.as_str().cmp(key)) else { continue };
            let message = translation.message.as_ref().map(ToString::to_string);
            let user_message = translation.user_message.as_ref().map(ToString::to_string);
            let texts = format!("{}: {:?}", locale.lang, (&translation.title, message, user_message));
            errors[at].translations.get_or_insert_default().push(texts);
        }
    }
}

/// By name, in which case does not count.
pub(super) fn sort_headers(headers: &[Header]) -> Vec<Header> {
    let mut headers = headers.to_vec();
    headers.sort_by_cached_key(|header| header.name.to_ascii_lowercase());
    headers
}

/// Everything that only people read, each kind in a place of its own.
fn docs_of_error(error: &Error) -> Vec<String> {
    fn by_name<T>(error: &Error, values: impl IntoIterator<Item = T>) -> BTreeMap<&str, T> {
        error.public_fields().map(|field| field.name.as_str()).zip(values).collect()
    }
    let examples = error.examples.iter().map(|it| (by_name(error, &it.fields), &it.context));
    vec![
        error.description.clone(),
        error.docs.clone().unwrap_or_default(),
        format!("{:?}", (&error.causes, &error.solutions, &error.see)),
        format!("{:?}", (&error.since, &error.deprecated)),
        format!("{:?}", examples.collect::<Vec<_>>()),
        format!("{:?}", by_name(error, error.public_fields().map(|field| &field.description))),
    ]
}

fn docs_of_catalog(catalog: &Catalog) -> Vec<String> {
    let is_told = |it: &&StatusDoc| it.description.is_some() || !it.causes.is_empty() || !it.solutions.is_empty();
    let statuses = catalog.statuses.iter().filter(is_told);
    let statuses = statuses.map(|it| (it.status, &it.description, &it.causes, &it.solutions));
    let categories = catalog.categories.iter().map(|it| (&it.key, (&it.title, &it.description)));
    let examples: BTreeMap<_, _> = catalog.wire.example.iter().map(|(name, value)| (name, value)).collect();
    let members: BTreeMap<_, _> = catalog.wire.members.iter().map(|it| (&it.path, &it.description)).collect();
    vec![
        catalog.title.clone(),
        catalog.description.clone().unwrap_or_default(),
        format!("{:?}", statuses.collect::<Vec<_>>()),
        format!("{:?}", categories.collect::<BTreeMap<_, _>>()),
        format!("{:?}", (examples, members)),
    ]
}
