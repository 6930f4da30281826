//! From the attribute to its expansion.

use std::env;
use std::path::PathBuf;

use error_catalog_codegen::Folder;
use error_catalog_codegen::rust::{RustOptions, render_catalog_docs, render_rust};
use error_catalog_model::{Catalog, Report, Severity};
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Error, Result};

use crate::input::{Arguments, Item, Kind};

pub(crate) fn expand(arguments: TokenStream, tokens: TokenStream) -> TokenStream {
    let item = match syn::parse2::<Item>(tokens.clone()) {
        Ok(item) => item,
        Err(error) => return [error.into_compile_error(), tokens].into_iter().collect(),
    };
    let arguments = syn::parse2::<Arguments>(arguments);
    expand_item(item, arguments).unwrap_or_else(|error| error.into_compile_error())
}

fn expand_item(item: Item, arguments: Result<Arguments>) -> Result<TokenStream> {
    let Item { attributes, visibility, kind, name, content } = item;
    let mut options = match kind {
        Kind::Mod(_) => RustOptions::for_module(),
        Kind::Enum => RustOptions::for_enum(&name.to_string(), &visibility.to_string()),
    };
    let generated = match arguments {
        Ok(arguments) => {
            options.krate = arguments.krate.unwrap_or(options.krate);
            expand_catalog(&arguments.path, &options)?
        }
        Err(error) => Generated { items: stand_in(&[error.to_string()], &options)?, docs: None },
    };
    let Generated { items, docs } = generated;
    Ok(match kind {
        Kind::Mod(keyword) => quote!(#attributes #[doc = #docs] #visibility #keyword #name { #content #items }),
        Kind::Enum if docs.is_some() => quote!(#attributes #items),
        Kind::Enum => items,
    })
}

struct Generated {
    items: TokenStream,
    /// `None` if the items only stand in for those of a catalog that cannot be used.
    docs: Option<String>,
}

fn expand_catalog(path: &str, options: &RustOptions) -> Result<Generated> {
    let folder = Folder::of(PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join(path));
    let (catalog, mut report) = Catalog::parse(folder.main(), &folder);
    let mut items = track_files(&report, &folder, options)?;
    let docs = match catalog {
        Some(catalog) => {
            items.extend(parse(&render_rust(&catalog, options))?);
            Some(format!("\n{}", render_catalog_docs(&catalog)))
        }
        None => {
            // A reader of the compiler's messages stands in the package's folder, not in the catalog's.
            if let Some((above, _)) = path.rsplit_once('/') {
                report.files.iter_mut().for_each(|file| file.path = format!("{above}/{}", file.path));
            }
            let errors = report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.severity == Severity::Error);
            let messages: Vec<String> = errors.map(|diagnostic| report.render(diagnostic)).collect();
            items.extend(stand_in(&messages, options)?);
            None
        }
    };
    Ok(Generated { items, docs })
}

/// Has the crate built anew when a file of the catalog changes: rustc tracks what it includes.
fn track_files(report: &Report, folder: &Folder, options: &RustOptions) -> Result<TokenStream> {
    let private = parse(&format!("{}::__private", options.krate))?;
    let paths = report.files.iter().map(|file| folder.path(&file.path)).filter(|path| path.is_file());
    let paths: Vec<String> = paths.filter_map(|path| path.into_os_string().into_string().ok()).collect();
    Ok(quote!(#(const _: &[#private::core::primitive::u8] = #private::core::include_bytes!(#paths);)*))
}

/// The messages, and types by the names that code will use. They hold an error already, so the compiler says
/// nothing of what they seem to lack: one mistake in a catalog is not followed by an echo for each use of it.
fn stand_in(messages: &[String], options: &RustOptions) -> Result<TokenStream> {
    let private = parse(&format!("{}::__private", options.krate))?;
    let [visibility, error, code, category] =
        [&options.visibility, &options.error, &options.code, &options.category].map(|text| parse(text));
    let (visibility, error, code, category) = (visibility?, error?, code?, category?);
    let (first, rest) = messages.split_first().map_or(("", messages), |(first, rest)| (first.as_str(), rest));
    Ok(quote! {
        const __BROKEN: #private::core::primitive::usize = #private::core::compile_error!(#first);
        #(const _: () = { #private::core::compile_error!(#rest); };)*
        #[doc(hidden)]
        pub struct __Broken<T, const N: #private::core::primitive::u8>(T);
        #[doc(hidden)]
        #visibility type #error = __Broken<[(); __BROKEN], 0>;
        #[doc(hidden)]
        #visibility type #code = __Broken<[(); __BROKEN], 1>;
        #[doc(hidden)]
        #visibility type #category = __Broken<[(); __BROKEN], 2>;
    })
}

fn parse(source: &str) -> Result<TokenStream> {
    source.parse().map_err(|error| Error::new(proc_macro2::Span::call_site(), format!("{error}")))
}
