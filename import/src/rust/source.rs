//! Collects the enums of a file, and the `match` expressions of its functions.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, LexError, Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Expr, ExprMatch, File, Ident, ImplItemConst, ImplItemFn, ItemConst, ItemEnum, ItemFn, ItemImpl};
use syn::{ItemMod, ItemUse, LitInt, LitStr, Macro, Pat, PatGuard, PatTupleStruct, Path, Type, UseTree};

use super::ty::{argument_in, last_segment};

/// The maximum number of nested tokens. At each level, the tokens since the last comma, semicolon or block count,
/// because syn may recurse for each of those tokens. A bracket counts as several tokens.
const BUDGET: usize = 2_000;
const BRACKET: usize = 25;

/// The parts of a file that matter for an import.
#[derive(Default)]
pub(super) struct Source<'a> {
    pub(super) enums: Vec<&'a ItemEnum>,
    pub(super) matches: Vec<Match>,
    /// The names of the traits that a type implements.
    pub(super) traits: BTreeSet<(String, String)>,
    /// The conversions into a type: its name, the type that is converted, and the words in the conversion.
    pub(super) conversions: Vec<(String, &'a Type, Vec<String>)>,
    /// The modules of the file.
    pub(super) modules: BTreeSet<String>,
    /// The path that each imported name stands for.
    pub(super) imports: BTreeMap<String, String>,
    /// The words in the value of each constant.
    pub(super) constants: BTreeMap<String, Vec<String>>,
    /// The type that `Self` refers to. `function` is the name of the function that is being read.
    this: String,
    function: String,
}

/// A `match` expression in a function.
pub(super) struct Match {
    pub(super) function: String,
    pub(super) arms: Vec<Arm>,
}

pub(super) struct Arm {
    /// The types and variants in the pattern, such as `Self::NotFound { .. } | Error::Gone(_)`.
    pub(super) variants: Vec<(String, String)>,
    pub(super) has_condition: bool,
    /// The names that the pattern gives to the fields of a tuple.
    pub(super) bindings: Vec<String>,
    /// Whether the pattern is `_`.
    pub(super) is_rest: bool,
    /// The words in the value of the arm, and the commas in its macros.
    pub(super) words: Vec<String>,
}

/// Parses a file, unless it is nested too deeply.
pub(super) fn parse_file(text: &str) -> Result<File, String> {
    let line = |span: Span| format!("it is not Rust: line {}", span.start().line);
    let tokens: TokenStream = text.parse().map_err(|error: LexError| line(error.span()))?;
    if !is_shallow(tokens.clone(), BUDGET) {
        return Err("its expressions or types are nested too deeply".to_owned());
    }
    syn::parse2(tokens).map_err(|error| format!("{}: {error}", line(error.span())))
}

/// Whether syn can parse the tokens without too much recursion.
fn is_shallow(tokens: TokenStream, budget: usize) -> bool {
    let (mut run, mut after_block, mut in_attribute) = (0, false, false);
    tokens.into_iter().all(|token| {
        let is_mark = |marks: &[char]| matches!(&token, TokenTree::Punct(punct) if marks.contains(&punct.as_char()));
        // A block ends a statement or an item, unless the block is an operand.
        let begins = is_mark(&['#']) || matches!(&token, TokenTree::Ident(word) if word != "else" && word != "as");
        if is_mark(&[',', ';']) || after_block && begins {
            run = 0;
        }
        in_attribute = is_mark(&['#']) || in_attribute && is_mark(&['!']);
        run += usize::from(!in_attribute);
        after_block = false;
        if let TokenTree::Group(group) = token {
            after_block = group.delimiter() == Delimiter::Brace;
            let rest = budget.checked_sub(run + BRACKET);
            return rest.is_some_and(|rest| is_shallow(group.stream(), rest));
        }
        run <= budget
    })
}

impl<'a> Source<'a> {
    pub(super) fn new(file: &'a File) -> Self {
        let mut source = Self::default();
        source.visit_file(file);
        source
    }

    fn read_function(&mut self, name: &Ident, visit: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.function, name.to_string());
        visit(self);
        self.function = before;
    }

    fn read_constant(&mut self, name: &Ident, value: &Expr) {
        self.constants.insert(name.to_string(), words_of(value));
    }
}

