//! Errors whose status the application chooses, in each framework.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::convert::Infallible;
use std::future::ready;

use axum::body::Body;
use axum::response::IntoResponse;
use error_catalog::{CatalogError, Context, ErrorInfo, Middleware};
use http::{Request, Response, StatusCode};
use tower::{Layer, ServiceExt, service_fn};

#[error_catalog::error_catalog("../fixtures/statuses.toml")]
pub mod errors {}

/// An enum that the application wrote.
#[error_catalog::error_catalog("../fixtures/statuses.toml", partial)]
enum Own {
    Denied(#[status] StatusCode, String, Option<String>),
    UnknownRoute { status: StatusCode },
}

use errors::Error;

/// The statuses that are chosen, and the statuses that are sent.
const CASES: [(u16, u16); 4] = [(401, 401), (403, 403), (404, 401), (0, 401)];

fn denied(status: u16) -> Error {
    Error::denied(status, "the safe", None)
}

#[test]
fn every_framework_sends_the_chosen_status() {
    for (chosen, sent) in CASES {
        let response: Response<String> = denied(chosen).into();
        assert_eq!(response.status(), sent);
        assert_eq!(response.extensions().get::<ErrorInfo>().unwrap().status, sent);
        assert!(response.body().starts_with(&format!("{{\"status\":{sent},")), "{}", response.body());

        let response = denied(chosen).into_response();
        assert_eq!(response.status(), sent);

        let error = denied(chosen);
        assert_eq!(actix_web::ResponseError::status_code(&error), sent);
        assert_eq!(actix_web::ResponseError::error_response(&error).status(), sent);

        assert_eq!(poem::error::ResponseError::status(&error), sent);
        assert_eq!(poem::error::ResponseError::as_response(&error).status(), sent);

        let status = tonic::Status::from(denied(chosen));
        let code = if sent == 403 { tonic::Code::PermissionDenied } else { tonic::Code::Unauthenticated };
        assert_eq!(status.code(), code);
    }
}

#[test]
fn middleware_sends_the_chosen_status() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (chosen, sent) in CASES {
        let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let observed = seen.clone();
        let service = Middleware::<Error>::new()
            .observe(move |seen| observed.lock().unwrap().push((seen.status(), seen.code().map(str::to_owned))))
            .layer(service_fn(move |_: Request<()>| ready(Ok::<_, Infallible>(denied(chosen).into_response()))));
        let response: Response<_> = runtime.block_on(service.oneshot(Request::new(()))).unwrap();
        assert_eq!(
            (response.status().as_u16(), response.headers()["x-status"].to_str().unwrap()[..3].parse()),
            (sent, Ok(sent))
        );
        assert_eq!(*seen.lock().unwrap(), [(sent, Some("denied".to_owned()))]);
    }
    // 403 has a named error, and 405 has none, although an error can have the status.
    for (rejected, code) in [(401, Some("denied")), (403, Some("denied")), (405, None)] {
        let service = Middleware::<Error>::new().layer(service_fn(move |_: Request<()>| {
            ready(Ok::<_, Infallible>(Response::builder().status(rejected).body(Body::empty()).unwrap()))
        }));
        let response = runtime.block_on(service.oneshot(Request::new(()))).unwrap();
        let info = response.extensions().get::<ErrorInfo>().unwrap();
        assert_eq!((response.status().as_u16(), info.status, info.code), (rejected, rejected, code));
    }
}

#[test]
fn a_variant_can_contain_a_status_code() {
    let own = |status: StatusCode| Own::UnknownRoute { status };
    assert_eq!(own(StatusCode::METHOD_NOT_ALLOWED).status(), 405);
    assert_eq!(own(StatusCode::OK).status(), 404);
    assert_eq!(own(StatusCode::GONE).to_response(&Context::new()).status, 410);
    let rejected = Own::for_status(403).unwrap();
    assert!(matches!(&rejected, Own::Denied(StatusCode::FORBIDDEN, what, None) if what == "the back door"));
    let received = error_catalog::Received::<Own>::parse(
        403,
        [("", "")],
        denied(403).to_response(&Context::new()).body.as_bytes(),
    );
    assert!(matches!(received.error(), Some(Own::Denied(StatusCode::FORBIDDEN, ..))));
}
