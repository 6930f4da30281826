//! The model of a catalog that has passed every check. The model is the input of all back ends.
//!
//! In the model, defaults are filled in, categories and slots exist, and names are valid Rust identifiers. Every
//! example has a value for every required field. A back end therefore cannot fail.

mod catalog;
mod error;
mod field;
mod inputs;
mod property;
mod slot;
mod status;
mod template;
mod value_enum;
mod violation;
mod violation_kind;

pub use self::catalog::{
    Catalog, Category, FurtherStatus, Locale, Output, Retired, RetiredNumbers, Translation, UsageLimit, Wire,
    WireMember,
};
pub use self::error::{Deprecated, Error, Example, FromVariants, Header};
pub use self::field::{Field, FieldType};
pub use self::inputs::InputPaths;
pub use self::property::{Property, PropertyValue};
pub use self::slot::{Presence, SlotBinding};
pub use self::status::{RejectionDoc, RejectionValue, StatusDoc};
pub use self::template::{Guard, Item, Member, Object, Piece, Placeholder, TextTemplate, ValueTemplate};
pub use self::value_enum::{ValueEnum, ValueVariant};
pub use self::violation::ViolationsFormat;
pub use self::violation_kind::ViolationKind;
pub use crate::literal::Literal;
pub use error_catalog_wire::{
    Builtin, Casing, Grpc, Level, RejectionCause, Retry, Slot, SlotFormat, Strategy, ViolationPart, ViolationsShape,
    reason_phrase,
};
