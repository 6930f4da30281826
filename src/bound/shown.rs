//! How `Debug` shows the fields of an enum that the application writes itself.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;

use error_catalog_wire::Value;

/// Finds out whether a type implements `Debug`. For such a type, the function of this type itself hides the function of
/// [`NoDebug`].
pub struct Shown<T>(PhantomData<T>);

impl<T: Debug> Shown<T> {
    /// Returns the member, which its own `Debug` shows.
    pub fn debug<'a>(member: &'a T, _: &'a dyn Debug) -> &'a dyn Debug {
        member
    }
}

/// The answer for a type without `Debug`.
pub trait NoDebug<T> {
    /// Returns the value that responses show.
    fn debug<'a>(_: &'a T, value: &'a dyn Debug) -> &'a dyn Debug {
        value
    }
}

impl<T> NoDebug<T> for Shown<T> {}

/// The value of an optional field, as a derived `Debug` shows an `Option`. The type of the field has no `Debug`, or has
/// the `Debug` of the value.
pub struct Optional<'a>(pub Value<'a>);

impl Debug for Optional<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.is_absent() { f.write_str("None") } else { f.debug_tuple("Some").field(&self.0).finish() }
    }
}
