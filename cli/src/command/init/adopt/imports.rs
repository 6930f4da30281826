//! Removes the imports that a change of a source leaves unused.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_codegen::parse::parse_rust;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Item, ItemUse, UseTree, Visibility};

use super::edits::{Edits, members};

/// Traits, whose methods need the import although no code names the trait.
const TRAITS: &[(&str, &[&str])] = &[
    ("Debug", &["fmt"]),
    ("Display", &["fmt"]),
    ("Error", &["source", "cause", "description"]),
    ("IntoResponse", &["into_response"]),
    ("ResponseError", &["status_code", "error_response", "status", "as_response"]),
    ("StdError", &["source", "cause", "description"]),
    ("Write", &["write_str", "write_fmt", "write_char", "write", "write_all"]),
];

/// A changed source, and the imports that may be unused.
pub(super) struct Pruned {
    pub(super) text: String,
    /// The names of imports that may be unused, each with its line in the changed source.
    pub(super) doubtful: Vec<(usize, String)>,
}

/// Removes each import that the text before the change used, and that no code after the change uses.
pub(super) fn prune(before: &str, changed: &str) -> Option<Pruned> {
    let (before, file) = (parse_rust(before).ok()?, parse_rust(changed).ok()?);
    let mut used = BTreeMap::new();
    collect_words(&before.items, &mut Vec::new(), &mut used);
    let mut pruner = Pruner { used, edits: Edits::new(changed), doubtful: Vec::new() };
    pruner.prune_module(&file.items, &mut Vec::new());
    Some(Pruned { text: pruner.edits.apply(), doubtful: pruner.doubtful })
}

/// The words of a module.
#[derive(Default)]
struct Words {
    /// The names at the starts of paths.
    names: BTreeSet<String>,
    /// The names after a dot or after `::`.
    members: BTreeSet<String>,
    /// The texts of literals. A format string can name a constant.
    literals: String,
}

impl Words {
    fn of(items: &[Item]) -> Self {
        let mut words = Self::default();
        items.iter().for_each(|item| words.read(item.to_token_stream()));
        words
    }

    fn read(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let (mut is_member, mut is_doc, mut before) = (false, false, None);
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Ident(word) if word == "use" => {
                    let of_item: Vec<TokenTree> = tokens.by_ref().take_while(|token| !is_mark(token, ';')).collect();
                    let mut path = of_item.iter().filter(|token| !is_mark(token, ':'));
                    self.names.extend(path.next().filter(|_| of_item.len() > 1).map(ToString::to_string));
                }
                TokenTree::Ident(word) if word == "mod" => {
                    // The names of an outer module reach an inner module only through `super`.
                    tokens.next();
                    let inner = |token: &TokenTree| matches!(token, TokenTree::Group(_)) && !has_super(token);
                    tokens.next_if(inner);
                }
                TokenTree::Ident(word) if is_member => _ = self.members.insert(word.to_string()),
                TokenTree::Ident(word) => _ = self.names.insert(word.to_string()),
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Literal(literal) if !is_doc => self.literals += &literal.to_string(),
                _ => {}
            }
            is_doc = is_doc && is_mark(&token, '=') || matches!(&token, TokenTree::Ident(word) if word == "doc");
            let mark = if let TokenTree::Punct(punct) = &token { Some(punct.as_char()) } else { None };
            // A name after a range, as in `0..LIMIT`, starts a path.
            is_member = match mark {
                Some('.') => before != Some('.'),
                Some(':') => before == Some(':'),
                _ => false,
            };
            before = mark;
        }
    }

    fn uses(&self, name: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        self.names.contains(name) || self.literals.split(|c| !is_word(c)).any(|word| word == name)
    }
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn has_super(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.stream().into_iter().any(|token| has_super(&token)),
        TokenTree::Ident(word) => word == "super",
        _ => false,
    }
}

/// Collects the words of each module by the path of the module.
fn collect_words(items: &[Item], path: &mut Vec<String>, all: &mut BTreeMap<Vec<String>, Words>) {
    all.insert(path.clone(), Words::of(items));
    for item in items {
        if let Item::Mod(module) = item
            && let Some((_, items)) = &module.content
        {
            path.push(module.ident.to_string());
            collect_words(items, path, all);
            path.pop();
        }
    }
}

