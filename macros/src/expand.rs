//! Expands the attribute: reads the catalog, renders it as source, and parses the source into tokens.

use std::env;

use error_catalog_codegen::Base;
use error_catalog_codegen::rust::{RustOptions, render_catalog_docs, render_rust, render_stand_in, render_tracking};
use error_catalog_model::{Catalog, Severity};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Error, Result};

use crate::input::{Arguments, Item};

pub(crate) fn expand(arguments: TokenStream, tokens: TokenStream) -> TokenStream {
    let arguments = syn::parse2::<Arguments>(arguments);
    match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => expand_item(item, arguments).unwrap_or_else(|error| error.into_compile_error()),
        Err(error) => [error.into_compile_error(), tokens].into_iter().collect(),
    }
}

fn expand_item(item: Item, arguments: Result<Arguments>) -> Result<TokenStream> {
    let Item { attributes, visibility, is_mod, name, content } = item;
    let mut options = if is_mod { RustOptions::for_module() } else { RustOptions::for_enum(&name, &visibility) };
    (options.examples, options.client) = (cfg!(feature = "examples"), cfg!(feature = "client"));
    let (source, docs) = match arguments {
        Ok(arguments) => {
            options.krate = arguments.krate.unwrap_or(options.krate);
            render_items(&arguments.path, &options)
        }
        Err(error) => (render_stand_in(&[error.to_string()], &Catalog::empty(), &options), None),
    };
    // `proc_macro2` takes ten times as long to parse, because it validates the source a second time.
    let items = source.parse::<proc_macro::TokenStream>().map(TokenStream::from);
    let items = items.map_err(|error| Error::new(Span::call_site(), error))?;
    Ok(match docs {
        docs if is_mod => quote!(#attributes #docs #visibility mod #name { #content #items }),
        Some(_) => quote!(#attributes #[doc = ""] #items),
        None => items,
    })
}

/// Renders the items and the documentation of the module. The documentation is `None` if the catalog has errors.
fn render_items(path: &str, options: &RustOptions) -> (String, Option<TokenStream>) {
    let Some(base) = Base::find(env::var_os("CARGO_MANIFEST_DIR"), Span::call_site().local_file()) else {
        let message = "the folder of the catalog is unknown: set CARGO_MANIFEST_DIR, or use Rust 1.88 or later";
        return (render_stand_in(&[message.to_owned()], &Catalog::empty(), options), None);
    };
    let (catalog, report) = base.parse(path);
    let files = report.files.iter().map(|file| file.path.as_str());
    let tracking = render_tracking(files, &base.reference(path), options);
    if !report.has_errors() {
        let docs = format!("\n{}", render_catalog_docs(&catalog));
        return (render_rust(&catalog, options) + &tracking, Some(quote!(#[doc = #docs])));
    }
    let errors = report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity == Severity::Error);
    let messages: Vec<String> = errors.map(|diagnostic| report.render(diagnostic)).collect();
    (render_stand_in(&messages, &catalog, options) + &tracking, None)
}
