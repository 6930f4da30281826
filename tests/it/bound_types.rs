//! The Rust types of fields in enums that the application wrote.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::num::{NonZero, NonZeroU8};
use std::sync::Arc;
use std::time::Duration;

use error_catalog::{CatalogError, Context, Json, Timestamp, Uuid, Violations};

#[error_catalog::error_catalog("tests/fixtures/bound.toml", partial)]
#[derive(Clone, PartialEq, serde::Serialize)]
#[serde(tag = "kind")]
pub(crate) enum Typed {
    #[serde(skip)]
    Kinds {
        letter: char,
        small: NonZeroU8,
        large: usize,
        signed: u16,
        ratio: f32,
        exact: f64,
        flag: bool,
        id: Uuid,
        at: Timestamp,
        wait: Duration,
        any: Json,
        object: Json,
        counts: Vec<u8>,
        moments: Vec<Vec<Code>>,
        hint: core::option::Option<u8>,
    },
    #[serde(skip)]
    Invalid(Violations),
    #[serde(rename = "locked")]
    Locked {
        resource: Cow<'static, str>,
        #[internal]
        #[serde(skip)]
        holders: u8,
    },
    #[serde(skip)]
    Upstream {
        service: Arc<str>,
    },
    BadRequest {
        detail: Code,
    },
    UserNotFound {
        #[display]
        user_id: NonZero<u64>,
    },
    TooLarge(#[serde(skip)] Box<str>),
    RateLimited {
        retry_after: Seconds,
        hint: Option<Code>,
        limit: Count,
    },
}

#[derive(Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) enum Code {
    A,
    B,
}

impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Code::A) { "\"a\"" } else { "b" })
    }
}

impl TryFrom<String> for Code {
    type Error = ();

    fn try_from(text: String) -> Result<Self, ()> {
        if text == "b" { Ok(Code::B) } else { Err(()) }
    }
}

#[derive(Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Count(u32);

impl From<Count> for u64 {
    fn from(count: Count) -> Self {
        count.0.into()
    }
}

#[derive(Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Seconds(u64);

impl From<Seconds> for Duration {
    fn from(seconds: Seconds) -> Self {
        Duration::from_secs(seconds.0)
    }
}

error_catalog::field_type!(Code as string);
error_catalog::field_type!(Count as u64);
error_catalog::field_type!(Seconds as duration);

fn kinds() -> Typed {
    Typed::Kinds {
        letter: '"',
        small: NonZeroU8::MAX,
        large: usize::MAX,
        signed: 65535,
        ratio: 0.1,
        exact: 0.1,
        flag: true,
        id: Uuid::from_bytes([1; 16]),
        at: Timestamp::from_unix(0, 0),
        wait: Duration::from_millis(1),
        any: Json::Null,
        object: Json::Object(Vec::new()),
        counts: vec![1, 2],
        moments: vec![vec![Code::A, Code::B], Vec::new()],
        hint: None,
    }
}

