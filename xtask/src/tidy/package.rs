//! Checks the packages: their dependencies, the Rust versions that the dependencies need, and the versions that the
//! packages pin.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::Problems;
use crate::{Result, cargo, root};

const ATTRIBUTE: &str = "error-catalog-macros";

/// Crates that must not be compiled for the attribute, because only documents or the command line need them.
const NOT_FOR_THE_ATTRIBUTE: &[&str] =
    &["error-catalog-outputs", "prettyplease", "semver", "serde_derive", "similar", "toml_edit"];

/// Dependencies that need a newer Rust than the library packages that depend on them, each with the Rust version that
/// the dependency and its own dependencies need. Each dependency is behind a feature; README.md lists the features.
const NEEDS_NEWER: &[(&str, [u32; 3])] = &[
    ("actix-web", [1, 88, 0]),
    ("garde", [1, 87, 0]),
    ("reqwest", [1, 88, 0]),
    ("time", [1, 88, 0]),
    ("tonic", [1, 88, 0]),
    ("tonic-types", [1, 88, 0]),
    ("url", [1, 88, 0]),
    ("validator", [1, 88, 0]),
];

/// The output of `cargo metadata`.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
    workspace_members: BTreeSet<String>,
    workspace_root: String,
}

#[derive(Deserialize)]
pub(super) struct Package {
    id: String,
    pub(super) name: String,
    version: String,
    manifest_path: String,
    rust_version: Option<String>,
    publish: Option<Vec<String>>,
    source: Option<String>,
    dependencies: Vec<Dependency>,
    pub(super) description: Option<String>,
    pub(super) license: Option<String>,
    pub(super) repository: Option<String>,
    pub(super) features: BTreeMap<String, Vec<String>>,
    pub(super) metadata: serde_json::Value,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    req: String,
    kind: Option<String>,
    optional: bool,
    path: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Edge>,
}

#[derive(Deserialize)]
struct Edge {
    pkg: String,
    dep_kinds: Vec<EdgeKind>,
}

#[derive(Deserialize)]
struct EdgeKind {
    kind: Option<String>,
}

/// Runs `cargo metadata` with all features enabled.
pub(crate) fn read_metadata() -> Result<Metadata> {
    let json = cargo_output(&["metadata", "--locked", "--all-features", "--format-version", "1"])?;
    Ok(serde_json::from_slice(&json)?)
}

