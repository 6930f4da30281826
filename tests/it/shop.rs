//! A catalog that uses most of the format.

use std::error::Error as _;
use std::fmt::{self, Display};
use std::time::Duration;

use error_catalog::{CatalogError, Context, Grpc, Json, Level, Strategy, Timestamp, Uuid, Violations};
use serde::Serialize;

#[error_catalog::error_catalog("tests/fixtures/shop.toml")]
pub mod errors {}

use errors::{Category, Code, Error};

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Currency {
    Iso { letters: &'static str },
    Shells { per_euro: f32 },
}

impl Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Currency::Iso { letters } => f.write_str(letters),
            Currency::Shells { .. } => f.write_str("\"shells\""),
        }
    }
}

/// An error type of another module.
#[derive(Debug)]
pub(crate) struct Unpaid;

impl Display for Unpaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unpaid")
    }
}

impl std::error::Error for Unpaid {}

fn order_id() -> Uuid {
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse().unwrap()
}

/// One value of each error, with its code, message and body.
fn samples() -> Vec<(Error, Code, &'static str, &'static str)> {
    #[allow(deprecated)]
    let old_style = (Error::old_style(), Code::OldStyle);
    vec![
        (
            Error::order_not_found(order_id()),
            Code::OrderNotFound,
            "Order f81d4fae-7dec-11d0-a765-00a0c91e6bf6 not found",
            r#"{"code":"order_not_found","message":"Order f81d4fae-7dec-11d0-a765-00a0c91e6bf6 not found","status":404,"number":1001,"details":{"order_id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}}"#,
        ),
        (
            Error::order_too_large("A \"B\"", 7, 5, None, 0.5, String::from("t1")),
            Code::OrderTooLarge,
            "7 items in an order of A \"B\", 5 at most",
            r#"{"code":"order_too_large","message":"7 items in an order of A \"B\", 5 at most","status":422,"details":{"limit":5}}"#,
        ),
        (
            Error::order_too_large("C", 7, 5, String::from("Split it."), 0.5, None),
            Code::OrderTooLarge,
            "7 items in an order of C, 5 at most",
            r#"{"code":"order_too_large","message":"7 items in an order of C, 5 at most","status":422,"details":{"limit":5,"hint":"Split it."}}"#,
        ),
        (
            Error::invalid_order(Violations::new().with("lines", "Required.").with("/lines", "Too few.")),
            Code::InvalidOrder,
            "The order is not valid",
            r#"{"code":"invalid_order","message":"The order is not valid","status":400,"errors":{"lines":["Required.","Too few."]}}"#,
        ),
        (
            Error::too_many_orders(Duration::from_millis(29_001)),
            Code::TooManyOrders,
            "Too many orders; wait 30 seconds",
            r#"{"code":"too_many_orders","message":"Too many orders; wait 30 seconds","status":429,"wait":30}"#,
        ),
        (
            Error::unknown_currency(
                Currency::Shells { per_euro: 0.5 },
                ["EUR".to_owned(), "A\"B".to_owned()],
                Some(Currency::Iso { letters: "EUR" }),
            ),
            Code::UnknownCurrency,
            "No currency \"shells\", one of EUR, A\"B",
            r#"{"code":"unknown_currency","message":"No currency \"shells\", one of EUR, A\"B","status":400,"details":{"currency":{"kind":"shells","per_euro":0.5},"known":["EUR","A\"B"],"fallback":{"kind":"iso","letters":"EUR"}}}"#,
        ),
        (
            Error::moved(
                "2024-01-22T10:30:00Z".parse::<Timestamp>().unwrap(),
                "tax",
                Json::from([("to", Json::Null)]),
                true,
                1.0,
                -1,
            ),
            Code::Moved,
            "Moved at 2024-01-22T10:30:00Z for tax: true, 1, -1",
            r#"{"code":"moved","message":"Moved at 2024-01-22T10:30:00Z for tax: true, 1, -1","status":410,"details":{"when":"2024-01-22T10:30:00Z","reason_given":"tax","extra":{"to":null},"flag":true,"ratio":1.0,"small":-1}}"#,
        ),
        (
            old_style.0,
            old_style.1,
            "Do it another way",
            r#"{"code":"old_style","message":"Do it another way","status":400}"#,
        ),
        (
            Error::maintenance(),
            Code::Maintenance,
            "Say \"please\" \\ and {wait}",
            r#"{"code":"DOWN","message":"Say \"please\" \\ and {wait}","status":503}"#,
        ),
        (
            Error::r#type(),
            Code::Type,
            "A key that is a keyword",
            r#"{"code":"type","message":"A key that is a keyword","status":409}"#,
        ),
    ]
}

