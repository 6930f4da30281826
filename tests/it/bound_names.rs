//! Names, types and attributes in enums that the application wrote, which a derive would accept.
#![deny(warnings)]

use std::fmt::{self, Display};

#[derive(Debug, Default)]
pub(crate) struct At<const N: i32>;

impl<const N: i32> Display for At<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {N}")
    }
}

fn at() -> At<-1> {
    At
}

/// The name of a member looks like a name in generated code. A number in a type is negative.
#[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
#[allow(non_snake_case)]
pub(crate) enum __Error {
    r#UserNotFound {
        #[display]
        user_id: At<-1>,
        #[internal]
        __T0: At<{ -2 }>,
        #[internal]
        make: fn() -> At<-1>,
        #[internal]
        last: Option<At<-3>>,
    },
}

#[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
pub(crate) enum Deprecated {
    #[deprecated]
    UserNotFound {
        #[deprecated]
        user_id: String,
    },
}

#[error_catalog::error_catalog("tests/fixtures/smallest.toml", partial)]
pub(crate) enum Absent {
    #[cfg(any())]
    UserNotFound { user_id: String },
}

#[test]
fn a_negative_number_ends_no_type() {
    let error = __Error::UserNotFound { user_id: at(), __T0: At, make: at, last: None };
    assert_eq!(error.to_string(), "User at -1 not found");
    let shown = format!("{error:?}");
    assert!(shown.starts_with("UserNotFound { user_id: At, __T0: At, make: 0x"), "{shown}");
    assert_eq!(std::mem::size_of::<Absent>(), 0);
    #[allow(deprecated)]
    let error = Deprecated::UserNotFound { user_id: "a".into() };
    assert_eq!(error.to_string(), "User a not found");
}
