//! Expands the attribute: reads the catalog, renders it as source, and parses the source into tokens.

use std::env;

use error_catalog_codegen::Base;
use error_catalog_codegen::bound::{bind, generics_message};
use error_catalog_codegen::rust::{
    RustOptions, render_bound, render_catalog_docs, render_enum_attributes, render_files, render_rust, render_stand_in,
    render_tracking, render_variant_docs, stand_in_name,
};
use error_catalog_model::Catalog;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::parse::{Error, Result};

use crate::bound::Bound;
use crate::input::{Arguments, Item};
use crate::place;

pub(crate) fn expand(arguments: TokenStream, tokens: TokenStream) -> TokenStream {
    let arguments = syn::parse2::<Arguments>(arguments);
    match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => expand_item(item, arguments).unwrap_or_else(|error| error.into_compile_error()),
        Err(error) => [error.into_compile_error(), tokens].into_iter().collect(),
    }
}

fn expand_item(item: Item, arguments: Result<Arguments>) -> Result<TokenStream> {
    let Item { attributes, derives, visibility, is_mod, name, generics, content, place } = &item;
    let (is_mod, place) = (*is_mod, *place);
    let mut options = RustOptions::for_attribute((!is_mod).then_some(name), visibility);
    (options.examples, options.client) = (cfg!(feature = "examples"), cfg!(feature = "client"));
    (options.templates, options.files) = (cfg!(feature = "templates"), cfg!(feature = "openapi"));
    let mut bound = item.is_bound().then(|| Bound::parse(name, attributes.clone(), content.clone()));
    if let Some(first) = generics.clone().into_iter().next() {
        let bound = Bound::parse(name, attributes.clone(), content.clone());
        let (attributes, variants) = (&bound.attributes, bound.variants(TokenStream::new()));
        let error = Error::new(first.span(), generics_message(&first.to_string())).into_compile_error();
        return Ok(quote!(#attributes #visibility enum #name #generics { #variants } #error));
    }
    let mut wrong = None;
    let arguments = arguments.and_then(|arguments| match arguments.partial {
        Some(place) if bound.is_none() => Err(Error::new(place, "`partial` is for an enum with variants")),
        _ => Ok(arguments),
    });
    let Output { source, docs, variants, tracking } = match arguments {
        Ok(mut arguments) => {
            options.non_exhaustive = arguments.non_exhaustive;
            options.krate = arguments.krate.take().unwrap_or(options.krate);
            Output::render(&arguments, place, &options, bound.as_mut())?
        }
        Err(error) => {
            wrong = Some(error.span());
            Output::stand_in(&[error.to_string()], &Catalog::empty(), &options, bound.as_ref())
        }
    };
    let mut items = place::parse_at(place, (!is_mod).then_some(name), &source)?;
    if let Some(argument) = wrong {
        items = place::move_to(argument, None, items);
    }
    Ok(match (docs, bound) {
        (docs, Some(bound)) => {
            let (attributes, items) = (&bound.attributes, bound.fill(items));
            match docs {
                Some(docs) => {
                    quote!(#attributes #[doc = ""] #docs #visibility enum #name { #variants } #items #tracking)
                }
                None => {
                    let name = Ident::new(&stand_in_name(&name.to_string()), name.span());
                    quote!(#attributes pub enum #name<__T> { __Broken(__T), #variants } #items #tracking)
                }
            }
        }
        (Some(docs), None) if is_mod => {
            quote!(#attributes #docs #visibility mod #name { #content #derives #items #tracking })
        }
        (None, None) if is_mod => quote!(#attributes #visibility mod #name { #content #items #tracking }),
        (Some(_), None) => quote!(#attributes #[doc = ""] #items #tracking),
        (None, None) => quote!(#items #tracking),
    })
}

/// What the attribute makes of a catalog.
struct Output {
    /// The source of the items.
    source: String,
    /// The documentation of the module or of the enum; `None` if the catalog has errors.
    docs: Option<TokenStream>,
    /// The variants of an enum that the application wrote.
    variants: TokenStream,
    tracking: TokenStream,
}

impl Output {
    fn render(arguments: &Arguments, place: Span, options: &RustOptions, bound: Option<&mut Bound>) -> Result<Self> {
        let path = &arguments.path;
        let Some(base) = Base::find(env::var_os("CARGO_MANIFEST_DIR"), Span::call_site().local_file()) else {
            let message = "the folder of the catalog is unknown: set CARGO_MANIFEST_DIR, or use Rust 1.88 or later";
            return Ok(Self::stand_in(&[message.to_owned()], &Catalog::empty(), options, bound.as_deref()));
        };
        let (catalog, report) = base.parse(path);
        let reference = base.reference(path);
        let mut files = report.files.iter().map(|file| render_tracking(&file.path, &reference, options));
        // From the path in the attribute, an editor can go to the main file.
        let main = place::parse_at(place, None, &files.next().unwrap_or_default())?;
        let mut tracking = place::move_literals(Span::call_site().located_at(arguments.span), main);
        tracking.extend(place::parse_at(place, None, &files.collect::<String>())?);
        if report.has_errors() {
            let messages = report.render_errors();
            return Ok(Self { tracking, ..Self::stand_in(&messages, &catalog, options, bound.as_deref()) });
        }
        let files = render_files(&report.files, &reference, options);
        let docs = format!("\n{}", render_catalog_docs(&catalog));
        let docs = Some(quote!(#[doc = #docs]));
        let Some(bound) = bound else {
            return Ok(Self { source: render_rust(&catalog, options) + &files, docs, variants: quote!(), tracking });
        };
        bound.item.partial =
            arguments.partial.map(|place| bound.place(Ident::new("partial", place).into_token_stream()));
        let binding = bind(&bound.item, &catalog, &report.files);
        let variants = place::parse_at(place, None, &render_variant_docs(&catalog, &bound.item, &binding, options))?;
        tracking.extend(bound.problems(&binding));
        let source = render_bound(&catalog, &binding, options) + &files;
        let more = place::parse_at(place, None, &render_enum_attributes(&catalog, &bound.item, options))?;
        Ok(Self { source, docs: Some(quote!(#docs #more)), variants: bound.variants(variants), tracking })
    }

    fn stand_in(messages: &[String], catalog: &Catalog, options: &RustOptions, bound: Option<&Bound>) -> Self {
        let source = render_stand_in(messages, bound.is_none().then_some(catalog), options);
        let variants = bound.map(|bound| bound.variants(TokenStream::new())).unwrap_or_default();
        Self { source, docs: None, variants, tracking: TokenStream::new() }
    }
}