#[test]
fn messages_and_bodies() {
    for (error, code, message, body) in samples() {
        let response = error.to_response(&Context::new());
        assert_eq!((error.code(), error.to_string().as_str()), (code, message));
        assert_eq!(response.body, body);
        assert_eq!((error.status(), response.status), (code.status(), code.status()));
        let mut written = String::new();
        error.write_body(&Context::new(), &mut written).unwrap();
        assert_eq!(written, body);
        let json: serde_json::Value = serde_json::from_str(&response.body).unwrap();
        assert_eq!(json["message"], message);
        assert!(error.source().is_none());
    }
}

#[test]
fn every_error_has_a_sample() {
    let mut codes: Vec<Code> = samples().iter().map(|sample| sample.1).collect();
    codes.dedup();
    assert_eq!(codes, Code::ALL);
}

#[test]
fn debug_shows_all_fields_and_nothing_else() {
    let shown: Vec<String> = samples().iter().map(|sample| format!("{:?}", sample.0)).collect();
    assert_eq!(
        shown,
        [
            r#"OrderNotFound { order_id: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6" }"#,
            r#"OrderTooLarge { customer: "A \"B\"", count: 7, limit: 5, hint: None, score: 0.5, trace: "t1" }"#,
            r#"OrderTooLarge { customer: "C", count: 7, limit: 5, hint: "Split it.", score: 0.5, trace: None }"#,
            r#"InvalidOrder { violations: {"lines":"Required. Too few."} }"#,
            r#"TooManyOrders { retry_after: 29.001s }"#,
            r#"UnknownCurrency { currency: {"kind":"shells","per_euro":0.5}, known: ["EUR","A\"B"], fallback: {"kind":"iso","letters":"EUR"} }"#,
            r#"Moved { when: "2024-01-22T10:30:00Z", reason_given: "tax", extra: {"to":null}, flag: true, ratio: 1.0, small: -1 }"#,
            "OldStyle",
            "Maintenance",
            "Type",
        ]
    );
    assert_eq!(format!("{:?}", Code::OrderTooLarge), "OrderTooLarge");
    assert_eq!(format!("{:?} {}", Category::Orders, Category::Orders), "Orders orders");
}

#[test]
fn internal_fields_only_reach_logs() {
    let error = Error::order_too_large("Ann", 7, 5, None, 0.25, String::from("trace 1"));
    assert_eq!(error.log_message(), "Ann wants 7 items, score 0.25");
    let response = error.to_response(&Context::new().request_id("r1").debug(&Json::Bool(true))).to_string();
    assert!(!response.contains("0.25") && !response.contains("trace"), "{response}");
    assert_eq!(Error::maintenance().log_message(), Error::maintenance().to_string());
}

/// A message for logs is empty if it consists of slots without values.
#[test]
fn a_log_never_has_an_empty_message() {
    mod logs {
        #[error_catalog::error_catalog("tests/fixtures/logs.toml")]
        pub mod errors {}
    }
    for (why, expected) in [
        (None, "An internal error occurred"),
        (Some(""), "An internal error occurred"),
        (Some("disk full"), "disk full"),
    ] {
        let error = logs::errors::Error::InternalError { why: why.map(String::from) };
        assert_eq!(error.log_message(), expected);
    }
}

