//! What the arms of a `match` say about variants: statuses and codes.

use std::collections::BTreeMap;

use error_catalog_model::reason_phrase;
use heck::ToShoutySnakeCase;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Blocks stand in each other at most this deep.
const DEPTH: usize = 16;

#[derive(Debug, Default)]
pub(super) struct Arms {
    statuses: BTreeMap<String, u16>,
    /// That of `_`.
    rest: Option<u16>,
    codes: BTreeMap<String, String>,
}

impl Arms {
    /// The status of a variant, and whether it is its own.
    pub(super) fn status(&self, variant: &str) -> Option<(u16, bool)> {
        let own = self.statuses.get(variant).map(|status| (*status, true));
        own.or_else(|| self.rest.map(|status| (status, false)))
    }

    pub(super) fn code(&self, variant: &str) -> Option<String> {
        self.codes.get(variant).cloned()
    }

    /// Every `match` of a function; what its numbers and strings are, its name says.
    pub(super) fn read_function(&mut self, name: &str, body: TokenStream, depth: usize) {
        let mut is_match = false;
        for token in body {
            match token {
                TokenTree::Ident(ident) if ident == "match" => is_match = true,
                TokenTree::Group(group) if is_match && group.delimiter() == Delimiter::Brace => {
                    is_match = false;
                    self.read_arms(name, group.stream());
                }
                TokenTree::Group(group) if depth < DEPTH => self.read_function(name, group.stream(), depth + 1),
                _ => {}
            }
        }
    }

    fn read_arms(&mut self, name: &str, arms: TokenStream) {
        let (mut pattern, mut value) = (Vec::new(), Vec::new());
        let (mut in_value, mut was_equals) = (false, false);
        for token in arms {
            let punct = match &token {
                TokenTree::Punct(punct) => Some(punct.as_char()),
                _ => None,
            };
            if !in_value && was_equals && punct == Some('>') {
                pattern.pop();
                in_value = true;
                continue;
            }
            was_equals = punct == Some('=');
            if !in_value {
                pattern.push(token);
                continue;
            }
            let is_block =
                value.is_empty() && matches!(&token, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace);
            if punct != Some(',') {
                value.push(token);
            }
            if is_block || punct == Some(',') {
                self.read_arm(name, &std::mem::take(&mut pattern), &std::mem::take(&mut value));
                in_value = false;
            }
        }
        self.read_arm(name, &pattern, &value);
    }

    fn read_arm(&mut self, name: &str, pattern: &[TokenTree], value: &[TokenTree]) {
        let variants = variants_of(pattern);
        let words = words_of(value, 0);
        let is_about_status = name.contains("status");
        let status =
            words.iter().zip(words.iter().skip(1)).find_map(|(a, b)| (a == "StatusCode").then(|| status_named(b))?);
        let status = status.or_else(|| {
            words.iter().filter(|_| is_about_status).find_map(|word| {
                let number =
                    word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '_').trim_end_matches("_u16");
                number.parse().ok().filter(|status| (400..=599).contains(status)).or_else(|| status_named(word))
            })
        });
        if let Some(status) = status {
            for variant in &variants {
                self.statuses.entry(variant.clone()).or_insert(status);
            }
            let is_rest = matches!(pattern, [TokenTree::Ident(ident)] if ident == "_")
                || pattern.first().is_some_and(|t| t.to_string() == "_");
            if is_rest && variants.is_empty() {
                self.rest = self.rest.or(Some(status));
            }
        }
        if name.contains("code") && !is_about_status {
            let code = words.iter().find_map(|word| word.strip_prefix('"')?.strip_suffix('"'));
            for variant in variants.iter().filter(|_| code.is_some()) {
                self.codes.entry(variant.clone()).or_insert_with(|| code.unwrap_or_default().to_owned());
            }
        }
    }
}

/// The last parts of the paths in a pattern: `NotFound` of `Self::NotFound { .. } | Error::Gone(_)`.
fn variants_of(pattern: &[TokenTree]) -> Vec<String> {
    let mut variants = Vec::new();
    for window in pattern.windows(3) {
        if let [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(variant)] = window
            && a.as_char() == ':'
            && b.as_char() == ':'
        {
            variants.push(variant.to_string());
        }
    }
    variants
}

/// Identifiers and literals, in their order.
fn words_of(tokens: &[TokenTree], depth: usize) -> Vec<String> {
    let mut words = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if depth < DEPTH => {
                words.extend(words_of(&group.stream().into_iter().collect::<Vec<_>>(), depth + 1));
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => words.push(token.to_string()),
            _ => {}
        }
    }
    words
}

/// `NOT_FOUND`, as the crate `http` calls a status; `NotFound`, as others do.
fn status_named(name: &str) -> Option<u16> {
    let name = name.to_shouty_snake_case();
    match name.as_str() {
        "PAYLOAD_TOO_LARGE" => Some(413),
        "UNPROCESSABLE_CONTENT" => Some(422),
        "IM_A_TEAPOT" => Some(418),
        _ => (400..=599)
            .filter(|status| !matches!(reason_phrase(*status), "Client Error" | "Server Error"))
            .find(|status| reason_phrase(*status).to_shouty_snake_case() == name),
    }
}
