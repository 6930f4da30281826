//! What a file does with the errors of the catalog.

use std::collections::BTreeMap;

use error_catalog_model::Catalog;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{
    Attribute, BinOp, Block, Expr, ImplItem, Item, ItemImpl, ItemMod, ItemUse, LitStr, Macro, Meta, Pat, QSelf, Stmt,
    Type,
};

use super::attribute::{doc, is_test};
use super::collect::segments;
use super::expected::{is_code, is_wrapper};
use super::markdown::strangers;
use super::modules::Modules;
use super::near::Codes;
use super::parse::Content;
use super::resolve::{Meaning, member};
use super::text::quoted_words;
use super::{Stranger, Survey, Use, place};
use crate::place::{Columns, Place};

/// What is done with an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// It is made.
    Makes,
    /// It is compared with a pattern.
    Matches,
    /// Its code is named.
    Names,
    /// Its code, or an alias, stands in a string.
    Mentions,
}

impl Kind {
    /// The name in machine formats.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Kind::Makes => "makes",
            Kind::Matches => "matches",
            Kind::Names => "names",
            Kind::Mentions => "mentions",
        }
    }
}

/// Looks at one file of the tree.
pub(super) fn visit_file(
    modules: &mut Modules<'_>,
    index: usize,
    catalog: &Catalog,
    codes: &Codes,
    survey: &mut Survey,
) {
    let file = &mut modules.files[index];
    if !file.is_wanted {
        return;
    }
    let content = std::mem::replace(&mut file.content, Content::Nothing);
    let (name, scope, in_test) = (file.name.clone(), file.scope, file.in_test);
    let mut visitor = Visitor {
        modules,
        catalog,
        codes,
        survey,
        file: index,
        name,
        scope,
        in_test,
        this: None,
        associated: BTreeMap::new(),
        is_expected: false,
        is_loose: false,
    };
    match &content {
        Content::Rust(text) => {
            if let Ok(syntax) = syn::parse_file(text) {
                visitor.visit_file(&syntax);
            }
        }
        Content::Text(text) => visitor.read_words(text),
        Content::Nothing => {}
    }
    modules.files[index].content = content;
}

pub(super) struct Visitor<'a, 'c> {
    pub(super) modules: &'a mut Modules<'c>,
    catalog: &'a Catalog,
    pub(super) codes: &'a Codes,
    survey: &'a mut Survey,
    file: usize,
    name: String,
    pub(super) scope: usize,
    in_test: bool,
    /// What `Self` is.
    this: Option<Meaning>,
    /// What `Self::Name` is, where a trait has a type of this name.
    associated: BTreeMap<String, Meaning>,
    /// Whether a string that comes now is compared with a code.
    pub(super) is_expected: bool,
    /// Whether nothing is known of the names in this file.
    pub(super) is_loose: bool,
}

impl Visitor<'_, '_> {
    pub(super) fn resolve(&self, path: &[String]) -> Option<Meaning> {
        match (path, self.this) {
            ([first, ty, rest @ ..], _) if first == "Self" && self.associated.contains_key(ty) => {
                let ty = self.associated[ty];
                Some(rest.iter().fold(ty, |ty, name| member(self.catalog, ty, name)))
            }
            ([first, name], Some(ty)) if first == "Self" => Some(member(self.catalog, ty, name)),
            _ if self.is_loose => self.modules.resolve_loosely(path),
            _ => self.modules.resolve(self.scope, path),
        }
    }

    /// Takes down what is done with what a path leads to.
    pub(super) fn add(&mut self, meaning: Meaning, span: Span, is_pattern: bool, is_certain: bool) {
        let (kind, error) = match meaning {
            Meaning::Variant(error) if is_pattern => (Kind::Matches, Some(error)),
            Meaning::Variant(error) | Meaning::Constructor(error) => (Kind::Makes, Some(error)),
            Meaning::CodeVariant(error) => (Kind::Names, Some(error)),
            Meaning::All => (Kind::Names, None),
            Meaning::Dynamic => (Kind::Makes, None),
            _ => return,
        };
        let found = Use { place: place(&self.name, span), kind, error, in_test: self.in_test, is_certain };
        if meaning == Meaning::Dynamic { self.survey.dynamic.push(found) } else { self.survey.uses.push(found) }
    }

    fn add_path(&mut self, path: &syn::Path, is_pattern: bool) {
        if let Some(meaning) = self.resolve(&segments(path)) {
            // From the first name to the last, without the arguments of generic types.
            let first = path.segments.first().map_or_else(Span::call_site, |segment| segment.ident.span());
            let last = path.segments.last().map_or(first, |segment| segment.ident.span());
            self.add(meaning, first.join(last).unwrap_or(first), is_pattern, true);
        }
    }

