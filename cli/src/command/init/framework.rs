//! Finds the frameworks that a package depends on.

#![cfg_attr(test, allow(clippy::unwrap_used))]

use toml_edit::{DocumentMut, Item};

/// A framework for which error-catalog has a feature.
#[derive(Debug)]
pub(super) struct Framework {
    /// The name of the framework's crate, and of the feature.
    pub(super) name: &'static str,
    /// The call that adds the middleware to a server.
    pub(super) call: &'static str,
    /// The parts of a server that reject requests: the subject of a sentence.
    pub(super) rejecting: &'static str,
    /// The statuses with which these parts reject requests. A response of gRPC has no such status.
    pub(super) statuses: &'static [u16],
}

pub(super) const FRAMEWORKS: &[Framework] = &[
    Framework {
        name: "actix-web",
        call: ".wrap(Middleware::<errors::Error>::new())",
        rejecting: "actix-web rejects",
        statuses: &[400, 404, 405, 413, 415, 500],
    },
    Framework {
        name: "axum",
        call: ".layer(Middleware::<errors::Error>::new())",
        rejecting: "axum and tower-http reject",
        statuses: &[400, 404, 405, 408, 413, 415, 422, 500],
    },
    Framework {
        name: "poem",
        call: ".with(Middleware::<errors::Error>::new())",
        rejecting: "poem rejects",
        statuses: &[400, 404, 405, 413, 415, 500],
    },
    Framework {
        name: "tonic",
        call: ".layer(Middleware::<errors::Error>::new().grpc())",
        rejecting: "tonic rejects",
        statuses: &[],
    },
];

/// The frameworks that a user chooses. `None` means that the user chose nothing, and an empty list means no framework.
pub(super) type Choice = Option<Vec<&'static Framework>>;

/// The frameworks with these names.
pub(super) fn choose<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'static Framework> {
    let names: Vec<&str> = names.collect();
    FRAMEWORKS.iter().filter(|framework| names.contains(&framework.name)).collect()
}

/// The frameworks among the dependencies in a manifest.
pub(super) fn frameworks_in(manifest: &DocumentMut) -> Vec<&'static Framework> {
    let targets = manifest.get("target").and_then(Item::as_table_like);
    let targets = targets.into_iter().flat_map(|targets| targets.iter().map(|(_, target)| target));
    let tables = [manifest.as_item()].into_iter().chain(targets);
    let tables: Vec<_> = tables.filter_map(|table| table.get("dependencies")?.as_table_like()).collect();
    let is_used = |framework: &&Framework| {
        let mut dependencies = tables.iter().flat_map(|table| table.iter());
        dependencies.any(|(key, value)| value.get("package").and_then(Item::as_str).unwrap_or(key) == framework.name)
    };
    FRAMEWORKS.iter().filter(is_used).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_dependency_is_found() {
        for (dependencies, expected) in [
            ("", &[] as &[&str]),
            ("[dependencies]\naxum = \"0.8\"", &["axum"]),
            ("[dependencies.poem]\nversion = \"3\"", &["poem"]),
            ("[dependencies]\ntonic.workspace = true\naxum = { version = \"0.8\" }", &["axum", "tonic"]),
            ("[dependencies]\nweb = { package = \"actix-web\", version = \"4\" }", &["actix-web"]),
            ("[dependencies]\naxum = { package = \"not-axum\", version = \"1\" }", &[]),
            ("[dev-dependencies]\naxum = \"0.8\"", &[]),
            ("[target.'cfg(unix)'.dependencies]\naxum = \"0.8\"", &["axum"]),
            ("target.x = 1\ndependencies = 1", &[]),
        ] {
            let manifest: DocumentMut = dependencies.parse().unwrap();
            let found: Vec<&str> = frameworks_in(&manifest).iter().map(|framework| framework.name).collect();
            assert_eq!(found, expected, "{dependencies}");
        }
    }

    #[test]
    fn every_framework_is_a_value_of_the_option() {
        let names: Vec<&str> = FRAMEWORKS.iter().map(|framework| framework.name).chain(["none"]).collect();
        assert_eq!(names, crate::args::init::FRAMEWORKS);
    }

    #[test]
    fn every_framework_is_a_feature() {
        let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")).unwrap();
        let manifest: DocumentMut = manifest.parse().unwrap();
        let features = manifest["features"].as_table().unwrap();
        for feature in FRAMEWORKS.iter().map(|framework| framework.name).chain(["tower"]) {
            assert!(features.contains_key(feature), "{feature}");
        }
    }

    /// The code in `docs/middleware.md` is compiled.
    #[test]
    fn every_call_compiles() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/middleware.md")).unwrap();
        for Framework { name, call, .. } in FRAMEWORKS {
            let (crate_name, call) = (name.replace('-', "_"), format!("{call};\n"));
            let is_shown = page.lines().any(|line| line.contains(&crate_name) && format!("{line}\n").ends_with(&call));
            assert!(is_shown, "{name}");
        }
    }
}
