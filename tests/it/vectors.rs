//! The client agrees with the vectors of the examples and of catalogs with other features.

use error_catalog::CatalogError;
use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use serde_json::{Value, json};

use self::check::differences;

mod check;

#[error_catalog::error_catalog("examples/admin/errors.toml")]
mod admin {}

#[error_catalog::error_catalog("examples/lomi/errors.toml")]
mod lomi {}

#[error_catalog::error_catalog("examples/lumoauth/errors.toml")]
mod lumoauth {}

#[error_catalog::error_catalog("examples/voyager/errors.toml")]
mod voyager {}

#[error_catalog::error_catalog("tests/fixtures/families/errors.toml")]
mod families {}

#[error_catalog::error_catalog("tests/fixtures/shop.toml")]
mod shop {}

#[error_catalog::error_catalog("tests/fixtures/null.toml")]
mod null {}

#[error_catalog::error_catalog("tests/fixtures/details.toml")]
mod details {}

#[error_catalog::error_catalog("tests/fixtures/one_of.toml")]
mod one_of {}

#[error_catalog::error_catalog("tests/fixtures/properties.toml")]
mod properties {}

#[error_catalog::error_catalog("tests/fixtures/sent_status.toml")]
mod sent_status {}

#[error_catalog::error_catalog("outputs/tests/reference/everything.toml")]
mod everything {}

#[error_catalog::error_catalog("tests/fixtures/vectors/code_in_text.toml")]
mod code_in_text {}

#[error_catalog::error_catalog("tests/fixtures/vectors/field_violations.toml")]
mod field_violations {}

#[error_catalog::error_catalog("tests/fixtures/vectors/guarded.toml")]
mod guarded {}

#[error_catalog::error_catalog("tests/fixtures/vectors/list.toml")]
mod list {}

#[error_catalog::error_catalog("tests/fixtures/vectors/map.toml")]
mod map {}

#[error_catalog::error_catalog("tests/fixtures/vectors/map_of_lists.toml")]
mod map_of_lists {}

#[error_catalog::error_catalog("tests/fixtures/vectors/number_string.toml")]
mod number_string {}

#[error_catalog::error_catalog("tests/fixtures/vectors/other_violations.toml")]
mod other_violations {}

#[error_catalog::error_catalog("tests/fixtures/vectors/reserved_fields.toml")]
mod reserved_fields {}

#[error_catalog::error_catalog("tests/fixtures/vectors/retry_after_header.toml")]
mod retry_after_header {}

#[error_catalog::error_catalog("tests/fixtures/vectors/sent_statuses.toml")]
mod sent_statuses {}

#[error_catalog::error_catalog("tests/fixtures/vectors/sent_code.toml")]
mod sent_code {}

#[error_catalog::error_catalog("tests/fixtures/vectors/sent_text.toml")]
mod sent_text {}

#[error_catalog::error_catalog("tests/fixtures/vectors/sent_without_code.toml")]
mod sent_without_code {}

#[error_catalog::error_catalog("tests/fixtures/vectors/statuses.toml")]
mod statuses {}

#[error_catalog::error_catalog("tests/fixtures/vectors/text_in_milliseconds.toml")]
mod text_in_milliseconds {}

#[error_catalog::error_catalog("tests/fixtures/vectors/two_violations.toml")]
mod two_violations {}

#[error_catalog::error_catalog("tests/fixtures/reads/numbers.toml")]
mod numbers {}

#[error_catalog::error_catalog("tests/fixtures/reads/texts.toml")]
mod texts {}

#[error_catalog::error_catalog("tests/fixtures/reads/values.toml")]
mod values {}

#[error_catalog::error_catalog("tests/fixtures/reads/violation_map.toml")]
mod violation_map {}

#[error_catalog::error_catalog("tests/fixtures/reads/violation_template.toml")]
mod violation_template {}

#[error_catalog::error_catalog("tests/fixtures/reads/violations.toml")]
mod violation_list {}

fn agree<E: CatalogError>(path: &str) {
    let folder = Folder::of(format!("{}/{path}", env!("CARGO_MANIFEST_DIR")));
    let catalog = Catalog::parse(folder.main(), &folder).0.unwrap();
    let kind = find_kind(KINDS, "vectors").unwrap();
    let vectors = kind.render.unwrap()(&View::of(&catalog), &Options::given(kind, &[]));
    let (differences, count) = differences::<E>(&vectors);
    assert!(differences.is_empty(), "{path}:\n{}", differences.join("\n"));
    assert!(count > 20, "{path} has only {count} cases");
}

#[test]
fn the_client_agrees_with_the_vectors() {
    agree::<admin::Error>("examples/admin/errors.toml");
    agree::<lomi::Error>("examples/lomi/errors.toml");
    agree::<lumoauth::Error>("examples/lumoauth/errors.toml");
    agree::<voyager::Error>("examples/voyager/errors.toml");
    agree::<families::Error>("tests/fixtures/families/errors.toml");
    agree::<shop::Error>("tests/fixtures/shop.toml");
    agree::<null::Error>("tests/fixtures/null.toml");
    agree::<details::Error>("tests/fixtures/details.toml");
    agree::<one_of::Error>("tests/fixtures/one_of.toml");
    agree::<properties::Error>("tests/fixtures/properties.toml");
    agree::<sent_status::Error>("tests/fixtures/sent_status.toml");
    agree::<everything::Error>("outputs/tests/reference/everything.toml");
}

