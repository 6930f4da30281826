//! An enum that the application wrote: its text for the comparison with the catalog, and its tokens for the compiler.

use std::iter::Peekable;

use error_catalog_codegen::bound::{Attribute, Binding, Enum, Field, Place, Problem, Variant, remaining};
use error_catalog_model::inert;
use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::place::set_spans;

type Tokens = Peekable<IntoIter>;

/// An enum that the application wrote.
#[derive(Default)]
pub(crate) struct Bound {
    pub(crate) item: Enum,
    /// The attributes of the enum, without those that only this attribute knows.
    pub(crate) attributes: TokenStream,
    /// The tokens at each place.
    places: Vec<TokenStream>,
    /// The type with each number.
    types: Vec<TokenStream>,
    /// Each variant: its attributes, and its other tokens.
    variants: Vec<[TokenStream; 2]>,
}

impl Bound {
    pub(crate) fn parse(name: &Ident, attributes: TokenStream, content: TokenStream) -> Self {
        let mut this = Self::default();
        this.item.place = this.place(name.to_token_stream());
        (this.item.attributes, this.attributes) = this.attributes(&mut attributes.into_iter().peekable());
        let mut tokens = content.into_iter().peekable();
        while tokens.peek().is_some() {
            this.variant(&mut tokens);
        }
        this
    }

    /// The place of these tokens.
    pub(crate) fn place(&mut self, tokens: TokenStream) -> Place {
        self.places.push(tokens);
        self.places.len() - 1
    }

    /// Parses attributes. Returns all of them as text, and the tokens of those that remain.
    fn attributes(&mut self, tokens: &mut Tokens) -> (Vec<Attribute>, TokenStream) {
        let (mut attributes, mut kept) = (Vec::new(), TokenStream::new());
        while let Some(hash) = tokens.next_if(|token| is_punct(token, '#')) {
            let Some(TokenTree::Group(brackets)) = tokens.next() else { break };
            let first = attributes.len();
            self.attribute(brackets.stream(), None, &mut attributes);
            match remaining(&attributes[first..]).and_then(|text| text.parse::<TokenStream>().ok()) {
                Some(rest) => kept.extend(rest),
                None => kept.extend([hash, brackets.into()]),
            }
        }
        (attributes, kept)
    }

    /// Adds an attribute, or the attributes in a `cfg_attr`.
    fn attribute(&mut self, tokens: TokenStream, condition: Option<String>, attributes: &mut Vec<Attribute>) {
        let attribute = Attribute { text: tokens.to_string(), place: self.place(tokens.clone()), condition };
        let (true, Some(TokenTree::Group(group))) = (attribute.name() == "cfg_attr", tokens.into_iter().nth(1)) else {
            return attributes.push(attribute);
        };
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut parts = tokens.split(|token| is_punct(token, ',')).map(|part| part.iter().cloned().collect());
        let own: TokenStream = parts.next().unwrap_or_default();
        for part in parts.filter(|part: &TokenStream| !part.is_empty()) {
            self.attribute(part, attribute.inner_condition(&own.to_string()), attributes);
        }
    }

    /// Parses a variant and the comma after the variant. The compiler has already parsed the enum, so no token is
    /// missing.
    fn variant(&mut self, tokens: &mut Tokens) {
        let (attributes, kept) = self.attributes(tokens);
        let Some(name) = tokens.next() else { return };
        let place = self.place(name.to_token_stream());
        let mut variant = Variant { name: name.to_string(), place, attributes, is_unit: true, ..Variant::default() };
        let mut rest = name.to_token_stream();
        if let Some(TokenTree::Group(group)) = tokens.next_if(|token| matches!(token, TokenTree::Group(_))) {
            (variant.is_unit, variant.is_tuple) = (false, group.delimiter() == Delimiter::Parenthesis);
            let mut fields = Group::new(group.delimiter(), self.fields(&group, &mut variant));
            fields.set_span(group.span());
            rest.extend([TokenTree::from(fields)]);
        }
        while let Some(token) = tokens.next_if(|token| !is_punct(token, ',')) {
            rest.extend([token]);
        }
        rest.extend(tokens.next());
        self.item.variants.push(variant);
        self.variants.push([kept, rest]);
    }

