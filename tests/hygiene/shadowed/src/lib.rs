//! A crate that shadows the names that generated code might use.

#![forbid(unsafe_code)]

/// The form with a module, which has its own scope.
pub mod module {
    #[core::reexported::catalog::error_catalog("smallest.toml", crate = "core::reexported::catalog")]
    pub mod errors {}
}

/// The form with an enum, next to names that are shadowed.
pub mod enumeration {
    /// Not the type.
    pub struct Option;
    /// Not the type.
    pub struct String;
    /// Not the trait.
    pub trait Into {}
    /// Not the trait.
    pub trait Clone {}
    /// Not the function.
    #[allow(non_snake_case)]
    pub const fn Some() {}
    /// Not the type.
    #[allow(non_camel_case_types)]
    pub struct str;
    /// Not the type.
    #[allow(non_camel_case_types)]
    pub struct u16;
    /// Not the type.
    #[allow(non_camel_case_types)]
    pub struct usize;

    use core::reexported as errors;

    #[errors::catalog::error_catalog("smallest.toml", crate = "errors::catalog")]
    pub enum Table {}

    #[errors::catalog::error_catalog("empty.toml", crate = "errors::catalog")]
    enum Value {}

    /// The catalog without errors.
    #[must_use]
    pub fn find(code: &core::Text) -> bool {
        ValueCode::lookup(code).is_some()
    }
}

/// An enum with variants, next to names that are shadowed.
pub mod bound {
    use core::reexported::catalog;

    /// Not the type.
    pub struct Option;
    /// Not the trait.
    pub trait Kind {}
    /// Not the trait, and not the type.
    #[derive(::std::fmt::Debug)]
    pub struct Convert;
    /// Not the trait.
    pub trait From {}
    /// Not the trait.
    pub trait TryFrom {}
    /// Not the function.
    #[allow(non_snake_case)]
    pub const fn Some() {}

    impl ::std::fmt::Display for Convert {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str("a")
        }
    }

    impl ::std::convert::From<::std::string::String> for Convert {
        fn from(_: ::std::string::String) -> Self {
            Self
        }
    }

    catalog::field_type!(Convert as string);

    /// The names of the variants are names that the generated code uses.
    #[catalog::error_catalog("smallest.toml", crate = "catalog", partial)]
    pub enum FieldOf {
        /// A type of the application.
        UserNotFound {
            /// The type.
            user_id: Convert,
        },
        /// A variant that is named like a variant of `Option`.
        None(#[internal] Convert),
        /// A source.
        Err(#[from] ::std::fmt::Error),
        /// A different name.
        #[key("some")]
        Ok,
    }
}
