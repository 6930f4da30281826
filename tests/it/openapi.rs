//! Components of OpenAPI at run time.

use error_catalog::CatalogError;
use error_catalog::openapi::{document, responses, v3_0};
use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Literal};
use error_catalog_outputs::registry::{KINDS, Options, find_kind};
use error_catalog_outputs::view::View;
use serde_json::{Value, json};

/// A catalog with codes.
#[error_catalog::error_catalog("examples/admin/errors.toml")]
pub mod admin {}

#[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
pub enum Smallest {}

/// A catalog without codes.
#[error_catalog::error_catalog("examples/lomi/errors.toml")]
pub mod lomi {}

/// A catalog that includes files.
#[error_catalog::error_catalog("tests/fixtures/presets/stripe.toml")]
pub mod stripe {}

/// An enum that the application writes.
#[error_catalog::error_catalog("tests/fixtures/smallest.toml")]
pub enum Own {
    UserNotFound { user_id: String },
}

/// The text of an output with default options, except for the version.
fn output(path: &str, version: &str) -> Value {
    let folder = Folder::of(path);
    let (catalog, _) = Catalog::parse(folder.main(), &folder);
    let kind = find_kind(KINDS, "openapi").unwrap();
    let options = [("version".to_owned(), Literal::String(version.to_owned()))];
    let render = kind.render.unwrap();
    serde_json::from_str(&render(&View::of(&catalog.unwrap()), &Options::given(kind, &options))).unwrap()
}

#[test]
fn the_document_is_the_output() {
    for (path, found, found_3_0) in [
        ("examples/admin/errors.toml", document::<admin::Error>(), v3_0::document::<admin::Error>()),
        ("examples/lomi/errors.toml", document::<lomi::Error>(), v3_0::document::<lomi::Error>()),
        ("tests/fixtures/presets/stripe.toml", document::<stripe::Error>(), v3_0::document::<stripe::Error>()),
        ("tests/fixtures/smallest.toml", document::<Smallest>(), v3_0::document::<Smallest>()),
        ("tests/fixtures/smallest.toml", document::<Own>(), v3_0::document::<Own>()),
    ] {
        assert_eq!(*found, output(path, "3.1"), "{path}");
        assert_eq!(*found_3_0, output(path, "3.0"), "{path}");
    }
    assert!(std::ptr::eq(document::<admin::Error>(), document::<admin::Error>()));
}

#[test]
fn an_operation_has_only_its_errors() {
    let whole = responses::<Smallest>(SmallestCode::ALL);
    assert_eq!(
        whole["404"]["content"]["application/problem+json"]["schema"],
        json!({"$ref": "#/components/schemas/Error404"})
    );
    assert!(responses::<Smallest>(&[]).is_empty());
    assert_eq!(responses::<Own>(&[Own::UserNotFound { user_id: String::new() }.code()]), whole);

    for some in [
        responses::<admin::Error>(&[admin::Code::ClientNotFound]),
        v3_0::responses::<admin::Error>(&[admin::Code::ClientNotFound]),
    ] {
        assert_eq!(some.keys().collect::<Vec<_>>(), ["404"]);
        let media = some["404"]["content"].as_object().unwrap().values().next().unwrap();
        let schemas = ["ClientNotFoundError", "UnknownErrorBody"];
        let references = schemas.map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
        assert_eq!(media["schema"]["anyOf"], json!(references));
        assert_eq!(media["examples"].as_object().unwrap().keys().collect::<Vec<_>>(), ["client_not_found"]);
    }
}

/// The responses with all errors are the components of the document, and all references lead to components.
#[test]
fn responses_are_those_of_the_document() {
    for (document, responses) in [
        (document::<admin::Error>(), responses::<admin::Error>(admin::Code::ALL)),
        (document::<lomi::Error>(), responses::<lomi::Error>(lomi::Code::ALL)),
        (document::<stripe::Error>(), responses::<stripe::Error>(stripe::Code::ALL)),
        (v3_0::document::<stripe::Error>(), v3_0::responses::<stripe::Error>(stripe::Code::ALL)),
    ] {
        let components = document["components"]["responses"].as_object().unwrap();
        assert_eq!(responses.len() + 1, components.len());
        for (status, response) in responses {
            assert_eq!(response, components[&format!("Error{status}")]);
        }
    }
}
