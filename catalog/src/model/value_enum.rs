//! The Rust enums for values that a catalog lists with `one-of`.

/// A Rust enum whose variants are the values that a field or a property can have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValueEnum {
    /// The name of the enum. Generated code puts the name of the error enum before it.
    pub name: String,
    /// The name of the field or the property that has these values.
    pub owner: String,
    /// Whether the values are those of a property.
    pub is_of_property: bool,
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
