//! What the attribute is given: its arguments, and the item that it stands on.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Error, Parse, ParseStream, Result};
use syn::{LitStr, Token};

/// `"errors.toml", crate = "path::to::error_catalog"`
pub(crate) struct Arguments {
    pub(crate) path: String,
    pub(crate) krate: Option<String>,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self { path: "errors.toml".to_owned(), krate: None };
        if input.peek(LitStr) {
            arguments.path = input.parse::<LitStr>()?.value();
            input.parse::<Option<Token![,]>>()?;
        }
        if input.peek(Token![crate]) {
            input.parse::<Token![crate]>()?;
            input.parse::<Token![=]>()?;
            arguments.krate = Some(input.parse::<LitStr>()?.parse_with(parse_path)?);
            input.parse::<Option<Token![,]>>()?;
        }
        if input.is_empty() {
            return Ok(arguments);
        }
        Err(input.error("expected the path of a catalog, as in `#[error_catalog(\"errors.toml\")]`, and `crate = \"…\"`"))
    }
}

/// `::a::b` or `a::b`
fn parse_path(input: ParseStream<'_>) -> Result<String> {
    let mut path = String::new();
    while path.is_empty() || !input.is_empty() {
        match input.parse::<Option<Token![::]>>()? {
            Some(_) => path.push_str("::"),
            None if path.is_empty() => {}
            None => return Err(input.error("expected `::`")),
        }
        path.push_str(&input.call(Ident::parse_any)?.to_string());
    }
    Ok(path)
}

/// The item that the attribute stands on.
pub(crate) struct Item {
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) kind: Kind,
    pub(crate) name: Ident,
    /// What is between the braces.
    pub(crate) content: TokenStream,
}

pub(crate) enum Kind {
    Mod(Token![mod]),
    Enum,
}

const FORMS: &str = "write `#[error_catalog] pub mod errors {}` or `#[error_catalog] pub enum ApiError {}`";

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut attributes = TokenStream::new();
        while input.peek(Token![#]) {
            input.parse::<Token![#]>()?.to_tokens(&mut attributes);
            input.parse::<Group>()?.to_tokens(&mut attributes);
        }
        let mut visibility = TokenStream::new();
        if input.peek(Token![pub]) {
            input.parse::<Token![pub]>()?.to_tokens(&mut visibility);
            if input.peek(syn::token::Paren) {
                input.parse::<Group>()?.to_tokens(&mut visibility);
            }
        }
        let kind = if input.peek(Token![mod]) {
            Kind::Mod(input.parse()?)
        } else if input.peek(Token![enum]) {
            input.parse::<Token![enum]>()?;
            Kind::Enum
        } else {
            return Err(input.error(format!("`error_catalog` takes a module or an enum: {FORMS}")));
        };
        let name: Ident = input.parse()?;
        if matches!(kind, Kind::Mod(_)) && input.peek(Token![;]) {
            let message = format!("an attribute cannot see into the file of a module: write `mod {name} {{}}` instead");
            return Err(Error::new(name.span(), message));
        }
        let content = match input.parse()? {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && input.is_empty() => group.stream(),
            _ => return Err(Error::new(name.span(), format!("`error_catalog` takes no generics: {FORMS}"))),
        };
        if matches!(kind, Kind::Enum) && !content.is_empty() {
            let message = "variants that are bound to errors of the catalog are not yet supported: leave the enum empty";
            return Err(Error::new_spanned(content, message));
        }
        Ok(Self { attributes, visibility, kind, name, content })
    }
}
