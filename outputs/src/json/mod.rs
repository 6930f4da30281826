//! The resolved catalog as JSON: what tools in other languages read.

mod error;
mod wire;
mod write;

use error_catalog_codegen::program::{compile, literal_json, pretty_json};
use error_catalog_model::{Catalog, Category, Retired, StatusDoc, reason_phrase};
use error_catalog_wire::Json;

use self::write::{Object, list, strings};

/// The catalog as JSON with every default filled in, and the documented examples as a client gets them. It is
/// indented by two spaces and ends in a line break; the same catalog gives the same bytes.
#[must_use]
pub fn render_json(catalog: &Catalog) -> String {
    let compiled = compile(catalog);
    let mut text = pretty_json(
        &Object::new()
            .member("name", Json::from(catalog.name.as_deref()))
            .member("title", Json::from(catalog.title.as_str()))
            .member("version", Json::from(catalog.version.as_deref()))
            .member("description", Json::from(catalog.description.as_deref()))
            .member("wire", wire::render_wire(catalog))
            .member("headers", list(catalog.headers.iter().map(wire::render_header)))
            .member("statuses", list(catalog.statuses.iter().map(|status| render_status(catalog, status))))
            .member("categories", list(catalog.categories.iter().map(render_category)))
            .member(
                "errors",
                list((0..).zip(&catalog.errors).map(|(i, e)| error::render_error(catalog, &compiled, i, e))),
            )
            .member("retired", list(catalog.retired.iter().map(render_retired)))
            .member("locales", list(catalog.locales.iter().map(|locale| error::render_locale(catalog, locale))))
            .member("files", strings(catalog.files.iter().map(|file| file.path.as_str())))
            .finish(),
    );
    text.push('\n');
    text
}

fn render_status(catalog: &Catalog, status: &StatusDoc) -> String {
    let error = status.error.and_then(|index| catalog.errors.get(index));
    let fields = error.map_or(&[][..], |error| &error.fields).iter().zip(&status.values);
    let values = fields.filter_map(|(field, value)| Some((field.name.as_str(), literal_json(value.as_ref()?))));
    Object::new()
        .member("status", Json::from(status.status))
        .member("reason", Json::from(reason_phrase(status.status)))
        .member("description", Json::from(status.description.as_deref()))
        .member("causes", strings(&status.causes))
        .member("solutions", strings(&status.solutions))
        .member("error", Json::from(error.map(|error| error.key.as_str())))
        .member("with", Json::object(values))
        .finish()
}

fn render_category(category: &Category) -> String {
    Object::new()
        .member("key", Json::from(category.key.as_str()))
        .member("title", Json::from(category.title.as_str()))
        .member("description", Json::from(category.description.as_deref()))
        .finish()
}

fn render_retired(retired: &Retired) -> String {
    Object::new()
        .member("code", Json::from(retired.code.as_str()))
        .member("note", Json::from(retired.note.as_str()))
        .member("number", Json::from(retired.number))
        .finish()
}
