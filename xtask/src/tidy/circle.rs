//! Checks that the modules of a crate do not use each other in a circle.
//!
//! Only the modules at a crate's top level are checked. If any file of a module uses another module, the uses of that
//! other module must not lead back to the first one. The use of a name that the crate's root exports counts as a use of
//! the module that declares the name.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Problems;
use super::paths::{imports, used_paths};
use super::source::Source;

/// For each module, the modules that it uses, each with a place of the use.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// Reports the shortest circle for each module that is part of a circle.
pub(crate) fn check_circles(sources: &[Source], problems: &mut Problems) {
    let mut packages: BTreeMap<&str, Vec<(&Source, Vec<String>)>> = BTreeMap::new();
    for source in sources.iter().filter(|source| !source.is_test) {
        if let Some((package, module)) = source.module() {
            packages.entry(package).or_default().push((source, module));
        }
    }
    for (package, files) in packages {
        let graph = graph(&files);
        let mut reported = BTreeSet::new();
        for module in graph.keys() {
            if reported.contains(module) {
                continue;
            }
            if let Some(circle) = find_circle(&graph, module) {
                problems.add(describe(package, &graph, &circle));
                reported.extend(circle);
            }
        }
    }
}

fn graph(files: &[(&Source, Vec<String>)]) -> Graph {
    let modules: BTreeSet<&String> = files.iter().filter_map(|(_, module)| module.first()).collect();
    let exports = exports(files);
    let mut graph = Graph::new();
    for (source, module) in files {
        let Some(from) = module.first() else { continue };
        for path in used_paths(source) {
            let Some(first) = path.in_crate().and_then(<[String]>::first) else { continue };
            let to = if modules.contains(first) { Some(first) } else { exports.get(first) };
            if let Some(to) = to.filter(|&to| to != from) {
                let place = || format!("{}:{}", source.path, path.line);
                graph.entry(from.clone()).or_default().entry(to.clone()).or_insert_with(place);
            }
        }
    }
    graph
}

/// The names that a crate's root imports, each with the top-level module that declares it.
fn exports(files: &[(&Source, Vec<String>)]) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    let root = files.iter().filter(|(_, module)| module.is_empty()).flat_map(|(source, _)| imports(source));
    for (name, path) in root {
        // In the root, `use model::Error` and `use crate::model::Error` are the same.
        let path = path.strip_prefix(&["crate".to_owned()]).unwrap_or(&path);
        let Some(module) = path.first() else { continue };
        if name != "*" {
            exports.insert(name, module.clone());
            continue;
        }
        for (source, path) in files {
            if path.len() == 1 && path[0] == *module {
                exports.extend(public_names(source).into_iter().map(|name| (name, module.clone())));
            }
        }
    }
    exports
}

/// The names that `use MODULE::*` imports.
fn public_names(source: &Source) -> Vec<String> {
    let mut names: Vec<String> = imports(source).into_iter().map(|(name, _)| name).collect();
    for item in &source.syntax.items {
        match item {
            syn::Item::Const(item) => names.push(item.ident.to_string()),
            syn::Item::Enum(item) => names.push(item.ident.to_string()),
            syn::Item::Fn(item) => names.push(item.sig.ident.to_string()),
            syn::Item::Mod(item) => names.push(item.ident.to_string()),
            syn::Item::Struct(item) => names.push(item.ident.to_string()),
            syn::Item::Trait(item) => names.push(item.ident.to_string()),
            syn::Item::Type(item) => names.push(item.ident.to_string()),
            _ => {}
        }
    }
    names
}

/// The shortest path from a module back to itself.
fn find_circle(graph: &Graph, start: &String) -> Option<Vec<String>> {
    let mut ways = VecDeque::from([vec![start.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in graph.get(way.last()?).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push_back([way.as_slice(), std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

fn describe(package: &str, graph: &Graph, circle: &[String]) -> String {
    let package = if package.is_empty() { "the root package" } else { package };
    let nexts = circle.iter().cycle().skip(1);
    let steps = circle.iter().zip(nexts).map(|(from, to)| {
        let place = graph.get(from).and_then(|uses| uses.get(to)).map_or("", String::as_str);
        format!("\n    `{from}` uses `{to}` ({place})")
    });
    format!("the modules of {package} form a circle:{}", steps.collect::<String>())
}
