//! Expands the attribute: reads the catalog, renders it as source, and parses the source into tokens.

use std::env;

use error_catalog_codegen::Base;
use error_catalog_codegen::rust::{RustOptions, render_catalog_docs, render_rust, render_stand_in, render_tracking};
use error_catalog_model::Catalog;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Error, Result};

use crate::input::{Arguments, Item};
use crate::place;

pub(crate) fn expand(arguments: TokenStream, tokens: TokenStream) -> TokenStream {
    let arguments = syn::parse2::<Arguments>(arguments).and_then(|arguments| match arguments.partial {
        Some(place) => Err(Error::new(place, "`partial` is for an enum with variants, which is not supported yet")),
        None => Ok(arguments),
    });
    match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => expand_item(item, arguments).unwrap_or_else(|error| error.into_compile_error()),
        Err(error) => [error.into_compile_error(), tokens].into_iter().collect(),
    }
}

fn expand_item(item: Item, arguments: Result<Arguments>) -> Result<TokenStream> {
    let Item { attributes, derives, visibility, is_mod, name, content, place } = item;
    let mut options = if is_mod { RustOptions::for_module() } else { RustOptions::for_enum(&name, &visibility) };
    (options.examples, options.client) = (cfg!(feature = "examples"), cfg!(feature = "client"));
    options.for_macro = true;
    let mut wrong = None;
    let Output { source, docs, tracking } = match arguments {
        Ok(mut arguments) => {
            options.non_exhaustive = arguments.non_exhaustive;
            options.krate = arguments.krate.take().unwrap_or(options.krate);
            Output::render(&arguments, place, &options)?
        }
        Err(error) => {
            wrong = Some(error.span());
            Output::stand_in(&[error.to_string()], &Catalog::empty(), &options)
        }
    };
    let mut items = place::parse_at(place, (!is_mod).then_some(&name), &source)?;
    if let Some(argument) = wrong {
        items = place::move_to(argument, None, items);
    }
    Ok(match docs {
        Some(docs) if is_mod => {
            quote!(#attributes #docs #visibility mod #name { #content #derives #items #tracking })
        }
        None if is_mod => quote!(#attributes #visibility mod #name { #content #items #tracking }),
        Some(_) => quote!(#attributes #[doc = ""] #items #tracking),
        None => quote!(#items #tracking),
    })
}

/// What the attribute makes of a catalog.
struct Output {
    /// The source of the items.
    source: String,
    /// The documentation of the module; `None` if the catalog has errors.
    docs: Option<TokenStream>,
    tracking: TokenStream,
}

impl Output {
    fn render(arguments: &Arguments, place: Span, options: &RustOptions) -> Result<Self> {
        let path = &arguments.path;
        let Some(base) = Base::find(env::var_os("CARGO_MANIFEST_DIR"), Span::call_site().local_file()) else {
            let message = "the folder of the catalog is unknown: set CARGO_MANIFEST_DIR, or use Rust 1.88 or later";
            return Ok(Self::stand_in(&[message.to_owned()], &Catalog::empty(), options));
        };
        let (catalog, report) = base.parse(path);
        let reference = base.reference(path);
        let mut files = report.files.iter().map(|file| render_tracking(&file.path, &reference, options));
        // From the path in the attribute, an editor can go to the main file.
        let main = place::parse_at(place, None, &files.next().unwrap_or_default())?;
        let mut tracking = place::move_literals(Span::call_site().located_at(arguments.span), main);
        tracking.extend(place::parse_at(place, None, &files.collect::<String>())?);
        if !report.has_errors() {
            let docs = format!("\n{}", render_catalog_docs(&catalog));
            return Ok(Self { source: render_rust(&catalog, options), docs: Some(quote!(#[doc = #docs])), tracking });
        }
        let messages = report.render_errors();
        Ok(Self { tracking, ..Self::stand_in(&messages, &catalog, options) })
    }

    fn stand_in(messages: &[String], catalog: &Catalog, options: &RustOptions) -> Self {
        Self { source: render_stand_in(messages, catalog, options), docs: None, tracking: TokenStream::new() }
    }
}
