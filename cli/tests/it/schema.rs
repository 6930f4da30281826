//! The JSON Schema of the catalog format agrees with the format.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::Folder;
use error_catalog_model::{Casing, Catalog, Grpc, Level, Severity, Strategy, ViolationsShape, keys, rules};
use error_catalog_outputs::check::check_outputs;
use error_catalog_outputs::registry::KINDS;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::support::run;

/// Rules that the schema can apply in most cases, because they only depend on a value and its key.
const SHAPE: &[&str] = &[
    "main-file-only",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "unknown-value",
    "conflicting-keys",
    "unknown-lint",
    "unknown-preset",
    "not-yet",
    "bad-status",
    "bad-version",
    "bad-name",
    "reserved-name",
    "bad-code",
    "bad-number",
    "bad-type",
    "bad-one-of",
    "bad-rust-type",
    "bad-url",
    "bad-media-type",
    "bad-language",
    "not-one-line",
    "empty-text",
    "unbalanced-braces",
    "bad-slot",
    "bad-header-name",
    "bad-header-value",
    "header-split",
    "region-name",
];

/// Fixtures that break one of these rules but that the schema accepts, and the reason.
const UNSEEN: &[(&str, &str)] = &[
    ("bad-code--oauth2", "the code and the preset are in different tables"),
    ("bad-header-value--code", "the code and the header are in different tables"),
    ("bad-header-value--own-code", "the code and the header are in different tables"),
    ("bad-number--cap", "two values are compared"),
    ("bad-status--headers", "the status is the key of the table"),
    ("bad-one-of--property", "the names of the variants are derived from the values"),
    ("conflicting-keys--null", "the key and the value of a member are compared"),
    ("empty-text--invisible", "the schema has no list of invisible characters"),
    ("header-split--common", "a slot inserts the text of another key"),
    ("header-split--slot", "a slot inserts the text of another key"),
    ("missing-key--property", "another table declares the property"),
    ("missing-key--status-of-category", "the category is another table"),
    ("missing-key--violation-message", "the template of violations is another table"),
    ("reserved-name", "the name is derived from the key"),
    ("reserved-name--methods", "the name is derived from the key"),
    ("reserved-name--source", "two keys are compared"),
    ("reserved-name--status", "two keys are compared"),
    ("unknown-key--member", "the body has the members"),
    ("unknown-key--repeated-details", "the details and the body have the same values"),
    ("wrong-type--number", "to JSON Schema, 1004.0 is a whole number"),
    ("wrong-type--repeated-slot", "the fields are in other tables"),
];

fn schema() -> Value {
    serde_json::from_str(include_str!("../../src/schemas/catalog.json")).unwrap()
}

/// The schemas for each kind of file.
struct Schemas {
    main: Validator,
    included: Validator,
    locale: Validator,
}

impl Schemas {
    fn new() -> Self {
        let schema = schema();
        let of = |definition: &str| {
            let root = json!({
                "$schema": schema["$schema"],
                "$ref": format!("#/definitions/{definition}"),
                "definitions": schema["definitions"],
            });
            jsonschema::validator_for(&root).unwrap()
        };
        Self { main: jsonschema::validator_for(&schema).unwrap(), included: of("included"), locale: of("locale") }
    }

    /// The reason why the schema rejects a file of a catalog; `None` if the schema accepts it.
    fn rejection(&self, path: &str, text: &str) -> Option<String> {
        // `toml_edit` cannot parse integers above `i64::MAX`.
        let text = text.trim_start_matches('\u{feff}').replace(&u64::MAX.to_string(), "1");
        let Ok(document) = text.parse::<toml_edit::DocumentMut>() else { return Some("no TOML".to_owned()) };
        let validator = match path.rsplit('/').next() {
            Some("errors.toml") => &self.main,
            Some(name) if name.starts_with("errors.") => &self.locale,
            _ => &self.included,
        };
        validator
            .validate(&to_json(document.as_item()))
            .err()
            .map(|error| format!("{error}, at {}", error.instance_path()))
    }
}

