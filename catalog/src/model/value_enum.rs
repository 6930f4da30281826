//! The Rust enums for values that a catalog lists with `one-of`.

/// A Rust enum whose variants are the values that a field can have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValueEnum {
    /// The name of the enum. Generated code puts the name of the error enum before it.
    pub name: String,
    /// The name of the field that has these values.
    pub field: String,
    /// The variants, in the order of the catalog.
    pub variants: Vec<ValueVariant>,
}

/// A variant of a [`ValueEnum`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValueVariant {
    /// The name of the variant, which is a Rust identifier.
    pub name: String,
    /// The value as responses contain it.
    pub text: String,
}