#[test]
fn a_response_has_headers_and_context() {
    let debug = Json::from("stack");
    let context = Context::new().request_id("req\r\n1").retry_after(9).debug(&debug);
    let response = Error::too_many_orders(Duration::from_secs(30)).to_response(&context);
    assert_eq!(
        response.to_string(),
        "HTTP/1.1 429 Too Many Requests\n\
         Content-Type: application/json\n\
         X-Request-ID: req  1\n\
         Retry-After: 30\n\
         \n\
         {\"code\":\"too_many_orders\",\"message\":\"Too many orders; wait 30 seconds\",\"status\":429,\
         \"wait\":30,\"debug\":\"stack\",\"request_id\":\"req\\r\\n1\"}"
    );
    let response = Error::maintenance().to_response(&Context::new().retry_after(9));
    assert_eq!(response.headers, [("Content-Type", "application/json".to_owned())]);
    assert!(response.body.contains(r#""wait":9"#));
}

#[test]
fn a_code_has_the_metadata_of_the_catalog() {
    let code = Code::OrderNotFound;
    assert_eq!((code.as_str(), code.to_string().as_str()), ("order_not_found", "order_not_found"));
    assert_eq!((code.status(), code.title(), code.number()), (404, "Not Found", Some(1001)));
    assert_eq!((code.category(), code.level(), code.grpc()), (Some(Category::Orders), Level::Info, Grpc::NotFound));
    assert_eq!(code.docs_url(), Some("https://docs.example.com/errors#order_not_found"));
    assert_eq!((code.retry().strategy, code.retry().is_retryable()), (Strategy::No, false));
    assert_eq!((Category::Service.title(), Category::ALL.len()), ("The service itself", 2));

    let retry = Code::TooManyOrders.retry();
    assert_eq!((retry.strategy, retry.base), (Strategy::After, Some(Duration::from_millis(1_500))));
    assert_eq!((retry.max_attempts, Code::TooManyOrders.level()), (Some(3), Level::Error));
    let retry = Code::Maintenance.retry();
    assert_eq!((retry.strategy, retry.base, retry.max_attempts), (Strategy::After, None, None));
    assert_eq!((Code::InvalidOrder.number(), Code::InvalidOrder.category()), (None, None));
    assert_eq!((Code::Maintenance as u16, Code::Maintenance.as_str()), (7, "DOWN"));
    const STATUS: u16 = Code::Maintenance.status();
    assert_eq!(STATUS, 503);
}

#[test]
fn an_error_has_the_metadata_of_the_catalog() {
    fn describe<E: CatalogError + ?Sized>(error: &E) -> String {
        let (status, title, retry) = (CatalogError::status(error), error.title(), error.retry().strategy);
        format!("{} {status} {title} {retry} {} {} {:?}", error.code(), error.level(), error.grpc(), error.docs_url())
    }
    let error = Error::order_not_found(order_id());
    let url = "https://docs.example.com/errors#order_not_found";
    assert_eq!(describe(&error), format!("order_not_found 404 Not Found no info NOT_FOUND Some({url:?})"));
    assert_eq!(describe::<dyn CatalogError<Code = Code>>(&error), describe(&error));
    assert_eq!(error.user_message().as_deref(), Some("We could not find your order."));
    assert_eq!(Error::maintenance().user_message(), None);
}

#[test]
fn codes_are_strings_to_serde() {
    let json = serde_json::to_string(Code::ALL).unwrap();
    assert!(json.starts_with(r#"["order_not_found","order_too_large","#), "{json}");
    assert_eq!(serde_json::from_str::<Vec<Code>>(&json).unwrap(), Code::ALL);
    assert_eq!(serde_json::from_str::<Code>(r#""no_such_order""#).unwrap(), Code::OrderNotFound);
    let error = serde_json::from_str::<Code>(r#""nonsense""#).unwrap_err().to_string();
    assert!(error.starts_with("invalid value: string \"nonsense\", expected an error code of the catalog"), "{error}");
}

#[test]
fn a_status_can_have_an_error() {
    for (status, code) in [(503, Some(Code::Maintenance)), (409, Some(Code::Type)), (404, None), (200, None)] {
        assert_eq!(Error::for_status(status).map(|error| error.code()), code, "{status}");
    }
}
