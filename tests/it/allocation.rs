//! The number of allocations for one response.

use std::fmt::Write;
use std::hint::black_box;

use allocation_counter::measure;
use error_catalog::{CatalogError, Context, Json, Violation, Violations};

use crate::presets::{Quoted, SECRET, WAIT, each_preset, json_of};

pub(crate) mod lumoauth {
    #[error_catalog::error_catalog("examples/lumoauth/errors.toml")]
    pub mod errors {}
}

/// Counts the allocations of writing into a buffer that is large enough.
fn count(write: impl FnOnce(&mut String)) -> u64 {
    let mut buffer = String::with_capacity(4_096);
    let count = measure(|| write(&mut buffer)).count_total;
    assert!(!buffer.is_empty() && buffer.capacity() == 4_096);
    count
}

#[test]
fn the_counter_counts() {
    assert_eq!(count(|out| out.push_str(&black_box(String::from("one")))), 1);
    assert_eq!(count(|out| out.push_str("none")), 0);
}

#[test]
fn encoding_an_error_of_two_fields_allocates_nothing() {
    let error = lumoauth::errors::Error::duplicate_resource("User", "email");
    let context = Context::new().request_id("req_1").retry_after(3);
    let mut body = String::new();
    assert_eq!(count(|out| error.write_body(&context, out).unwrap()), 0);
    assert_eq!(count(|out| write!(out, "{error}").unwrap()), 0);
    error.write_body(&context, &mut body).unwrap();
    assert_eq!(body, error.to_response(&context).body);
}

pub(crate) mod located {
    #[error_catalog::error_catalog("tests/fixtures/violations/located.toml")]
    pub mod errors {}
}

#[test]
fn no_template_of_violations_allocates() {
    let mut violations = Violations::new().with("", "Nothing is there").with("/items/0/a~1b", "\"x\"");
    let limit = Violation::new("Too small").with_code("min").with_title("Limit").with_param("ge", 1_u64);
    violations.add("/items/17/count", limit.with_location("query"));
    let error = located::errors::Error::invalid_request(violations);
    let context = Context::new().request_id("req_1");
    assert_eq!(count(|out| error.write_body(&context, out).unwrap()), 0);
}

#[test]
fn no_preset_and_no_shape_allocates() {
    let mut violations = Violations::new().with("email", "Bad \"@\"").with("/a~1b/c", "Required.");
    violations.push("email", Some("too_long"), "Too long.");
    let counts = each_preset!(Error => {
        let words = ["a\"b".to_owned(), "c".to_owned()];
        let hostile = Error::hostile("text", words, json_of("thing"), json_of("extra"), Quoted("note".to_owned()), SECRET);
        let (violated, waiting) = (Error::violated(violations.clone()), Error::waiting(WAIT));
        let debug = Json::from("why");
        let context = Context::new().request_id("req_1").instance("/orders/7").debug(&debug);
        [
            count(|out| hostile.write_body(&context, out).unwrap()),
            count(|out| write!(out, "{hostile}").unwrap()),
            count(|out| violated.write_body(&context, out).unwrap()),
            count(|out| write!(out, "{violated}").unwrap()),
            count(|out| waiting.write_body(&context, out).unwrap()),
        ]
    });
    for (preset, counts) in counts {
        // The JSON of a type of the application is written to a buffer first, because its `Serialize` can fail. Not
        // every preset has this value in its body.
        let [hostile, rest @ ..] = counts;
        assert!(hostile <= 1 && rest == [0; 4], "{preset}");
    }
}
