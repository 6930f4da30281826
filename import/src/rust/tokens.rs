//! Flattens tokens into words.

use proc_macro2::{Delimiter, Group, TokenTree};
use quote::ToTokens;
use syn::Lit;

/// Macros whose text is not for clients.
const LOGS: &[&str] = &["trace", "debug", "info", "warn", "error", "log", "event", "println", "eprintln", "dbg"];

/// Methods that set a header of a response.
pub(super) const HEADERS: &[&str] = &["header", "insert_header", "append_header", "with_header"];

pub(super) fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// The identifiers and literals in order, with the commas and equals signs between them. A string keeps its opening
/// quote. The names of members, as in `json!({ "code": … })`, and headers are left out.
pub(super) fn words_of(tokens: impl ToTokens) -> Vec<String> {
    lined_words_of(tokens).into_iter().map(|(_, word)| word).collect()
}

/// The words, each with its line.
pub(super) fn lined_words_of(tokens: impl ToTokens) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut tokens = tokens.into_token_stream().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let line = token.span().start().line;
        let last = words.last().map(|(_, word)| word);
        let word = match token {
            TokenTree::Punct(punct) if punct.as_char() == '!' => {
                let is_log = last.is_some_and(|name| LOGS.contains(&name.as_str()));
                tokens.next_if(|_| is_log);
                continue;
            }
            TokenTree::Group(group) if are_headers(&group, last) => continue,
            TokenTree::Group(group) => {
                words.extend(lined_words_of(group.stream()));
                continue;
            }
            TokenTree::Punct(punct) if !matches!(punct.as_char(), ',' | '=' | '-') => continue,
            TokenTree::Literal(_) if tokens.peek().is_some_and(|next| is_punct(next, ':')) => continue,
            TokenTree::Literal(literal) => match Lit::new(literal) {
                Lit::Str(text) => format!("\"{}", text.value()),
                Lit::Int(number) => {
                    let sign = words.pop_if(|(_, last)| last == "-").map_or("", |_| "-");
                    format!("{sign}{}", number.base10_digits())
                }
                other => other.to_token_stream().to_string(),
            },
            other => other.to_string(),
        };
        words.push((line, word));
    }
    words
}

/// Whether a group is a list of pairs or the argument of a method that sets a header.
fn are_headers(group: &Group, before: Option<&String>) -> bool {
    let is_pair =
        |token: &TokenTree| matches!(token, TokenTree::Group(pair) if pair.delimiter() == Delimiter::Parenthesis);
    let are_pairs = || group.stream().into_iter().all(|token| is_pair(&token) || is_punct(&token, ','));
    match group.delimiter() {
        Delimiter::Bracket => !group.stream().is_empty() && are_pairs(),
        Delimiter::Parenthesis => before.is_some_and(|name| HEADERS.contains(&name.as_str())),
        _ => false,
    }
}
