//! An error of one catalog inside an error of another catalog.

use std::error::Error as _;
use std::time::Duration;

use error_catalog::{CatalogError, Context, Grpc};

#[error_catalog::error_catalog("tests/fixtures/inner.toml")]
#[derive(Clone, PartialEq)]
pub mod billing {}

#[error_catalog::error_catalog("tests/fixtures/outer.toml")]
#[derive(Clone, PartialEq)]
pub mod shop {}

/// The form on an enum that the application wrote.
#[error_catalog::error_catalog("tests/fixtures/outer.toml")]
#[derive(Debug)]
pub enum Bound {
    #[key("order_not_found")]
    Order {
        order: String,
        query: Option<String>,
    },
    #[key("billing_failed")]
    Billing {
        step: Option<String>,
        #[from]
        source: billing::Error,
    },
    Database(#[from] std::num::ParseIntError),
}

fn declined() -> billing::Error {
    billing::Error::card_declined("limit", Duration::from_secs(30), "acc_7")
}

fn pass_on<E: From<billing::Error>>(error: billing::Error) -> Result<(), E> {
    Err(error)?
}

/// Everything that a client or a log sees is that of the contained error.
fn check<E: CatalogError + From<billing::Error>>() {
    let (inner, outer) = (declined(), pass_on::<E>(declined()).unwrap_err());
    let context = Context::new().request_id("req_1");
    assert_eq!(outer.to_response(&context), inner.to_response(&context));
    assert_eq!((outer.status(), outer.grpc(), outer.title()), (402, Grpc::FailedPrecondition, inner.title()));
    assert_eq!((outer.retry(), outer.level(), outer.docs_url()), (inner.retry(), inner.level(), None));
    assert_eq!(outer.to_string(), "The card was declined: limit");
    assert_eq!(outer.user_message().as_deref(), Some("Please use a different card"));
    assert_eq!(outer.log_message(), "limit, account acc_7");
    assert!(!format!("{:?}", outer.to_response(&context)).contains("acc_7"));
    // The contained error is not the source of itself.
    assert!(outer.source().is_none());
    let locked = pass_on::<E>(billing::Error::from(std::fmt::Error)).unwrap_err();
    assert!(locked.source().unwrap().is::<std::fmt::Error>());
    assert_eq!(locked.status(), 503);
}

#[test]
fn the_response_is_that_of_the_contained_error() {
    check::<shop::Error>();
    check::<Bound>();
    let error = shop::Error::from(declined());
    assert_eq!(error.status(), 402);
    assert_eq!(format!("{error:?}"), format!("{:?}", declined()));
}

/// The type of the code belongs to the outer catalog, so the code names the variant that contains the error.
#[test]
fn the_code_names_the_variant() {
    let error = shop::Error::from(declined());
    assert_eq!(error.code(), shop::Code::BillingFailed);
    assert!(matches!(error, shop::Error::BillingFailed { step: None, .. }));
    assert!(matches!(Bound::from(declined()), Bound::Billing { source: billing::Error::CardDeclined { .. }, .. }));
}

/// The other errors, and a source that is not an error of the listed catalog, are as usual.
#[test]
fn other_errors_are_as_usual() {
    let error = shop::Error::order_not_found("ord_1", None);
    assert_eq!((error.status(), error.to_string().as_str()), (404, "Order ord_1 not found"));
    let error = shop::Error::billing_failed(Some("refund".to_owned()), std::fmt::Error);
    assert_eq!((error.status(), error.log_message().as_str()), (500, "Billing failed: refund"));
    assert!(error.to_response(&Context::new()).body.contains(r#""error":"billing_failed""#));
    assert!(error.source().unwrap().is::<std::fmt::Error>());
    let order = Bound::Order { order: "ord_1".to_owned(), query: None };
    assert_eq!((order.status(), order.to_string().as_str()), (404, "Order ord_1 not found"));
    let bound = Bound::from("x".parse::<u8>().unwrap_err());
    assert!(bound.status() == 500 && bound.source().is_some());
}
