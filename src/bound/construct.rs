//! Errors that no code of the application constructs: examples, errors that a client reads, and errors that the catalog
//! names for a status.

use core::marker::PhantomData;

use super::FieldOf;
use super::kind::Kind;

/// Finds out whether a type has a default. For a type with a default, the constant of the type itself hides the
/// constant of [`NoDefault`].
pub struct Spare<T>(PhantomData<T>);

impl<T: Default> Spare<T> {
    /// The function that returns the default.
    pub const VALUE: Option<fn() -> T> = Some(T::default);
}

/// The default of a type that has none.
pub trait NoDefault<T> {
    /// There is no function that returns a default.
    const VALUE: Option<fn() -> T> = None;
}

impl<T> NoDefault<T> for Spare<T> {}

/// Finds out whether a type can be constructed. A type that is not a type for a field has another message already.
pub struct Possible<K, T>(PhantomData<(K, T)>);

impl<K: Kind, T: FieldOf<K>> Possible<K, T> {
    /// Whether the type can be constructed.
    pub const VALUE: bool = T::CONSTRUCTIBLE;
    /// The values of the type.
    pub const LIMITS: Limits = T::LIMITS;

    /// Converts the value of a field. The result is `None` if the type of the field cannot be constructed, or has no
    /// such value.
    #[must_use]
    pub fn build(value: K::Owned) -> Option<T> {
        T::construct(value)
    }

    /// Converts the value of an optional field.
    #[must_use]
    pub fn build_optional(value: Option<K::Owned>) -> Option<Option<T>> {
        value.map_or(Some(None), |value| T::construct(value).map(Some))
    }
}

/// The answer for a type that is not a type for a field.
pub trait NotAField<K: Kind, T> {
    /// There is another message.
    const VALUE: bool = true;
    /// There is another message.
    const LIMITS: Limits = Limits::UNKNOWN;

    /// There is another message.
    #[must_use]
    fn build(_: K::Owned) -> Option<T> {
        None
    }

    /// There is another message.
    #[must_use]
    fn build_optional(_: Option<K::Owned>) -> Option<Option<T>> {
        None
    }
}

impl<K: Kind, T> NotAField<K, T> for Possible<K, T> {}

/// The values of a Rust type, as far as the compiler can compare them with the values in a catalog.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    min: i128,
    max: i128,
    zero: bool,
    one_char: bool,
}

impl Limits {
    /// The limits of a type whose values only the type itself knows.
    pub const UNKNOWN: Self = Self { min: i128::MIN, max: i128::MAX, zero: true, one_char: false };
    /// The limits of `char`.
    pub(crate) const CHAR: Self = Self { one_char: true, ..Self::UNKNOWN };

    pub(crate) const fn integer(min: i128, max: i128) -> Self {
        Self { min, max, ..Self::UNKNOWN }
    }

    pub(crate) const fn without_zero(self) -> Self {
        Self { zero: false, ..self }
    }

    /// Whether the type has this integer.
    #[must_use]
    pub const fn has_integer(self, number: i128) -> bool {
        self.min <= number && number <= self.max && (self.zero || number != 0)
    }

    /// Whether the type has a text with this number of characters. The number of an unknown text is 0.
    #[must_use]
    pub const fn has_text(self, chars: usize) -> bool {
        !self.one_char || chars == 1
    }
}

/// Finds out whether a value of the catalog's type `K` converts into the type `T`. For such types, the items of this
/// type itself hide the items of [`NoConversion`].
pub struct Convert<T, K>(PhantomData<(T, K)>);

impl<T: TryFrom<K::Owned>, K: Kind> Convert<T, K> {
    /// Whether values convert.
    pub const POSSIBLE: bool = true;

    /// Converts a value. The result is `None` if the type has no such value.
    #[must_use]
    pub fn convert(value: K::Owned) -> Option<T> {
        value.try_into().ok()
    }
}

/// The conversion into a type that has none.
pub trait NoConversion<T, K: Kind> {
    /// Whether values convert.
    const POSSIBLE: bool = false;

    /// Returns `None`.
    #[must_use]
    fn convert(_: K::Owned) -> Option<T> {
        None
    }
}

impl<T, K: Kind> NoConversion<T, K> for Convert<T, K> {}

/// Converts a type of the application to the value of a field.
#[must_use]
pub fn convert<K: Kind, T>(value: T) -> K::Value<'static>
where
    T: Into<K::Owned>,
    K::Value<'static>: From<K::Owned>,
{
    value.into().into()
}
