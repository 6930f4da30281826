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

#[error_catalog::error_catalog("tests/fixtures/bound.toml", partial)]
#[derive(PartialEq)]
enum Narrow {
    Floats { small: f32, exact: f64, at: std::time::SystemTime },
    TooLarge(String),
    RateLimited { retry_after: std::time::Duration, hint: Option<char>, limit: std::num::NonZero<u8> },
    BadRequest(&'static str),
}

/// A number that is too large for its type does not become infinity.
#[test]
fn a_float_fits_its_type() {
    let create = |small: Json, exact: Json| {
        let at = ("at", Json::from("1969-12-31T23:59:59.5Z"));
        Narrow::from_parts(NarrowCode::Floats, [("small", small), ("exact", exact), at])
    };
    let at = std::time::UNIX_EPOCH - std::time::Duration::from_millis(500);
    assert_eq!(create(0.5.into(), 1e300.into()), Ok(Narrow::Floats { small: 0.5, exact: 1e300, at }));
    assert_eq!(
        create(f64::INFINITY.into(), Json::from("inf")),
        Ok(Narrow::Floats { small: f32::INFINITY, exact: f64::INFINITY, at })
    );
    for (small, exact) in [(1e300.into(), 1.0.into()), ((-3.5e38).into(), 1.0.into()), (0.5.into(), "1e400".into())] {
        assert!(matches!(create(small, exact), Err(PartsError::Wrong { field: "small" | "exact", .. })));
    }
}

/// The Rust type of a field can have fewer values than the type in the catalog.
#[test]
fn a_value_that_the_rust_type_lacks_is_named() {
    let create = |hint: &str, limit: u64| {
        let fields = [("retry_after", Json::from(1u32)), ("hint", hint.into()), ("limit", limit.into())];
        Narrow::from_parts(NarrowCode::RateLimited, fields)
    };
    assert!(create("a", 1).is_ok());
    for (result, field) in [(create("ab", 1), "hint"), (create("a", 0), "limit"), (create("a", 256), "limit")] {
        let message = format!(
            "the value of the field `{field}` of error `rate_limited` must be a value that the Rust type of the field \
             accepts"
        );
        assert_eq!(result.unwrap_err().to_string(), message);
    }
    let detail = || [("detail", Json::from("a"))];
    let error = Narrow::from_parts(NarrowCode::BadRequest, detail()).unwrap_err();
    assert!(matches!(error, PartsError::NotData { .. }), "{error}");
}

/// A name from outside cannot forge a line, or fill a log.
#[test]
fn an_unknown_name_is_escaped_and_cut() {
    let message = |name: &str| Error::from_parts(Code::Maintenance, [(name, Json::Null)]).unwrap_err().to_string();
    let expected = "error `DOWN` has no public field `a\\n\\u{1b}`, or the field is given twice";
    assert_eq!(message("a\n\u{1b}"), expected);
    assert!(message(&"a".repeat(1_000_000)).contains("aaa…`, or") && message(&"a".repeat(1_000_000)).len() < 200);
}
