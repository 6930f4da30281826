//! The body of a response, and the values in it.

mod tape;
#[cfg(test)]
mod tests;
mod unescape;

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

use error_catalog_wire::Json;

use self::tape::{Kind, Token};
use self::unescape::unescape;

/// A body that was read.
pub(super) struct Body {
    /// The body, if the body is valid UTF-8.
    text: String,
    /// The body, if the body is not valid UTF-8.
    bytes: Vec<u8>,
    /// The tokens are empty if the body is not valid JSON.
    tokens: Vec<Token>,
}

impl Body {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let (text, bytes) = match core::str::from_utf8(bytes) {
            Ok(text) => (text.into(), Vec::new()),
            Err(_) => (String::new(), bytes.to_vec()),
        };
        let tokens = tape::read(&text);
        Self { text, bytes, tokens }
    }

    /// Every byte of the body.
    pub(super) fn bytes(&self) -> &[u8] {
        if self.bytes.is_empty() { self.text.as_bytes() } else { &self.bytes }
    }

    /// The body as text. Invalid UTF-8 becomes `U+FFFD`.
    pub(super) fn text(&self) -> Cow<'_, str> {
        if self.bytes.is_empty() { Cow::Borrowed(&self.text) } else { String::from_utf8_lossy(&self.bytes) }
    }

    /// The part of the text in this range of bytes.
    pub(super) fn part(&self, range: Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The outermost value, which is `null` if the body is not valid JSON.
    pub(super) fn root(&self) -> Node<'_> {
        self.node(0)
    }

    /// The value with this [`index`](Node::index).
    pub(super) fn node(&self, index: u32) -> Node<'_> {
        Node { body: self, index }
    }
}

/// A value in a body.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    body: &'a Body,
    index: u32,
}

impl<'a> Node<'a> {
    pub(super) fn index(self) -> u32 {
        self.index
    }

    fn token(self) -> Token {
        self.body.tokens.get(self.index as usize).copied().unwrap_or(Token::NULL)
    }

    /// The place of a string without escapes, or of a number.
    pub(super) fn range(self) -> Range<u32> {
        let token = self.token();
        token.start..token.end
    }

    fn raw(self) -> &'a str {
        self.body.part(self.range())
    }

    pub(super) fn is_object(self) -> bool {
        self.token().kind == Kind::Object
    }

    pub(super) fn is_list(self) -> bool {
        self.token().kind == Kind::List
    }

    /// The text of a string.
    pub(super) fn as_str(self) -> Option<Cow<'a, str>> {
        match self.token().kind {
            Kind::Plain => Some(Cow::Borrowed(self.raw())),
            Kind::Escaped => Some(Cow::Owned(unescape(self.raw()))),
            _ => None,
        }
    }

    /// The text of a string or a number.
    pub(super) fn as_text(self) -> Option<Cow<'a, str>> {
        match self.token().kind {
            Kind::Integer | Kind::Float => Some(match self.to_json() {
                Json::Unsigned(_) | Json::Signed(_) => Cow::Borrowed(self.raw()),
                json => Cow::Owned(json.to_string()),
            }),
            _ => self.as_str(),
        }
    }

    /// Whether the value is the constant whose JSON is `json`, which is `null`, a boolean or a number.
    pub(super) fn is_constant(self, json: &str) -> bool {
        match self.token().kind {
            Kind::Null | Kind::Bool => self.raw() == json,
            Kind::Integer | Kind::Float => self.raw() == json || number(json) == Some(self.to_json()),
            Kind::Plain | Kind::Escaped | Kind::List | Kind::Object => false,
        }
    }

    /// The elements of a list. A value that is not a list has no elements.
    pub(super) fn elements(self) -> impl Iterator<Item = Node<'a>> {
        let end = if self.is_list() { self.token().next } else { 0 };
        let mut index = self.index + 1;
        core::iter::from_fn(move || {
            let node = (index < end).then_some(Node { index, ..self })?;
            index = node.token().next;
            Some(node)
        })
    }

    /// The keys and the values of an object, in order.
    fn members(self) -> impl Iterator<Item = (Node<'a>, Node<'a>)> {
        let end = if self.is_object() { self.token().next } else { 0 };
        let mut index = self.index + 1;
        core::iter::from_fn(move || {
            let key = (index < end).then_some(Node { index, ..self })?;
            let value = Node { index: index + 1, ..self };
            index = value.token().next;
            Some((key, value))
        })
    }

    /// The value of the member with this key. If the key occurs more than once, the last member counts, as in most
    /// parsers.
    pub(super) fn member(self, key: &[u8]) -> Option<Node<'a>> {
        let body = self.body;
        let mut index = if self.is_object() { self.token().start } else { 0 };
        while let Some([name, _value, ..]) = body.tokens.get(index as usize..).filter(|_| index > 0) {
            // Most keys already differ in their lengths.
            let is_named = if name.kind == Kind::Escaped {
                unescape(body.part(name.start..name.end)).as_bytes() == key
            } else {
                (name.end - name.start) as usize == key.len()
                    && body.text.as_bytes().get(name.start as usize..name.end as usize) == Some(key)
            };
            if is_named {
                return Some(Node { body, index: index + 1 });
            }
            index = name.next;
        }
        None
    }

    pub(super) fn to_json(self) -> Json {
        let token = self.token();
        match token.kind {
            Kind::Null => Json::Null,
            Kind::Bool => Json::Bool(self.raw() == "true"),
            Kind::Integer | Kind::Float => number(self.raw()).unwrap_or_default(),
            Kind::Plain => Json::String(self.raw().into()),
            Kind::Escaped => Json::String(unescape(self.raw())),
            Kind::List => Json::List(self.elements().map(Node::to_json).collect()),
            Kind::Object => {
                let name = |key: Node<'_>| key.as_str().map(Cow::into_owned).unwrap_or_default();
                Json::Object(self.members().map(|(key, value)| (name(key), value.to_json())).collect())
            }
        }
    }
}

/// Converts a number as serde_json does: a number that fits into no integer type is a float.
fn number(text: &str) -> Option<Json> {
    let float = || text.parse().ok().map(Json::Float);
    match text.as_bytes() {
        b"-0" => float(),
        [b'-', ..] => text.parse().ok().map(Json::Signed).or_else(float),
        _ => text.parse().ok().map(Json::Unsigned).or_else(float),
    }
}
