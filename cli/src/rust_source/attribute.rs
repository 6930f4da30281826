//! Reads attributes: whether an item is generated from a catalog or is a test, and the path of a module's file.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, ImplItem, Item, Lit, LitStr, Meta, Stmt, TraitItem};

/// The path of the catalog in `#[error_catalog("errors.toml")]`. `is_ours` decides whether a name with one segment is
/// another name of this attribute.
pub(super) fn catalog_path(attributes: &[Attribute], is_ours: impl Fn(&str) -> bool) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| {
        let name = last(attribute);
        name == "error_catalog" || (attribute.path().segments.len() == 1 && is_ours(&name))
    })?;
    match &attribute.meta {
        Meta::List(list) => Some(first_text(list.tokens.clone()).unwrap_or_else(default_path)),
        Meta::Path(_) => Some(default_path()),
        Meta::NameValue(_) => None,
    }
}

fn default_path() -> String {
    "errors.toml".to_owned()
}

fn first_text(tokens: TokenStream) -> Option<String> {
    match tokens.into_iter().next()? {
        TokenTree::Literal(literal) => syn::parse_str::<LitStr>(&literal.to_string()).ok().map(|text| text.value()),
        _ => None,
    }
}

/// The path in `#[path = "file.rs"]`.
pub(super) fn module_path(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    text_value(attribute).map(|text| text.value())
}

/// The text of a documentation comment, with its span.
pub(super) fn doc(attribute: &Attribute) -> Option<&LitStr> {
    if attribute.path().is_ident("doc") { text_value(attribute) } else { None }
}

fn text_value(attribute: &Attribute) -> Option<&LitStr> {
    match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The attributes of an item, except of items without code.
pub(super) fn of_item(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        _ => &[],
    }
}

pub(super) fn of_impl_item(item: &ImplItem) -> &[Attribute] {
    match item {
        ImplItem::Const(item) => &item.attrs,
        ImplItem::Fn(item) => &item.attrs,
        ImplItem::Macro(item) => &item.attrs,
        _ => &[],
    }
}

pub(super) fn of_trait_item(item: &TraitItem) -> &[Attribute] {
    match item {
        TraitItem::Const(item) => &item.attrs,
        TraitItem::Fn(item) => &item.attrs,
        TraitItem::Macro(item) => &item.attrs,
        _ => &[],
    }
}

/// The attributes of a statement. The attributes of an item are those of [`of_item`].
pub(super) fn of_statement(statement: &Stmt) -> &[Attribute] {
    match statement {
        Stmt::Local(local) => &local.attrs,
        Stmt::Macro(call) => &call.attrs,
        Stmt::Expr(Expr::Assign(assign), _) => &assign.attrs,
        Stmt::Expr(Expr::Block(block), _) => &block.attrs,
        Stmt::Expr(Expr::Call(call), _) => &call.attrs,
        Stmt::Expr(Expr::ForLoop(repeated), _) => &repeated.attrs,
        Stmt::Expr(Expr::If(condition), _) => &condition.attrs,
        Stmt::Expr(Expr::Match(matched), _) => &matched.attrs,
        Stmt::Expr(Expr::MethodCall(call), _) => &call.attrs,
        Stmt::Expr(Expr::Return(returned), _) => &returned.attrs,
        Stmt::Expr(..) | Stmt::Item(_) => &[],
    }
}

/// Whether an item is compiled only for tests: `#[test]`, `#[tokio::test]`, `#[rstest]`, `#[cfg(test)]`, `#[bench]`.
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match last(attribute).as_str() {
        "test" | "rstest" | "test_case" | "quickcheck" | "proptest" | "bench" => true,
        "cfg" => matches!(&attribute.meta, Meta::List(list) if asks_for_test(list.tokens.clone())),
        _ => false,
    })
}

/// Whether a condition requires `test`, which neither `not(test)` nor `any(test, …)` does.
fn asks_for_test(tokens: TokenStream) -> bool {
    let mut word = String::new();
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => {
            word = ident.to_string();
            word == "test"
        }
        TokenTree::Group(group) => word == "all" && asks_for_test(group.stream()),
        _ => false,
    })
}

fn last(attribute: &Attribute) -> String {
    attribute.path().segments.last().map_or_else(String::new, |segment| segment.ident.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_catalogs() {
        for (item, test, path) in [
            ("#[test] fn a() {}", true, None),
            ("#[tokio::test(flavor = \"multi_thread\")] fn a() {}", true, None),
            ("#[cfg(test)] mod a {}", true, None),
            ("#[cfg(all(unix, test))] mod a {}", true, None),
            ("#[cfg(not(test))] mod a {}", false, None),
            ("#[cfg(any(test, feature = \"x\"))] mod a {}", false, None),
            ("#[cfg(feature = \"test\")] mod a {}", false, None),
            ("#[error_catalog] mod a {}", false, Some("errors.toml")),
            ("#[error_catalog::error_catalog] mod a {}", false, Some("errors.toml")),
            ("#[a::b::error_catalog(\"x.toml\", crate = \"a::b\")] mod a {}", false, Some("x.toml")),
            ("#[error_catalog(crate = \"a::b\")] mod a {}", false, Some("errors.toml")),
            ("#[ec] mod a {}", false, Some("errors.toml")),
            ("#[other] mod a {}", false, None),
        ] {
            let attributes = match syn::parse_str::<syn::Item>(item) {
                Ok(syn::Item::Fn(item)) => item.attrs,
                Ok(syn::Item::Mod(item)) => item.attrs,
                _ => Vec::new(),
            };
            assert_eq!(is_test(&attributes), test, "{item}");
            assert_eq!(catalog_path(&attributes, |name| name == "ec").as_deref(), path, "{item}");
        }
    }
}