fn to_json(item: &toml_edit::Item) -> Value {
    let table = |table: &dyn toml_edit::TableLike| {
        table.iter().map(|(key, item)| (key.to_owned(), to_json(item))).collect::<Map<_, _>>().into()
    };
    match item {
        toml_edit::Item::None => Value::Null,
        toml_edit::Item::Table(it) => table(it),
        toml_edit::Item::ArrayOfTables(tables) => tables.iter().map(|it| table(it)).collect(),
        toml_edit::Item::Value(value) => match value {
            toml_edit::Value::String(text) => text.value().as_str().into(),
            toml_edit::Value::Integer(number) => (*number.value()).into(),
            toml_edit::Value::Float(number) => (*number.value()).into(),
            toml_edit::Value::Boolean(value) => (*value.value()).into(),
            toml_edit::Value::Datetime(time) => time.value().to_string().into(),
            toml_edit::Value::Array(values) => {
                values.iter().map(|value| to_json(&toml_edit::Item::Value(value.clone()))).collect()
            }
            toml_edit::Value::InlineTable(it) => table(it),
        },
    }
}

#[test]
fn it_is_a_valid_schema() {
    assert!(jsonschema::draft7::meta::is_valid(&schema()));
    assert_eq!(include_str!("../../src/schemas/catalog.json"), format!("{:#}\n", schema()));
}

#[test]
fn every_schema_can_be_printed() {
    for path in find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schemas"), "json") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let (_, printed, _) = run(Path::new("."), &["render", "schema", "--for", name]);
        assert_eq!(printed, fs::read_to_string(&path).unwrap(), "`error-catalog render schema --for {name}`");
        assert!(jsonschema::meta::is_valid(&serde_json::from_str(&printed).unwrap()), "{name}");
    }
}

#[test]
fn it_has_every_key_in_the_order_of_the_reference() {
    let schema = schema();
    for (table, keys) in keys::KEYS {
        let definition = if table.is_empty() { &schema } else { &schema["definitions"][table] };
        let properties: Vec<&String> = definition["properties"].as_object().unwrap().keys().collect();
        let mut expected = keys.to_vec();
        // An output also has the options of its kind. Two kinds can have one option in common.
        for option in KINDS.iter().flat_map(|kind| kind.options).filter(|_| *table == "output") {
            if !expected.contains(&option.name) {
                expected.push(option.name);
            }
        }
        assert_eq!(properties, expected, "[{table}]");
        assert_eq!(definition["additionalProperties"], false, "[{table}]");
        for (key, property) in definition["properties"].as_object().unwrap() {
            let is_described = |value: &Value| value["description"].is_string();
            let target = property["$ref"].as_str().and_then(|target| schema.pointer(target.strip_prefix('#')?));
            assert!(
                is_described(property) || target.is_some_and(is_described),
                "`{key}` of [{table}] has no description"
            );
        }
    }
}

#[test]
fn it_has_every_value_of_the_fixed_lists() {
    let schema = schema();
    let strategies: Vec<&str> = Strategy::ALL.iter().map(|term| term.as_str()).collect();
    let levels: Vec<&str> = Level::ALL.iter().map(|term| term.as_str()).collect();
    let types: Vec<&str> = keys::FIELD_TYPES.iter().copied().filter(|ty| *ty != "list<T>").collect();
    for (place, values) in [
        ("catalog/properties/code-style", Casing::ALL.iter().map(|term| term.as_str()).collect()),
        ("wire/properties/preset", keys::preset_names().collect()),
        ("wire/properties/violations", ViolationsShape::ALL.iter().map(|term| term.as_str()).collect()),
        ("error/properties/grpc", Grpc::ALL.iter().map(|term| term.as_str()).collect()),
        ("error/properties/retry/anyOf/0", strategies.clone()),
        ("category/properties/retry/anyOf/0", strategies.clone()),
        ("retry/properties/strategy", strategies),
        ("error/properties/level", levels.clone()),
        ("category/properties/level", levels),
        ("type/anyOf/0", types),
    ] {
        assert_eq!(schema.pointer(&format!("/definitions/{place}/enum")).unwrap(), &json!(values), "{place}");
    }
    let keys = |place: &str| schema["properties"][place]["properties"].as_object().unwrap().keys().cloned();
    let lints: BTreeSet<String> = rules::all().filter(|rule| rule.is_lint()).map(|rule| rule.id.to_owned()).collect();
    assert_eq!(keys("lints").collect::<BTreeSet<_>>(), lints, "`cargo xtask codegen` writes them");
    let levels: Vec<&str> = Severity::LEVELS.iter().map(|level| level.as_level()).collect();
    for (lint, property) in schema["properties"]["lints"]["properties"].as_object().unwrap() {
        assert_eq!(property["enum"], json!(levels), "{lint}");
    }
}

