//! Reads attributes: `#[error("…", …)]`, `#[error(code = "x", status = 404)]`, `#[status(404)]`, `#[from]`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use super::message::Format;
use super::tokens::{is_punct, words_of};
use crate::words::{Topic, column_topic};

/// Attributes that are not about the errors that an API answers with.
const OTHERS: &[&str] = &["derive", "cfg", "allow", "expect", "from", "source", "backtrace", "deprecated"];

/// Names of attributes and keys whose text is a format string.
const FORMATS: &[&str] = &["error", "display", "message", "msg", "fmt", "detail"];

/// What the attributes of a variant or of a field state.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    names: Vec<String>,
    pub(super) format: Option<Format>,
    /// The topics of the other keys, and their values.
    pub(super) values: Vec<(Topic, String)>,
    /// The text of the documentation comments.
    pub(super) docs: String,
}

pub(super) fn read_attributes(attributes: &[Attribute]) -> Attributes {
    let mut found = Attributes::default();
    attributes.iter().for_each(|attribute| found.read(&attribute.meta));
    found
}

impl Attributes {
    /// Whether there is an attribute with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|other| other == name)
    }

    fn read(&mut self, meta: &Meta) {
        let name = meta.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        match meta {
            Meta::List(list) if name == "cfg_attr" => {
                // The first member is the condition.
                let members = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
                members.iter().flatten().skip(1).for_each(|member| self.read(member));
            }
            _ if OTHERS.contains(&name.as_str()) => {}
            Meta::NameValue(pair) => self.add(&name, &pair.value),
            Meta::List(list) => self.read_list(&name, list.tokens.clone()),
            Meta::Path(_) => {}
        }
        self.names.push(name);
    }

    /// Reads `"…", argument`, `key = value, …`, `key(value), …` or a single value of the attribute itself.
    fn read_list(&mut self, name: &str, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for part in tokens.split(|token| is_punct(token, ',')) {
            let format = self.format.as_mut().filter(|_| FORMATS.contains(&name));
            match (part, format) {
                ([], _) => {}
                ([TokenTree::Ident(key), equals, value @ ..], format)
                    if is_punct(equals, '=') && is_key(&key.to_string(), format.as_deref()) =>
                {
                    self.add(&key.to_string(), stream(value));
                }
                (part, Some(format)) => format.add_argument(&words_of(stream(part))),
                ([TokenTree::Ident(key), TokenTree::Group(group)], _)
                    if group.delimiter() == Delimiter::Parenthesis =>
                {
                    self.read_list(&key.to_string(), group.stream());
                }
                // The message is that of the source.
                ([TokenTree::Ident(word)], _) if word == "transparent" => self.add(name, "{source}"),
                (part, _) => self.add(name, stream(part)),
            }
        }
    }

    fn add(&mut self, key: &str, value: impl ToTokens) {
        let words = words_of(value);
        let text = words.first().and_then(|word| word.strip_prefix('"'));
        let topic = match (key, text) {
            ("doc", Some(line)) => return self.docs.push_str(&format!("{}\n", line.strip_prefix(' ').unwrap_or(line))),
            (key, Some(_)) if FORMATS.contains(&key) => {
                self.format.get_or_insert_with(|| Format::new(&words));
                return;
            }
            // serde and strum
            ("rename" | "serialize", _) => Some(Topic::Code),
            _ => column_topic(key).filter(|topic| *topic != Topic::Code || key.contains("code")),
        };
        let value = || text.map_or_else(|| words.join("::"), str::to_owned);
        self.values.extend(topic.map(|topic| (topic, value())));
    }
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().cloned().collect()
}

/// Whether `key = …` is about the error, and is not an argument of the format string before it.
fn is_key(key: &str, format: Option<&Format>) -> bool {
    format.is_none_or(|format| column_topic(key).is_some() && !format.text.contains(&format!("{{{key}")))
}
