//! Responses that differ from those of today in ways that no client may notice.

use error_catalog_codegen::program::{Response, pretty_json};
use error_catalog_model::Example;
use error_catalog_wire::Json;

use super::document::{CaseDocument, ExpectDocument};
use super::expect::Reader;
use crate::view::ErrorView;

/// A member that the catalog does not contain.
const MEMBER: &str = "a_member_of_a_later_version";

/// A status that no error has by default.
const STATUS: u16 = 418;

/// Adds the cases, for an error with fields if there is one.
pub(super) fn push_varied(reader: &Reader<'_>, cases: &mut Vec<CaseDocument>) {
    let errors = &reader.view.errors;
    let has_field = |error: &&ErrorView<'_>| error.error.public_fields().next().is_some();
    let mut found = errors.iter().filter(has_field).chain(errors).filter_map(|error| base(reader, error));
    if let Some((error, example, response, body)) = found.next() {
        let mut push = |name: &str, body: String| {
            let mut response = response.clone();
            response.body = body;
            if let Some(expect) = reader.expect(error, example, &response) {
                cases.push(CaseDocument::new(format!("{}: {name}", error.error.key), response, expect));
            }
        };
        push("white space in the body", pretty_json(&response.body));
        if let Json::Object(mut members) = body {
            let value = Json::Object(vec![("a".to_owned(), Json::List(vec![Json::Unsigned(1), Json::Null]))]);
            members.insert(0, (MEMBER.to_owned(), value));
            push("a member of a later version", Json::Object(members).to_string());
        }
    }
    let is_one = |error: &&ErrorView<'_>| {
        error.error.statuses().count() == 1 && error.error.owner.is_none() && error.shared_by.is_empty()
    };
    let identified = reader.identified().find(is_one);
    if let Some((error, _, mut response, _)) = identified.and_then(|error| base(reader, error)) {
        let expect = ExpectDocument {
            known: true,
            code: Some(Some(error.error.code.clone())),
            retryable: error.error.retry.is_retryable(),
            ..ExpectDocument::default()
        };
        let name = format!("{}: a status that a proxy changed", error.error.key);
        response.status = STATUS;
        cases.push(CaseDocument::new(name, response, expect));
    }
}

/// An error, its first example, the response to the example, and the body of the response; `None` if the response does
/// not show which error it is.
fn base<'a>(reader: &Reader<'a>, error: &'a ErrorView<'a>) -> Option<(&'a ErrorView<'a>, &'a Example, Response, Json)> {
    let example = error.error.examples.first()?;
    let (response, body) = reader.first_response(error)?;
    reader.expect(error, example, &response)?;
    Some((error, example, response, body))
}
