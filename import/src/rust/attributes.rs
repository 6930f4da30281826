//! Reads the attributes of a variant: `#[error("…", …)]`, `#[error(code = "x", status = 404)]`, `#[status(404)]`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use super::source::words_of;
use crate::words::{Topic, column_topic};

/// Attributes that are not about the errors that an API answers with.
const OTHERS: &[&str] = &["doc", "derive", "cfg", "cfg_attr", "allow", "expect", "from", "source", "backtrace"];

/// Names of attributes and keys whose text is a format string.
const FORMATS: &[&str] = &["error", "display", "message", "msg", "fmt", "detail"];

/// A format string, and the tokens of its arguments.
#[derive(Clone, Debug, Default)]
pub(super) struct Format {
    pub(super) text: String,
    pub(super) arguments: Vec<String>,
    /// The names that a pattern gives to the fields of a tuple.
    pub(super) bindings: Vec<String>,
}

/// What the attributes of a variant say about an error.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) format: Option<Format>,
    /// Whether the message is that of the source.
    pub(super) is_transparent: bool,
    pub(super) is_deprecated: bool,
    /// The values of other keys, with their topics.
    pub(super) values: Vec<(Topic, String)>,
}

pub(super) fn read_attributes(attributes: &[Attribute]) -> Attributes {
    let mut found = Attributes::default();
    for attribute in attributes {
        let name = attribute.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        match &attribute.meta {
            _ if OTHERS.contains(&name.as_str()) => {}
            _ if name == "deprecated" => found.is_deprecated = true,
            Meta::Path(_) => {}
            Meta::NameValue(pair) => {
                let value = words_of(&pair.value).join("::");
                let text = value.strip_prefix('"');
                found.add(&name, text.unwrap_or(&value), text.is_some());
            }
            Meta::List(list) => found.read_list(&name, list.tokens.clone()),
        }
    }
    found
}

impl Attributes {
    /// Reads `"…", argument`, `key = value, …`, `key(value), …` or a single value of the attribute itself.
    fn read_list(&mut self, name: &str, tokens: TokenStream) {
        for part in split_commas(tokens) {
            let key = match part.as_slice() {
                [TokenTree::Ident(key), ..] => key.to_string(),
                _ => String::new(),
            };
            let is_pair = matches!(part.get(1), Some(TokenTree::Punct(equals)) if equals.as_char() == '=');
            let is_argument = self.format.as_ref().is_some_and(|format| {
                let may_be_key = is_pair && column_topic(&key).is_some();
                FORMATS.contains(&name) && (!may_be_key || format.text.contains(&format!("{{{key}")))
            });
            match part.as_slice() {
                [] => {}
                part if is_argument => {
                    let argument = part.iter().map(ToString::to_string).collect();
                    self.format.get_or_insert_default().arguments.push(argument);
                }
                [TokenTree::Ident(_), TokenTree::Punct(equals), value @ ..] if equals.as_char() == '=' => {
                    self.add_tokens(&key, value);
                }
                [TokenTree::Ident(_), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                    self.read_list(&key, group.stream());
                }
                [TokenTree::Ident(word)] if word == "transparent" => self.is_transparent = true,
                part => self.add_tokens(name, part),
            }
        }
    }

    fn add_tokens(&mut self, key: &str, tokens: &[TokenTree]) {
        let text = tokens.iter().map(ToString::to_string).collect::<String>();
        match syn::parse_str(&text) {
            Ok(Lit::Str(text)) => self.add(key, &text.value(), true),
            Ok(Lit::Int(number)) => self.add(key, number.base10_digits(), false),
            _ => self.add(key, &text, false),
        }
    }

    fn add(&mut self, key: &str, value: &str, is_text: bool) {
        if FORMATS.contains(&key) && is_text {
            self.format.get_or_insert_with(|| Format { text: value.to_owned(), ..Format::default() });
            return;
        }
        let topic = match key {
            // serde and strum
            "rename" | "serialize" => Some(Topic::Code),
            _ => column_topic(key).filter(|topic| *topic != Topic::Code || key.contains("code")),
        };
        self.values.extend(topic.map(|topic| (topic, value.to_owned())));
    }
}

/// The tokens between commas.
fn split_commas(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => parts.push(Vec::new()),
            (_, Some(part)) => part.push(token),
            (_, None) => {}
        }
    }
    parts
}

/// The text of documentation comments.
pub(super) fn docs_of(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { return None };
        let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
        let text = text.value();
        Some(text.strip_prefix(' ').map(str::to_owned).unwrap_or(text))
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
