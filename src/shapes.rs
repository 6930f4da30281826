//! The code that the enums of every catalog have in common. Generated code calls these macros, and otherwise contains
//! only the code that differs from catalog to catalog.

/// The methods and traits of an enum of codes. Generated code adds `ALL`, `row` and `lookup`.
#[doc(hidden)]
#[macro_export]
macro_rules! __code {
    ($code:ident, $category:ident, $table:ident, $codes:ident) => {
        impl $code {
            /// Returns the code as it is sent.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static $crate::__private::str {
                $codes[self.row()]
            }
            /// Returns the HTTP status, which is the first one if errors with this code have several.
            #[inline]
            #[must_use]
            pub const fn status(self) -> $crate::__private::u16 {
                $table.status(self.row())
            }
            /// Returns the short, stable summary.
            #[inline]
            #[must_use]
            pub const fn title(self) -> &'static $crate::__private::str {
                $table.title(self.row())
            }
            /// Returns whether and how a client may send the same request again.
            #[inline]
            #[must_use]
            pub const fn retry(self) -> $crate::__private::Retry {
                $table.retry(self.row())
            }
            /// Returns the level at which the error is logged.
            #[inline]
            #[must_use]
            pub const fn level(self) -> $crate::__private::Level {
                $table.level(self.row())
            }
            /// Returns the canonical gRPC code.
            #[inline]
            #[must_use]
            pub const fn grpc(self) -> $crate::__private::Grpc {
                $table.grpc(self.row())
            }
            /// Returns the URL of the documentation, if the catalog gives a URL.
            #[inline]
            #[must_use]
            pub const fn docs_url(self) -> $crate::__private::Option<&'static $crate::__private::str> {
                $table.docs_url(self.row())
            }
            /// Returns the stable numeric id, if the catalog gives a number.
            #[inline]
            #[must_use]
            pub const fn number(self) -> $crate::__private::Option<$crate::__private::u32> {
                $table.number(self.row())
            }
            /// Returns the category, if the error has a category.
            #[inline]
            #[must_use]
            pub const fn category(self) -> $crate::__private::Option<$category> {
                match $table.category(self.row()) {
                    $crate::__private::Some(index) => $crate::__private::Some($category::ALL[index]),
                    $crate::__private::None => $crate::__private::None,
                }
            }
        }

        $crate::__private::code_traits! { $code, $table }
    };
}

/// The traits of an enum of codes, which has `as_str`, `row` and `lookup`.
#[doc(hidden)]
#[macro_export]
macro_rules! __code_traits {
    ($code:ident, $table:ident) => {
        #[automatically_derived]
        impl $crate::__private::fmt::Debug for $code {
            #[inline]
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                f.write_str($table.variants.get(self.row()))
            }
        }

        #[automatically_derived]
        impl $crate::__private::fmt::Display for $code {
            #[inline]
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                f.pad(Self::as_str(*self))
            }
        }

        #[automatically_derived]
        impl $crate::__private::FromStr for $code {
            type Err = $crate::__private::ParseCodeError;
            #[inline]
            fn from_str(
                text: &$crate::__private::str,
            ) -> $crate::__private::Result<Self, $crate::__private::ParseCodeError> {
                $crate::__private::Option::ok_or(Self::lookup(text), $crate::__private::ParseCodeError)
            }
        }

        #[automatically_derived]
        impl $crate::__private::Serialize for $code {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> $crate::__private::Result<S::Ok, S::Error> {
                serializer.serialize_str(Self::as_str(*self))
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::Deserialize<'de> for $code {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> $crate::__private::Result<Self, D::Error> {
                $crate::__private::deserialize_code(deserializer, Self::lookup)
            }
        }
    };
}