#[test]
fn each_type_has_its_value() {
    let response = kinds().to_response(&Context::new());
    assert_eq!(
        response.body,
        r#"{"code":"kinds","message":"\" 0.1 \"a\", b,  1, 2","details":{"letter":"\"","small":255,"large":18446744073709551615,"signed":65535,"ratio":0.1,"exact":0.1,"flag":true,"id":"01010101-0101-0101-0101-010101010101","at":"1970-01-01T00:00:00Z","wait":1,"any":null,"object":{},"counts":[1,2],"moments":[["\"a\"","b"],[]]}}"#
    );
    assert!(format!("{:?}", kinds()).contains("wait: 1ms"), "{:?}", kinds());
    let mut violations = Violations::new();
    violations.push("/a", None, "no");
    let body = |error: &Typed| error.to_response(&Context::new()).body;
    assert!(body(&Typed::Invalid(violations)).ends_with(r#""details":{"violations":{"a":"no"}}}"#));
    let limited = Typed::RateLimited { retry_after: Seconds(3), hint: Some(Code::A), limit: Count(5) };
    assert!(body(&limited).ends_with(r#""message":"Wait 3 seconds","details":{"hint":"\"a\"","limit":5}}"#));
    for (error, message) in [
        (Typed::Locked { resource: "cart".into(), holders: 1 }, "cart is locked"),
        (Typed::Upstream { service: "billing".into() }, "The service billing failed"),
        (Typed::BadRequest { detail: Code::B }, "Bad request: b"),
        (Typed::UserNotFound { user_id: NonZero::<u64>::MAX }, "User 18446744073709551615 not found"),
        (Typed::TooLarge("a".into()), "a"),
    ] {
        assert_eq!((error.to_string().as_str(), error.clone() == error), (message, true));
    }
}

#[test]
fn derives_of_the_application_apply() {
    let locked = Typed::Locked { resource: "cart".into(), holders: 1 };
    assert_eq!(serde_json::to_string(&locked).unwrap(), r#"{"kind":"locked","resource":"cart"}"#);
    assert_eq!(format!("{locked:?}"), r#"Locked { resource: "cart", holders: 1 }"#);
}

#[test]
fn the_catalog_constructs_errors() {
    let error = Typed::for_status(413);
    assert!(error == Some(Typed::TooLarge("Content Too Large".into())), "{error:?}");
    assert!(Typed::for_status(404).is_none());
}

#[cfg(feature = "examples")]
#[test]
fn an_example_needs_types_that_can_be_constructed() {
    let example = |code| Typed::example(code).map(|error| error.to_string());
    assert_eq!(example(TypedCode::TooLarge).as_deref(), Some("too large"));
    assert_eq!(example(TypedCode::Upstream).as_deref(), Some("The service service failed"));
    assert!(matches!(Typed::example(TypedCode::Locked), Some(Typed::Locked { holders: 0, .. })));
    // No `Count` is made from a number, no `Code` is called `detail`, and the enum lacks the last error.
    for code in [TypedCode::RateLimited, TypedCode::BadRequest, TypedCode::UserNotFound, TypedCode::Unavailable] {
        assert!(Typed::example(code).is_none(), "{code}");
    }
}

#[cfg(feature = "client")]
#[test]
fn a_client_reads_types_that_can_be_constructed() {
    use error_catalog::Received;
    let read = |error: &Typed| {
        let response = error.to_response(&Context::new());
        let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
        Received::<Typed>::parse(response.status, headers, response.body.as_bytes()).into_error().ok()
    };
    for error in [
        Typed::Upstream { service: "billing".into() },
        Typed::BadRequest { detail: Code::B },
        Typed::Locked { resource: "cart".into(), holders: 0 },
        Typed::TooLarge("a".into()),
    ] {
        assert!(read(&error).as_ref() == Some(&error), "{error:?}");
    }
    for error in [Typed::BadRequest { detail: Code::A }, Typed::UserNotFound { user_id: NonZero::<u64>::MIN }, kinds()]
    {
        assert!(read(&error).is_none(), "{error:?}");
    }
}

/// `cfg` on a variant applies to the code for the variant.
mod conditional {
    #[error_catalog::error_catalog("tests/fixtures/bound.toml", partial)]
    #[cfg_attr(test, cfg_attr(all(), derive(Debug)))]
    #[cfg_attr(not(test), derive(Debug), derive(Missing))]
    pub(crate) enum Some {
        #[cfg_attr(test, doc = "Not in a test.", cfg(not(test)))]
        Unavailable,
        #[cfg_attr(test, cfg_attr(all(), cfg(not(test))))]
        Locked {
            resource: Missing,
        },
        #[cfg(not(test))]
        UserNotFound {
            user_id: Missing,
        },
        #[cfg(not(test))]
        DatabaseError(#[from] Missing),
        #[cfg(test)]
        BadRequest(String),
        #[cfg(test)]
        Conditional {
            since: u8,
        },
        TooLarge {
            why: String,
        },
    }

    #[test]
    fn a_variant_may_not_exist() {
        use error_catalog::CatalogError;
        let error = Some::Conditional { since: 3 };
        assert_eq!((error.to_string().as_str(), error.log_message().as_str()), ("Gone", "Gone since 3"));
        assert_eq!(Some::BadRequest("a".into()).code(), SomeCode::BadRequest);
        assert_eq!(format!("{error:?}"), "Conditional { since: 3 }");
        assert_eq!(
            Some::for_status(413).map(|error| error.to_string()).as_deref(),
            std::option::Option::Some("Content Too Large")
        );
        assert_eq!(SomeCode::Unavailable.status(), 503);
    }
}

/// A type from another crate keeps its meaning.
#[cfg(all(feature = "chrono", feature = "jiff", feature = "rust_decimal", feature = "serde_json"))]
#[cfg(all(feature = "time", feature = "url", feature = "uuid"))]
#[test]
fn types_of_other_crates() {
    use error_catalog::FieldOf;
    fn is<K: error_catalog::__private::field::Kind>(_: impl FieldOf<K>) {}
    use error_catalog::__private::kind;
    is::<kind::uuid>(uuid::Uuid::nil());
    is::<kind::timestamp>(chrono::DateTime::<chrono::Utc>::MIN_UTC);
    is::<kind::timestamp>(jiff::Timestamp::MIN);
    is::<kind::timestamp>(time::OffsetDateTime::UNIX_EPOCH);
    is::<kind::string>(rust_decimal::Decimal::ONE);
    is::<kind::any>(serde_json::Value::Null);
}

/// Sources of the types that know their place, and of one that does not.
#[error_catalog::error_catalog("tests/fixtures/located.toml")]
enum Located {
    #[key("internal_error")]
    Known { source: error_catalog::Source },
    #[key("internal_error")]
    Perhaps(#[source] Option<error_catalog::Source>),
    #[key("internal_error")]
    Unknown(#[source] std::fmt::Error),
}

#[test]
fn a_source_that_knows_its_place_gives_the_location() {
    use error_catalog::CatalogError as _;

    let source = error_catalog::Source::from("no port");
    let place = Some(source.location());
    let errors = [
        (Located::Known { source: source.clone() }, place),
        (Located::Perhaps(Some(source)), place),
        (Located::Perhaps(None), None),
        (Located::Unknown(std::fmt::Error), None),
    ];
    for (error, location) in errors {
        assert_eq!(error.location(), location, "{error:?}");
    }
}

/// A path is a text, as in an error of thiserror.
#[cfg(feature = "std")]
#[test]
fn a_path_is_a_string() {
    #[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
    enum PathError {
        UserNotFound { user_id: std::path::PathBuf },
    }

    let error = PathError::UserNotFound { user_id: "a/\"b\"".into() };
    assert_eq!(error.to_string(), "User a/\"b\" not found");
    let body = error.to_response(&Context::new()).body;
    assert!(body.contains(r#"User a/\"b\" not found"#), "{body}");
}
