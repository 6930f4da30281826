//! Waits that the header `Retry-After` asks for, and bodies that are not errors of an API.

use error_catalog_codegen::program::Response;
use error_catalog_wire::{Json, Retry};

use super::document::{CaseDocument, ExpectDocument};
use super::expect::Reader;
use crate::view::ErrorView;

/// The date of a response, with which a date in `Retry-After` is compared.
const DATE: &str = "Fri, 31 Dec 1999 23:59:29 GMT";

/// What a wait is called, the header, and the wait in seconds.
const WAITS: [(&str, &str, Option<u64>); 15] = [
    ("seconds", "120", Some(120)),
    ("zero seconds", "0", Some(0)),
    ("white space around the seconds", " 7\t", Some(7)),
    ("a date", "Fri, 31 Dec 1999 23:59:59 GMT", Some(30)),
    ("a date in the format of RFC 850", "Friday, 31-Dec-99 23:59:59 GMT", Some(30)),
    ("a date in the format of asctime", "Fri Dec 31 23:59:59 1999", Some(30)),
    ("a date in the past", "Fri, 31 Dec 1999 23:59:28 GMT", Some(0)),
    ("a negative number", "-1", None),
    ("a word", "soon", None),
    ("a hexadecimal number", "0x10", None),
    ("a number with an underscore", "1_000", None),
    ("infinity", "Infinity", None),
    ("a number and a word", "5 minutes", None),
    ("a date in another time zone", "Fri, 31 Dec 1999 23:59:59 CET", None),
    ("an empty value", "", None),
];

/// Bodies that no API sends as an error.
const DAMAGED: [(&str, &str); 8] = [
    ("no body", ""),
    ("white space", " \n"),
    ("a page of a proxy", "<html><body><h1>Bad Gateway</h1></body></html>"),
    ("a body that ends too early", "{\"error\":{\"code\":"),
    ("null", "null"),
    ("a list", "[]"),
    ("a string", "\"error\""),
    ("an empty object", "{}"),
];

/// More levels than common parsers of JSON read.
const DEPTH: usize = 200;

/// Adds the cases.
pub(super) fn push_waits(reader: &Reader<'_>, cases: &mut Vec<CaseDocument>) {
    push_general(cases);
    // The header comes before the body, but a header that gives no wait does not count.
    let of_error = |has_wait| reader.identified().find_map(|error| without_header(reader, error, has_wait));
    for (name, found) in [("without a wait", of_error(false)), ("with a wait", of_error(true))] {
        let Some((error, response, of_body)) = found else { continue };
        for (header, value, wait) in WAITS.iter().filter(|(name, ..)| ["seconds", "a date", "a word"].contains(name)) {
            let mut response = response.clone();
            let waits =
                [("Date", DATE), ("Retry-After", *value)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            response.headers.extend(waits);
            let Some(mut expect) = error.error.examples.first().and_then(|it| reader.expect(error, it, &response))
            else {
                continue;
            };
            expect.retry_after = Some(wait.map_or_else(|| of_body.clone(), Json::Unsigned));
            let name = format!("Retry-After: {header}, and the body of {} {name}", error.error.key);
            cases.push(CaseDocument::new(name, response, expect));
        }
    }
}

/// An error, its response without the headers for waits, and the wait that the body asks for. `has_wait` says whether
/// the body asks for one.
fn without_header<'a>(
    reader: &Reader<'a>,
    error: &'a ErrorView<'a>,
    has_wait: bool,
) -> Option<(&'a ErrorView<'a>, Response, Json)> {
    let (mut response, _) = reader.first_response(error)?;
    response.headers.retain(|(name, _)| !["date", "retry-after"].contains(&name.to_ascii_lowercase().as_str()));
    let wait = reader.expect(error, error.error.examples.first()?, &response)?.retry_after?;
    ((wait != Json::Null) == has_wait).then_some((error, response, wait))
}

/// Adds cases that do not depend on the catalog.
fn push_general(cases: &mut Vec<CaseDocument>) {
    let mut push = |name: String, status: u16, headers: &[(&str, &str)], body: String, wait: Option<u64>| {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let expect = ExpectDocument {
            code: Some(None),
            retry_after: Some(wait.map_or(Json::Null, Json::Unsigned)),
            retryable: Retry::from_status(status).is_retryable(),
            ..ExpectDocument::default()
        };
        cases.push(CaseDocument { name, status, headers, body, expect });
    };
    for (name, body) in DAMAGED {
        push(format!("damaged body: {name}"), 502, &[], body.to_owned(), None);
    }
    let deep = "[".repeat(DEPTH) + &"]".repeat(DEPTH);
    push(format!("damaged body: {DEPTH} levels"), 502, &[], deep, None);
    for (name, value, wait) in WAITS {
        push(format!("Retry-After: {name}"), 503, &[("Date", DATE), ("Retry-After", value)], String::new(), wait);
    }
    push("Retry-After: a name in lower case".to_owned(), 503, &[("retry-after", "7")], String::new(), Some(7));
}
