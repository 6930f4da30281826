//! The documentation of a catalog. Documentation is compared as values, and is never part of a lock.

use std::collections::BTreeMap;

use crate::model::{
    Catalog, Deprecated, Error, Example, Field, FieldType, Literal, StatusDoc, TextTemplate, ViolationKind,
};
use crate::resolve::sample_of;

/// The documentation of all errors.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogDocs {
    title: String,
    description: Option<String>,
    statuses: BTreeMap<u16, Prose>,
    categories: BTreeMap<String, (String, Option<String>)>,
    example: BTreeMap<String, Literal>,
    members: BTreeMap<Vec<String>, String>,
}

/// The documentation of one error.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorDocs {
    description: String,
    prose: Prose,
    see: Vec<String>,
    since: Option<String>,
    deprecated: Option<DeprecationDocs>,
    examples: Vec<NamedExample>,
    fields: BTreeMap<String, Option<String>>,
}

/// A [`Deprecated`] with the key of the error to use instead, because another catalog has other indices.
#[derive(Clone, Debug, PartialEq)]
struct DeprecationDocs {
    since: Option<String>,
    note: Option<String>,
    instead: Option<String>,
}

/// The translated texts of an error.
#[derive(Clone, Debug, PartialEq)]
pub struct TranslatedTexts {
    lang: String,
    title: Option<String>,
    message: Option<TextTemplate>,
    user_message: Option<TextTemplate>,
}

#[derive(Clone, Debug, PartialEq)]
struct Prose {
    docs: Option<String>,
    causes: Vec<String>,
    solutions: Vec<String>,
}

/// An [`Example`] with named fields, whose order does not matter.
#[derive(Clone, Debug, PartialEq)]
struct NamedExample {
    status: Option<u16>,
    fields: BTreeMap<String, Option<Literal>>,
    context: [Option<Literal>; 5],
}

impl CatalogDocs {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let has_prose = |it: &&StatusDoc| it.description.is_some() || !it.causes.is_empty() || !it.solutions.is_empty();
        let statuses = catalog.statuses.iter().filter(has_prose);
        let categories = catalog.categories.iter();
        Self {
            title: catalog.title.clone(),
            description: catalog.description.clone(),
            statuses: statuses.map(|it| (it.status, Prose::new(&it.description, &it.causes, &it.solutions))).collect(),
            categories: categories.map(|it| (it.key.clone(), (it.title.clone(), it.description.clone()))).collect(),
            example: catalog.wire.example.iter().cloned().collect(),
            members: catalog.wire.members.iter().map(|it| (it.path.clone(), it.description.clone())).collect(),
        }
    }
}

impl ErrorDocs {
    pub(super) fn of(catalog: &Catalog, error: &Error) -> Self {
        let kinds = &catalog.violations;
        let fields = error.public_fields();
        Self {
            description: error.description.clone(),
            prose: Prose::new(&error.docs, &error.causes, &error.solutions),
            see: error.see.clone(),
            since: error.since.clone(),
            deprecated: error
                .deprecated
                .as_ref()
                .map(|deprecated| DeprecationDocs::new(deprecated, |index| Some(&catalog.errors.get(index)?.key))),
            examples: error.examples.iter().map(|example| NamedExample::of(error, example, kinds)).collect(),
            fields: fields.map(|field| (field.name.clone(), field.description.clone())).collect(),
        }
    }
}

impl ErrorDocs {
    /// The documentation of a violation.
    pub(super) fn of_violation(catalog: &Catalog, violation: &ViolationKind) -> Self {
        let fields = violation.fields.iter();
        Self {
            description: violation.description.clone(),
            prose: Prose::new(&violation.docs, &[], &[]),
            see: Vec::new(),
            since: violation.since.clone(),
            deprecated: violation
                .deprecated
                .as_ref()
                .map(|deprecated| DeprecationDocs::new(deprecated, |index| Some(&catalog.violations.get(index)?.key))),
            examples: vec![NamedExample::of_violation(violation)],
            fields: fields.map(|field| (field.name.clone(), field.description.clone())).collect(),
        }
    }
}

impl DeprecationDocs {
    fn new<'a>(deprecated: &Deprecated, key_of: impl Fn(usize) -> Option<&'a String>) -> Self {
        let Deprecated { since, note, instead } = deprecated;
        Self { since: since.clone(), note: note.clone(), instead: instead.and_then(key_of).cloned() }
    }
}

impl Prose {
    fn new(docs: &Option<String>, causes: &[String], solutions: &[String]) -> Self {
        Self { docs: docs.clone(), causes: causes.to_vec(), solutions: solutions.to_vec() }
    }
}

impl NamedExample {
    /// Violations that the catalog's violation codes determine are not documentation of the error.
    fn of(error: &Error, example: &Example, kinds: &[ViolationKind]) -> Self {
        let own = |(field, value): (&Field, &Option<Literal>)| {
            let is_own = field.ty != FieldType::Violations || *value != sample_of(field, kinds);
            (field.name.clone(), value.clone().filter(|_| is_own || field.example.is_some()))
        };
        let fields = error.public_fields().zip(&example.fields).map(own).collect();
        Self { status: example.status, fields, context: example.context.clone() }
    }

    /// The values that the documentation shows for the fields of a violation.
    fn of_violation(violation: &ViolationKind) -> Self {
        let fields = violation.fields.iter().map(|field| (field.name.clone(), field.sample())).collect();
        Self { status: None, fields, context: Default::default() }
    }
}

/// The texts of each error in all other languages, by the index of the error and in the order of the languages.
pub(super) fn translations_of(catalog: &Catalog) -> BTreeMap<usize, Vec<TranslatedTexts>> {
    let mut locales: Vec<_> = catalog.locales.iter().collect();
    locales.sort_by(|a, b| a.lang.cmp(&b.lang));
    let mut texts: BTreeMap<usize, Vec<TranslatedTexts>> = BTreeMap::new();
    for locale in locales {
        for translation in &locale.translations {
            texts.entry(translation.error).or_default().push(TranslatedTexts {
                lang: locale.lang.clone(),
                title: translation.title.clone(),
                message: translation.message.clone(),
                user_message: translation.user_message.clone(),
            });
        }
    }
    texts
}
