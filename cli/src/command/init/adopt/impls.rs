//! Removes the implementations and the methods that `#[error_catalog]` replaces.

use syn::spanned::Spanned;
use syn::{ImplItem, ImplItemFn, ItemImpl};

use super::edits::Edits;
use super::remark::Remark;

/// The traits that `#[error_catalog]` implements.
const TRAITS: &[&str] = &["Debug", "Display", "Error", "IntoResponse", "ResponseError"];

/// The traits whose implementations make responses.
const RESPONSES: &[&str] = &["IntoResponse", "ResponseError"];

/// The methods that the attribute adds to the enum.
const METHODS: &[&str] = &["code", "status"];

/// Removes an implementation of a trait that the attribute implements, and the methods that the attribute adds.
pub(super) fn plan_impl(item: &ItemImpl, edits: &mut Edits<'_>, remarks: &mut Vec<Remark>) {
    let mut remark = |place: &dyn Spanned, text: String| remarks.push(Remark::new(place, text));
    if let Some((path, _)) = &item.trait_ {
        let name = path.segments.last().map(|last| last.ident.to_string());
        let Some(name) = name.filter(|name| TRAITS.contains(&name.as_str())) else { return };
        edits.remove_item(item.span().byte_range());
        if RESPONSES.contains(&name.as_str()) && !item.items.is_empty() {
            let text = format!(
                "the implementation of `{name}` is removed, with all code in it that writes logs; with the feature \
                 `tracing` of error-catalog, `Middleware` logs each error"
            );
            remark(&item.impl_token, text);
        }
        if name == "Debug" {
            let text = "the implementation of `Debug` is removed, because the attribute implements `Debug`";
            remark(&item.impl_token, text.to_owned());
        }
        return;
    }
    let replaced: Vec<&ImplItemFn> = item.items.iter().filter_map(replaced).collect();
    for method in &replaced {
        let name = &method.sig.ident;
        remark(name, format!("the method `{name}` is removed, because the attribute adds a method `{name}`"));
    }
    match replaced.len() == item.items.len() && !replaced.is_empty() {
        true => edits.remove_item(item.span().byte_range()),
        false => replaced.iter().for_each(|method| edits.remove_item(method.span().byte_range())),
    }
}

/// A method that the attribute replaces.
fn replaced(item: &ImplItem) -> Option<&ImplItemFn> {
    match item {
        ImplItem::Fn(method) if METHODS.iter().any(|name| method.sig.ident == name) => Some(method),
        _ => None,
    }
}
