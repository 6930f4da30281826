//! What a page is made of.

use serde_json::Value;

use crate::grid::Grid;

#[derive(Debug)]
pub(super) struct Block {
    pub(super) line: usize,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// Its level, from 1, and its text with the marks of code.
    Heading(u8, String),
    Grid(Grid),
    Body(Body),
    /// A header of a response.
    Header(String, String),
    Item(String),
    Text(String),
}

#[derive(Debug, PartialEq)]
pub(super) struct Body {
    pub(super) value: Value,
    /// Names of members, and the comments after them.
    pub(super) comments: Vec<(String, String)>,
    /// Whether something was mended to make it JSON.
    pub(super) is_mended: bool,
}

/// Where a line of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Unknown: a short line may be a heading.
    Page,
    Paragraph,
    Code,
}