/// The traits of a generated enum of errors, which are implemented for an alias of the enum. Generated code adds
/// `code`, the constructors, `Row` and the trait `Error`.
#[doc(hidden)]
#[macro_export]
macro_rules! __error {
    ($error:ident, $alias:ident, $code:ident) => {
        $crate::__private::error! { @of own, $error, $alias, $code }
    };
    ($error:ident, $alias:ident, $code:ident, $of:ident) => {
        $crate::__private::error! { @of $of, $error, $alias, $code }
    };
    (@of $of:ident, $error:ident, $alias:ident, $code:ident) => {
        impl $error {
            $crate::__private::status! { $code, $of }
            $crate::__private::create! {
                $code,
                /// Creates the error with this code. A field is given by its name in responses.
                ///
                /// # Errors
                ///
                /// Fails if a required field has no value, if a value does not fit its field, if the error has no such
                /// field, or if the error has a part that is not data, such as a source.
                pub
            }
        }

        impl $crate::__private::CatalogError for $alias {
            type Code = $code;
            fn code(&self) -> $code {
                Self::code(self)
            }
            $crate::__private::create! { $code }
            $crate::__private::rows! { $code }
            $crate::__private::examples! {
                fn example(code: $code) -> $crate::__private::Option<Self> {
                    $error::example(code)
                }
            }
        }

        $crate::__private::show! { $alias }
        $crate::__private::debug! { $alias }

        // One implementation for all listed types, so that rustc says how to list a type.
        #[automatically_derived]
        impl<T: $crate::__private::ListedInRustFrom<$alias>> $crate::__private::From<T> for $alias {
            #[track_caller]
            fn from(source: T) -> Self {
                $crate::__private::ListedInRustFrom::convert(source)
            }
        }
    };
}

/// The function that creates an error from its code and its fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __create {
    ($code:ident $(, $(#[$attribute:meta])* $visibility:vis)?) => {
        $crate::__private::from_parts! {
            $($(#[$attribute])* $visibility)?
            fn from_parts<'a, F>(code: $code, fields: F) -> $crate::__private::Result<Self, $crate::PartsError>
            where
                F: $crate::__private::IntoIterator<Item = (&'a $crate::__private::str, $crate::Json)>,
            {
                $crate::__private::parts($code::row(code), code, fields)
            }
        }
    };
}

/// The functions with which a client finds the row of a code, and the code of a row.
#[doc(hidden)]
#[macro_export]
macro_rules! __rows {
    ($code:ident) => {
        $crate::__private::received! {
            fn row_of_code(code: &$crate::__private::str) -> $crate::__private::Option<$crate::__private::usize> {
                $crate::__private::Option::map($code::lookup(code), $code::row)
            }
            fn code_of_row(row: $crate::__private::usize) -> $crate::__private::Option<$code> {
                $code::ALL.get(row).copied()
            }
        }
    };
}

/// The traits that show an error: in text, and as a response of a framework.
#[doc(hidden)]
#[macro_export]
macro_rules! __show {
    ($alias:ident $(, $bound:ident)?) => {
        #[automatically_derived]
        impl $crate::__private::fmt::Display for $alias {
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                $crate::__private::fmt_message(self, f)
            }
        }

        $crate::__private::adapters! { $alias $(, $bound)? }
    };
}

/// The method that returns the status of an error: of the error itself, or of the error of another catalog that the
/// error contains.
#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    ($code:ident, own) => {
        /// Returns the HTTP status.
        #[must_use]
        pub const fn status(&self) -> $crate::__private::u16 {
            $code::status(Self::code(self))
        }
    };
    ($code:ident, nested) => {
        /// Returns the HTTP status, which is that of the contained error of another catalog.
        #[must_use]
        pub fn status(&self) -> $crate::__private::u16 {
            $crate::__private::CatalogError::status(self)
        }
    };
    ($code:ident, several) => {
        /// Returns the HTTP status.
        #[must_use]
        pub fn status(&self) -> $crate::__private::u16 {
            $crate::__private::CatalogError::status(self)
        }
    };
}

/// The `Debug` of an enum of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __debug {
    ($alias:ident) => {
        #[automatically_derived]
        impl $crate::__private::fmt::Debug for $alias {
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                $crate::__private::fmt_debug(self, f)
            }
        }
    };
}