    /// Parses the fields of a variant. Returns their tokens without the attributes that only this attribute knows.
    fn fields(&mut self, group: &Group, variant: &mut Variant) -> TokenStream {
        let (mut out, mut tokens) = (TokenStream::new(), group.stream().into_iter().peekable());
        while tokens.peek().is_some() {
            let (attributes, kept) = self.attributes(&mut tokens);
            out.extend(kept);
            let mut name = (!variant.is_tuple).then(|| tokens.next()).flatten();
            if name.as_ref().is_some_and(|name| matches!(name, TokenTree::Ident(word) if word == "pub")) {
                name = tokens.find(|token| matches!(token, TokenTree::Ident(_)));
            }
            out.extend(name.clone());
            out.extend(name.as_ref().and_then(|_| tokens.next()));
            let ty = parse_type(&mut tokens);
            let mut field = Field { attributes, ty: ty.to_string(), ty_number: self.types.len(), ..Field::default() };
            field.name = name.as_ref().map_or_else(|| variant.fields.len().to_string(), ToString::to_string);
            field.place = self.place(name.map_or_else(|| ty.clone(), TokenStream::from));
            field.ty_place = self.place(ty.clone());
            variant.fields.push(field);
            out.extend(ty.clone());
            out.extend(tokens.next());
            self.types.push(ty.into_iter().map(apart).collect());
        }
        out
    }

    /// The variants, each with its part of `docs`, which has a semicolon after each part.
    pub(crate) fn variants(&self, docs: TokenStream) -> TokenStream {
        let (mut variants, mut docs) = (TokenStream::new(), docs.into_iter());
        for [attributes, rest] in &self.variants {
            let mut own = TokenStream::new();
            while let Some(token) = docs.next().filter(|token| !is_punct(token, ';')) {
                own.extend([token]);
            }
            variants.extend(quote!(#attributes #own #rest));
        }
        variants
    }

    /// The errors for the problems of the enum.
    pub(crate) fn problems(&self, binding: &Binding) -> TokenStream {
        let mut errors = TokenStream::new();
        for Problem { place, message } in &binding.problems {
            let mut spans = None;
            for token in self.places[*place].clone() {
                let (start, _) = spans.unwrap_or((token.span(), token.span()));
                spans = Some((start, token.span()));
            }
            let (start, end) = spans.unwrap_or((Span::call_site(), Span::call_site()));
            let message = inert(message);
            // The compiler marks everything from the first to the last token.
            errors.extend(quote_spanned!(start=> compile_error));
            errors.extend(quote_spanned!(end=> ! { #message }));
        }
        errors
    }

    /// Replaces the placeholders in generated source, which `codegen/src/rust/placeholder.rs` describes.
    pub(crate) fn fill(&self, tokens: TokenStream) -> TokenStream {
        let (mut out, mut tokens) = (TokenStream::new(), tokens.into_iter());
        while let Some(mut token) = tokens.next() {
            if is_punct(&token, '$') {
                out.extend(self.placeholder(&mut tokens));
                continue;
            }
            let span = token.span();
            if let TokenTree::Group(group) = &token {
                token = Group::new(group.delimiter(), self.fill(group.stream())).into();
            }
            token.set_span(span);
            out.extend([token]);
        }
        out
    }

    /// The tokens for a placeholder, whose `$` is not in `rest`.
    fn placeholder(&self, rest: &mut IntoIter) -> Option<TokenStream> {
        let name = rest.next()?.to_string();
        let (kind, number) = name.split_at(name.find(|c: char| c.is_ascii_digit())?);
        let ty = self.types.get(number.parse::<usize>().ok()?)?;
        match kind {
            "T" => Some(ty.clone()),
            "I" => Some(inner(ty.clone())),
            "At" => {
                let Some(TokenTree::Group(group)) = rest.next() else { return None };
                let place = ty.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
                Some(self.fill(set_spans(group.stream(), &|token| token.span().located_at(place))))
            }
            _ => None,
        }
    }
}

/// Parses a type up to the comma that follows the type.
fn parse_type(tokens: &mut Tokens) -> TokenStream {
    let (mut ty, mut depth, mut is_arrow) = (TokenStream::new(), 0_i32, false);
    while let Some(token) = tokens.next_if(|token| depth > 0 || !is_punct(token, ',')) {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' && !is_arrow => depth -= 1,
            _ => {}
        }
        // The `-` of a negative number is not a part of `->`.
        is_arrow = matches!(&token, TokenTree::Punct(it) if it.as_char() == '-' && it.spacing() == Spacing::Joint);
        ty.extend([token]);
    }
    ty
}

/// Separates a `>` from the token after it. A `>` of generated source would otherwise join a `>` at the end of a type,
/// and the compiler could not report the type at its own place.
fn apart(mut token: TokenTree) -> TokenTree {
    if is_punct(&token, '>') {
        let span = token.span();
        token = Punct::new('>', Spacing::Alone).into();
        token.set_span(span);
    }
    token
}

/// Returns the tokens between the first `<` and the last `>` of a type.
fn inner(ty: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = ty.into_iter().collect();
    if let [TokenTree::Group(group)] = tokens.as_slice() {
        return inner(group.stream());
    }
    tokens.pop();
    let mut inner = TokenStream::new();
    let start = tokens.iter().position(|token| is_punct(token, '<')).map_or(tokens.len(), |at| at + 1);
    for token in tokens.drain(start..) {
        inner.extend([token]);
    }
    inner
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}
