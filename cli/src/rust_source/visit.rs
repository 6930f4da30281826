//! Visits a file and records its uses of the catalog.

use std::collections::BTreeMap;

use error_catalog_codegen::parse::parse_rust;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{
    Attribute, BinOp, Block, Expr, ImplItem, Item, ItemImpl, ItemMod, ItemUse, LitStr, Macro, Meta, Pat, QSelf, Stmt,
    TraitItem, Type,
};

use super::Survey;
use super::arguments::Arguments;
use super::attribute::{doc, is_test, of_impl_item, of_item, of_statement, of_trait_item};
use super::collect::segments;
use super::expected::{is_code, is_wrapper};
use super::markdown::strangers;
use super::modules::{Modules, Resolution};
use super::near::Codes;
use super::parse::Content;
use super::text::{Cursor, Word};

/// Visits one file of the tree of modules.
pub(super) fn visit_file(modules: &mut Modules<'_>, index: usize, codes: &Codes, survey: &mut Survey) {
    let file = &mut modules.files[index];
    if !file.is_wanted {
        return;
    }
    let content = std::mem::replace(&mut file.content, Content::Nothing);
    let (name, scope, in_test) = (file.name.clone(), file.scope, file.in_test);
    let mut visitor = Visitor {
        modules,
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
        spent: 0,
        arguments: Arguments::default(),
    };
    match &content {
        Content::Rust(text) => {
            if let Ok(syntax) = parse_rust(text) {
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
    pub(super) codes: &'a Codes,
    pub(super) survey: &'a mut Survey,
    file: usize,
    pub(super) name: String,
    pub(super) scope: usize,
    pub(super) in_test: bool,
    /// The type that `Self` refers to.
    this: Option<Resolution>,
    /// The types that `Self::Name` refers to, by the name of the associated type.
    associated: BTreeMap<String, Resolution>,
    /// Whether the next string is compared with a code.
    pub(super) is_expected: bool,
    /// Whether the module of this file is unknown, so that only the last two segments of paths are compared.
    pub(super) is_loose: bool,
    /// The part of the parser's budget that the enclosing macros need.
    pub(super) spent: usize,
    /// The arguments of the call whose function is visited next.
    pub(super) arguments: Arguments,
}

impl Visitor<'_, '_> {
    pub(super) fn resolve(&self, path: &[String]) -> Option<Resolution> {
        match (path, self.this) {
            ([first, ty, rest @ ..], _) if first == "Self" && self.associated.contains_key(ty) => {
                let ty = self.associated[ty];
                Some(rest.iter().fold(ty, |ty, name| self.modules.members.resolve(ty, name)))
            }
            ([first, name], Some(ty)) if first == "Self" => Some(self.modules.members.resolve(ty, name)),
            _ if self.is_loose => self.modules.resolve_loosely(path),
            _ => self.modules.resolve(self.scope, path),
        }
    }

    /// Records a path that may have a qualified type: `Error::name`, `<Error>::name`, `<Error as Trait>::name`
    fn add_qualified(&mut self, ty: Option<&QSelf>, path: &syn::Path) {
        let Some(ty) = ty else { return self.add_path(path, false) };
        if let (Some(ty), Some(name)) = (self.resolve_type(&ty.ty), path.segments.last()) {
            let resolution = self.modules.members.resolve(ty, &name.ident.unraw().to_string());
            self.add(resolution, name.ident.span(), false, true);
        }
    }

    fn resolve_type(&self, ty: &Type) -> Option<Resolution> {
        match ty {
            Type::Path(path) if path.qself.is_none() => self.resolve(&segments(&path.path)),
            _ => None,
        }
    }

    /// Visits both sides of a comparison. If one side is a code, a string on the other side is expected to be a code.
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
    fn visit_item(&mut self, item: &'ast Item) {
        self.within(is_test(of_item(item)), |visitor| visit::visit_item(visitor, item));
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        self.within(is_test(of_impl_item(item)), |visitor| visit::visit_impl_item(visitor, item));
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        self.within(is_test(of_trait_item(item)), |visitor| visit::visit_trait_item(visitor, item));
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        self.within(is_test(of_statement(statement)), |visitor| visit::visit_stmt(visitor, statement));
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let scope = self.modules.inline_scope(self.file, module).unwrap_or(self.scope);
        let before = std::mem::replace(&mut self.scope, scope);
        visit::visit_item_mod(self, module);
        self.scope = before;
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
        visit::visit_item_impl(self, item);
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
                // A string that a method is called on is still compared, as in `"user_gone".to_owned()`.
                self.is_expected &= matches!(*call.receiver, Expr::Lit(_));
                visit::visit_expr_method_call(self, call);
            }
            Expr::Call(call) => {
                self.is_expected = false;
                self.arguments = Arguments::of(call, |path| self.resolve(path));
                self.visit_expr(&call.func);
                self.arguments = Arguments::default();
                call.args.iter().for_each(|argument| self.visit_expr(argument));
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
            // After `use Error::*`, an identifier can name a variant. Any other identifier is a new binding.
            Pat::Ident(ident) if ident.by_ref.is_none() && ident.mutability.is_none() && ident.subpat.is_none() => {
                let name = ident.ident.unraw().to_string();
                if name.starts_with(char::is_uppercase)
                    && let Some(resolution @ (Resolution::Variant(_) | Resolution::CodeVariant(_))) =
                        self.resolve(&[name])
                {
                    self.add(resolution, ident.ident.span(), true, true);
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

    /// Visits the arguments of attributes such as `#[case(Error::sold_out(), "sold_out")]`, and documentation comments.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.read_tokens(list.tokens.clone(), 0);
        }
        let Some(literal) = doc(attribute) else { return };
        let source = literal.span().source_text().unwrap_or_default();
        let start = literal.span().start();
        let mut cursor = Cursor::new(&source, start.line, start.column + 1);
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            for (word, verdict) in strangers(line, self.codes) {
                let word = Word { at: at + word.at, ..word };
                self.survey.add_stranger(cursor.place(&self.name, &word), word.text, verdict);
            }
            at += line.len();
        }
    }
}

/// Whether an item may declare or import a type.
fn is_named(item: &Item) -> bool {
    matches!(item, Item::Use(_) | Item::Mod(_) | Item::Enum(_) | Item::Struct(_) | Item::Trait(_) | Item::Type(_))
}
