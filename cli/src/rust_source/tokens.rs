//! Reads the input of macros. Input that is a list of expressions is parsed; other input is searched token by token.

use error_catalog_codegen::parse::{BUDGET, check_depth};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Block, Expr, LitStr, Macro, Pat, Token};

use super::modules::Resolution;
use super::parse::MAX_DEPTH;
use super::visit::Visitor;

impl Visitor<'_, '_> {
    pub(super) fn read_macro(&mut self, call: &Macro) {
        let name = call.path.segments.last().map_or_else(String::new, |segment| segment.ident.to_string());
        let tokens = call.tokens.clone();
        if self.modules.makers.contains(&name) {
            self.read_names(tokens.clone(), 0);
        }
        match check_depth(tokens.clone(), BUDGET.saturating_sub(self.spent)) {
            Ok(depth) => {
                self.spent += depth;
                self.read_input(&name, tokens);
                self.spent -= depth;
            }
            Err(_) => self.read_tokens(tokens, 0),
        }
    }

    fn read_input(&mut self, name: &str, tokens: TokenStream) {
        if matches!(name, "matches" | "assert_matches" | "debug_assert_matches")
            && let Ok((matched, pattern, rest)) = parse_matches.parse2(tokens.clone())
        {
            let is_code = self.is_code(&matched);
            self.visit_expr(&matched);
            self.visit_pattern_of_code(&pattern, is_code);
            rest.iter().for_each(|rest| self.visit_expr(rest));
        } else if let Ok(arguments) = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(tokens.clone()) {
            let arguments: Vec<Expr> = arguments.into_iter().collect();
            let is_comparison = name.ends_with("assert_eq") || name.ends_with("assert_ne");
            if is_comparison {
                self.visit_compared(&arguments);
            } else {
                arguments.iter().for_each(|argument| self.visit_expr(argument));
            }
        } else if let Ok(statements) = Block::parse_within.parse2(tokens.clone()) {
            let brace_token = syn::token::Brace::default();
            self.visit_block(&Block { brace_token, stmts: statements });
        } else {
            self.read_tokens(tokens, 0);
        }
    }

    /// Records the names of errors in the input of a macro that may construct them.
    fn read_names(&mut self, tokens: TokenStream, depth: i32) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    let made = self.modules.members.resolve(Resolution::Error, &ident.unraw().to_string());
                    if matches!(made, Resolution::Variant(_) | Resolution::Constructor(_)) {
                        self.add(made, ident.span(), false, false);
                    }
                }
                TokenTree::Group(group) if depth < MAX_DEPTH => self.read_names(group.stream(), depth + 1),
                _ => {}
            }
        }
    }

    /// Searches the words of a text that is not Rust. If its brackets do not match, the text is read without brackets.
    pub(super) fn read_words(&mut self, text: &str) {
        self.is_loose = true;
        let tokens = text.parse::<TokenStream>();
        if let Ok(tokens) = tokens.or_else(|_| text.replace(['(', ')', '[', ']', '{', '}'], " ").parse()) {
            self.read_tokens(tokens, 0);
        }
    }

    /// Records each path and string in the tokens. How they are used is unknown.
    pub(super) fn read_tokens(&mut self, tokens: TokenStream, depth: i32) {
        if depth > MAX_DEPTH {
            return;
        }
        let mut path = Path::default();
        // The key of a member, and the colon after the key: `"code": "user_gone"`.
        let (mut is_key, mut is_value) = (false, false);
        for token in tokens {
            if !path.takes(&token) {
                self.add_words(&mut path);
                path.takes(&token);
            }
            let (was_key, was_value) = (std::mem::take(&mut is_key), std::mem::take(&mut is_value));
            match token {
                TokenTree::Literal(literal) => {
                    let Ok(literal) = syn::parse2::<LitStr>(TokenTree::from(literal).into()) else { continue };
                    is_key = !was_value && self.codes.member.as_deref() == Some(literal.value().as_str());
                    if !is_key {
                        self.is_expected = was_value;
                        self.add_text(&literal);
                        self.is_expected = false;
                    }
                }
                TokenTree::Punct(punct) => is_value = was_key && punct.as_char() == ':',
                TokenTree::Group(group) => {
                    // The content of `#[…]` is not an expression.
                    if group.delimiter() != Delimiter::Bracket || !path.is_attribute {
                        self.read_tokens(group.stream(), depth + 1);
                    }
                    path = Path::default();
                }
                TokenTree::Ident(_) => {}
            }
        }
        self.add_words(&mut path);
    }

    fn add_words(&mut self, path: &mut Path) {
        let Path { names, span, .. } = std::mem::take(path);
        if let (Some(span), Some(resolution)) = (span, self.resolve(&names).filter(|_| names.len() > 1)) {
            self.add(resolution, span, false, false);
        }
    }
}

/// A path, to which tokens are appended one at a time.
#[derive(Default)]
struct Path {
    names: Vec<String>,
    span: Option<Span>,
    /// The number of colons at the end of the path.
    colons: usize,
    is_attribute: bool,
}

impl Path {
    /// Appends a token if the token continues the path. Returns whether the token was appended.
    fn takes(&mut self, token: &TokenTree) -> bool {
        match token {
            TokenTree::Ident(ident) if self.names.is_empty() || self.colons == 2 => {
                self.push(ident);
                true
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' && !self.names.is_empty() => {
                self.colons += 1;
                self.colons <= 2
            }
            TokenTree::Punct(punct) => {
                self.is_attribute = punct.as_char() == '#' && self.names.is_empty();
                self.is_attribute
            }
            _ => false,
        }
    }

    fn push(&mut self, ident: &Ident) {
        self.names.push(ident.unraw().to_string());
        let span = ident.span();
        self.span = Some(self.span.map_or(span, |start| start.join(span).unwrap_or(start)));
        self.colons = 0;
    }
}

/// Parses the input of `assert_matches!`: `expression, pattern if condition, message`. The condition and the message
/// are optional.
fn parse_matches(input: ParseStream<'_>) -> syn::Result<(Expr, Pat, Vec<Expr>)> {
    let matched: Expr = input.parse()?;
    input.parse::<Token![,]>()?;
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    let mut rest = Vec::new();
    if input.parse::<Option<Token![if]>>()?.is_some() {
        rest.push(input.parse()?);
    }
    if input.parse::<Option<Token![,]>>()?.is_some() {
        rest.extend(Punctuated::<Expr, Token![,]>::parse_terminated(input)?);
    }
    if input.is_empty() { Ok((matched, pattern, rest)) } else { Err(input.error("expected the end")) }
}