impl<'ast> Visit<'ast> for Source<'ast> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.modules.insert(item.ident.to_string());
        visit::visit_item_mod(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        read_use(&item.tree, "", &mut self.imports);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.enums.push(item);
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.read_constant(&item.ident, &item.expr);
    }

    fn visit_impl_item_const(&mut self, item: &'ast ImplItemConst) {
        self.read_constant(&item.ident, &item.expr);
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let name = last_segment(&item.self_ty).unwrap_or_default();
        if let Some((path, _)) = &item.trait_ {
            let last = path.segments.last();
            self.traits.extend(last.map(|segment| (name.clone(), segment.ident.to_string())));
            if let Some(from) = last.filter(|last| last.ident == "From").and_then(argument_in) {
                let mut words = Words(Vec::new());
                item.items.iter().for_each(|item| words.visit_impl_item(item));
                self.conversions.push((name.clone(), from, words.0));
            }
        }
        let before = std::mem::replace(&mut self.this, name);
        visit::visit_item_impl(self, item);
        self.this = before;
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.read_function(&item.sig.ident, |source| visit::visit_item_fn(source, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.read_function(&item.sig.ident, |source| visit::visit_impl_item_fn(source, item));
    }

    fn visit_expr_match(&mut self, item: &'ast ExprMatch) {
        let arms = item.arms.iter().map(|arm| {
            let mut paths =
                Paths { this: &self.this, variants: Vec::new(), bindings: Vec::new(), has_condition: false };
            paths.visit_pat(&arm.pat);
            Arm {
                variants: paths.variants,
                has_condition: paths.has_condition,
                bindings: paths.bindings,
                is_rest: matches!(arm.pat, Pat::Wild(_)),
                words: words_of(&arm.body),
            }
        });
        let found = Match { arms: arms.collect(), function: self.function.clone() };
        self.matches.push(found);
        visit::visit_expr_match(self, item);
    }
}

fn name_of(pat: &Pat) -> String {
    if let Pat::Ident(name) = pat { name.ident.to_string() } else { String::new() }
}

/// Adds the names that a `use` imports, with their paths.
fn read_use(tree: &UseTree, path: &str, imports: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(inner) => read_use(&inner.tree, &format!("{path}{}::", inner.ident), imports),
        UseTree::Group(group) => group.items.iter().for_each(|item| read_use(item, path, imports)),
        UseTree::Name(name) => drop(imports.insert(name.ident.to_string(), format!("{path}{}", name.ident))),
        UseTree::Rename(name) => drop(imports.insert(name.rename.to_string(), format!("{path}{}", name.ident))),
        UseTree::Glob(_) => {}
    }
}

/// Collects the types and variants in a pattern.
struct Paths<'a> {
    this: &'a str,
    variants: Vec<(String, String)>,
    bindings: Vec<String>,
    has_condition: bool,
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_pat_guard(&mut self, item: &'ast PatGuard) {
        self.has_condition = true;
        self.visit_pat(&item.pat);
    }

    fn visit_pat_tuple_struct(&mut self, item: &'ast PatTupleStruct) {
        self.bindings = item.elems.iter().map(name_of).collect();
        visit::visit_pat_tuple_struct(self, item);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
        if let (Some(variant), Some(ty)) = (names.next(), names.next()) {
            self.variants.push((if ty == "Self" { self.this.to_owned() } else { ty }, variant));
        }
    }
}

/// Collects identifiers, numbers and strings in order. A string keeps its opening quote.
struct Words(Vec<String>);

pub(super) fn words_of(value: &Expr) -> Vec<String> {
    let mut words = Words(Vec::new());
    words.visit_expr(value);
    words.0
}

impl<'ast> Visit<'ast> for Words {
    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.0.push(ident.to_string());
    }

    fn visit_lit_int(&mut self, literal: &'ast LitInt) {
        self.0.push(literal.base10_digits().to_owned());
    }

    fn visit_lit_str(&mut self, literal: &'ast LitStr) {
        self.0.push(format!("\"{}", literal.value()));
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.read_tokens(item.tokens.clone());
    }
}

impl Words {
    fn read_tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.read_tokens(group.stream()),
                TokenTree::Ident(ident) => self.0.push(ident.to_string()),
                TokenTree::Literal(literal) => match syn::parse_str(&literal.to_string()) {
                    Ok(syn::Lit::Str(text)) => self.visit_lit_str(&text),
                    Ok(syn::Lit::Int(number)) => self.visit_lit_int(&number),
                    _ => {}
                },
                TokenTree::Punct(punct) if punct.as_char() == ',' => self.0.push(",".to_owned()),
                TokenTree::Punct(_) => {}
            }
        }
    }
}
