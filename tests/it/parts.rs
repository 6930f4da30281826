//! Errors that are created from a code and values.

use error_catalog::{CatalogError, Context, Json, PartsError};

use crate::shop::errors::{Code, Error};

#[test]
fn an_error_is_created_from_data() {
    let error = Error::from_parts(Code::TooManyOrders, [("retry_after", 30u32.into())]).unwrap();
    assert_eq!(
        error.to_response(&Context::new()),
        Error::too_many_orders(std::time::Duration::from_secs(30)).to_response(&Context::new())
    );
    let error = Error::from_parts(Code::Maintenance, []).unwrap();
    assert_eq!(error.code(), Code::Maintenance);
}

/// The messages name the field and the expected value, but not the value that was given.
#[test]
fn a_problem_names_the_field() {
    let fail = |code, fields: &[(&str, Json)]| Error::from_parts(code, fields.iter().cloned()).unwrap_err();
    let retry = || ("retry_after", Json::from(30u32));
    for (code, fields, expected) in [
        (
            Code::TooManyOrders,
            vec![],
            "error `too_many_orders` needs a value for the field `retry_after`: a whole number of seconds",
        ),
        (
            Code::TooManyOrders,
            vec![("retry_after", Json::from("soon"))],
            "the value of the field `retry_after` of error `too_many_orders` must be a whole number of seconds",
        ),
        (
            Code::TooManyOrders,
            vec![retry(), retry()],
            "error `too_many_orders` has no public field `retry_after`, or the field is given twice",
        ),
        (
            Code::TooManyOrders,
            vec![retry(), ("wait", Json::from(1u32))],
            "error `too_many_orders` has no public field `wait`, or the field is given twice",
        ),
    ] {
        assert_eq!(fail(code, &fields).to_string(), expected);
    }
    let missing = fail(Code::TooManyOrders, &[]);
    assert!(matches!(missing, PartsError::Missing { field: "retry_after", expected: "a whole number of seconds", .. }));
}
