//! Resolves paths through `mod` and `use`.

use std::collections::BTreeMap;

use super::modules::{Binding, Modules, Resolution};

/// The maximum length of a chain of names that refer to one another.
const MAX_CHAIN: usize = 32;

/// The state of the resolution of one path.
#[derive(Default)]
struct Search {
    /// The resolution of each visited name, by module. The resolution is `None` if the name is unknown or still being
    /// resolved. Each name is resolved once, because modules that import one another by globs have exponentially many
    /// paths between them.
    met: BTreeMap<(usize, String), Option<Resolution>>,
    depth: usize,
}

impl Modules<'_> {
    /// Resolves a path in a scope. Returns `None` if the path is unknown.
    pub(super) fn resolve(&self, scope: usize, path: &[String]) -> Option<Resolution> {
        if !path.iter().any(|name| self.relevant.contains(name)) {
            return None;
        }
        self.follow(scope, path, &mut Search::default())
    }

    /// Resolves the last two segments of a path in a file whose module is unknown.
    pub(super) fn resolve_loosely(&self, path: &[String]) -> Option<Resolution> {
        let [.., ty, name] = path else { return None };
        let ty = if !self.types.contains(ty) {
            return None;
        } else if ty.ends_with("Code") {
            Resolution::Code
        } else {
            Resolution::Error
        };
        Some(self.members.resolve(ty, name))
    }

    fn follow(&self, scope: usize, path: &[String], search: &mut Search) -> Option<Resolution> {
        let (first, mut rest) = path.split_first()?;
        let mut resolution = match first.as_str() {
            "" => {
                let (library, after) = rest.split_first()?;
                rest = after;
                self.library(scope, library)?
            }
            "crate" => Resolution::Module(self.scopes[scope].root),
            "self" => Resolution::Module(self.module_of(scope)),
            "super" => {
                Resolution::Module(self.scopes[self.module_of(scope)].parent.map(|scope| self.module_of(scope))?)
            }
            name => self.look_around(scope, name, search)?,
        };
        for name in rest {
            resolution = match resolution {
                Resolution::Module(module) if name == "super" => Resolution::Module(self.scopes[module].parent?),
                Resolution::Module(module) if name == "self" => Resolution::Module(module),
                Resolution::Module(module) => self.look_in(module, name, search)?,
                ty @ (Resolution::Error | Resolution::Code) => self.members.resolve(ty, name),
                _ => Resolution::Other,
            };
        }
        Some(resolution)
    }

    /// The module that contains a block.
    fn module_of(&self, mut scope: usize) -> usize {
        while let (true, Some(parent)) = (self.scopes[scope].is_block, self.scopes[scope].parent) {
            scope = parent;
        }
        scope
    }

    /// Resolves a name in a scope, then in the enclosing blocks, then as a crate.
    fn look_around(&self, scope: usize, name: &str, search: &mut Search) -> Option<Resolution> {
        let mut around = Some(scope);
        while let Some(scope) = around {
            if let Some(resolution) = self.look_in(scope, name, search) {
                return Some(resolution);
            }
            around = if self.scopes[scope].is_block { self.scopes[scope].parent } else { None };
        }
        self.library(scope, name)
    }

    /// The root module of the library that a crate refers to by this name.
    fn library(&self, scope: usize, name: &str) -> Option<Resolution> {
        let package = self.crates.get(&self.scopes[scope].root)?;
        let name = self.packages[*package].renamed.get(name).map_or(name, String::as_str);
        self.libraries.get(name).copied().map(Resolution::Module)
    }

    fn look_in(&self, scope: usize, name: &str, search: &mut Search) -> Option<Resolution> {
        let key = (scope, name.to_owned());
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        if let Some(met) = search.met.get(&key) {
            return *met;
        }
        if search.depth > MAX_CHAIN {
            return None;
        }
        search.met.insert(key.clone(), None);
        search.depth += 1;
        let resolution = self.look_for(scope, name, search);
        search.depth -= 1;
        search.met.insert(key.clone(), resolution);
        // In a nested call, a name that is already being resolved may have hidden a binding.
        if search.depth == 0 || resolution.is_some() {
            self.known.borrow_mut().insert(key, resolution);
        }
        resolution
    }

    fn look_for(&self, scope: usize, name: &str, search: &mut Search) -> Option<Resolution> {
        if let Some(bindings) = self.scopes[scope].names.get(name) {
            let resolutions = bindings.iter().map(|binding| match binding {
                Binding::Is(resolution) => Some(*resolution),
                Binding::Path(path) => self.follow(scope, path, search),
            });
            // A type, a macro and a function can have the same name, and `cfg` can select one of two items.
            let mut resolutions: Vec<Resolution> =
                resolutions.map(|resolution| resolution.unwrap_or(Resolution::Other)).collect();
            resolutions.sort_by_key(|resolution| *resolution == Resolution::Other);
            return resolutions.first().copied();
        }
        self.scopes[scope].globs.iter().find_map(|path| match self.follow(scope, path, search)? {
            Resolution::Module(module) => self.look_in(module, name, search),
            ty @ (Resolution::Error | Resolution::Code) => match self.members.resolve(ty, name) {
                variant @ (Resolution::Variant(_) | Resolution::CodeVariant(_)) => Some(variant),
                _ => None,
            },
            _ => None,
        })
    }
}
