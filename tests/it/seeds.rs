//! Compares the four example catalogs with the published pages that they were written from.
//!
//! `tests/seeds/NAME.json` contains the text of the page of an API word for word: its tables, members, bodies and
//! headers. Members of a body are compared in order, so `serde_json` keeps that order.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use error_catalog::{CatalogError, Context, Json, Response, Violations};
use serde_json::Value;

pub(crate) mod lumoauth {
    #[error_catalog::error_catalog("examples/lumoauth/errors.toml")]
    pub mod errors {}
}

pub(crate) mod lomi {
    #[error_catalog::error_catalog("examples/lomi/errors.toml")]
    pub mod errors {}
}

pub(crate) mod admin {
    #[error_catalog::error_catalog("examples/admin/errors.toml")]
    pub mod errors {}
}

pub(crate) mod voyager {
    #[error_catalog::error_catalog("examples/voyager/errors.toml")]
    pub enum ApiError {}
}

const NAMES: [&str; 4] = ["lumoauth", "lomi", "admin", "voyager"];

/// The responses of the page's examples, in its order, made by running code.
fn responses(name: &str) -> Vec<Response> {
    let plain = Context::new();
    match name {
        "lumoauth" => {
            use lumoauth::errors::Error;
            let violations = [("email", "Invalid email format"), ("password", "Must be at least 8 characters")];
            let user = Json::object([("user_id", "usr_nonexistent")]);
            vec![
                Error::validation_error(violations_of(&violations)).to_response(&plain),
                Error::invalid_token().to_response(&plain),
                Error::resource_not_found("User", user).to_response(&plain),
                Error::duplicate_resource("User", "email").to_response(&plain),
                Error::rate_limit_exceeded(Duration::from_secs(30), 100, 0).to_response(&plain),
            ]
        }
        "lomi" => {
            use lomi::errors::Error;
            [
                Error::missing_required_field("url"),
                Error::invalid_parameter_format("Webhook ID"),
                Error::invalid_request_body(),
                Error::invalid_api_key(),
                Error::missing_api_key(),
                Error::authentication_required(),
                Error::webhook_not_found("wh_…"),
                Error::resource_not_found(),
                Error::webhook_url_taken(),
                Error::rate_limit_exceeded(),
                Error::internal_server_error(),
                Error::database_error(),
            ]
            .map(|error| error.to_response(&plain))
            .into()
        }
        "admin" => {
            use admin::errors::Error;
            let context = Context::new().request_id("req_abc123xyz");
            let violations = [("email", "Please enter a valid email address"), ("name", "Name is required")];
            let debug = Json::object([
                ("stack_trace", Json::from("...")),
                ("request_body", Json::Object(Vec::new())),
                ("timestamp", Json::from("2024-01-22T10:30:00Z")),
            ]);
            vec![
                Error::invalid_request().to_response(&context),
                Error::unauthorized().to_response(&context),
                Error::forbidden().to_response(&context),
                Error::not_found("user").to_response(&context),
                Error::conflict().to_response(&context),
                Error::validation_error(violations_of(&violations)).to_response(&context),
                Error::rate_limit_exceeded(Duration::from_secs(60)).to_response(&context),
                Error::internal_error().to_response(&context),
                Error::validation_error(violations_of(&violations[..1])).to_response(&context.debug(&debug)),
            ]
        }
        "voyager" => {
            use voyager::ApiError;
            let violations =
                [("email", "This field is required."), ("password", "Password must be at least 8 characters.")];
            [
                ApiError::invalid_uuid("project", None),
                ApiError::invalid_token(),
                ApiError::permission_denied(),
                ApiError::not_found("Project"),
                ApiError::rate_limit_exceeded(),
                ApiError::validation_failed(violations_of(&violations)),
            ]
            .map(|error| error.to_response(&plain))
            .into()
        }
        other => panic!("no catalog is called {other}"),
    }
}

fn violations_of(members: &[(&str, &str)]) -> Violations {
    members.iter().fold(Violations::new(), |violations, (member, message)| violations.with(member, *message))
}

