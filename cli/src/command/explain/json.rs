//! The explanation as JSON; its schema is `schemas/explain.json`.

use error_catalog_codegen::program::compile;
use error_catalog_model::{Error, reason_phrase};
use serde_json::{Value, json};

use super::Options;
use super::locale::{Text, Texts};
use super::page::retry_in_words;
use crate::load::Loaded;
use crate::lookup::{MatchedBy, Target, last_meaning};

pub(super) fn render_json(
    loaded: &Loaded,
    options: &Options,
    (by, target): (MatchedBy, Target<'_>),
    texts: Option<&Texts>,
) -> Value {
    let (error, retired) = match target {
        Target::Error(index) => (render_error(loaded, index), Value::Null),
        Target::Removed { code, number } => {
            let note = loaded.catalog.retired.iter().find(|retired| retired.code == code);
            let note = note.map(|retired| &retired.note);
            let (meaning, until) = last_meaning(loaded, code, number).unzip();
            let gone =
                json!({ "code": code, "number": number, "note": note, "meant": meaning, "until": until.flatten() });
            (Value::Null, gone)
        }
    };
    let locale = options.locale.as_ref().zip(texts).map(|(asked, texts)| {
        json!({
            "asked": asked,
            "title": render_text(&texts.title),
            "message": render_text(&texts.message),
            "user_message": texts.user_message.as_ref().map(render_text),
        })
    });
    json!({
        "format_version": 1,
        "catalog": loaded.name,
        "asked": options.code,
        "found_by": by.as_str(),
        "error": error,
        "locale": locale,
        "retired": retired,
    })
}

fn render_text(text: &Text) -> Value {
    json!({ "text": text.text, "lang": text.lang })
}

fn render_error(loaded: &Loaded, index: usize) -> Value {
    let catalog = &loaded.catalog;
    let error = &catalog.errors[index];
    let category = error.category.and_then(|index| catalog.categories.get(index));
    let compiled = compile(catalog);
    let examples = error.examples.iter().map(|example| {
        let response = compiled.respond(catalog, index, example);
        let body: Value = serde_json::from_str(&response.body).unwrap_or_default();
        json!({ "status": response.status, "headers": headers(&response.headers), "body": body })
    });
    json!({
        "key": error.key,
        "code": error.code,
        "sends_code": error.sends_code,
        "aliases": error.aliases,
        "number": error.number,
        "variant": error.variant,
        "constructor": error.constructor,
        "status": error.status,
        "reason": reason_phrase(error.status),
        "title": error.title,
        "message": error.message.to_string(),
        "user_message": error.user_message.as_ref().map(ToString::to_string),
        "internal": error.internal.as_ref().map(ToString::to_string),
        "description": error.description,
        "category": category.map(|category| json!({ "key": category.key, "title": category.title })),
        "fields": render_fields(error),
        "from": error.from,
        "headers": error.headers.iter().map(|header| pair(&header.name, &header.value.to_string())).collect::<Value>(),
        "retry": render_retry(error),
        "level": error.level.as_str(),
        "grpc": error.grpc.as_str(),
        "docs_url": error.docs_url,
        "docs": error.docs,
        "causes": error.causes,
        "solutions": error.solutions,
        "see": error.see,
        "since": error.since,
        "deprecated": error.deprecated.as_ref().map(|deprecated| json!({
            "since": deprecated.since,
            "note": deprecated.note,
            "use": deprecated.instead,
        })),
        "examples": examples.collect::<Value>(),
        "place": loaded.place(error.location),
    })
}

fn render_fields(error: &Error) -> Value {
    let fields = error.fields.iter().map(|field| {
        json!({
            "name": field.name,
            "type": field.ty.to_string(),
            "optional": field.optional,
            "internal": field.internal,
            "description": field.description,
        })
    });
    fields.collect()
}

/// Waits are in seconds.
fn render_retry(error: &Error) -> Value {
    json!({
        "strategy": error.retry.strategy.as_str(),
        "base": error.retry.base.map(|wait| wait.as_secs_f64()),
        "cap": error.retry.cap.map(|wait| wait.as_secs_f64()),
        "max_attempts": error.retry.max_attempts,
        "in_words": retry_in_words(error),
    })
}

fn headers(headers: &[(String, String)]) -> Value {
    headers.iter().map(|(name, value)| pair(name, value)).collect()
}

fn pair(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value })
}
