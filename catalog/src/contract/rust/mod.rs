//! The contract with Rust callers: the names and types in the generated code on which other Rust code depends.

mod condition;
mod kinds;
mod lock;
mod of;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use self::condition::normal_cfg;
pub use self::kinds::{RustCase, RustChangeKind};
use super::{Impact, Sentence};
use crate::diagnostic::Span;
use crate::spans::{Location, SpanMap};

/// What Rust callers can see of a catalog, apart from its errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RustContract {
    /// Whether the enums are `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// The variants of the enum of categories.
    pub categories: BTreeSet<String>,
    /// The Rust types of properties, by the name of the method of the enum of codes.
    pub properties: BTreeMap<String, String>,
    /// The variants of each enum for the values of fields and properties, by the name of the enum.
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// The variants of the enum of errors, by name.
    pub variants: BTreeMap<String, RustVariant>,
}

/// What Rust callers can see of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RustVariant {
    /// The key of the error.
    pub key: String,
    /// The members of the variant, including the source, in the order of the constructor's arguments. The constructor
    /// of a `#[non_exhaustive]` variant does not take the optional members.
    pub members: Vec<RustMember>,
    /// The types that `?` converts to the error.
    pub from: BTreeSet<String>,
    /// The condition under which a crate has the variant.
    pub cfg: Option<String>,
    /// Whether the variant is `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// The place of the error in the catalog or in the lock.
    pub location: Location,
}

impl RustVariant {
    /// Whether the constructor takes fewer arguments if the variant is `#[non_exhaustive]`.
    pub(super) fn has_optional_members(&self) -> bool {
        self.members.iter().any(|member| member.optional)
    }
}

/// A member of a variant. `Display` writes it as Rust does: `hint: Option<String>`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RustMember {
    /// The name in Rust.
    pub name: String,
    /// The Rust type, without the `Option` of an optional field.
    pub ty: String,
    /// Whether the type is an `Option`.
    pub optional: bool,
}

impl RustMember {
    /// Creates a member with a type as Rust writes it. The custom type of a field can also be an `Option`.
    fn new(name: &str, ty: &str) -> Self {
        let inner = ty.strip_prefix("Option<").and_then(|ty| ty.strip_suffix('>'));
        Self { name: name.to_owned(), ty: inner.unwrap_or(ty).to_owned(), optional: inner.is_some() }
    }

    pub(super) fn full_type(&self) -> String {
        if self.optional { format!("Option<{}>", self.ty) } else { self.ty.clone() }
    }
}

impl RustVariant {
    /// The condition as it is compared: conditions with the same meaning may be written differently.
    pub(super) fn normal_cfg(&self) -> Option<String> {
        self.cfg.as_deref().map(normal_cfg)
    }
}

impl fmt::Display for RustMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.full_type())
    }
}

/// A change that Rust callers can see. The texts contain neither line breaks nor control characters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RustChange {
    /// The kind of change.
    pub kind: RustChangeKind,
    /// The impact of the change, and the errors of rustc that callers see.
    pub case: RustCase,
    /// The new key of the error, or the old key if the error was removed. The key is `None` if the change does not
    /// concern one error.
    pub key: Option<String>,
    /// Whether the change concerns a violation code and not an error.
    pub is_violation: bool,
    /// What changed, in one line: "variant `RoomTaken` is new".
    pub what: Sentence,
    /// The old value, if there is one.
    pub old: Option<String>,
    /// The new value, if there is one.
    pub new: Option<String>,
    /// The place of the error in the old catalog or lock.
    pub(super) old_location: Option<Location>,
    /// The place of the error in the new catalog or lock.
    pub(super) location: Option<Location>,
}

impl RustChange {
    /// The impact on Rust callers.
    #[must_use]
    pub fn impact(&self) -> Impact {
        self.case.impact
    }

    /// The place of the error in the new catalog. `spans` contains the places of all keys in the new catalog.
    #[must_use]
    pub fn span(&self, spans: &SpanMap) -> Option<Span> {
        spans.in_entry(self.location?, &[])
    }

    /// The place of the error in the old catalog or lock, whose places of all keys are in `spans`.
    #[must_use]
    pub fn old_span(&self, spans: &SpanMap) -> Option<Span> {
        spans.in_entry(self.old_location?, &[])
    }
}

impl fmt::Display for RustChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)
    }
}