#[test]
fn it_accepts_every_valid_catalog() {
    let schemas = Schemas::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut right = BTreeMap::new();
    for path in find(root, "toml") {
        let folder = Folder::of(path.clone());
        if let (Some(catalog), _) = Catalog::parse(folder.main(), &folder)
            && check_outputs(&catalog, KINDS).is_empty()
        {
            right.insert(path.display().to_string(), catalog);
        }
    }
    for path in find(root, "md") {
        let page = fs::read_to_string(&path).unwrap();
        let blocks = page.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("toml\n"));
        for (index, block) in blocks.enumerate() {
            let files = BTreeMap::from([("errors.toml".to_owned(), block.to_owned())]);
            if let (Some(catalog), _) = Catalog::parse("errors.toml", &files)
                && check_outputs(&catalog, KINDS).is_empty()
            {
                right.insert(format!("{}, block {index}", path.display()), catalog);
            }
        }
    }
    // The test must not succeed only because it found too few catalogs.
    assert!(right.len() > 40, "{:?}", right.keys());
    let mut rejected = Vec::new();
    for (name, catalog) in &right {
        for (index, file) in catalog.files.iter().enumerate() {
            let path = if index == 0 { "errors.toml" } else { &file.path };
            rejected.extend(schemas.rejection(path, &file.text).map(|why| format!("{name}: {}: {why}", file.path)));
        }
    }
    assert_eq!(rejected, Vec::<String>::new());
}

#[test]
fn it_rejects_catalogs_that_break_rules_of_shape() {
    let schemas = Schemas::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog/tests/fixtures");
    let mut unseen = BTreeSet::new();
    let mut too_strict = Vec::new();
    for entry in fs::read_dir(fixtures).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let rule = name.split("--").next().unwrap();
        let rejections: Vec<String> = find(&folder, "toml")
            .into_iter()
            .filter_map(|path| {
                let text = fs::read_to_string(&path).ok()?;
                schemas.rejection(path.file_name()?.to_str()?, &text)
            })
            .collect();
        if SHAPE.contains(&rule) && rejections.is_empty() {
            unseen.insert(name);
        } else if rejections.iter().any(|rejection| rejection != "no TOML") {
            let source = Folder::of(folder.join("errors.toml"));
            let (catalog, report) = Catalog::parse(source.main(), &source);
            let breaks_shape = report.diagnostics.iter().any(|diagnostic| SHAPE.contains(&diagnostic.rule.id));
            if !breaks_shape && catalog.is_none_or(|catalog| check_outputs(&catalog, KINDS).is_empty()) {
                too_strict.push(format!("{name}: {rejections:?}"));
            }
        }
    }
    assert_eq!(too_strict, Vec::<String>::new(), "rejected, though the catalog breaks no rule of shape");
    assert_eq!(
        unseen,
        UNSEEN.iter().map(|(name, _)| (*name).to_owned()).collect(),
        "problems that the schema does not find"
    );
}

/// The files with an extension below a folder, sorted, except those of builds and version control.
fn find(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() && !path.ends_with("target") && !path.ends_with(".git") {
            found.extend(find(&path, extension));
        } else if path.is_file() && path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found
}
