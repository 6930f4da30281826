//! Tests of the responses that are made from a status alone.

use super::*;
use crate::render::respond;
use crate::{Context, Response};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

mod lookup {
    #[crate::error_catalog("tests/fixtures/hundred.toml")]
    pub(super) mod errors {}
}

mod lumoauth {
    #[crate::error_catalog("examples/lumoauth/errors.toml")]
    pub(super) mod errors {}
}

mod lomi {
    #[crate::error_catalog("examples/lomi/errors.toml")]
    pub(super) mod errors {}
}

mod admin {
    #[crate::error_catalog("examples/admin/errors.toml")]
    pub(super) mod errors {}
}

mod voyager {
    #[crate::error_catalog("examples/voyager/errors.toml")]
    pub(super) mod errors {}
}

mod rows {
    #[crate::error_catalog("tests/fixtures/status_rows.toml")]
    pub(super) mod errors {}
}

mod sent {
    #[crate::error_catalog("tests/fixtures/sent_status.toml")]
    pub(super) mod errors {}
}

mod sample {
    #[crate::error_catalog("tests/fixtures/smallest.toml")]
    pub(super) mod errors {}
}

#[test]
fn a_status_answers_for_itself() {
    let table = sample::errors::Error::tables().unwrap();
    let context = Context::new().request_id("r1");
    let response = Response::from(respond(&StatusRow::new(table, 405).unwrap(), &context));
    assert_eq!((response.status, response.reason), (405, "Method Not Allowed"));
    assert_eq!(
        response.body,
        r#"{"title":"Method Not Allowed","status":405,"detail":"Method Not Allowed","request_id":"r1"}"#
    );
    for status in [0, 200, 399, 418, 499, 512, 599] {
        assert!(StatusRow::new(table, status).is_none(), "{status}");
    }
}

#[test]
fn a_status_can_be_sent_as_another() {
    let table = sent::errors::Error::tables().unwrap();
    let response = Response::from(respond(&StatusRow::new(table, 405).unwrap(), &Context::new()));
    assert_eq!((response.status, response.info.status), (200, 405));
    assert_eq!(response.body, r#"{"ok":false,"message":"Method Not Allowed","status":405}"#);
}

#[test]
fn no_text_is_the_code_of_a_status() {
    let table = lookup::errors::Error::tables().unwrap();
    let row = table.status_row(404).unwrap();
    let code = table.status_answer(row).unwrap().code().to_string();
    assert_eq!((code.as_str(), table.code(row), table.status(row)), ("not_found", "", 404));
    assert_eq!((table.lookup("not_found"), table.lookup("failure_99")), (None, Some(99)));
    assert_eq!((table.category(row), table.number(row), table.docs_url(row)), (None, None, None));
    assert_eq!(table.retry(table.status_row(503).unwrap()).strategy.to_string(), "after");
}

#[test]
fn every_status_answers_in_the_catalogs_format() {
    for (table, not_found) in [
        (lumoauth::errors::Error::tables(), r#"{"error":true,"message":"Not Found","status":404}"#),
        (lomi::errors::Error::tables(), r#"{"error":{"message":"Not Found"}}"#),
        (admin::errors::Error::tables(), r#"{"error":"not_found","error_description":"Not Found"}"#),
        (voyager::errors::Error::tables(), r#"{"detail":"Not Found"}"#),
    ] {
        let table = table.unwrap();
        let statuses = (400..=599).filter_map(|status| StatusRow::new(table, status));
        let responses: Vec<Response> = statuses.map(|answer| respond(&answer, &Context::new()).into()).collect();
        assert_eq!(responses.len(), 39);
        for response in responses {
            let (status, reason) = (response.status.to_string(), response.reason);
            let code = reason.to_lowercase().replace(' ', "_");
            let expected = not_found.replace("404", &status).replace("Not Found", reason).replace("not_found", &code);
            assert_eq!(response.body, expected);
        }
    }
}

/// A body and headers with every slot in every place. `UPDATE=1` writes the expected output.
#[test]
fn every_slot_has_its_value() {
    let table = rows::errors::Error::tables().unwrap();
    let context = Context::new().request_id("r\"1").retry_after(30);
    let statuses = (400..=599).filter_map(|status| StatusRow::new(table, status));
    let answers = statuses.flat_map(|answer| [respond(&answer, &Context::new()), respond(&answer, &context)]);
    let shown: Vec<String> = answers.map(|answer| Response::from(answer).to_string()).collect();
    let shown = shown.join("\n\n") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/status_rows.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &shown).unwrap();
    }
    assert_eq!(shown, std::fs::read_to_string(path).unwrap());
}
