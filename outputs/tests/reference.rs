//! The reference and the JSON of a catalog that uses every feature, and of a hostile one.
//!
//! `SNAPSHOTS=overwrite cargo test -p error-catalog-outputs --test reference` updates the snapshots.

// Helpers of tests may panic.
#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_codegen::program::compile;
use error_catalog_model::Catalog;
use error_catalog_outputs::json::{Internal, render_json};
use error_catalog_outputs::markdown::{Flavor, render_markdown, render_region};
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use pulldown_cmark::{Event, Options as Markdown, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::support::{HOSTILE, hostile, parse};

const EVERYTHING: &str = include_str!("reference/everything.toml");

fn render(toml: &str) -> String {
    render_markdown(&View::of(&parse("errors.toml", toml)), Flavor::CommonMark)
}

fn assert_snapshot(actual: String, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference").join(name);
    snapbox::assert_data_eq!(actual, snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn everything_is_shown() {
    let catalog = parse("everything.toml", EVERYTHING);
    assert_snapshot(render_markdown(&View::of(&catalog), Flavor::CommonMark), "everything.md");
    assert_snapshot(render_json(&View::of(&catalog), Internal::Shown), "everything.json");
    let vectors = find_kind(KINDS, "vectors").unwrap();
    let vectors = vectors.render.unwrap()(&View::of(&catalog), &Options::given(vectors, &[]));
    assert_snapshot(vectors, "everything.vectors.json");
}

/// Every internal text of this catalog contains the word `secret`.
#[test]
fn json_leaves_out_what_is_internal() {
    let toml = "[errors.a]\nstatus = 404\nmessage = 'Public'\ninternal = 'secret {secret_id}'\n\
                [errors.a.fields]\nid = 'string?'\nsecret_id = { type = 'string', internal = true, description = 'secret' }\n\
                [errors.a.details]\nid = '{id}'\n[statuses.404]\ncode = 'a'\nwith = { secret_id = 'secret' }\n";
    let catalog = parse("errors.toml", toml);
    let shown = render_json(&View::of(&catalog), Internal::Shown);
    assert_eq!(shown.matches("secret").count(), 7, "{shown}");
    assert!(!render_json(&View::of(&catalog), Internal::LeftOut).contains("secret"));
}

#[test]
fn json_contains_the_encoded_bodies() {
    let catalog = parse("everything.toml", EVERYTHING);
    let compiled = compile(&catalog);
    let json: Value = serde_json::from_str(&render_json(&View::of(&catalog), Internal::Shown)).unwrap();
    let shown = json["errors"].as_array().unwrap();
    assert_eq!(shown.len(), catalog.errors.len());
    for (index, (error, shown)) in catalog.errors.iter().zip(shown).enumerate() {
        assert_eq!(shown["key"], error.key.as_str());
        let examples = shown["examples"].as_array().unwrap();
        assert_eq!(examples.len(), error.examples.len());
        for (example, shown) in error.examples.iter().zip(examples) {
            let response = compiled.respond(&catalog, index, example);
            assert_eq!(shown["status"], response.status);
            assert_eq!(shown["headers"].as_object().unwrap().len(), response.headers.len());
            assert_eq!(shown["body"], serde_json::from_str::<Value>(&response.body).unwrap());
        }
    }
}

#[test]
fn pages_are_sound() {
    assert_sound(&render_markdown(&View::of(&parse("everything.toml", EVERYTHING)), Flavor::CommonMark));
    assert_sound(&render_region(&View::of(&parse("everything.toml", EVERYTHING)), Flavor::CommonMark));
    assert_sound(&render_markdown(&View::of(&Catalog::empty()), Flavor::CommonMark));
    for preset in error_catalog_model::keys::preset_names() {
        let toml = format!(
            "[wire]\npreset = \"{preset}\"\n[errors.a_b]\nstatus = 404\nmessage = \"No {{x}}\"\nfields.x = \"u8\""
        );
        let catalog = parse("errors.toml", &toml);
        assert_sound(&render_markdown(&View::of(&catalog), Flavor::CommonMark));
        let json: Value = serde_json::from_str(&render_json(&View::of(&catalog), Internal::Shown)).unwrap();
        assert!(json["errors"][0]["examples"][0]["body"].to_string().contains("\"No 1\""), "{json}");
    }
}

#[test]
fn the_reference_shows_the_sent_status() {
    let error = "[errors.busy]\nstatus = 503\nmessage = \"Busy\"\n";
    let other = "[errors.gone]\nstatus = 410\nmessage = \"Gone\"\n";
    let of_all = "The HTTP status of every response is 200";
    let of_one = "These errors are sent with a different HTTP status than this page shows: [`busy`](#busy) (429).";
    for (toml, sentence, head) in [
        (format!("{error}{other}"), None, None),
        (format!("{error}sent-status = 503\n{other}"), None, None),
        (format!("wire.status = 200\n{error}{other}"), Some(format!("{of_all}. The other")), None),
        (format!("{error}sent-status = 429\n{other}"), Some(of_one.to_owned()), Some("429 Too Many Requests")),
        (
            format!("wire.status = 200\n{error}sent-status = 503\n{other}"),
            Some(format!("{of_all}, except for [`busy`](#busy) (503). The other")),
            Some("503 Service Unavailable"),
        ),
    ] {
        let page = render(&toml);
        assert_sound(&page);
        assert_eq!(
            page.contains("The HTTP status of") || page.contains("HTTP status than"),
            sentence.is_some(),
            "{page}"
        );
        assert!(sentence.is_none_or(|sentence| page.contains(&sentence)), "{page}");
        let heads: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("HTTP/1.1 ")).collect();
        assert_eq!(heads, Vec::from_iter(head), "{page}");
    }
}

#[test]
fn a_code_can_look_like_the_anchor_of_a_status() {
    let page = render("[errors.gone]\nstatus = 404\ncode = \"status-404\"\nmessage = \"Gone\"\n");
    assert_sound(&page);
    assert!(page.contains("[404](#status-404-)") && page.contains("[`status-404`](#status-404)"), "{page}");
}

#[test]
fn the_reference_lists_only_members_that_occur() {
    let toml = "wire.preset = \"google\"\n[errors.busy]\nstatus = 503\nmessage = \"Busy\"\nretry = \"after\"\n";
    let violations = "[errors.bad]\nstatus = 422\nmessage = \"Bad\"\nfields.violations = \"violations\"\n";
    for (more, is_there) in [("", false), (violations, true)] {
        let page = render(&format!("{toml}{more}"));
        assert!(page.contains("google.rpc.RetryInfo"));
        assert_eq!(page.contains("google.rpc.BadRequest"), is_there, "{page}");
    }
    let toml = "wire.preset = \"github\"\n[errors.gone]\nstatus = 410\nmessage = \"{resource} is gone\"\n\
                fields.resource = \"string\"\n";
    let declared = "[violations.taken]\nmessage = \"Taken\"\nfields.resource = \"string\"\n";
    for (more, is_there) in [("", false), (declared, true)] {
        let page = render(&format!("{toml}{violations}{more}"));
        assert!(page.contains("`errors[].code`"));
        assert_eq!(page.contains("`errors[].resource`"), is_there, "{page}");
    }
    // A description does not make a member occur, but a value in the example of the format does.
    let toml =
        "[wire]\nmembers.details = \"Data\"\n[wire.body]\nmessage = \"{message}\"\n\"details?\" = \"{details}\"\n";
    let error = "[errors.bad]\nstatus = 400\nmessage = \"Bad\"\n";
    let details = "fields.id = \"string\"\ndetails = [\"id\"]\n";
    for (more, is_there) in [
        (error.to_owned(), false),
        (format!("{error}{details}"), true),
        (format!("[wire.example]\ndetails = 1\n{error}"), true),
    ] {
        let page = render(&format!("{toml}{more}"));
        assert_eq!(page.contains("| `details` |"), is_there, "{page}");
    }
}

#[test]
fn text_cannot_break_out() {
    let plain = shape(&render_markdown(&View::of(&parse("errors.toml", &hostile("plain"))), Flavor::CommonMark));
    for text in HOSTILE {
        let catalog = parse("errors.toml", &hostile(text));
        let page = render_markdown(&View::of(&catalog), Flavor::CommonMark);
        assert_sound(&page);
        assert_eq!(shape(&page), plain, "{page}");
        let json: Value = serde_json::from_str(&render_json(&View::of(&catalog), Internal::Shown)).unwrap();
        assert_eq!(json["errors"][0]["examples"][0]["body"]["t"], *text);
    }
}

/// The numbers of columns and rows of each table.
fn shape(page: &str) -> Vec<String> {
    let mut shape = Vec::new();
    let mut rows = 0;
    for event in events(page) {
        match event {
            Event::Start(Tag::Table(columns)) => shape.push(format!("{} columns", columns.len())),
            Event::Start(Tag::TableRow) => rows += 1,
            Event::End(TagEnd::Table) => shape.push(format!("{} rows", std::mem::take(&mut rows))),
            _ => {}
        }
    }
    // A text of several lines may contain a table where any Markdown is allowed.
    shape.retain(|part| part != "2 columns" && part != "0 rows");
    shape
}

fn events(page: &str) -> Vec<Event<'_>> {
    Parser::new_ext(page, Markdown::ENABLE_TABLES | Markdown::ENABLE_STRIKETHROUGH).collect()
}

/// Checks that a page has no HTML except the notice and the anchors, no row longer or shorter than its head, no broken
/// link, and no trailing white space.
fn assert_sound(page: &str) {
    assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{page}");
    assert!(page.lines().all(|line| line == line.trim_end()), "{page}");

    let mut anchors = BTreeSet::new();
    let mut links = Vec::new();
    let mut heading: Option<String> = None;
    let mut cells = 0;
    let mut columns = 0;
    for event in events(page) {
        match &event {
            Event::Html(html) => assert!(html.starts_with("<!-- Generated by error-catalog "), "{html}"),
            Event::InlineHtml(html) if &**html == "</a>" => {}
            Event::InlineHtml(html) => {
                let id = html.strip_prefix("<a id=\"").and_then(|html| html.strip_suffix("\">"));
                assert!(heading.is_some() && anchors.insert(id.unwrap().to_owned()), "{html}");
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let slug = heading.take().unwrap().to_lowercase().replace(' ', "-");
                anchors.insert(slug);
            }
            Event::Text(text) | Event::Code(text) => heading.iter_mut().for_each(|heading| heading.push_str(text)),
            Event::Start(Tag::Link { dest_url, .. }) => links.extend(dest_url.strip_prefix('#').map(str::to_owned)),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(TagEnd::TableHead) => columns = cells,
            Event::End(TagEnd::TableRow) => assert_eq!(cells, columns, "{page}"),
            _ => {}
        }
    }
    for link in links {
        assert!(anchors.contains(&link), "nothing has the anchor {link}:\n{page}");
    }
    // The parser pads a short row and truncates a long one, so this counts the cells itself.
    for table in page.split("\n\n").filter(|block| block.contains("\n|---|")) {
        let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        let mut lines = table.lines().map(bars);
        let first = lines.next();
        assert!(lines.all(|line| Some(line) == first), "{table}");
    }
}
