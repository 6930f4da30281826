//! The filters of templates, in addition to those of minijinja.

use error_catalog_model::is_unprintable;
use heck::{ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::language::{block_string, comment_text, extension_of, html_text, string_literal};

/// The message about a null that a template writes as text.
pub(super) const NULL: &str =
    "this value is null; give another value with `default(\"…\", true)`, or test it with `if`";

pub(super) fn add_filters(environment: &mut Environment<'_>) {
    environment.add_filter("snake", |value: Value| Ok::<_, Error>(text_of(&value)?.to_snake_case()));
    environment.add_filter("kebab", |value: Value| Ok::<_, Error>(text_of(&value)?.to_kebab_case()));
    environment.add_filter("camel", |value: Value| Ok::<_, Error>(text_of(&value)?.to_lower_camel_case()));
    environment.add_filter("pascal", |value: Value| Ok::<_, Error>(text_of(&value)?.to_pascal_case()));
    environment.add_filter("screaming", |value: Value| Ok::<_, Error>(text_of(&value)?.to_shouty_snake_case()));
    environment.add_filter("literal", literal);
    environment.add_filter("comment", |state: &State<'_, '_>, value: Value, prefix: Option<&str>| {
        let comment = comment_text(text_of(&value)?, prefix.unwrap_or(""), extension_of(state.name()));
        Ok::<_, Error>(Value::from_safe_string(comment))
    });
    environment.add_filter("blockstring", |value: Value, indentation: Option<&str>| {
        Ok::<_, Error>(Value::from_safe_string(block_string(text_of(&value)?, indentation.unwrap_or(""))))
    });
    environment.add_filter("html", |value: Value| Ok::<_, Error>(Value::from_safe_string(html_text(text_of(&value)?))));
    environment.add_filter("json", |value: Value| json_text(&value).map(Value::from_safe_string));
    environment.add_filter("required", required);
}

/// Writes a text as a string literal, in the language of the template or in the language with this extension.
fn literal(state: &State<'_, '_>, value: Value, extension: Option<&str>) -> Result<Value, Error> {
    let text = text_of(&value)?;
    let extension = extension.unwrap_or_else(|| extension_of(state.name()));
    string_literal(text, extension).map(Value::from_safe_string).ok_or_else(|| {
        let problem = match extension {
            "" => "the name of the template does not show a language".to_owned(),
            extension => format!("the strings of `.{extension}` are not known"),
        };
        let message = format!("{problem}; name the extension of a language, as in `literal(\"go\")`");
        Error::new(ErrorKind::InvalidOperation, message)
    })
}

/// The text to which a filter is applied.
fn text_of(value: &Value) -> Result<&str, Error> {
    value.as_str().ok_or_else(|| match value.kind() {
        ValueKind::Undefined => Error::from(ErrorKind::UndefinedError),
        ValueKind::None => Error::new(ErrorKind::InvalidOperation, NULL),
        kind => Error::new(ErrorKind::InvalidOperation, format!("this filter needs a text, and the value is a {kind}")),
    })
}

/// Returns the value, unless it is null or not defined.
fn required(value: Value, message: &str) -> Result<Value, Error> {
    if value.is_none() || value.is_undefined() {
        return Err(Error::new(ErrorKind::InvalidOperation, message.to_owned()));
    }
    Ok(value)
}

/// Writes a value as JSON on one line, with escapes for characters that are not printable.
pub(super) fn json_text(value: &Value) -> Result<String, Error> {
    let text = serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::BadSerialization, format!("this value is not JSON: {error}")))?;
    let mut json = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Only a string contains such a character.
            c if is_unprintable(c) => {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| json.push_str(&format!("\\u{unit:04x}")));
            }
            c => json.push(c),
        }
    }
    Ok(json)
}
