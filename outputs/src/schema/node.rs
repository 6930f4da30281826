//! JSON documents that contain JSON which is already written.

use std::fmt::{self, Display, Write};

use error_catalog_codegen::program::pretty_json;
use error_catalog_wire::{Json, write_json_string};

/// A JSON value whose objects keep the order of their members.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A value that is already compact JSON.
    Written(String),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(crate) fn object<const N: usize>(members: [(&str, Node); N]) -> Self {
        Node::Object(members.map(|(key, value)| (key.to_owned(), value)).into())
    }

    pub(crate) fn list(elements: impl IntoIterator<Item = Node>) -> Self {
        Node::List(elements.into_iter().collect())
    }

    pub(crate) fn reference(target: &str) -> Self {
        Node::object([("$ref", Node::from(target))])
    }

    /// Renders a whole document, which ends in a line break.
    pub(crate) fn render(&self) -> String {
        pretty_json(&self.to_string()) + "\n"
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Node::Text(text)
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Node::Written(value.to_string())
    }
}

impl From<i64> for Node {
    fn from(number: i64) -> Self {
        Node::Written(number.to_string())
    }
}

impl From<&Json> for Node {
    fn from(value: &Json) -> Self {
        Node::Written(value.to_string())
    }
}

/// Writes compact JSON.
impl Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Written(text) => f.write_str(text),
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