/// The bodies of these catalogs do not show everything that their examples say.
#[test]
fn the_client_agrees_where_a_body_is_ambiguous() {
    agree::<code_in_text::Error>("tests/fixtures/vectors/code_in_text.toml");
    agree::<field_violations::Error>("tests/fixtures/vectors/field_violations.toml");
    agree::<guarded::Error>("tests/fixtures/vectors/guarded.toml");
    agree::<list::Error>("tests/fixtures/vectors/list.toml");
    agree::<map::Error>("tests/fixtures/vectors/map.toml");
    agree::<map_of_lists::Error>("tests/fixtures/vectors/map_of_lists.toml");
    agree::<number_string::Error>("tests/fixtures/vectors/number_string.toml");
    agree::<other_violations::Error>("tests/fixtures/vectors/other_violations.toml");
    agree::<reserved_fields::Error>("tests/fixtures/vectors/reserved_fields.toml");
    agree::<retry_after_header::Error>("tests/fixtures/vectors/retry_after_header.toml");
    agree::<sent_statuses::Error>("tests/fixtures/vectors/sent_statuses.toml");
    agree::<sent_code::Error>("tests/fixtures/vectors/sent_code.toml");
    agree::<sent_text::Error>("tests/fixtures/vectors/sent_text.toml");
    agree::<sent_without_code::Error>("tests/fixtures/vectors/sent_without_code.toml");
    agree::<statuses::Error>("tests/fixtures/vectors/statuses.toml");
    agree::<text_in_milliseconds::Error>("tests/fixtures/vectors/text_in_milliseconds.toml");
    agree::<two_violations::Error>("tests/fixtures/vectors/two_violations.toml");
}

/// These responses have values that no server of the catalog sends. The judges also read them with the clients in other
/// languages.
#[test]
fn the_client_agrees_about_strange_values() {
    for (name, differences) in [
        ("numbers", differences::<numbers::Error> as fn(&str) -> _),
        ("texts", differences::<texts::Error>),
        ("values", differences::<values::Error>),
        ("violation_map", differences::<violation_map::Error>),
        ("violation_template", differences::<violation_template::Error>),
        ("violations", differences::<violation_list::Error>),
    ] {
        let path = format!("{}/tests/fixtures/reads/{name}.vectors.json", env!("CARGO_MANIFEST_DIR"));
        let found: Vec<String> = differences(&std::fs::read_to_string(path).unwrap()).0;
        assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
    }
}

fn codes<C: ToString>(codes: &[C]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

fn committed(name: &str) -> String {
    let path = format!("{}/examples/{name}/tests/vectors.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// Each response is read as the committed file says, and no example of an error is missing.
#[test]
fn the_committed_vectors_contain_every_error() {
    for (name, differences, codes) in [
        ("admin", differences::<admin::Error> as fn(&str) -> _, codes(admin::Code::ALL)),
        ("lomi", differences::<lomi::Error>, codes(lomi::Code::ALL)),
        ("lumoauth", differences::<lumoauth::Error>, codes(lumoauth::Code::ALL)),
        ("voyager", differences::<voyager::Error>, codes(voyager::Code::ALL)),
    ] {
        let vectors = committed(name);
        assert_eq!(differences(&vectors).0, [""; 0], "{name}");
        let vectors: Value = serde_json::from_str(&vectors).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        for code in codes {
            assert!(cases.iter().any(|case| case["expect"]["code"] == code.as_str()), "{name}: {code}");
        }
    }
}

/// Each member of what is expected is compared.
#[test]
fn differences_are_found() {
    let admin = differences::<admin::Error> as fn(&str) -> _;
    for (name, differences, member, wrong) in [
        ("admin", admin, "known", json!(false)),
        ("admin", admin, "code", json!("another")),
        ("lomi", differences::<lomi::Error>, "title", json!("Another")),
        ("admin", admin, "message", json!("Another")),
        ("admin", admin, "request_id", json!("another")),
        ("admin", admin, "fields", json!({ "another": 1 })),
        ("admin", admin, "violations", json!([{ "detail": "Another" }])),
        ("admin", admin, "retry_after", json!(86_400)),
        ("admin", admin, "retryable", json!(true)),
    ] {
        let mut vectors: Value = serde_json::from_str(&committed(name)).unwrap();
        let cases = vectors["cases"].as_array_mut().unwrap();
        let case = cases.iter_mut().find(|case| case["expect"].get(member).is_some_and(|value| *value != wrong));
        let case = case.unwrap_or_else(|| panic!("no case expects {member}"));
        case["expect"][member] = wrong;
        let start = format!("{}: ", case["name"]);
        let found: Vec<String> = differences(&vectors.to_string()).0;
        assert_eq!(found.len(), 1, "{member}: {found:?}");
        assert!(found[0].starts_with(&start) && found[0].contains(member.trim_end_matches('s')), "{found:?}");
    }
}
