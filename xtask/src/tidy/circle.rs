//! Checks that the modules of a crate do not depend on each other in a cycle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Problems;
use super::modules::{ModulePath, Modules, packages};
use super::paths::used_paths;
use super::source::Source;

/// For each module, the siblings that it uses, each with a place of the use.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// Reports the circles among the children of each module of each crate, at every level.
///
/// A child uses a sibling if any file or inline module of the child has a path to the sibling or into it. A path may
/// begin with `crate`, `super`, `self` or an imported name. A name that a module around the child imports counts as a
/// use of the module that the name is imported from. Uses of items that such a module declares itself are allowed, and
/// so are uses of a child by its parent. The check ignores tests, attributes, and macro calls without a path.
///
/// Of the circles through a module, only the shortest is reported.
pub(crate) fn check_circles(sources: &[Source], problems: &mut Problems) {
    for (package, files) in packages(sources) {
        for (parent, graph) in graphs(&files) {
            let mut reported = BTreeSet::new();
            for module in graph.keys() {
                if reported.contains(module) {
                    continue;
                }
                if let Some(circle) = find_circle(&graph, module) {
                    problems.add(describe(package, &parent, &graph, &circle));
                    reported.extend(circle);
                }
            }
        }
    }
}

/// The uses among the children of each module.
fn graphs(files: &[(&Source, ModulePath)]) -> BTreeMap<ModulePath, Graph> {
    let modules = Modules::of(files);
    let mut graphs: BTreeMap<ModulePath, Graph> = BTreeMap::new();
    for (source, _) in files {
        for path in used_paths(source) {
            for target in modules.targets(&path) {
                let depth = path.module.iter().zip(&target).take_while(|(from, to)| from == to).count();
                if let (Some(from), Some(to)) = (path.module.get(depth), target.get(depth)) {
                    let uses = graphs.entry(target[..depth].to_vec()).or_default().entry(from.clone()).or_default();
                    uses.entry(to.clone()).or_insert_with(|| format!("{}:{}", source.path, path.line));
                }
            }
        }
    }
    graphs
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

fn describe(package: &str, parent: &[String], graph: &Graph, circle: &[String]) -> String {
    let package = if package.is_empty() { "the root package" } else { package };
    let parent = if parent.is_empty() { String::new() } else { format!("`{}` in ", parent.join("::")) };
    let nexts = circle.iter().cycle().skip(1);
    let steps = circle.iter().zip(nexts).map(|(from, to)| {
        let place = graph.get(from).and_then(|uses| uses.get(to)).map_or("", String::as_str);
        format!("\n    `{from}` uses `{to}` ({place})")
    });
    format!("the modules of {parent}{package} form a circle:{}", steps.collect::<String>())
}
