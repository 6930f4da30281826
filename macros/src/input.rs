//! The input of the attribute: its arguments and its item.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Error, Parse, ParseStream, Result};
use syn::punctuated::Punctuated;
use syn::{LitStr, Token};

/// The arguments of the attribute: `"errors.toml"`, and then the other arguments in any order.
pub(crate) struct Arguments {
    pub(crate) path: String,
    /// The place of the path.
    pub(crate) span: Span,
    /// `crate = "path::to::error_catalog"`
    pub(crate) krate: Option<String>,
    /// `non_exhaustive`: whether the generated enums can grow without breaking other crates.
    pub(crate) non_exhaustive: bool,
    /// The place of `partial`: the enum does not need a variant for each error.
    pub(crate) partial: Option<Span>,
}

/// The arguments that may follow the path.
const KNOWN: &str = "`crate = \"PATH\"`, `non_exhaustive` and `partial`";

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut arguments = Self {
            path: "errors.toml".to_owned(),
            span: Span::call_site(),
            krate: None,
            non_exhaustive: false,
            partial: None,
        };
        if input.peek(LitStr) {
            let path = input.parse::<LitStr>()?;
            (arguments.path, arguments.span) = (path.value(), path.span());
            parse_comma(input)?;
        }
        let mut names: Vec<String> = Vec::new();
        while !input.is_empty() {
            if input.peek(LitStr) {
                return Err(input.error("the path of the catalog is the first argument, and there is only one path"));
            }
            let name = input.call(Ident::parse_any)?;
            if names.contains(&name.to_string()) {
                return Err(Error::new(name.span(), format!("the argument `{name}` is given twice")));
            }
            names.push(name.to_string());
            arguments.parse_named(&name, input)?;
            parse_comma(input)?;
        }
        Ok(arguments)
    }
}

impl Arguments {
    /// Parses the rest of the argument that starts with this name.
    fn parse_named(&mut self, name: &Ident, input: ParseStream<'_>) -> Result<()> {
        match name.to_string().as_str() {
            "crate" => {
                input.parse::<Token![=]>()?;
                let path = input.parse::<LitStr>()?;
                let wrong = |_| Error::new(path.span(), "expected a path, such as `\"::error_catalog\"`");
                path.parse_with(check_path).map_err(wrong)?;
                self.krate = Some(path.value());
            }
            "non_exhaustive" => self.non_exhaustive = true,
            "partial" => self.partial = Some(name.span()),
            "derive" => {
                let message = "`derive` is not an argument; write `#[derive(…)]` below `#[error_catalog]`";
                return Err(Error::new(name.span(), message));
            }
            _ => {
                let message = format!("unknown argument `{name}`; the arguments after the path are {KNOWN}");
                return Err(Error::new(name.span(), message));
            }
        }
        Ok(())
    }
}

/// Parses the comma after an argument. The comma after the last argument is optional.
fn parse_comma(input: ParseStream<'_>) -> Result<()> {
    if input.is_empty() { Ok(()) } else { input.parse::<Token![,]>().map(drop) }
}

/// Parses a path such as `::a::b` or `a::b`.
fn check_path(input: ParseStream<'_>) -> Result<()> {
    input.parse::<Option<Token![::]>>()?;
    Punctuated::<Ident, Token![::]>::parse_separated_nonempty_with(input, Ident::parse_any).map(drop)
}

/// The item that the attribute is on.
pub(crate) struct Item {
    pub(crate) attributes: TokenStream,
    /// The attributes of a module that derive traits for its errors.
    pub(crate) derives: TokenStream,
    pub(crate) visibility: TokenStream,
    pub(crate) is_mod: bool,
    pub(crate) name: Ident,
    /// The tokens between the name of an enum and the braces.
    pub(crate) generics: TokenStream,
    /// The tokens between the braces.
    pub(crate) content: TokenStream,
    /// The place of the braces.
    pub(crate) place: Span,
}

impl Item {
    /// Whether the item is an enum with variants, which are compared with the catalog.
    pub(crate) fn is_bound(&self) -> bool {
        !self.is_mod && !self.content.is_empty()
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (mut attributes, mut visibility) = (Vec::new(), TokenStream::new());
        while input.peek(Token![#]) {
            attributes.push([input.parse::<TokenTree>()?, input.parse()?]);
        }
        while input.peek(Token![pub]) || input.peek(syn::token::Paren) {
            visibility.extend([input.parse::<TokenTree>()?]);
        }
        let (is_mod, is_enum) = (input.peek(Token![mod]), input.peek(Token![enum]));
        input.call(Ident::parse_any)?;
        let name = input.call(Ident::parse_any)?;
        let wrong = |message: &str| Err(Error::new(name.span(), message));
        let inside = Span::call_site().source_text().is_some_and(|attribute| attribute.starts_with("#!"));
        let mut generics = TokenStream::new();
        while is_enum && !input.peek(syn::token::Brace) && !input.is_empty() {
            generics.extend([input.parse::<TokenTree>()?]);
        }
        let body = input.parse::<TokenTree>()?;
        let place = body.span();
        let content = match body {
            _ if inside => {
                return wrong("the attribute cannot be an inner attribute: write `#[error_catalog] pub mod errors {}`");
            }
            TokenTree::Group(body) if body.delimiter() == Delimiter::Brace && is_mod | is_enum => body.stream(),
            _ if is_mod => return wrong("the attribute cannot extend a module in its own file: write `mod errors {}`"),
            _ => return wrong("write `#[error_catalog] pub mod errors {}` or `#[error_catalog] pub enum ApiError {}`"),
        };
        let (derives, attributes): (Vec<_>, Vec<_>) = attributes.into_iter().partition(|it| is_mod && derives(&it[1]));
        let [derives, attributes] = [derives, attributes].map(|it| it.into_iter().flatten().collect());
        Ok(Self { attributes, derives, visibility, is_mod, name, generics, content, place })
    }
}

/// Whether the brackets of an attribute contain `derive(…)` or `cfg_attr(…, derive(…))`.
fn derives(attribute: &TokenTree) -> bool {
    let TokenTree::Group(brackets) = attribute else { return false };
    let mut tokens = brackets.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), _) if name == "derive" => true,
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(arguments))) if name == "cfg_attr" => {
            arguments.stream().into_iter().any(|token| matches!(token, TokenTree::Ident(name) if name == "derive"))
        }
        _ => false,
    }
}