/// Runs cargo and returns its stdout.
pub(crate) fn cargo_output(arguments: &[&str]) -> Result<Vec<u8>> {
    let output = cargo().args(arguments).current_dir(root()?).output()?;
    if !output.status.success() {
        return Err(format!("cargo {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(output.stdout)
}

impl Metadata {
    /// The features of a package of the workspace.
    pub(crate) fn features(&self, package: &str) -> impl Iterator<Item = &str> {
        self.members()
            .filter(move |member| member.name == package)
            .flat_map(|member| member.features.keys())
            .map(String::as_str)
    }

    pub(super) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The folder of each package of the workspace, relative to the repository, and the Rust version that the package
    /// states.
    pub(crate) fn stated_versions(&self) -> impl Iterator<Item = (String, [u32; 3])> {
        self.members().filter_map(|package| {
            let folder = Path::new(&package.manifest_path).parent()?.strip_prefix(&self.workspace_root).ok()?;
            Some((folder.to_string_lossy().replace('\\', "/"), parse_version(package.rust_version.as_deref()?)))
        })
    }

    /// The package and its transitive dependencies, without dev-dependencies and without the optional dependencies in
    /// `NEEDS_NEWER`.
    fn compiled_with<'a>(&'a self, package: &'a Package) -> Vec<&'a Package> {
        let nodes: BTreeMap<&str, &Node> = self.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let mut found = BTreeSet::new();
        let mut open = vec![package.id.as_str()];
        while let Some(id) = open.pop() {
            if !found.insert(id) {
                continue;
            }
            let Some(package) = self.packages.iter().find(|package| package.id == id) else { continue };
            for edge in nodes.get(id).into_iter().flat_map(|node| &node.deps) {
                let is_compiled = edge.dep_kinds.iter().any(|edge| edge.kind.as_deref() != Some("dev"));
                if is_compiled && !self.is_excepted(package, &edge.pkg) {
                    open.push(&edge.pkg);
                }
            }
        }
        self.packages.iter().filter(|package| found.contains(package.id.as_str())).collect()
    }

    fn is_excepted(&self, package: &Package, dependency: &str) -> bool {
        let dependency = self.packages.iter().find(|package| package.id == dependency);
        self.workspace_members.contains(&package.id)
            && dependency.is_some_and(|dependency| {
                NEEDS_NEWER.iter().any(|(name, _)| *name == dependency.name)
                    && package.dependencies.iter().any(|row| row.name == dependency.name && row.optional)
            })
    }
}

/// Checks the dependencies of the attribute, the Rust versions, and the pinned versions.
pub(crate) fn check_packages(metadata: &Metadata, problems: &mut Problems) -> Result {
    check_attribute(problems)?;
    check_rust_versions(metadata, problems);
    check_pins(metadata, problems);
    Ok(())
}

/// Checks that the attribute compiles few crates, with the features that the attribute enables, not with the features
/// of the whole workspace.
fn check_attribute(problems: &mut Problems) -> Result {
    let tree =
        cargo_output(&["tree", "--locked", "-e", "normal", "-p", ATTRIBUTE, "--prefix", "none", "--format", "{p}"])?;
    let tree = String::from_utf8(tree)?;
    let packages: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let count = |name: &str| packages.iter().filter(|package| package.split(' ').next() == Some(name)).count();
    for name in NOT_FOR_THE_ATTRIBUTE.iter().filter(|name| count(name) > 0) {
        problems.add(format!("{ATTRIBUTE} depends on {name}"));
    }
    if count("syn") > 1 {
        problems.add(format!("{ATTRIBUTE} depends on two versions of syn"));
    }
    Ok(())
}

/// Checks that no dependency of a published package needs a newer Rust than the package states.
fn check_rust_versions(metadata: &Metadata, problems: &mut Problems) {
    for package in metadata.members().filter(|package| package.is_published()) {
        let Some(ours) = &package.rust_version else {
            problems.add(format!("{} states no Rust version", package.name));
            continue;
        };
        for dependency in metadata.compiled_with(package) {
            if dependency.needs() > parse_version(ours) {
                let Package { name, version, rust_version, .. } = dependency;
                let theirs = rust_version.as_deref().unwrap_or_default();
                problems.add(format!("{} states Rust {ours}, but {name} {version} asks for {theirs}", package.name));
            }
        }
    }
    for (name, stated) in NEEDS_NEWER {
        let Some(package) = metadata.packages.iter().find(|package| package.name == *name) else { continue };
        let needed = metadata.compiled_with(package).iter().map(|package| package.needs()).max();
        if needed != Some(*stated) {
            problems.add(format!("`NEEDS_NEWER` is wrong about {name}: it asks for Rust {needed:?}"));
        }
    }
}

/// Checks that published packages pin the exact versions of one another, because they share private contracts.
fn check_pins(metadata: &Metadata, problems: &mut Problems) {
    for package in metadata.members().filter(|package| package.is_published()) {
        for dependency in &package.dependencies {
            let is_ours = dependency.path.is_some() && dependency.kind.as_deref() != Some("dev");
            if is_ours && !dependency.req.starts_with('=') {
                problems.add(format!("{} depends on {} without `=`", package.name, dependency.name));
            }
        }
    }
}

impl Package {
    /// The Rust version that the package states.
    fn needs(&self) -> [u32; 3] {
        self.rust_version.as_deref().map_or([0; 3], parse_version)
    }

    pub(super) fn is_published(&self) -> bool {
        self.source.is_none() && self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }
}

fn parse_version(version: &str) -> [u32; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    [(); 3].map(|()| parts.next().unwrap_or(0))
}
