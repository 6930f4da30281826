//! The blocks of a page.

use serde_json::Value;

use crate::facts::MemberFact;
use crate::grid::Grid;

/// The line and the kind of a block.
pub(super) type Block = (usize, Kind);

#[derive(Debug)]
pub(super) enum Kind {
    /// The level of the heading, from 1, and its text, with backticks around code.
    Heading(u8, String),
    Grid(Grid),
    Body(Body),
    /// The name and the value of a response header.
    Header(String, String),
    Item(String),
    Text(String),
}

#[derive(Debug)]
pub(super) struct Body {
    pub(super) value: Value,
    /// Each comment in the body, as a description of the member before it.
    pub(super) comments: Vec<MemberFact>,
    /// Whether the text had to be repaired to be valid JSON.
    pub(super) is_mended: bool,
}

/// The kind of text that contains a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A page without Markdown, where a short line may be a heading.
    Page,
    Paragraph,
    Code,
}
