//! Support for enums of errors that the application writes itself.

pub(crate) mod construct;
pub(crate) mod expect;
mod field_type;
mod foreign;
mod impls;
pub mod kind;
pub(crate) mod shown;
pub(crate) mod value;

use self::construct::Limits;
use self::kind::Kind;

/// A Rust type for a field of an enum that the application writes itself, if the type of the field in the catalog is
/// `K`.
///
/// | type in the catalog | Rust types |
/// |---|---|
/// | `string` | `String`, `&'static str`, `Box<str>`, `Arc<str>`, `Cow<'static, str>`, `char`; `PathBuf` with the feature `std` |
/// | `u8`, `u16`, `u32`, `u64` | unsigned integers with at most as many bits, also as `NonZero`; `usize` for `u64` |
/// | `i8`, `i16`, `i32`, `i64` | integers whose values all fit, also as `NonZero`; `isize` for `i64` |
/// | `bool` | `bool` |
/// | `f64` | `f64`, `f32` |
/// | `duration` | [`Duration`](core::time::Duration) |
/// | `uuid` | [`Uuid`](crate::Uuid) |
/// | `timestamp` | [`Timestamp`](crate::Timestamp); `SystemTime` with the feature `std` |
/// | `any`, `object` | [`Json`](crate::Json) |
/// | `list<T>` | `Vec` of a type for `T` |
/// | `violations` | [`Violations`](crate::Violations) |
///
/// The features with the names of other crates add types of these crates: `http::StatusCode` for `u16`, `uuid::Uuid`
/// for `uuid`, the times of `chrono`, `jiff` and `time` for `timestamp`, `url::Url` and `rust_decimal::Decimal` for
/// `string`, and `serde_json::Value` for `any` and `object`.
///
/// The Rust type of an optional field is an [`Option`] of one of these types. [`field_type!`](crate::field_type)
/// implements this trait for a type of the application.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a Rust type for a field of this type of the catalog",
    label = "not a type for the field",
    note = "a type of this crate can become one: `error_catalog::field_type!({Self} as string);`"
)]
pub trait FieldOf<K: Kind>: Sized {
    /// Whether [`construct`](Self::construct) can return a value.
    #[doc(hidden)]
    const CONSTRUCTIBLE: bool = false;

    /// The values for which [`construct`](Self::construct) can return a value.
    #[doc(hidden)]
    const LIMITS: Limits = Limits::UNKNOWN;

    /// The value that responses and messages show.
    #[doc(hidden)]
    fn value(&self) -> K::Value<'_>;

    /// Converts a value of a catalog or of a response into this type.
    #[doc(hidden)]
    fn construct(_: K::Owned) -> Option<Self> {
        None
    }
}
