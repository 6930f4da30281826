//! Extracts what Rust callers can see of a catalog.

use std::collections::BTreeSet;

use super::condition::canonical_cfg;
use super::{RustContract, RustMember, RustVariant};
use crate::model::{Catalog, Error, Field, FieldType, Property, ValueEnum, ViolationKind};
use crate::rust_path::canonical_path;

impl RustContract {
    pub(in crate::contract) fn of(catalog: &Catalog) -> Self {
        let variants = catalog.errors.iter().map(|error| (error.variant.clone(), variant_of(catalog, error)));
        Self {
            non_exhaustive: catalog.non_exhaustive,
            categories: catalog.categories.iter().map(|category| category.variant.clone()).collect(),
            properties: catalog.properties.iter().map(property_of).collect(),
            values: catalog.value_enums.iter().map(values_of).collect(),
            variants: variants.collect(),
        }
    }
}

impl RustContract {
    /// What Rust callers can see of violation codes. The members of a variant are the arguments of its constructor.
    pub(in crate::contract) fn of_violations(catalog: &Catalog) -> Self {
        let variant = |violation: &ViolationKind| RustVariant {
            key: violation.key.clone(),
            members: violation.fields.iter().map(member_of).collect(),
            location: violation.location,
            ..RustVariant::default()
        };
        let variants = catalog.violations.iter().map(|violation| (violation.variant.clone(), variant(violation)));
        Self { variants: variants.collect(), ..Self::default() }
    }
}

fn property_of(property: &Property) -> (String, String) {
    let ty = match &property.value_enum {
        Some(name) => name.clone(),
        None if property.ty == FieldType::String => "&'static str".to_owned(),
        None => property.ty.to_string(),
    };
    (property.rust_name.clone(), if property.optional { format!("Option<{ty}>") } else { ty })
}

fn values_of(values: &ValueEnum) -> (String, BTreeSet<String>) {
    (values.name.clone(), values.variants.iter().map(|variant| variant.name.clone()).collect())
}

fn variant_of(catalog: &Catalog, error: &Error) -> RustVariant {
    let mut members: Vec<RustMember> = error.members().map(member_of).collect();
    if error.has_source {
        members.push(RustMember { name: "source".to_owned(), ty: "Source".to_owned(), optional: false });
    }
    RustVariant {
        key: error.key.clone(),
        members,
        from: conversions_of(error),
        cfg: error.cfg.as_deref().map(canonical_cfg),
        non_exhaustive: error.is_non_exhaustive(catalog.non_exhaustive),
        location: error.location,
    }
}

/// The types that `?` converts to the error, and the variants of types: `sqlx::Error` and `sqlx::Error::RowNotFound`.
fn conversions_of(error: &Error) -> BTreeSet<String> {
    let variants = error.from_variants.iter();
    let variants = variants.flat_map(|from| from.variants.iter().map(|variant| format!("{}::{variant}", from.ty)));
    let types = error.from.iter().chain(&error.from_any).chain(&error.from_catalog).cloned();
    types.chain(variants).map(|path| canonical_path(&path)).collect()
}

fn member_of(field: &Field) -> RustMember {
    let ty = match (&field.rust, field.value_enum()) {
        (Some(path), _) => canonical_path(path),
        (None, Some(name)) => name.to_owned(),
        (None, None) => rust_type(&field.ty),
    };
    let ty = if field.optional { format!("Option<{ty}>") } else { ty };
    RustMember::new(field.rust_name(), &ty)
}

/// The Rust type of a field, without its path.
fn rust_type(ty: &FieldType) -> String {
    match ty {
        FieldType::List(element) => format!("Vec<{}>", rust_type(element)),
        FieldType::String => "String".to_owned(),
        FieldType::Uuid => "Uuid".to_owned(),
        FieldType::Timestamp => "Timestamp".to_owned(),
        FieldType::Duration => "Duration".to_owned(),
        FieldType::Violations => "Violations".to_owned(),
        FieldType::Object | FieldType::Any => "Json".to_owned(),
        FieldType::Bool | FieldType::Unsigned(_) | FieldType::Signed(_) | FieldType::Float => ty.to_string(),
    }
}
