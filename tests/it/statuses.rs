//! Errors whose status the application chooses.

use error_catalog::{CatalogError, Context, Grpc, Level, Strategy};

#[error_catalog::error_catalog("tests/fixtures/statuses.toml")]
#[derive(Clone, PartialEq)]
pub mod errors {}

/// An enum that the application wrote.
#[error_catalog::error_catalog("tests/fixtures/statuses.toml")]
#[derive(PartialEq)]
pub enum Own {
    Invalid,
    Denied {
        what: &'static str,
        #[status]
        http: u16,
        user: Option<String>,
    },
    #[key("denied")]
    Refused(String, Option<Box<str>>, #[status] std::num::NonZeroU16),
    UnknownRoute {
        status: u16,
    },
    #[key("unknown_route")]
    Route(std::num::NonZeroU16),
    Upstream(#[status] u16, #[source] Option<std::num::ParseIntError>),
}

/// Errors that contain an error with several statuses.
#[error_catalog::error_catalog("tests/fixtures/statuses_outer.toml")]
pub mod outer {}

use errors::{Code, Error};

fn response(error: &impl CatalogError) -> error_catalog::Response {
    error.to_response(&Context::new())
}

#[test]
fn the_application_chooses_the_status() {
    for (status, reason, title, grpc) in
        [(401, "Unauthorized", "Unauthorized", "UNAUTHENTICATED"), (403, "Forbidden", "Forbidden", "PERMISSION_DENIED")]
    {
        let error = Error::denied(status, "the safe", None);
        assert_eq!((error.status(), error.code()), (status, Code::Denied));
        let body = format!(
            r#"{{"status":{status},"reason":"{reason}","title":"{title}","code":"denied","number":7,"message":"No access to the safe","docs":"https://example.com/errors/{status}/denied","grpc":"{grpc}"}}"#
        );
        let response = response(&error);
        assert_eq!((response.status, response.reason, response.body), (status, reason, body));
        assert_eq!(response.headers[1], ("X-Status", format!("{status} {reason}")));
    }
}

#[test]
fn another_status_is_the_first_one() {
    for status in [0, 200, 400, 404, 418, 600, u16::MAX] {
        let error = Error::denied(status, "the safe", Some("usr_1".to_owned()));
        assert_eq!(error.status(), 401);
        assert_eq!(response(&error), response(&Error::denied(401, "the safe", None)));
        assert_eq!(error.log_message(), "401: no access to the safe for usr_1");
        assert_ne!(error, Error::denied(401, "the safe", Some("usr_1".to_owned())));
        assert_eq!(format!("{error:?}"), format!("Denied {{ what: \"the safe\", status: {status}, user: \"usr_1\" }}"));
    }
}

#[test]
fn the_defaults_are_those_of_the_status() {
    let (first, second) = (Error::upstream(502, "x".parse::<u8>().unwrap_err()), upstream(503));
    assert_eq!((first.title(), second.title()), ("Bad Gateway", "Service Unavailable"));
    assert_eq!((first.grpc(), upstream(504).grpc()), (Grpc::Internal, Grpc::DeadlineExceeded));
    assert_eq!((first.retry().strategy, second.retry().strategy), (Strategy::Backoff, Strategy::After));
    assert_eq!(Error::unknown_route(410).title(), "Unknown route");
    assert_eq!((first.level(), Error::unknown_route(410).level()), (Level::Error, Level::Info));
    assert_eq!((Code::Upstream.status(), Code::Denied.title()), (502, "Unauthorized"));
    assert_eq!(Code::Denied.as_str(), "denied");
}

fn upstream(status: u16) -> Error {
    Error::upstream(status, "x".parse::<u8>().unwrap_err())
}

#[test]
fn a_conversion_has_the_first_status() {
    fn parse() -> Result<u8, Error> {
        Ok("x".parse()?)
    }
    assert_eq!(parse().unwrap_err().status(), 502);
}

#[test]
fn a_rejection_has_its_status() {
    for (status, what) in [(401, "the front door"), (403, "the back door")] {
        let error = Error::for_status(status).unwrap();
        assert_eq!(error, Error::denied(status, what, None));
        assert_eq!(error.status(), status);
    }
    assert_eq!(Error::for_status(404), None);
}

#[test]
fn variants_of_the_application_have_a_status() {
    let refused = |status| Own::Refused("it".to_owned(), None, std::num::NonZeroU16::new(status).unwrap());
    for (error, status) in [
        (Own::Denied { what: "it", http: 403, user: None }, 403),
        (Own::Denied { what: "it", http: 404, user: None }, 401),
        (refused(403), 403),
        (refused(599), 401),
        (Own::UnknownRoute { status: 405 }, 405),
        (Own::Route(410.try_into().unwrap()), 410),
        (Own::Upstream(504, None), 504),
        (Own::Invalid, 400),
    ] {
        assert_eq!((error.status(), response(&error).status), (status, status), "{error:?}");
    }
    assert_eq!(format!("{:?}", Own::Route(7.try_into().unwrap())), "Route(7)");
    assert_eq!(format!("{:?}", refused(403)), "Refused(\"it\", None, 403)");
    // A `&'static str` cannot be constructed, so the second variant is.
    assert_eq!(Own::for_status(403), Some(Own::Refused("the back door".to_owned(), None, 403.try_into().unwrap())));
}

#[cfg(feature = "examples")]
#[test]
fn an_example_chooses_the_status() {
    assert_eq!(Error::example(Code::Denied), Some(Error::denied(403, "the safe", None)));
    assert_eq!(Error::example(Code::UnknownRoute), Some(Error::unknown_route(404)));
}

#[cfg(feature = "client")]
mod client {
    use super::*;
    use error_catalog::Received;

    #[test]
    fn a_client_reads_the_status_back() {
        let errors = [
            Error::invalid(),
            Error::denied(401, "the safe", None),
            Error::denied(403, "the safe", None),
            Error::unknown_route(404),
            Error::unknown_route(405),
            Error::unknown_route(410),
        ];
        for error in errors {
            let response = response(&error);
            let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
            assert_eq!(received.code(), Some(error.code()), "{response}");
            assert_eq!(received.error(), Some(&error), "{response}");
            assert_eq!(received.title(), Some(error.title()), "{response}");
        }
        for status in [502, 503, 504] {
            let response = response(&upstream(status));
            let received = Received::<Error>::parse(response.status, [("", "")], response.body.as_bytes());
            assert_eq!((received.code(), received.error()), (Some(Code::Upstream), None));
            assert_eq!(received.retry(), upstream(status).retry().into(), "{status}");
        }
    }

    #[test]
    fn a_client_knows_aliases_and_numbers() {
        for body in [r#"{"code":"no_access"}"#, r#"{"number":7}"#] {
            for status in [401, 403, 409] {
                let received = Received::<Error>::parse(status, [("", "")], body.as_bytes());
                let title = if status == 403 { "Forbidden" } else { "Unauthorized" };
                assert_eq!((received.code(), received.title()), (Some(Code::Denied), Some(title)), "{body} {status}");
            }
        }
    }
}

#[cfg(feature = "from-parts")]
#[test]
fn the_status_is_a_part() {
    use error_catalog::{Json, PartsError};
    let parts = |status: Option<Json>| {
        let status = status.map(|status| ("status", status));
        Error::from_parts(Code::Denied, [("what", Json::from("it"))].into_iter().chain(status))
    };
    assert_eq!(parts(None), Ok(Error::denied(401, "it", None)));
    assert_eq!(parts(Some(Json::Unsigned(403))), Ok(Error::denied(403, "it", None)));
    assert_eq!(parts(Some(Json::from("403"))), Ok(Error::denied(403, "it", None)));
    for other in [Json::Unsigned(404), Json::Null, Json::from("x"), Json::Unsigned(u64::MAX)] {
        let wrong = PartsError::Wrong { code: "denied".to_owned(), field: "status", expected: "a status of the error" };
        assert_eq!(parts(Some(other)), Err(wrong));
    }
    let twice = [("status", Json::Unsigned(401)), ("status", Json::Unsigned(403)), ("what", Json::from("it"))];
    assert!(matches!(Error::from_parts(Code::Denied, twice), Err(PartsError::Unknown { .. })));
    let other = Error::from_parts(Code::Invalid, [("status", Json::Unsigned(400))]);
    assert!(matches!(other, Err(PartsError::Unknown { .. })));
}

#[test]
fn a_contained_error_has_its_status() {
    for (chosen, sent) in [(401, 401), (403, 403), (404, 401)] {
        let inner = Error::denied(chosen, "the safe", None);
        let (expected, error) = (response(&inner), outer::Error::from(inner));
        assert_eq!((error.status(), response(&error)), (sent, expected));
    }
    let error = outer::Error::refused(451);
    assert_eq!((error.status(), error.code().status()), (451, 403));
    assert_eq!(outer::Error::refused(401).status(), 403);
}
