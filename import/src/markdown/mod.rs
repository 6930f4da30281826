//! Reads pages about errors: Markdown, or the plain text of a page that has lost its markup.

mod block;
mod comments;
mod glued;
mod items;
mod jsonish;
mod label;
mod page;
mod parse;
mod scan;

use self::block::Mode;
use self::page::Page;
use crate::facts::{Facts, Notes};

/// Reads the facts on a page.
pub(crate) fn read_markdown(text: &str, notes: &mut Notes) -> Facts {
    let text = &comments::blank_comments(text, notes);
    // A page that still has its markup contains fenced code, or headings below the first level.
    let is_marked = |line: &str| ["```", "~~~", "## ", "### "].iter().any(|mark| line.starts_with(mark));
    let blocks = match text.lines().any(is_marked) {
        true => parse::parse_blocks(text, notes),
        false => scan::scan_text(text, 1, Mode::Page),
    };
    let mut page = Page::default();
    blocks.into_iter().for_each(|block| page.read(block));
    let (facts, found) = page.finish();
    notes.0.extend(found.0);
    Facts { names_retry_after: text.contains("Retry-After"), ..facts }
}
