//! Checks that the paths in a crate name the module of an item, so that the imports of a file show which layers the
//! file uses.

use std::collections::BTreeSet;

use super::Problems;
use super::modules::{Modules, packages};
use super::paths::used_paths;
use super::source::Source;

/// Reports each path `crate::NAME`, or the same path with `super`, if the crate's root only imports the name, from a
/// module or from another crate. Each file has one report for each name. Paths after `$crate` are allowed, because they
/// are part of code in other crates.
pub(crate) fn check_layers(sources: &[Source], problems: &mut Problems) {
    for (_, files) in packages(sources) {
        let modules = Modules::of(&files);
        for (source, _) in &files {
            let mut reported = BTreeSet::new();
            for path in used_paths(source) {
                if let Some(name) = path.in_crate().and_then(<[String]>::first)
                    && let Some(import) = modules.import_in_root(name)
                    && reported.insert(name.clone())
                {
                    let place = format!("{}:{}", source.path, path.line);
                    problems.add(format!("{place}: instead of `crate::{name}` write `{import}`"));
                }
            }
        }
    }
}
