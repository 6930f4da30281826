//! Removes the implementations that `#[error_catalog]` replaces.

use syn::spanned::Spanned;
use syn::{ImplItem, ItemImpl};

use super::edits::Edits;
use super::remark::Remark;

/// The traits that `#[error_catalog]` implements.
const TRAITS: &[&str] = &["Debug", "Display", "Error", "IntoResponse", "ResponseError"];

/// The traits whose implementations make responses.
const RESPONSES: &[&str] = &["IntoResponse", "ResponseError"];

/// The methods of the trait `CatalogError` that many enums of errors also have.
const METHODS: &[&str] = &["code", "status"];

/// Removes an implementation of a trait that the attribute implements.
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
    let methods =
        item.items.iter().filter_map(|item| if let ImplItem::Fn(method) = item { Some(method) } else { None });
    for method in methods.filter(|method| METHODS.iter().any(|name| method.sig.ident == name)) {
        let name = &method.sig.ident;
        let text = format!(
            "your method `{name}` stays, and its values are now also in the catalog; to keep them in one place, call \
             `error_catalog::CatalogError::{name}` in your method, or remove your method"
        );
        remark(name, text);
    }
}
