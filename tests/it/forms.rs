//! The forms of the attribute: on a module, on an enum, with a path.

use std::error::Error as _;

use error_catalog::{CatalogError, Context};

/// The form on an enum.
#[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
#[derive(Clone, PartialEq)]
pub(crate) enum ApiError {}

mod derived {
    #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    #[derive(Clone, PartialEq)]
    #[cfg_attr(test, derive(Eq))]
    pub mod errors {}
}

mod items_of_its_own {
    #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    mod errors {
        /// The public error type, which wraps the generated one.
        pub(crate) type Result<T> = core::result::Result<T, Error>;

        impl From<std::fmt::Error> for Error {
            fn from(_: std::fmt::Error) -> Self {
                Error::user_not_found("nobody")
            }
        }
    }

    pub(crate) fn fail() -> errors::Result<()> {
        Err(std::fmt::Error)?
    }
}

mod renamed {
    mod inner {
        pub(super) use error_catalog as catalog;
    }

    #[inner::catalog::error_catalog("tests/fixtures/smallest.toml", crate = "inner::catalog")]
    pub enum Failure {}
}

mod nothing {
    #[error_catalog::error_catalog("tests/fixtures/empty.toml")]
    pub mod errors {}

    #[error_catalog::error_catalog("tests/fixtures/empty.toml")]
    #[allow(dead_code)]
    enum Never {}
}

mod keywords {
    #[error_catalog::error_catalog("tests/fixtures/keywords.toml")]
    #[derive(Clone, PartialEq)]
    pub mod errors {}
}

mod internal_names {
    #[error_catalog::error_catalog("tests/fixtures/internal_names.toml")]
    pub mod errors {}
}

/// Generated code calls its own methods by the path of their trait, so a constructor can have the name of such a
/// method.
#[test]
fn a_constructor_can_have_the_name_of_an_internal_method() {
    use internal_names::errors::{Code, Error};
    let errors = [
        Error::decode(1, None),
        Error::fmt_own(1, None),
        Error::nested(1, None),
        Error::of_rejection(1, None),
        Error::origin(1, None),
        Error::row(1, None),
        Error::table(1, None),
        Error::tables(1, None),
        Error::visit(1, None),
        Error::visit_internal(1, None),
    ];
    assert!(errors.iter().map(Error::code).eq(Code::ALL.iter().copied()));
    for (error, status) in errors.iter().zip(400..) {
        assert_eq!((error.status(), error.to_response(&Context::new()).status), (status, status));
        assert!(error.source().is_none() && format!("{error:?}").ends_with("{ value: 1, hint: None }"), "{error:?}");
    }
}

/// Responses have the names of the fields, and Rust has other names.
#[test]
fn a_field_can_have_the_name_of_a_keyword() {
    use keywords::errors::{Code, Error};
    let error = Error::resource_locked("room", "main", 7, None);
    let same = Error::ResourceLocked { r#type: "room".into(), krate: "main".into(), r#use: Some(7), pattern: None };
    assert_eq!(error, same);
    let body = error.to_response(&Context::new()).body;
    assert!(body.contains(r#""details":{"type":"room","crate":"main","use":7}"#), "{body}");
    let debug = r#"ResourceLocked { type: "room", crate: "main", use: 7, match: None }"#;
    assert_eq!(format!("{error:?}"), debug);
    assert_eq!(Error::from(std::fmt::Error).code(), Code::UpstreamError);
}

#[test]
fn an_enum_names_its_codes_after_itself() {
    let error = ApiError::user_not_found("usr_1");
    let code: ApiErrorCode = error.code();
    assert!(error.clone() == ApiError::UserNotFound { user_id: "usr_1".into() });
    assert_eq!((code, code.category().map(ApiErrorCategory::as_str)), (ApiErrorCode::UserNotFound, None));
}

#[test]
fn errors_are_compared_on_request() {
    use derived::errors::Error;
    fn is_eq<T: Eq>() {}
    is_eq::<Error>();
    assert_eq!(Error::user_not_found("usr_1").clone(), Error::user_not_found("usr_1"));
    assert_ne!(Error::user_not_found("usr_1"), Error::user_not_found("usr_2"));
}

#[test]
fn a_result_is_compared_with_an_error() {
    use derived::errors::Error;
    let find = |id: &str| -> Result<(), Error> { Err(Error::user_not_found(id)) };
    assert_eq!(find("x"), Err(Error::user_not_found("x")));
}

#[test]
fn items_of_a_module_stay() {
    assert_eq!(items_of_its_own::fail().unwrap_err().to_string(), "User nobody not found");
}

#[test]
fn the_crate_can_have_another_path() {
    let response = renamed::Failure::user_not_found("usr_1").to_response(&Context::new());
    assert_eq!((response.status, renamed::FailureCode::ALL.len()), (404, 1));
}

#[test]
fn a_catalog_can_be_empty() {
    use nothing::errors::{Category, Code, Error};
    assert!(Code::ALL.is_empty() && Category::ALL.is_empty());
    assert_eq!("x".parse::<Code>().ok(), None);
    fn is_error<T: CatalogError + Send + Sync + 'static>() {}
    is_error::<Error>();
}
