//! The vocabulary of a catalog, which the format, the generated code and the runtime share.

/// Declares an enum whose variants are the terms of a catalog.
///
/// ```text
/// terms! {
///     /// The level at which an error is logged.
///     Level { Error = "error", Warn = "warn" }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! terms {
    ($(#[$attribute:meta])* $name:ident { $($(#[$term_doc:meta])* $variant:ident = $term:literal,)* }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$term_doc])* $variant,)* }

        impl $name {
            /// Every term, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The term, as it is written in a catalog.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $term,)* }
            }

            /// Returns the variant with this term; `None` if no variant has this term.
            #[must_use]
            pub fn from_term(term: &str) -> Option<Self> {
                match term {
                    $($term => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The byte of the term in the tables of generated code.
            #[doc(hidden)]
            #[must_use]
            pub const fn to_byte(self) -> u8 {
                self as u8
            }

            /// The term whose [`to_byte`](Self::to_byte) returns this byte; the last term if no term has this byte.
            #[doc(hidden)]
            #[must_use]
            pub const fn from_byte(byte: u8) -> Self {
                let last = Self::ALL.len() - 1;
                Self::ALL[if (byte as usize) < last { byte as usize } else { last }]
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

mod casing;
mod format;
mod grpc;
mod level;
mod part;
mod rejection;
mod retry;
mod status;

pub use self::casing::Casing;
pub use self::format::SlotFormat;
pub use self::grpc::Grpc;
pub use self::level::Level;
pub use self::part::ViolationPart;
pub use self::rejection::RejectionCause;
pub(crate) use self::retry::whole_seconds;
pub use self::retry::{Retry, Strategy};
pub use self::status::{ERROR_STATUSES, reason_phrase};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::violations::ViolationsShape;

    #[test]
    fn a_term_survives_its_byte_and_its_text() {
        macro_rules! check {
            ($($name:ident)*) => {$(
                for term in $name::ALL {
                    assert_eq!($name::from_byte(term.to_byte()), *term);
                    assert_eq!($name::from_term(term.as_str()), Some(*term));
                }
                assert_eq!(Some(&$name::from_byte(u8::MAX)), $name::ALL.last());
                assert_eq!($name::from_term("no such term"), None);
            )*};
        }
        check! { Casing Grpc Level RejectionCause SlotFormat Strategy ViolationPart ViolationsShape }
    }

    #[test]
    fn defaults_of_statuses() {
        for (status, grpc, level, strategy) in [
            (400, Grpc::InvalidArgument, Level::Info, Strategy::No),
            (401, Grpc::Unauthenticated, Level::Warn, Strategy::No),
            (402, Grpc::FailedPrecondition, Level::Info, Strategy::No),
            (403, Grpc::PermissionDenied, Level::Warn, Strategy::No),
            (404, Grpc::NotFound, Level::Info, Strategy::No),
            (408, Grpc::DeadlineExceeded, Level::Info, Strategy::Backoff),
            (409, Grpc::Aborted, Level::Info, Strategy::No),
            (416, Grpc::OutOfRange, Level::Info, Strategy::No),
            (422, Grpc::InvalidArgument, Level::Info, Strategy::No),
            (429, Grpc::ResourceExhausted, Level::Warn, Strategy::After),
            (499, Grpc::Cancelled, Level::Info, Strategy::No),
            (500, Grpc::Internal, Level::Error, Strategy::Backoff),
            (501, Grpc::Unimplemented, Level::Error, Strategy::Backoff),
            (503, Grpc::Unavailable, Level::Error, Strategy::After),
            (504, Grpc::DeadlineExceeded, Level::Error, Strategy::Backoff),
            (599, Grpc::Internal, Level::Error, Strategy::Backoff),
        ] {
            let retry = Retry::from_status(status);
            let found = (Grpc::from_status(status), Level::from_status(status), retry.strategy);
            assert_eq!(found, (grpc, level, strategy), "{status}");
            assert_eq!(retry.is_retryable(), strategy != Strategy::No, "{status}");
        }
    }
}
