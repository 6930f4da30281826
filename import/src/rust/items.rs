//! The items of a file, found in its tokens: syn would follow a hostile file as deep as it goes.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ItemEnum;

use super::arms::Arms;
use crate::facts::Notes;

/// Modules and blocks stand in each other at most this deep.
const DEPTH: usize = 32;

/// The most tokens of a variant, without its attributes.
const TOKENS: usize = 300;

#[derive(Default)]
pub(super) struct Items {
    pub(super) enums: Vec<ItemEnum>,
    /// What functions say about variants.
    pub(super) arms: Arms,
}

pub(super) fn find_items(tokens: TokenStream, notes: &mut Notes) -> Items {
    let mut items = Items::default();
    find_constants(tokens.clone(), 0, &mut items.arms);
    find_in(tokens, 0, &mut items, notes);
    items
}

fn find_in(tokens: TokenStream, depth: usize, items: &mut Items, notes: &mut Notes) {
    let mut item: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let is_end = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        item.push(token);
        if is_end {
            take_item(std::mem::take(&mut item), depth, items, notes);
        }
    }
}

fn find_constants(tokens: TokenStream, depth: usize, arms: &mut Arms) {
    let mut item: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                let at = item.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "const"));
                let value = item.iter().position(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == '='));
                if let (Some(at), Some(value)) = (at, value)
                    && let Some(TokenTree::Ident(name)) = item.get(at + 1)
                {
                    arms.read_constant(&name.to_string(), &item[value..]);
                }
                item.clear();
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                if depth < DEPTH {
                    find_constants(group.stream(), depth + 1, arms);
                }
                item.clear();
            }
            _ => item.push(token),
        }
    }
}

/// The type that an `impl` is of: `impl<T> From<A> for b::C<T>` is of `C`.
fn type_of(head: &[TokenTree]) -> String {
    let start = head.iter().position(|token| matches!(token, TokenTree::Ident(word) if word == "for"));
    let (mut name, mut depth, start) = (String::new(), 0_i32, start.unwrap_or(0));
    for token in &head[start..] {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth -= 1,
            TokenTree::Ident(word) if word == "where" => break,
            TokenTree::Ident(word) if depth == 0 => name = word.to_string(),
            _ => {}
        }
    }
    name
}

fn take_item(item: Vec<TokenTree>, depth: usize, items: &mut Items, notes: &mut Notes) {
    let Some(TokenTree::Group(body)) = item.last() else { return };
    let body = body.clone();
    let at = |word: &str| item.iter().position(|token| matches!(token, TokenTree::Ident(ident) if ident == word));
    if at("enum").is_some() {
        let line = body.span_open().start().line;
        if !is_small(&item, &body) {
            return notes.loss(line, "an enum with a type that is far too long: left out");
        }
        if let Ok(item) = syn::parse2::<ItemEnum>(item.into_iter().collect()) {
            items.enums.push(item);
        }
    } else if let Some(name) = at("fn").and_then(|at| item.get(at + 1)) {
        items.arms.read_function(&name.to_string(), body.stream(), 0);
    } else if at("impl").is_some() && depth < DEPTH {
        let this = std::mem::replace(&mut items.arms.this, type_of(&item[..item.len() - 1]));
        find_in(body.stream(), depth + 1, items, notes);
        items.arms.this = this;
    } else if at("mod").is_some() && depth < DEPTH {
        find_in(body.stream(), depth + 1, items, notes);
    }
}

/// Whether syn can follow the types of an enum without going deep.
fn is_small(item: &[TokenTree], body: &Group) -> bool {
    let mut count = 0;
    let is_fine = |token: &TokenTree, count: &mut usize| {
        *count += weight(token, 0);
        *count <= TOKENS
    };
    let head = &item[..item.len() - 1];
    if !head.iter().filter(|token| !is_attribute(token)).all(|token| is_fine(token, &mut count)) {
        return false;
    }
    count = 0;
    body.stream().into_iter().all(|token| {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            count = 0;
        }
        is_attribute(&token) || is_fine(&token, &mut count) || is_fields(&token, &mut count)
    })
}

/// A long list of fields is no deep type.
fn is_fields(token: &TokenTree, count: &mut usize) -> bool {
    let TokenTree::Group(group) = token else { return false };
    let mut inner = 0;
    let is_small = group.stream().into_iter().all(|token| {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            inner = 0;
        }
        inner += if is_attribute(&token) { 0 } else { weight(&token, 0) };
        inner <= TOKENS
    });
    *count = 0;
    is_small
}

/// How many tokens there are, all the way down.
fn weight(token: &TokenTree, depth: usize) -> usize {
    match token {
        TokenTree::Group(_) if depth > DEPTH => TOKENS + 1,
        TokenTree::Group(group) => group.stream().into_iter().map(|token| weight(&token, depth + 1)).sum::<usize>() + 1,
        _ => 1,
    }
}

fn is_attribute(token: &TokenTree) -> bool {
    match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket,
        TokenTree::Punct(punct) => punct.as_char() == '#',
        _ => false,
    }
}

/// A string, and what follows it between commas.
pub(super) fn format_arguments(tokens: TokenStream) -> Option<(String, Vec<String>)> {
    let mut tokens = tokens.into_iter();
    let Some(TokenTree::Literal(literal)) = tokens.next() else { return None };
    let format = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?.value();
    let mut arguments = Vec::new();
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => arguments.push(String::new()),
            token => {
                if let Some(argument) = arguments.last_mut() {
                    argument.push_str(&token.to_string());
                }
            }
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    Some((format, arguments))
}
