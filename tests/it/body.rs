//! Response bodies in other formats than JSON.

use error_catalog::{CatalogError, Context, Json, Violations};
use serde_json::Value;

use crate::presets::{Quoted, SECRET, WAIT, each_preset, json_of};

/// The JSON of a body, and the values that a reader of its CBOR and MessagePack gets.
fn forms<E: CatalogError>(error: &E, context: &Context<'_>) -> [String; 4] {
    let body = error.body(context);
    let mut cbor = Vec::new();
    ciborium::into_writer(&body, &mut cbor).unwrap();
    let messagepack = rmp_serde::to_vec(&body).unwrap();
    // The members have the same order as in the JSON.
    let [cbor, messagepack]: [Value; 2] =
        [ciborium::from_reader(cbor.as_slice()).unwrap(), rmp_serde::from_slice(&messagepack).unwrap()];
    [error.to_response(context).body, body.to_string(), cbor.to_string(), messagepack.to_string()]
}

#[test]
fn every_format_has_the_same_value() {
    let mut violations = Violations::new().with("email", "Bad \"@\"").with("/a/b", "Required.");
    violations.push("email", Some("too_long"), "Too long.");
    let context =
        Context::new().request_id("req_1").instance("/orders/7").retry_after(u64::MAX).debug(&Json::Float(1.0));
    let forms = each_preset!(Error => {
        let extra = [("big", u64::MAX.into()), ("small", i64::MIN.into()), ("nested", json_of("\u{1}\"é😀"))];
        let hostile = Error::hostile("a\nb", ["c".to_owned()], 1.0, Json::from(extra), Quoted("d".to_owned()), SECRET);
        let violated = Error::violated(violations.clone());
        [forms(&hostile, &context), forms(&violated, &context), forms(&Error::waiting(WAIT), &Context::new())]
    });
    for (preset, errors) in forms {
        for [body, shown, cbor, messagepack] in errors {
            assert_eq!([&shown, &cbor, &messagepack], [&body; 3], "{preset}");
        }
    }
}

#[test]
fn lengths_are_known() {
    let error = crate::presets::oauth2::errors::Error::waiting(WAIT);
    let body = rmp_serde::to_vec(&error.body(&Context::new())).unwrap();
    // This is the header of a map of two members, followed by the first key, a string of five bytes.
    assert_eq!(body.get(..7), Some(b"\x82\xa5error".as_slice()));
}

#[cfg(feature = "examples")]
macro_rules! examples {
    ($($catalog:path)*) => {{
        let mut examples = Vec::new();
        $({
            use $catalog::{Code, Error};
            let context = Context::new().request_id("req_1");
            let errors = Code::ALL.iter().filter_map(|code| Error::example(*code));
            examples.extend(errors.map(|error| forms(&error, &context)));
        })*
        examples
    }};
}

#[cfg(feature = "examples")]
#[test]
fn examples_have_the_same_value_in_every_format() {
    let examples = examples! { crate::allocation::lumoauth::errors crate::shop::errors };
    assert!(examples.len() > 10);
    for [body, shown, cbor, messagepack] in examples {
        assert_eq!([&shown, &cbor, &messagepack], [&body; 3]);
    }
}
