//! What the arms of a `match` say about variants: statuses and codes.

use std::collections::BTreeMap;

use error_catalog_model::reason_phrase;
use heck::ToShoutySnakeCase;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Blocks stand in each other at most this deep.
const DEPTH: usize = 16;

#[derive(Debug, Default)]
pub(super) struct Arms {
    /// By type and variant; the type is empty where the pattern does not say it.
    statuses: BTreeMap<(String, String), Status>,
    /// Those of `_`, by type.
    rest: BTreeMap<String, u16>,
    codes: BTreeMap<(String, String), String>,
    /// Constants that are a status.
    pub(super) constants: BTreeMap<String, u16>,
    /// What `Self` is in the functions that are read now.
    pub(super) this: String,
}

/// What the arms of a variant say about its status.
#[derive(Debug, Default)]
struct Status {
    /// Those of arms without a condition, then those of arms with one.
    found: [Vec<u16>; 2],
    /// Whether an arm has a status that could not be read.
    is_unread: bool,
}

/// What is known of the status of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Own(u16),
    /// The first, and the others that it may have.
    Several(u16, Vec<u16>),
    /// That of `_`.
    Rest(u16),
    /// An arm computes it.
    Unread,
    No,
}

impl Arms {
    /// The status of a variant. `enums` are all that the file has: a type of another name may be an alias.
    pub(super) fn status(&self, ty: &str, variant: &str, enums: &[String]) -> Known {
        let is_alias = |name: &str| name != ty && !enums.iter().any(|other| other == name);
        let own = self.statuses.iter().filter(|((name, of), _)| of == variant && (name == ty || is_alias(name)));
        let Some(status) = own.min_by_key(|((name, _), _)| name != ty).map(|(_, status)| status) else {
            let alias = self.rest.iter().find(|(name, _)| is_alias(name)).map(|(_, status)| status);
            return self.rest.get(ty).or(alias).map_or(Known::No, |status| Known::Rest(*status));
        };
        let mut all = status.found.iter().flatten().copied();
        let Some(first) = all.next() else { return Known::Unread };
        let mut others: Vec<u16> = all.filter(|other| *other != first).collect();
        others.dedup();
        match others.is_empty() {
            true if status.is_unread && status.found[0].is_empty() => Known::Several(first, others),
            true => Known::Own(first),
            false => Known::Several(first, others),
        }
    }

    pub(super) fn code(&self, ty: &str, variant: &str, enums: &[String]) -> Option<String> {
        let is_ours = |name: &str| name == ty || !enums.iter().any(|other| other == name);
        self.codes.iter().find(|((name, of), _)| of == variant && is_ours(name)).map(|(_, code)| code.clone())
    }

    /// `const TEAPOT: StatusCode = StatusCode::IM_A_TEAPOT;`
    pub(super) fn read_constant(&mut self, name: &str, value: &[TokenTree]) {
        if let Some(status) = self.status_in(&words_of(value, 0), true) {
            self.constants.insert(name.to_owned(), status);
        }
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
        let mut found = Vec::new();
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
                found.push((std::mem::take(&mut pattern), std::mem::take(&mut value)));
                in_value = false;
            }
        }
        found.push((pattern, value));
        // Where no arm has a status, the match is about something else.
        let is_about_status =
            found.iter().any(|(_, value)| self.status_in(&words_of(value, 0), name.contains("status")).is_some());
        let ty = found.iter().flat_map(|(pattern, _)| self.variants_of(pattern)).map(|(ty, _)| ty).next();
        for (pattern, value) in &found {
            let rest = self.read_arm(name, pattern, value, is_about_status);
            if let (Some(status), Some(ty)) = (rest, &ty) {
                self.rest.entry(ty.clone()).or_insert(status);
            }
        }
    }

    fn read_arm(&mut self, name: &str, pattern: &[TokenTree], value: &[TokenTree], has_statuses: bool) -> Option<u16> {
        let (pattern, condition) = match pattern.iter().position(|token| is_word(token, "if")) {
            Some(at) => (&pattern[..at], true),
            None => (pattern, false),
        };
        let variants = self.variants_of(pattern);
        let words = words_of(value, 0);
        let is_about_status = name.contains("status");
        let status = self.status_in(&words, is_about_status);
        for variant in variants.iter().filter(|_| has_statuses) {
            let entry = self.statuses.entry(variant.clone()).or_default();
            match status {
                Some(status) => entry.found[usize::from(condition)].push(status),
                None => entry.is_unread = true,
            }
        }
        if name.contains("code") && !is_about_status {
            let code = words.iter().find_map(|word| word.strip_prefix('"')?.strip_suffix('"'));
            for variant in variants.iter().filter(|_| code.is_some()) {
                self.codes.entry(variant.clone()).or_insert_with(|| code.unwrap_or_default().to_owned());
            }
        }
        let is_rest = variants.is_empty() && !condition && pattern.first().is_some_and(|token| is_word(token, "_"));
        status.filter(|_| is_rest)
    }

    /// The types and variants in a pattern: `Self::NotFound { .. } | Error::Gone(_)`.
    fn variants_of(&self, pattern: &[TokenTree]) -> Vec<(String, String)> {
        let mut variants = Vec::new();
        for window in pattern.windows(4) {
            if let [TokenTree::Ident(ty), TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(variant)] = window
                && a.as_char() == ':'
                && b.as_char() == ':'
            {
                let ty = if ty == "Self" { self.this.clone() } else { ty.to_string() };
                variants.push((ty, variant.to_string()));
            }
        }
        variants
    }

    /// `StatusCode::NOT_FOUND`, `StatusCode::from_u16(404)`, `HttpResponse::NotFound()`, a constant; and a bare number
    /// or name where the function is about statuses.
    fn status_in(&self, words: &[String], is_about_status: bool) -> Option<u16> {
        let number = |word: &String| {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '_').trim_end_matches("_u16");
            let status = digits.parse().ok().filter(|status| (400..=599).contains(status));
            status.or_else(|| self.constants.get(word).copied())
        };
        let named = words.iter().zip(words.iter().skip(1)).find_map(|(a, b)| match a.as_str() {
            "StatusCode" | "HttpResponse" | "Status" => status_named(b),
            "from_u16" => number(b),
            _ => None,
        });
        named.or_else(|| words.iter().find_map(|word| self.constants.get(word).copied())).or_else(|| {
            let mut words = words.iter().filter(|_| is_about_status);
            words.find_map(|word| number(word).or_else(|| status_named(word)))
        })
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Punct(punct) => word.len() == 1 && word.starts_with(punct.as_char()),
        _ => false,
    }
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
