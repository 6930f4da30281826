use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_codegen::program::literal_json;
use error_catalog_model::{Catalog, FieldType, Slot};
use error_catalog_wire::Json;

use super::Places;
use crate::view::View;

/// The text of a value, whatever its type is.
fn text(json: &Json) -> String {
    if let Json::String(text) = json { text.clone() } else { json.to_string() }
}

fn catalogs() -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["examples", "tests/contracts"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut found: Vec<_> = folders.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    found.retain(|folder| folder.join("errors.toml").exists());
    found.sort();
    found
}

#[test]
fn the_places_of_an_error_have_the_values_of_its_fields() {
    let mut count = 0;
    for folder in catalogs() {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap()) {
            if entry.path().extension().is_some_and(|extension| extension == "toml") {
                files.insert(entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap());
            }
        }
        let Some(catalog) = Catalog::parse("errors.toml", &files).0 else { continue };
        let view = View::of(&catalog);
        let places = Places::of(&catalog);
        assert_eq!(places.errors.len(), catalog.rows().count());
        for error in &view.errors {
            for example in &error.error.examples {
                let response = view.respond(error, example);
                let body: Json = serde_json::from_str(&response.body).unwrap();
                let row = example.status.map_or(error.index, |status| catalog.row_of(error.index, status));
                let own = &places.errors[row].places;
                for (index, field) in error.error.public_fields().enumerate() {
                    let Some(value) = &example.fields[index] else { continue };
                    if field.ty == FieldType::Violations {
                        continue;
                    }
                    let slot = Slot::field(index).unwrap();
                    let mut here =
                        own.iter().filter(|place| place.open.slot == slot && place.open.format.is_none()).peekable();
                    if here.peek().is_none() {
                        continue;
                    }
                    let found = here.find_map(|place| place.read(&body, &response.headers));
                    let expected = literal_json(value);
                    let found = found.map(|found| text(&found));
                    assert_eq!(found, Some(text(&expected)), "{folder:?} {} {}", error.error.key, field.name);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 50, "only {count} fields were compared");
}
