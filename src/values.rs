//! The enums for values that a catalog lists with `one-of`.

use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use serde_core::de::{Deserializer, Error, Unexpected, Visitor};

/// The error that parsing returns for a text that is not a value of the enum.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ParseValueError;

impl fmt::Display for ParseValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a value that the catalog lists")
    }
}

impl core::error::Error for ParseValueError {}

/// Deserializes a string, and parses the string as a value.
pub fn deserialize_value<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(ValueVisitor(PhantomData))
}

struct ValueVisitor<T>(PhantomData<T>);

impl<T: FromStr> Visitor<'_> for ValueVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that the catalog lists")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// The methods and traits of an enum for values.
#[doc(hidden)]
#[macro_export]
macro_rules! __values {
    ($name:ident { $first:ident = $first_text:literal $(, $variant:ident = $text:literal)* }) => {
        impl $name {
            /// All values, in the order of the catalog.
            pub const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)*];

            /// Returns the value as responses contain it.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static $crate::__private::str {
                match self {
                    Self::$first => $first_text,
                    $(Self::$variant => $text,)*
                }
            }
        }

        #[automatically_derived]
        impl $crate::__private::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                f.pad(Self::as_str(*self))
            }
        }

        #[automatically_derived]
        impl $crate::__private::FromStr for $name {
            type Err = $crate::__private::ParseValueError;
            fn from_str(
                text: &$crate::__private::str,
            ) -> $crate::__private::Result<Self, $crate::__private::ParseValueError> {
                match text {
                    $first_text => $crate::__private::Result::Ok(Self::$first),
                    $($text => $crate::__private::Result::Ok(Self::$variant),)*
                    _ => $crate::__private::Result::Err($crate::__private::ParseValueError),
                }
            }
        }

        #[automatically_derived]
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                serializer.serialize_str(Self::as_str(*self))
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::__private::deserialize_value(deserializer)
            }
        }

        impl $crate::__private::ToValue for $name {
            fn to_value(&self) -> $crate::__private::Value<'_> {
                $crate::__private::Value::Str(Self::as_str(*self))
            }
        }

        $crate::__private::client! {
            impl $crate::__private::FromJson for $name {
                const EXPECTED: &'static $crate::__private::str = "a value that the catalog lists";

                fn from_json(
                    json: $crate::__private::Option<$crate::__private::Json>,
                ) -> $crate::__private::Option<Self> {
                    match json {
                        $crate::__private::Some($crate::__private::Json::String(text)) => {
                            $crate::__private::Result::ok($crate::__private::FromStr::from_str(&text))
                        }
                        _ => $crate::__private::None,
                    }
                }

                fn any() -> Self {
                    Self::$first
                }
            }
        }
    };
}