struct Pruner<'a> {
    /// The words of each module before the change.
    used: BTreeMap<Vec<String>, Words>,
    edits: Edits<'a>,
    doubtful: Vec<(usize, String)>,
}

impl Pruner<'_> {
    fn prune_module(&mut self, items: &[Item], path: &mut Vec<String>) {
        let words = Words::of(items);
        let has_file = items.iter().any(|item| matches!(item, Item::Mod(module) if module.content.is_none()));
        for item in items {
            match item {
                Item::Use(item) if matches!(item.vis, Visibility::Inherited) => {
                    self.prune_item(item, &words, has_file, path);
                }
                Item::Mod(module) => {
                    let Some((_, items)) = &module.content else { continue };
                    path.push(module.ident.to_string());
                    self.prune_module(items, path);
                    path.pop();
                }
                _ => {}
            }
        }
    }

    fn prune_item(&mut self, item: &ItemUse, words: &Words, has_file: bool, path: &[String]) {
        let mut unused = BTreeSet::new();
        let was_used = |name: &str| self.used.get(path).is_some_and(|words| words.uses(name));
        let all = names(&item.tree, "");
        for name in all.iter().filter(|name| !["_", "*"].contains(&name.as_str())) {
            if words.uses(name) || !was_used(name) {
                continue;
            }
            let methods = TRAITS.iter().find(|(other, _)| other == name).map_or(&[][..], |(_, methods)| *methods);
            // The module in another file may import everything of this module.
            match has_file || !is_thiserror(item) && methods.iter().any(|method| words.members.contains(*method)) {
                true => self.doubtful.push((item.span().start().line, name.clone())),
                false => _ = unused.insert(name.clone()),
            }
        }
        if unused.is_empty() {
            return;
        }
        if all.iter().all(|name| unused.contains(name)) {
            self.edits.remove_tokens(item.span().byte_range(), item.to_token_stream());
        } else {
            self.prune_tree(&item.tree, "", &unused);
        }
    }

    /// Removes the unused names of a tree below the module `parent`. The tree has other names, too.
    fn prune_tree(&mut self, tree: &UseTree, parent: &str, unused: &BTreeSet<String>) {
        match tree {
            UseTree::Path(path) => self.prune_tree(&path.tree, &path.ident.to_string(), unused),
            UseTree::Group(group) => {
                let goes = |tree: &&UseTree| names(tree, parent).iter().all(|name| unused.contains(name));
                let braces = group.to_token_stream().into_iter().find_map(|token| match token {
                    TokenTree::Group(group) => Some(group.stream()),
                    _ => None,
                });
                let start = |tree: &UseTree| tree.span().byte_range().start;
                let starts: Vec<usize> = group.items.iter().filter(goes).map(start).collect();
                self.edits
                    .remove_members(&members(braces.unwrap_or_default()), |part| starts.contains(&part.range.start));
                for tree in group.items.iter().filter(|tree| !goes(tree)) {
                    self.prune_tree(tree, parent, unused);
                }
            }
            _ => {}
        }
    }
}

/// The names that a tree below the module `parent` imports. A glob has the name `*`, and an import without a name has
/// the name `_`.
fn names(tree: &UseTree, parent: &str) -> Vec<String> {
    match tree {
        UseTree::Path(path) => names(&path.tree, &path.ident.to_string()),
        UseTree::Group(group) => group.items.iter().flat_map(|tree| names(tree, parent)).collect(),
        UseTree::Name(name) if name.ident == "self" => vec![parent.to_owned()],
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(name) => vec![name.rename.to_string()],
        UseTree::Glob(_) => vec!["*".to_owned()],
    }
}

/// Whether an item imports from thiserror, whose names are not traits.
fn is_thiserror(item: &ItemUse) -> bool {
    matches!(&item.tree, UseTree::Path(path) if path.ident == "thiserror")
}
