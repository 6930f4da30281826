//! Enums that the application wrote.

use std::error::Error as _;
use std::fmt::{self, Display};
use std::num::ParseIntError;
use std::time::Duration;

use error_catalog::{CatalogError, Context};

#[derive(Clone, Debug)]
pub(crate) struct UserId(u32);

impl Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "usr_{}", self.0)
    }
}

error_catalog::field_type!(UserId as string);

#[derive(Debug, Default)]
pub(crate) struct SessionId(u32);

#[error_catalog::error_catalog("tests/fixtures/bound.toml", partial)]
pub(crate) enum ApiError {
    UserNotFound {
        user_id: UserId,
    },
    BadRequest(String),
    #[key("database_error")]
    Db(#[from] ParseIntError),
    Upstream {
        service: &'static str,
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    Locked {
        resource: String,
        #[internal]
        holder: SessionId,
    },
    RateLimited {
        retry_after: Duration,
        hint: Option<Box<str>>,
        limit: u32,
    },
    Unavailable,
    TooLarge {
        why: String,
        #[source]
        cause: Option<fmt::Error>,
        #[internal]
        limit: u64,
    },
}

fn locked() -> ApiError {
    ApiError::Locked { resource: "cart".into(), holder: SessionId(7) }
}

#[test]
fn every_variant_has_a_response() {
    let db = || -> Result<u8, ApiError> { Ok("x".parse::<u8>()?) };
    let ApiError::Locked { holder: SessionId(7), .. } = locked() else { unreachable!() };
    let errors = [
        ApiError::UserNotFound { user_id: UserId(1) },
        ApiError::BadRequest("no \"name\"".into()),
        db().unwrap_err(),
        ApiError::Upstream { service: "billing", cause: "secret".into() },
        locked(),
        ApiError::RateLimited { retry_after: Duration::from_secs(3), hint: None, limit: 5 },
        ApiError::RateLimited { retry_after: Duration::from_secs(3), hint: Some("a".into()), limit: 5 },
        ApiError::Unavailable,
    ];
    let shown = errors.iter().map(|error| {
        let response = error.to_response(&Context::new());
        format!("{} {}\n{error:?}; {:?}\n", response.status, response.body, error.source().map(ToString::to_string))
    });
    let expected = r#"404 {"code":"user_not_found","message":"User usr_1 not found"}
UserNotFound { user_id: UserId(1) }; None
400 {"code":"bad_request","message":"Bad request: no \"name\""}
BadRequest("no \"name\""); None
500 {"code":"database_error","message":"The database failed"}
Db(ParseIntError { kind: InvalidDigit }); Some("invalid digit found in string")
502 {"code":"upstream","message":"The service billing failed"}
Upstream { service: "billing", cause: "secret" }; Some("secret")
423 {"code":"locked","message":"cart is locked"}
Locked { resource: "cart", holder: SessionId(7) }; None
429 {"code":"rate_limited","message":"Wait 3 seconds","details":{"limit":5}}
RateLimited { retry_after: 3s, hint: None, limit: 5 }; None
429 {"code":"rate_limited","message":"Wait 3 seconds","details":{"hint":"a","limit":5}}
RateLimited { retry_after: 3s, hint: Some("a"), limit: 5 }; None
503 {"code":"unavailable","message":"Not available"}
Unavailable; None
"#;
    assert_eq!(shown.collect::<String>(), expected);
}

/// The methods that the application wrote take precedence over the methods of the trait, as before the move.
mod own_methods {
    use error_catalog::CatalogError;

    #[error_catalog::error_catalog("tests/fixtures/bound.toml", partial)]
    #[derive(Clone)]
    enum Own {
        Unavailable,
        TooLarge(String),
    }

    impl Own {
        const ALL: [Self; 1] = [Self::Unavailable];

        fn code(&self) -> &'static str {
            "own"
        }
        fn status(&self) -> &'static str {
            "own status"
        }
        fn row(&self) -> u8 {
            1
        }
        fn example() -> Self {
            Self::TooLarge("own".to_owned())
        }
        fn from_parts(why: &str) -> Self {
            Self::TooLarge(why.to_owned())
        }
        fn for_status(_: u8) -> Self {
            Self::Unavailable
        }
    }

    #[test]
    fn take_precedence() {
        let [error] = Own::ALL.clone();
        assert_eq!((error.code(), error.status(), error.row()), ("own", "own status", 1));
        assert_eq!((CatalogError::code(&error), CatalogError::status(&error)), (OwnCode::Unavailable, 503));
        assert_eq!((error.title(), Own::for_status(1).to_string().as_str()), ("Service Unavailable", "Not available"));
        assert_eq!([Own::example(), Own::from_parts("a")].map(|error| error.to_string()), ["own", "a"]);
        let large = <Own as CatalogError>::for_status(413);
        assert_eq!(large.map(|error| CatalogError::code(&error)), Some(OwnCode::TooLarge));
    }

    #[cfg(feature = "examples")]
    #[test]
    fn do_not_hide_an_example() {
        let example = <Own as CatalogError>::example(OwnCode::Unavailable);
        assert_eq!(example.map(|error| error.to_string()).as_deref(), Some("Not available"));
    }

    #[cfg(feature = "from-parts")]
    #[test]
    fn do_not_hide_the_creation_from_data() {
        let error = <Own as CatalogError>::from_parts(OwnCode::TooLarge, [("why", "a".into())]);
        assert_eq!(error.map(|error| error.to_string()).as_deref(), Ok("a"));
        assert!(<Own as CatalogError>::from_parts(OwnCode::TooLarge, []).is_err());
    }
}
