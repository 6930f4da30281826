//! JSON documents that contain JSON which is already written.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use error_catalog_wire::{Json, write_json_string};

/// The members of an object, in their order.
pub(crate) type Members<'a> = Vec<(Cow<'a, str>, Node<'a>)>;

/// A JSON value whose objects keep the order of their members.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    /// A value that is already compact JSON.
    Written(Cow<'a, str>),
    Value(Cow<'a, Json>),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Members<'a>),
}

impl<'a> Node<'a> {
    pub(crate) fn object<const N: usize>(members: [(&'a str, Node<'a>); N]) -> Self {
        Node::Object(members.map(|(key, value)| (Cow::Borrowed(key), value)).into())
    }

    pub(crate) fn list(elements: impl IntoIterator<Item = Node<'a>>) -> Self {
        Node::List(elements.into_iter().collect())
    }

    pub(crate) fn reference(target: impl Into<Cow<'a, str>>) -> Self {
        Node::object([("$ref", Node::Text(target.into()))])
    }
}

impl<'a> From<&'a str> for Node<'a> {
    fn from(text: &'a str) -> Self {
        Node::Text(text.into())
    }
}

impl From<String> for Node<'_> {
    fn from(text: String) -> Self {
        Node::Text(text.into())
    }
}

impl From<bool> for Node<'_> {
    fn from(value: bool) -> Self {
        Node::Value(Cow::Owned(value.into()))
    }
}

impl From<i64> for Node<'_> {
    fn from(number: i64) -> Self {
        Node::Value(Cow::Owned(number.into()))
    }
}

impl<'a> From<&'a Json> for Node<'a> {
    fn from(value: &'a Json) -> Self {
        Node::Value(Cow::Borrowed(value))
    }
}

/// Writes compact JSON.
impl Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Written(text) => f.write_str(text),
            Node::Value(value) => value.fmt(f),
            Node::Text(text) => write_json_string(f, text),
            Node::List(elements) => {
                f.write_char('[')?;
                for (index, element) in elements.iter().enumerate() {
                    f.write_str(if index > 0 { "," } else { "" })?;
                    element.fmt(f)?;
                }
                f.write_char(']')
            }
            Node::Object(members) => {
                f.write_char('{')?;
                for (index, (key, value)) in members.iter().enumerate() {
                    f.write_str(if index > 0 { "," } else { "" })?;
                    write_json_string(f, key)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_char('}')
            }
        }
    }
}