#[test]
fn comparing_json_respects_the_order_of_members() {
    assert_ne!(parse_json(r#"{"a":1,"b":2}"#), parse_json(r#"{"b":2,"a":1}"#));
}

#[test]
fn running_code_answers_as_the_page_shows() {
    for name in NAMES {
        let seed = seed(name);
        let (expected, actual) = (list(&seed, "examples"), responses(name));
        assert_eq!(expected.len(), actual.len(), "{name}: one response for each example");
        for (example, response) in expected.iter().zip(&actual) {
            assert_eq!(parse_json(&response.body), example["body"].to_string(), "{name}");
            assert_eq!(example["status"], response.status, "{name}: {}", response.body);
            let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            check_headers(example, &headers, name);
            check_headers(&seed, &headers, name);
        }
    }
}

#[test]
fn the_reference_has_every_row_of_the_page() {
    for name in NAMES {
        let (seed, page) = (seed(name), page(name));
        let rows: Vec<Vec<String>> = page.lines().filter(|line| line.starts_with('|')).map(cells).collect();
        let has = |cells: &[&str]| {
            assert!(
                rows.iter().any(|row| cells.iter().all(|cell| row.iter().any(|other| other == cell))),
                "{name}: no row of docs/errors.md has {cells:?}"
            );
        };
        for row in list(&seed, "statuses") {
            has(&[&row["status"].to_string(), text(&row["reason"]), text(&row["description"])]);
        }
        for row in list(&seed, "members") {
            let mut cells = vec![text(&row["member"]), text(&row["description"])];
            cells.extend(row.get("type").and_then(Value::as_str));
            cells
                .extend(row.get("optional").and_then(Value::as_bool).map(|optional| if optional { "yes" } else { "" }));
            has(&cells);
        }
        for table in list(&seed, "tables") {
            let heading = format!("## {}", text(&table["title"]));
            assert!(
                page.lines().any(|line| unescape(line.trim_start_matches("#").trim()) == text(&table["title"])),
                "{name}: {heading}"
            );
            if let Some(says) = table.get("says") {
                assert!(page.lines().any(|line| unescape(line) == text(says)), "{name}: {says}");
            }
            for row in list(table, "codes") {
                match row.get("status") {
                    Some(status) => has(&[text(&row["code"]), &status.to_string(), text(&row["description"])]),
                    None => has(&[text(&row["code"]), text(&row["description"])]),
                }
            }
        }
    }
}

#[test]
fn the_reference_shows_every_body_of_the_page() {
    for name in NAMES {
        let (seed, page) = (seed(name), page(name));
        let blocks = blocks(&page);
        for example in list(&seed, "examples") {
            let body = example["body"].to_string();
            let shown = blocks.iter().find(|block| block.body == body);
            let shown = shown.unwrap_or_else(|| panic!("{name}: docs/errors.md does not contain {example}"));
            let heading = format!("### <a id=\"status-{0}\"></a>{0} ", example["status"]);
            assert!(shown.section.starts_with(&heading), "{name}: {example} is below {}", shown.section);
            check_headers(example, &shown.headers, name);
        }
        if let Some(format) = seed.get("format").map(Value::to_string) {
            assert!(blocks.iter().any(|block| block.body == format), "{name}: the format, {format}");
        }
        for header in seed.get("headers").and_then(Value::as_object).into_iter().flat_map(|headers| headers.keys()) {
            assert!(page.lines().map(cells).any(|row| row.iter().any(|cell| cell == header)), "{name}: {header}");
        }
    }
}

#[test]
fn the_reference_has_the_guidance_of_the_page() {
    for name in NAMES {
        let (seed, page) = (seed(name), page(name));
        let items: Vec<String> = page.lines().filter_map(|line| line.strip_prefix("- ")).map(unescape).collect();
        for (status, guidance) in seed.get("guidance").and_then(Value::as_object).into_iter().flatten() {
            let section =
                page.split("\n### ").find(|section| section.contains(&format!("</a>{status} "))).unwrap_or_default();
            for says in list(guidance, "says") {
                assert!(section.lines().any(|line| unescape(line) == text(says)), "{name}: {status}: {says}");
            }
            for item in ["causes", "solutions"].into_iter().flat_map(|kind| list(guidance, kind)) {
                assert!(items.iter().any(|other| other == text(item)), "{name}: {status}: {item}");
            }
        }
    }
}

/// A response that the page shows.
struct Block<'a> {
    /// The heading of the status that it is below.
    section: &'a str,
    headers: BTreeMap<&'a str, &'a str>,
    body: String,
}

/// Every fenced block of JSON, with the headers of the block of HTTP directly before it.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let (mut section, mut headers) = ("", BTreeMap::new());
    for (index, part) in page.split("```").enumerate() {
        match part.split_once('\n') {
            Some(("http", head)) if index % 2 == 1 => {
                headers = head.lines().filter_map(|line| line.split_once(": ")).collect();
            }
            Some(("json", body)) if index % 2 == 1 => {
                blocks.push(Block { section, headers: std::mem::take(&mut headers), body: parse_json(body) });
            }
            _ => section = part.lines().rfind(|line| line.starts_with("### ")).unwrap_or(section),
        }
    }
    blocks
}

fn check_headers(example: &Value, actual: &BTreeMap<&str, &str>, name: &str) {
    for (header, value) in example.get("headers").and_then(Value::as_object).into_iter().flatten() {
        assert_eq!(actual.get(header.as_str()), Some(&text(value)), "{name}: {header} of {example}");
    }
}

/// The cells of a table row, as a reader sees them.
fn cells(row: &str) -> Vec<String> {
    let row = row.replace("\\|", "\0");
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    let cells = row.split('|').map(|cell| {
        let cell = unescape(&cell.replace('\0', "|"));
        let link = cell.strip_prefix('[').and_then(|link| link.split_once("](#"));
        link.map_or_else(|| cell.clone(), |(text, _)| text.to_owned())
    });
    cells.collect()
}

/// Markdown without its escapes and its code marks.
fn unescape(markdown: &str) -> String {
    let mut text = String::new();
    let mut characters = markdown.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => text.extend(characters.next()),
            '`' => {}
            other => text.push(other),
        }
    }
    text
}

/// The JSON with its members in order.
fn parse_json(json: &str) -> String {
    serde_json::from_str::<Value>(json).unwrap_or_else(|error| panic!("{error}: {json}")).to_string()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}"))
}

fn seed(name: &str) -> Value {
    serde_json::from_str(&read(&format!("tests/seeds/{name}.json"))).unwrap()
}

fn page(name: &str) -> String {
    read(&format!("examples/{name}/docs/errors.md"))
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
