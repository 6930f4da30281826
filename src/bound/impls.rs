//! The Rust types of fields.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::num::NonZero;
use core::time::Duration;

use error_catalog_wire::{Json, Timestamp, ToValue, Uuid, Value, Violations};

use super::construct::Limits;
use super::kind::Kind;
use super::value::{Elements, Float, Held, List};
use super::{FieldOf, kind};

/// Implements the trait for types that contain a text.
macro_rules! text {
    ($($type:ty $(, $construct:expr)?;)*) => {$(
        impl FieldOf<kind::string> for $type {

            fn value(&self) -> Value<'_> {
                Value::Str(self)
            }

            $(
                const CONSTRUCTIBLE: bool = true;

                fn construct(value: String) -> Option<Self> {
                    $construct(value)
                }
            )?
        }
    )*};
}

text! {
    String, Some;
    Box<str>, |value| Some(Box::from(value));
    Arc<str>, |value| Some(Arc::from(value));
    Cow<'static, str>, |value| Some(Cow::Owned(value));
    &'static str;
}

impl FieldOf<kind::string> for char {
    const CONSTRUCTIBLE: bool = true;
    const LIMITS: Limits = Limits::CHAR;

    fn value(&self) -> Value<'_> {
        Value::Display(self)
    }

    fn construct(value: String) -> Option<Self> {
        value.parse().ok()
    }
}

/// Implements the trait for types that are their own value.
macro_rules! own {
    ($($kind:ident: $type:ty, |$this:ident| $value:expr;)*) => {$(
        impl FieldOf<kind::$kind> for $type {
            const CONSTRUCTIBLE: bool = true;

            fn value(&self) -> <kind::$kind as Kind>::Value<'_> {
                let $this = self;
                $value
            }

            fn construct(value: Self) -> Option<Self> {
                Some(value)
            }
        }
    )*};
}

own! {
    bool: bool, |this| *this;
    f64: f64, |this| Float::Double(*this);
    duration: Duration, |this| *this;
    uuid: Uuid, |this| *this;
    timestamp: Timestamp, |this| *this;
    object: Json, |this| Held::Borrowed(this);
    any: Json, |this| Held::Borrowed(this);
    violations: Violations, |this| Held::Borrowed(this);
}

/// Implements the trait for integers that all fit. No platform has pointers of more than 64 bits.
macro_rules! integers {
    ($($kind:ident: $($type:ty)*;)*) => {$($(
        impl FieldOf<kind::$kind> for $type {
            const CONSTRUCTIBLE: bool = true;
            const LIMITS: Limits = Limits::integer(<$type>::MIN as i128, <$type>::MAX as i128);

            fn value(&self) -> $kind {
                *self as $kind
            }

            fn construct(value: $kind) -> Option<Self> {
                value.try_into().ok()
            }
        }

        impl FieldOf<kind::$kind> for NonZero<$type> {
            const CONSTRUCTIBLE: bool = true;
            const LIMITS: Limits = <$type as FieldOf<kind::$kind>>::LIMITS.without_zero();

            fn value(&self) -> $kind {
                self.get() as $kind
            }

            fn construct(value: $kind) -> Option<Self> {
                Self::new(value.try_into().ok()?)
            }
        }
    )*)*};
}

integers! {
    u8: u8;
    u16: u8 u16;
    u32: u8 u16 u32;
    u64: u8 u16 u32 u64 usize;
    i8: i8;
    i16: i8 i16 u8;
    i32: i8 i16 i32 u8 u16;
    i64: i8 i16 i32 i64 isize u8 u16 u32;
}

impl FieldOf<kind::f64> for f32 {
    const CONSTRUCTIBLE: bool = true;

    fn value(&self) -> Float {
        Float::Single(*self)
    }

    fn construct(value: f64) -> Option<Self> {
        let narrow = value as f32;
        // A number that is too large would become infinity.
        (narrow.is_finite() || !value.is_finite()).then_some(narrow)
    }
}

#[cfg(feature = "std")]
impl FieldOf<kind::string> for std::path::PathBuf {
    const CONSTRUCTIBLE: bool = true;

    fn value(&self) -> Value<'_> {
        Value::Other(self)
    }

    fn construct(value: String) -> Option<Self> {
        Some(value.into())
    }
}

#[cfg(feature = "std")]
impl FieldOf<kind::timestamp> for std::time::SystemTime {
    const CONSTRUCTIBLE: bool = true;

    fn value(&self) -> Timestamp {
        Timestamp::from(*self)
    }

    fn construct(value: Timestamp) -> Option<Self> {
        let (seconds, nanos) = value.to_unix();
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let time = if seconds < 0 { Self::UNIX_EPOCH.checked_sub(whole) } else { Self::UNIX_EPOCH.checked_add(whole) };
        time?.checked_add(Duration::from_nanos(nanos.into()))
    }
}

impl<T: FieldOf<E>, E: Kind> FieldOf<kind::list<E>> for Vec<T> {
    const CONSTRUCTIBLE: bool = T::CONSTRUCTIBLE;
    const LIMITS: Limits = T::LIMITS;

    fn value(&self) -> List<'_, E> {
        List(self)
    }

    fn construct(value: Vec<E::Owned>) -> Option<Self> {
        value.into_iter().map(T::construct).collect()
    }
}

impl<T: FieldOf<E>, E: Kind> Elements<E> for Vec<T> {
    fn each(&self, see: &mut dyn FnMut(Value<'_>) -> fmt::Result) -> fmt::Result {
        self.iter().try_for_each(|element| see(element.value().to_value()))
    }
}
