//! What the attribute is given: its arguments, and the item that it stands on.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
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
        let wrong = || input.error("expected `#[error_catalog(\"PATH\", crate = \"PATH\")]`, both optional");
        if input.is_empty() { Ok(arguments) } else { Err(wrong()) }
    }
}

/// `::a::b` or `a::b`
fn parse_path(input: ParseStream<'_>) -> Result<String> {
    let mut path = if input.parse::<Option<Token![::]>>()?.is_some() { "::" } else { "" }.to_owned();
    path += &input.call(Ident::parse_any)?.to_string();
    while !input.is_empty() {
        input.parse::<Token![::]>()?;
        path = format!("{path}::{}", input.call(Ident::parse_any)?);
    }
    Ok(path)
}

/// The item that the attribute stands on.
pub(crate) struct Item {
    pub(crate) attributes: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) is_mod: bool,
    pub(crate) name: Ident,
    /// What is between the braces.
    pub(crate) content: TokenStream,
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut attributes, mut visibility) = (TokenStream::new(), TokenStream::new());
        while input.peek(Token![#]) {
            attributes.extend([input.parse::<TokenTree>()?, input.parse()?]);
        }
        while input.peek(Token![pub]) || input.peek(syn::token::Paren) {
            visibility.extend([input.parse::<TokenTree>()?]);
        }
        let (is_mod, is_enum) = (input.peek(Token![mod]), input.peek(Token![enum]));
        input.call(Ident::parse_any)?;
        let name = input.call(Ident::parse_any)?;
        let wrong = |message: &str| Err(Error::new(name.span(), message));
        let content = match input.parse()? {
            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace && is_mod | is_enum => body.stream(),
            _ if is_mod => return wrong("the attribute cannot see into a module's file: write `mod errors {}`"),
            _ => return wrong("write `#[error_catalog] pub mod errors {}` or `#[error_catalog] pub enum ApiError {}`"),
        };
        if is_enum && !content.is_empty() {
            return wrong("variants of your own are not supported yet: leave the enum empty");
        }
        Ok(Self { attributes, visibility, is_mod, name, content })
    }
}
