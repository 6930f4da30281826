//! Gives tokens a place in the source of the application.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{Error, Result};

/// Parses generated source into tokens at `place`. The name of an enum that the application declares stays at `name`.
///
/// In rustc, parsed tokens are at the attribute, and stay there: rustc applies more lints to tokens that are elsewhere.
/// In rust-analyzer, the place of a parsed token is its offset in the parsed text. rust-analyzer reads this offset as
/// an offset in the file of the macro, and fails. `place` should be the place of no other token, because rust-analyzer
/// takes tokens at the same place for one token.
pub(crate) fn parse_at(place: Span, name: Option<&Ident>, source: &str) -> Result<TokenStream> {
    // `proc_macro2` takes ten times as long to parse, because it validates the source a second time.
    let tokens = source.parse::<proc_macro::TokenStream>().map(TokenStream::from);
    let tokens = tokens.map_err(|error| Error::new(Span::call_site(), error))?;
    Ok(if is_at_attribute(&tokens) { tokens } else { move_to(place, name, tokens) })
}

/// Moves all tokens to `place`, except that the name of the enum stays at `name`.
pub(crate) fn move_to(place: Span, name: Option<&Ident>, tokens: TokenStream) -> TokenStream {
    let mut moved = TokenStream::new();
    for mut token in set_spans(tokens, &|_| place) {
        if let Some(name) = name.filter(|name| matches!(&token, TokenTree::Ident(ident) if ident == *name)) {
            token.set_span(name.span());
        }
        moved.extend([token]);
    }
    moved
}

/// Whether parsed tokens are at the attribute. The test avoids a walk over all tokens, which takes as long as parsing.
/// On stable Rust, the only way to compare spans is to print them.
fn is_at_attribute(tokens: &TokenStream) -> bool {
    let first = tokens.clone().into_iter().next();
    first.is_none_or(|token| format!("{:?}", token.span()) == format!("{:?}", Span::call_site()))
}

/// Moves the literals in tokens to `place`.
pub(crate) fn move_literals(place: Span, tokens: TokenStream) -> TokenStream {
    set_spans(tokens, &|token| if matches!(token, TokenTree::Literal(_)) { place } else { token.span() })
}

/// Gives each token, and each token in a group, the span that the function returns.
pub(crate) fn set_spans(tokens: TokenStream, span_of: &dyn Fn(&TokenTree) -> Span) -> TokenStream {
    let mut moved = TokenStream::new();
    for mut token in tokens {
        let span = span_of(&token);
        if let TokenTree::Group(group) = &token {
            token = Group::new(group.delimiter(), set_spans(group.stream(), span_of)).into();
        }
        token.set_span(span);
        moved.extend([token]);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The spans of all tokens, in order.
    fn spans(tokens: TokenStream) -> Vec<String> {
        let spans = tokens.into_iter().flat_map(|token| {
            let own = format!("{:?}", token.span());
            let inner = match token {
                TokenTree::Group(group) => spans(group.stream()),
                _ => Vec::new(),
            };
            [own].into_iter().chain(inner)
        });
        spans.collect()
    }

    /// Outside of a macro, the place of a parsed token is its offset, as in rust-analyzer.
    #[test]
    fn every_token_moves() -> Result<()> {
        let item: Vec<TokenTree> = "pub enum ApiError {}".parse::<TokenStream>()?.into_iter().collect();
        let [_, _, TokenTree::Ident(name), body] = item.as_slice() else { unreachable!() };
        let source = "#[doc = \"a\"] pub enum ApiError { A { b: ::c::D }, 'e' } impl ApiError {}";
        let parsed: TokenStream = source.parse()?;
        assert!(!is_at_attribute(&parsed));
        let moved = move_to(body.span(), Some(name), parsed);
        let [at_name, at_body] = [name.span(), body.span()].map(|span| format!("{span:?}"));
        let spans = spans(moved);
        assert_eq!(spans.iter().filter(|span| **span == at_name).count(), 2);
        assert!(spans.iter().all(|span| [&at_name, &at_body].contains(&span)), "{spans:?}");
        Ok(())
    }

    #[test]
    fn only_literals_move() -> Result<()> {
        let parsed: TokenStream = "const _: &[u8] = include_bytes!(concat!(env!(\"A\"), \"/b\"));".parse()?;
        let at_path = format!("{:?}", Span::call_site());
        let moved = spans(move_literals(Span::call_site(), parsed.clone()));
        let different = spans(parsed).into_iter().zip(&moved).filter(|(before, after)| before != *after).count();
        assert_eq!((different, moved.iter().filter(|span| **span == at_path).count()), (2, 2));
        Ok(())
    }

    #[test]
    fn tokens_at_the_attribute_are_recognized() {
        assert!(is_at_attribute(&TokenStream::new()));
        assert!(is_at_attribute(&quote::quote!(
            pub enum Error {}
        )));
    }
}
