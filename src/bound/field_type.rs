//! Makes a type of the application a type for fields.

/// Makes a type of the application a type for the fields of an enum that the application writes itself.
///
/// `as string` shows a value as its [`Display`](core::fmt::Display) writes the value. For every other type of the
/// catalog, such as `u64`, `uuid` or `timestamp`, a clone of the value converts with [`Into`].
///
/// ```
/// use std::fmt;
///
/// struct UserId(u32);
///
/// impl fmt::Display for UserId {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         write!(f, "usr_{}", self.0)
///     }
/// }
///
/// error_catalog::field_type!(UserId as string);
///
/// #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
/// enum ApiError {
///     UserNotFound { user_id: UserId },
/// }
///
/// assert_eq!(ApiError::UserNotFound { user_id: UserId(1) }.to_string(), "User usr_1 not found");
/// ```
///
/// If the type implements [`From`] or [`TryFrom`] for the Rust type that a generated enum has, such as `String` for
/// `string`, then the catalog can name the error for a status, and a client can read the error.
#[macro_export]
macro_rules! field_type {
    ($type:ty as string) => {
        $crate::__field_type! { $type, string, |this| $crate::__private::Value::Display(this) }
    };
    ($type:ty as $kind:ident) => {
        $crate::__field_type! {
            $type,
            $kind,
            |this| {
                let value = $crate::__private::Clone::clone(this);
                $crate::__private::field::convert::<$crate::__private::kind::$kind, Self>(value)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __field_type {
    ($type:ty, $kind:ident, |$this:ident| $value:expr) => {
        // An import of a name would hide a type of the application with this name.
        impl $crate::FieldOf<$crate::__private::kind::$kind> for $type {
            const CONSTRUCTIBLE: $crate::__private::bool = {
                use $crate::__private::field::NoConversion as _;
                $crate::__private::field::Convert::<$type, $crate::__private::kind::$kind>::POSSIBLE
            };

            fn value(&self) -> <$crate::__private::kind::$kind as $crate::__private::field::Kind>::Value<'_> {
                let $this = self;
                $value
            }

            fn construct(
                value: <$crate::__private::kind::$kind as $crate::__private::field::Kind>::Owned,
            ) -> $crate::__private::Option<Self> {
                use $crate::__private::field::NoConversion as _;
                $crate::__private::field::Convert::<$type, $crate::__private::kind::$kind>::convert(value)
            }
        }
    };
}