    /// `Error::name`, `<Error>::name`, `<Error as Trait>::name`
    fn add_qualified(&mut self, ty: Option<&QSelf>, path: &syn::Path) {
        let Some(ty) = ty else { return self.add_path(path, false) };
        if let (Some(ty), Some(name)) = (self.resolve_type(&ty.ty), path.segments.last()) {
            self.add(member(self.catalog, ty, &name.ident.unraw().to_string()), name.ident.span(), false, true);
        }
    }

    fn resolve_type(&self, ty: &Type) -> Option<Meaning> {
        match ty {
            Type::Path(path) if path.qself.is_none() => self.resolve(&segments(&path.path)),
            _ => None,
        }
    }

    /// A string, in code or in what a macro is given.
    pub(super) fn add_text(&mut self, literal: &LitStr) {
        let value = literal.value();
        let is_expected = std::mem::take(&mut self.is_expected);
        if let Some(error) = self.codes.error(&value) {
            self.add_mention(error, place(&self.name, literal.span()));
        } else if let Some(verdict) = self.codes.judge(&value, is_expected) {
            self.add_stranger(&value, place(&self.name, literal.span()), verdict);
        } else {
            // The source shows on which line of the string a word is; its value does not.
            let source = literal.span().source_text().unwrap_or_default();
            let inner = source.find('"').map_or(0, |at| at + 1);
            for word in quoted_words(&source[inner..], self.codes.member.as_deref()) {
                let place = self.place_in(literal.span(), &source, inner + word.at, word.text);
                if let Some(error) = self.codes.error(word.text) {
                    self.add_mention(error, place);
                } else if word.is_member
                    && let Some(verdict) = self.codes.judge(word.text, true)
                {
                    self.add_stranger(word.text, place, verdict);
                }
            }
        }
        self.is_expected = is_expected;
    }

    fn add_mention(&mut self, error: usize, place: Place) {
        let (in_test, error) = (self.in_test, Some(error));
        self.survey.uses.push(Use { place, kind: Kind::Mentions, error, in_test, is_certain: true });
    }

    fn add_stranger(&mut self, text: &str, place: Place, verdict: super::near::Verdict) {
        let super::near::Verdict { is_likely, near, is_retired } = verdict;
        self.survey.strangers.push(Stranger { place, text: text.to_owned(), is_likely, near, is_retired });
    }

    /// The place of a word that begins at a byte of a token's source.
    fn place_in(&self, span: Span, source: &str, at: usize, word: &str) -> Place {
        let start = span.start();
        let before = source.get(..at).unwrap_or_default();
        let line = start.line + before.matches('\n').count();
        let last = before.rsplit('\n').next().unwrap_or_default().chars().count();
        let column = if line == start.line { start.column + last } else { last } + 1;
        let columns = Columns { column, end_line: line, end_column: column + word.chars().count() };
        Place { file: self.name.clone(), line, columns: Some(columns) }
    }

    /// What both sides of a comparison are; a string on one is a code if the other is one.
    fn compare(&mut self, left: &Expr, right: &Expr) {
        for (side, other) in [(left, right), (right, left)] {
            let before = std::mem::replace(&mut self.is_expected, is_code(other, self.codes.member.as_deref()));
            self.visit_expr(side);
            self.is_expected = before;
        }
    }

    fn within(&mut self, in_test: bool, visit: impl FnOnce(&mut Self)) {
        let before = self.in_test;
        self.in_test |= in_test;
        visit(self);
        self.in_test = before;
    }

    pub(super) fn visit_pattern_of_code(&mut self, pattern: &Pat, is_code: bool) {
        let before = std::mem::replace(&mut self.is_expected, is_code);
        self.visit_pat(pattern);
        self.is_expected = before;
    }

    pub(super) fn is_code(&self, expression: &Expr) -> bool {
        is_code(expression, self.codes.member.as_deref())
    }

    pub(super) fn visit_compared(&mut self, expressions: &[Expr]) {
        match expressions {
            [left, right, rest @ ..] => {
                self.compare(left, right);
                rest.iter().for_each(|expression| self.visit_expr(expression));
            }
            expressions => expressions.iter().for_each(|expression| self.visit_expr(expression)),
        }
    }
}

