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
    /// A header that is shown below a body.
    Header(String, String),
    Item(String),
    Text(String),
}

#[derive(Debug)]
pub(super) struct Body {
    pub(super) value: Value,
    pub(super) comments: Vec<(String, String)>,
    pub(super) is_mended: bool,
}

/// What is not known of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Nothing: a short line may be a heading.
    Page,
    /// It stands in a paragraph.
    Paragraph,
    /// It stands in a block of code.
    Code,
}
