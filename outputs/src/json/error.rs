//! One error, and its translations.

use std::time::Duration;

use error_catalog_codegen::program::{Compiled, Response, literal_json};
use error_catalog_model::{Catalog, Deprecated, Error, Field, Locale, Retry, TextTemplate, Translation};
use error_catalog_wire::Json;

use super::wire::{render_header, template_json};
use super::write::{Object, list, strings};

pub(super) fn render_error(catalog: &Catalog, compiled: &Compiled, index: usize, error: &Error) -> String {
    let category = error.category.and_then(|index| catalog.categories.get(index));
    let examples = error.examples.iter().map(|example| render_response(&compiled.respond(catalog, index, example)));
    Object::new()
        .member("key", Json::from(error.key.as_str()))
        .member("code", Json::from(error.sends_code.then_some(error.code.as_str())))
        .member("sends_code", Json::from(error.sends_code))
        .member("number", Json::from(error.number))
        .member("status", Json::from(error.status))
        .member("title", Json::from(error.title.as_str()))
        .member("message", template_text(Some(&error.message)))
        .member("user_message", template_text(error.user_message.as_ref()))
        .member("description", Json::from(error.description.as_str()))
        .member("category", Json::from(category.map(|category| category.key.as_str())))
        .member("fields", list(error.fields.iter().map(render_field)))
        .member("rust", render_sources(error))
        .member("details", error.details.as_ref().map_or(Json::Null, template_json))
        .member("headers", list(error.headers.iter().map(render_header)))
        .member("retry", render_retry(error.retry))
        .member("level", Json::from(error.level.as_str()))
        .member("grpc", Json::from(error.grpc.as_str()))
        .member("docs_url", Json::from(error.docs_url.as_deref()))
        .member("docs", Json::from(error.docs.as_deref()))
        .member("causes", strings(&error.causes))
        .member("solutions", strings(&error.solutions))
        .member("see", strings(&error.see))
        .member("lifecycle", render_lifecycle(error))
        .member("source", render_source(catalog, error))
        .member("examples", list(examples))
        .finish()
}

fn template_text(template: Option<&TextTemplate>) -> Json {
    Json::from(template.map(ToString::to_string))
}

fn render_field(field: &Field) -> String {
    Object::new()
        .member("name", Json::from(field.name.as_str()))
        .member("type", Json::from(field.ty.to_string()))
        .member("optional", Json::from(field.optional))
        .member("internal", Json::from(field.internal))
        .member("rust", Json::from(field.rust.as_deref()))
        .member("description", Json::from(field.description.as_deref()))
        .member("example", field.example.as_ref().map_or(Json::Null, literal_json))
        .finish()
}

/// What becomes the error by `?`, and whether it has a source.
fn render_sources(error: &Error) -> String {
    Object::new().member("from", strings(&error.from)).member("source", Json::from(error.has_source)).finish()
}

/// `base` and `cap` are in seconds, as whole numbers where they are.
fn render_retry(retry: Retry) -> String {
    let seconds = |wait: Option<Duration>| {
        wait.map_or(Json::Null, |wait| match wait.subsec_nanos() {
            0 => Json::Unsigned(wait.as_secs()),
            _ => Json::Float(wait.as_secs_f64()),
        })
    };
    Object::new()
        .member("strategy", Json::from(retry.strategy.as_str()))
        .member("base", seconds(retry.base))
        .member("cap", seconds(retry.cap))
        .member("max_attempts", Json::from(retry.max_attempts))
        .finish()
}

fn render_lifecycle(error: &Error) -> String {
    let deprecated = error.deprecated.as_ref().map(|Deprecated { since, note, instead, .. }| {
        Object::new()
            .member("since", Json::from(since.as_deref()))
            .member("note", Json::from(note.as_deref()))
            .member("use", Json::from(instead.as_deref()))
            .finish()
    });
    Object::new()
        .member("since", Json::from(error.since.as_deref()))
        .member("deprecated", deprecated.as_deref().unwrap_or("null"))
        .member("aliases", strings(&error.aliases))
        .finish()
}

fn render_source(catalog: &Catalog, error: &Error) -> String {
    let file = catalog.files.get(error.location.file);
    Object::new()
        .member("file", Json::from(file.map(|file| file.path.as_str())))
        .member("line", Json::Unsigned(error.location.line as u64))
        .finish()
}

fn render_response(response: &Response) -> String {
    Object::new()
        .member("status", Json::from(response.status))
        .member("headers", Json::object(response.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
        .member("body", &response.body)
        .finish()
}

pub(super) fn render_locale(catalog: &Catalog, locale: &Locale) -> String {
    let translations = locale.translations.iter().filter_map(|translation| {
        let Translation { error, title, message, user_message, .. } = translation;
        let translation = Object::new()
            .member("error", Json::from(catalog.errors.get(*error)?.key.as_str()))
            .member("title", Json::from(title.as_deref()))
            .member("message", template_text(message.as_ref()))
            .member("user_message", template_text(user_message.as_ref()))
            .finish();
        Some(translation)
    });
    Object::new().member("lang", Json::from(locale.lang.as_str())).member("translations", list(translations)).finish()
}
