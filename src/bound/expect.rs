//! The functions through which generated code reads fields. For each type of the catalog, a trait has the compiler's
//! message for a Rust type that does not fit. [`FieldOf`] itself has only one message for all types.

use core::fmt::{Debug, Display};

use error_catalog_wire::Value;
use serde_core::Serialize;

use super::kind::Kind;
use super::value::List;
use super::{FieldOf, kind};
use crate::custom::AnyCustom;

macro_rules! expect {
    ($($kind:ident $name:ident: $label:literal, $message:literal, $note:literal;)*) => {$(
        #[diagnostic::on_unimplemented(
            message = $message,
            label = $label,
            note = $note,
            note = "`#[display]` on a `string` field takes any type that implements `Display`"
        )]
        #[doc = concat!("A Rust type for a field of type `", stringify!($kind), "`.")]
        pub trait $name: FieldOf<kind::$kind> {}

        #[diagnostic::do_not_recommend]
        impl<T: FieldOf<kind::$kind>> $name for T {}

        #[doc = concat!("The value of a field of type `", stringify!($kind), "`.")]
        pub fn $kind<T: $name>(field: &T) -> <kind::$kind as Kind>::Value<'_> {
            field.value()
        }
    )*};
}

expect! {
    string StringField:
        "expected a string",
        "`{Self}` is not a type for a `string` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as string);`; the features `url` and `rust_decimal` of error-catalog add types of these crates";
    bool BoolField:
        "expected a bool",
        "`{Self}` is not a type for a `bool` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as bool);`";
    u8 U8Field:
        "expected a `u8`",
        "`{Self}` is not a type for a `u8` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as u8);`";
    u16 U16Field:
        "expected a `u16`",
        "`{Self}` is not a type for a `u16` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as u16);`";
    u32 U32Field:
        "expected a `u32`",
        "`{Self}` is not a type for a `u32` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as u32);`";
    u64 U64Field:
        "expected a `u64`",
        "`{Self}` is not a type for a `u64` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as u64);`";
    i8 I8Field:
        "expected an `i8`",
        "`{Self}` is not a type for a `i8` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as i8);`";
    i16 I16Field:
        "expected an `i16`",
        "`{Self}` is not a type for a `i16` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as i16);`";
    i32 I32Field:
        "expected an `i32`",
        "`{Self}` is not a type for a `i32` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as i32);`";
    i64 I64Field:
        "expected an `i64`",
        "`{Self}` is not a type for a `i64` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as i64);`";
    f64 F64Field:
        "expected a number",
        "`{Self}` is not a type for a `f64` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as f64);`";
    uuid UuidField:
        "expected a UUID",
        "`{Self}` is not a type for a `uuid` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as uuid);`; the feature `uuid` of error-catalog adds `uuid::Uuid`";
    timestamp TimestampField:
        "expected a timestamp",
        "`{Self}` is not a type for a `timestamp` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as timestamp);`; the features `chrono`, `jiff` and `time` of error-catalog add the times of these crates";
    duration DurationField:
        "expected a duration",
        "`{Self}` is not a type for a `duration` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as duration);`";
    object ObjectField:
        "expected a JSON object",
        "`{Self}` is not a type for a `object` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as object);`; the feature `serde_json` of error-catalog adds `serde_json::Value`";
    any AnyField:
        "expected a JSON value",
        "`{Self}` is not a type for a `any` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as any);`; the feature `serde_json` of error-catalog adds `serde_json::Value`";
    violations ViolationsField:
        "expected violations",
        "`{Self}` is not a type for a `violations` of the catalog",
        "for a type of this crate, write `error_catalog::field_type!({Self} as violations);`";
}

/// A Rust type for a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type for this list of the catalog",
    label = "expected a list",
    note = "write a `Vec`, and `error_catalog::field_type!(…)` for a type of this crate in the list"
)]
pub trait ListField<E: Kind>: FieldOf<kind::list<E>> {}

#[diagnostic::do_not_recommend]
impl<T: FieldOf<kind::list<E>>, E: Kind> ListField<E> for T {}

/// The value of a list.
pub fn list<E: Kind, T: ListField<E>>(field: &T) -> List<'_, E> {
    field.value()
}

/// A Rust type for a field for which the catalog sets `rust`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type for a field with the key `rust` of the catalog",
    label = "expected a type that implements `Display` and `serde::Serialize`"
)]
pub trait CustomField: Display + Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Display + Serialize> CustomField for T {}

/// The value of a field for which the catalog sets `rust`.
pub fn custom<T: CustomField>(field: &T) -> AnyCustom<'_> {
    AnyCustom(field)
}

/// A field with the attribute `#[display]`.
#[must_use]
pub fn display<T: Display>(field: &T) -> Value<'_> {
    Value::Display(field)
}

/// A field with the attribute `#[internal]`, which only Rust has. The result is not a
/// [`Value`](error_catalog_wire::Value), so the encoder of responses cannot take the result.
pub fn internal<T: Debug>(field: &T) -> &dyn Debug {
    field
}

/// A type that an error can have if the response of the error contains the error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not `Send` and `Sync`, but the response of an error contains the error",
    label = "expected a type that is `Send` and `Sync`",
    note = "a source can be a `Box<dyn Error + Send + Sync>`, and an `Arc` is `Send` and `Sync` instead of an `Rc`"
)]
pub trait Shared {}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync> Shared for T {}

/// Requires that a member of an error is `Send` and `Sync`.
pub fn shared<T: Shared>() {}
