//! Generates the documentation of the kinds of outputs from the table of kinds. This documentation is in the format's
//! reference, the command line's reference and the editor schema.

use error_catalog_outputs::registry::{KINDS, Kind, NAME_CHARACTERS, OptionSpec, Values};
use serde_json::{Map, Value, json};

/// Renders the table of kinds for the reference of the format.
pub(crate) fn kinds_table() -> String {
    let mut table = String::from("| kind | output | region | options |\n|---|---|---|---|\n");
    for Kind { name, summary, region, options, feature, .. } in KINDS {
        let region = if region.is_some() { "yes" } else { "no" };
        let options: Vec<String> = options.iter().map(|option| format!("`{}`", option.name)).collect();
        let feature = feature.map_or_else(String::new, |feature| format!(" (feature `{feature}`)"));
        table.push_str(&format!("| `{name}` | {summary}{feature} | {region} | {} |\n", options.join(", ")));
    }
    let options: Vec<(&Kind, &OptionSpec)> =
        KINDS.iter().flat_map(|kind| kind.options.iter().map(move |option| (kind, option))).collect();
    if !options.is_empty() {
        table.push_str("\n| option | of | values | effect |\n|---|---|---|---|\n");
    }
    for (kind, OptionSpec { name, values, summary }) in options {
        table.push_str(&format!("| `{name}` | `{}` | {} | {summary} |\n", kind.name, describe_values(values)));
    }
    table
}

fn describe_values(values: &Values) -> String {
    match values {
        Values::Flag => "`true` or `false`, the default".to_owned(),
        Values::Text => "text".to_owned(),
        Values::Name => format!("text of {NAME_CHARACTERS}"),
        Values::Template => "the path of a file, required".to_owned(),
        Values::Table => "a table".to_owned(),
        Values::OneOf(choices) => {
            let choices: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
            format!("{}; the first is the default", choices.join(", "))
        }
    }
}

/// Renders the table of outputs for the reference of the command line.
pub(crate) fn render_table() -> String {
    let mut table = String::from("| output | |\n|---|---|\n");
    for Kind { name, summary, .. } in KINDS {
        table.push_str(&format!("| `{name}` | {summary} |\n"));
    }
    table.push_str("| `schema` | A JSON Schema |\n");
    table
}

/// Fills `[outputs]` in the schema of the format. An output whose key is the name of a kind needs no `kind`.
pub(crate) fn fill_schema(schema: &mut Value) {
    let by_name = KINDS.iter().map(|kind| {
        let property = json!({
            "description": format!("{}.", kind.summary),
            "$ref": format!("#/definitions/output-{}", kind.name),
        });
        (kind.name.to_owned(), property)
    });
    schema["properties"]["outputs"] = json!({
        "description": "The files that `error-catalog generate` and the build script write. The key of an output is its kind, or any name if the output has a `kind`.",
        "type": "object",
        "properties": by_name.collect::<Map<_, _>>(),
        "additionalProperties": { "$ref": "#/definitions/output" },
        "x-tombi-additional-key-label": "output",
    });
    let mut every_option = Map::new();
    for kind in KINDS {
        let options: Map<_, _> =
            kind.options.iter().map(|option| (option.name.to_owned(), option_schema(option))).collect();
        every_option.extend(options.clone());
        schema["definitions"][format!("output-{}", kind.name)] =
            output_schema(&[], kind.region.is_some(), options, "An output whose name is its kind.");
    }
    schema["definitions"]["output"] =
        output_schema(&["kind"], true, every_option, "An output: its kind, and the file to write.");
}

fn output_schema(required: &[&str], has_region: bool, options: Map<String, Value>, description: &str) -> Value {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let mut properties = Map::new();
    properties.insert(
        "kind".to_owned(),
        json!({ "description": "The kind of the output. The default is the name of the output.", "type": "string", "enum": kinds }),
    );
    properties.insert(
        "path".to_owned(),
        json!({
            "description": "The file to write: a relative path with `/`, inside the folder of the main file.",
            "type": "string",
            "minLength": 1,
            "examples": ["docs/errors.md"],
        }),
    );
    if has_region {
        properties.insert(
            "region".to_owned(),
            json!({
                "description": "The name of the region to write, instead of the whole file. A region is the text between two markers, such as `<!-- error-catalog:begin NAME -->` and `<!-- error-catalog:end -->`.",
                "type": "string",
                // Dialects differ in how they name letters of all languages.
                "pattern": "^([A-Za-z0-9._-]|[^\\u0000-\\u007F])+$",
            }),
        );
    }
    properties.extend(options);
    let required = [required, &["path"]].concat();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
        "x-tombi-table-keys-order": "schema",
    })
}

fn option_schema(option: &OptionSpec) -> Value {
    let description = format!("{}.", option.summary);
    match option.values {
        Values::Flag => json!({ "description": description, "type": "boolean", "default": false }),
        Values::Text => json!({ "description": description, "type": "string" }),
        Values::Name => json!({ "description": description, "type": "string", "pattern": "^[A-Za-z0-9._-]*$" }),
        Values::Template => json!({ "description": description, "type": "string", "minLength": 1 }),
        Values::Table => json!({ "description": description, "type": "object" }),
        Values::OneOf(choices) => {
            json!({ "description": description, "type": "string", "enum": choices, "default": choices.first() })
        }
    }
}
