//! Every property holds for every committed input, and for mutations of the inputs that contain catalogs.

// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_properties::{PROPERTIES, Property, mutate_files};
use toml_edit::DocumentMut;

/// The committed inputs of a property, each with its path.
fn inputs(property: &Property) -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().and_then(Path::parent).unwrap();
    let files = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = files(root.join("fuzz/seeds").join(property.name)).collect();
    if property.has_catalogs {
        // The contracts use most keys of the format.
        let catalogs = files(root.join("tests/contracts")).map(|folder| folder.join("errors.toml"));
        paths.extend(catalogs.filter(|path| path.exists()));
    }
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Checks inputs. Returns how many inputs are valid.
fn check(property: &Property, inputs: &[(PathBuf, Vec<u8>)]) -> usize {
    let is_valid = |(path, input): &&(PathBuf, Vec<u8>)| {
        // The test prints only the output of an input that breaks the property.
        println!("{}", path.display());
        (property.check)(input)
    };
    inputs.iter().filter(is_valid).count()
}

#[test]
fn every_property_holds_for_the_committed_inputs() {
    for property in PROPERTIES {
        let inputs = inputs(property);
        let valid = check(property, &inputs);
        eprintln!("{}: {valid} of {} inputs are valid", property.name, inputs.len());
        assert!(valid > inputs.len() / 4, "{}: only {valid} of {} inputs are valid", property.name, inputs.len());
    }
}

/// The fuzzer reaches the outputs of a catalog only if mutated catalogs are valid. `ROUNDS=100` checks more mutations.
#[test]
fn most_mutated_catalogs_are_valid() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(1);
    for property in PROPERTIES.iter().filter(|property| property.has_catalogs) {
        let mut inputs = inputs(property);
        inputs.retain(|(_, input)| (property.check)(input));
        let inputs: Vec<_> = std::iter::repeat_n(inputs, rounds).flatten().collect();
        let mutate =
            |(seed, (path, input)): (u64, &(PathBuf, Vec<u8>))| Some((path.clone(), mutate_files(input, seed)?));
        let mutated: Vec<_> = (0..).zip(&inputs).filter_map(mutate).collect();
        let valid = check(property, &mutated);
        eprintln!("{}: {valid} of {} mutated inputs are valid", property.name, mutated.len());
        assert!(valid > mutated.len() / 2, "{}: only {valid} of {}", property.name, mutated.len());
    }
}

/// A new property needs a fuzz target, and a place in the workflow that runs the targets.
#[test]
fn every_property_is_fuzzed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let names: Vec<&str> = PROPERTIES.iter().map(|property| property.name).collect();
    let manifest: DocumentMut = read("fuzz/Cargo.toml").parse().unwrap();
    let targets: Vec<&str> =
        manifest["bin"].as_array_of_tables().unwrap().iter().map(|bin| bin["name"].as_str().unwrap()).collect();
    assert_eq!(targets, names);
    for name in &names {
        assert!(read(&format!("fuzz/targets/{name}.rs")).contains(&format!("properties::{name}::check")), "{name}");
    }
    let matrix = format!("target: [{}]\n", names.join(", "));
    assert!(read(".github/workflows/fuzz.yml").contains(&matrix), "{matrix}");
}
