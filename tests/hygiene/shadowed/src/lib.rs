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