impl<'ast> Visit<'ast> for Visitor<'_, '_> {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let scope = self.modules.inline_scope(self.file, module).unwrap_or(self.scope);
        let before = std::mem::replace(&mut self.scope, scope);
        self.within(is_test(&module.attrs), |visitor| visit::visit_item_mod(visitor, module));
        self.scope = before;
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.within(is_test(&function.attrs), |visitor| visit::visit_item_fn(visitor, function));
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.within(is_test(&function.attrs), |visitor| visit::visit_impl_item_fn(visitor, function));
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let types = item.items.iter().filter_map(|item| match item {
            ImplItem::Type(item) => Some((item.ident.unraw().to_string(), self.resolve_type(&item.ty)?)),
            _ => None,
        });
        let types = types.collect();
        let associated = std::mem::replace(&mut self.associated, types);
        let this = self.resolve_type(&item.self_ty);
        let this = std::mem::replace(&mut self.this, this);
        self.within(is_test(&item.attrs), |visitor| visit::visit_item_impl(visitor, item));
        (self.this, self.associated) = (this, associated);
    }

    fn visit_item_use(&mut self, _: &'ast ItemUse) {}

    fn visit_block(&mut self, block: &'ast Block) {
        let items = block.stmts.iter().filter_map(|statement| match statement {
            Stmt::Item(item) if is_named(item) => Some(item),
            _ => None,
        });
        let scope = self.modules.open_block(items, self.scope, self.file);
        let before = std::mem::replace(&mut self.scope, scope);
        visit::visit_block(self, block);
        self.scope = before;
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        let before = self.is_expected;
        match expression {
            Expr::Path(path) => self.add_qualified(path.qself.as_ref(), &path.path),
            Expr::Struct(literal) => {
                self.add_path(&literal.path, false);
                literal.fields.iter().for_each(|field| self.visit_expr(&field.expr));
                literal.rest.iter().for_each(|rest| self.visit_expr(rest));
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::Eq(_) | BinOp::Ne(_)) => {
                self.compare(&binary.left, &binary.right);
            }
            Expr::Match(matched) => {
                let is_code = self.is_code(&matched.expr);
                self.visit_expr(&matched.expr);
                for arm in &matched.arms {
                    self.visit_pattern_of_code(&arm.pat, is_code);
                    self.visit_expr(&arm.body);
                }
            }
            Expr::Let(tested) => {
                let is_code = self.is_code(&tested.expr);
                self.visit_pattern_of_code(&tested.pat, is_code);
                self.visit_expr(&tested.expr);
            }
            Expr::Lit(_) | Expr::Paren(_) | Expr::Reference(_) => visit::visit_expr(self, expression),
            Expr::Call(call) if is_wrapper(&call.func) => visit::visit_expr(self, expression),
            Expr::MethodCall(call) => {
                // `"user_gone".to_owned()` is a string still.
                self.is_expected &= matches!(*call.receiver, Expr::Lit(_));
                self.add_parse(call);
                visit::visit_expr_method_call(self, call);
            }
            _ => {
                self.is_expected = false;
                visit::visit_expr(self, expression);
            }
        }
        self.is_expected = before;
    }

    fn visit_pat(&mut self, pattern: &'ast Pat) {
        match pattern {
            Pat::Path(path) if path.qself.is_none() => self.add_path(&path.path, true),
            Pat::Struct(pattern) if pattern.qself.is_none() => {
                self.add_path(&pattern.path, true);
                pattern.fields.iter().for_each(|field| self.visit_pat(&field.pat));
            }
            Pat::TupleStruct(pattern) if pattern.qself.is_none() => {
                self.add_path(&pattern.path, true);
                pattern.elems.iter().for_each(|element| self.visit_pat(element));
            }
            // `use Error::*` makes a pattern of what would else be a binding.
            Pat::Ident(ident) if ident.by_ref.is_none() && ident.mutability.is_none() && ident.subpat.is_none() => {
                let name = ident.ident.unraw().to_string();
                if name.starts_with(char::is_uppercase)
                    && let Some(meaning @ (Meaning::Variant(_) | Meaning::CodeVariant(_))) = self.resolve(&[name])
                {
                    self.add(meaning, ident.ident.span(), true, true);
                }
            }
            pattern => visit::visit_pat(self, pattern),
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.read_macro(call);
    }

    fn visit_lit_str(&mut self, literal: &'ast LitStr) {
        self.add_text(literal);
    }

    /// `#[case(Error::sold_out(), "sold_out")]`, and documentation.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.read_tokens(list.tokens.clone(), 0);
        }
        let Some(literal) = doc(attribute) else { return };
        let source = literal.span().source_text().unwrap_or_default();
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            for (word, verdict) in strangers(line, self.codes) {
                let place = self.place_in(literal.span(), &source, at + word.at, word.text);
                self.add_stranger(word.text, place, verdict);
            }
            at += line.len();
        }
    }
}

impl Visitor<'_, '_> {
    /// `text.parse::<Code>()`: which one, only the text tells.
    fn add_parse(&mut self, call: &syn::ExprMethodCall) {
        let Some(arguments) = call.turbofish.as_ref().filter(|_| call.method == "parse") else { return };
        if let Some(syn::GenericArgument::Type(Type::Path(path))) = arguments.args.first()
            && self.resolve(&segments(&path.path)) == Some(Meaning::Code)
        {
            self.add(Meaning::Dynamic, call.method.span(), false, true);
        }
    }
}

/// Whether an item may say what a name stands for.
fn is_named(item: &Item) -> bool {
    matches!(item, Item::Use(_) | Item::Mod(_) | Item::Enum(_) | Item::Struct(_) | Item::Trait(_) | Item::Type(_))
}
