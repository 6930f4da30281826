//! The types of fields in a catalog: the parameters of [`FieldOf`](super::FieldOf). A type is named as in the catalog.
#![allow(non_camel_case_types)]

use alloc::string::String;
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::time::Duration;

use error_catalog_wire::{Json, Timestamp, ToValue, Uuid, Value, Violations};

use super::value::{Float, Held, List};

/// The type of a field in a catalog.
pub trait Kind: 'static {
    /// The Rust type that a generated enum has for a field of this type.
    type Owned;

    /// The value of a field. This type does not depend on the Rust type of the field, so a wrong Rust type causes only
    /// one message.
    type Value<'a>: ToValue;
}

macro_rules! kinds {
    ($($kind:ident: $owned:ty, $value:ty;)*) => {$(
        #[doc = concat!("`", stringify!($kind), "`")]
        #[derive(Debug)]
        pub enum $kind {}

        impl Kind for $kind {
            type Owned = $owned;
            type Value<'a> = $value;
        }
    )*};
}

kinds! {
    string: String, Value<'a>;
    bool: core::primitive::bool, Self::Owned;
    u8: core::primitive::u8, Self::Owned;
    u16: core::primitive::u16, Self::Owned;
    u32: core::primitive::u32, Self::Owned;
    u64: core::primitive::u64, Self::Owned;
    i8: core::primitive::i8, Self::Owned;
    i16: core::primitive::i16, Self::Owned;
    i32: core::primitive::i32, Self::Owned;
    i64: core::primitive::i64, Self::Owned;
    f64: core::primitive::f64, Float;
    uuid: Uuid, Self::Owned;
    timestamp: Timestamp, Self::Owned;
    duration: Duration, Self::Owned;
    object: Json, Held<'a, Json>;
    any: Json, Held<'a, Json>;
    violations: Violations, Held<'a, Violations>;
}

/// `list<ELEMENT>`
#[derive(Debug)]
pub struct list<E>(PhantomData<E>);

impl<E: Kind> Kind for list<E> {
    type Owned = Vec<E::Owned>;
    type Value<'a> = List<'a, E>;
}
