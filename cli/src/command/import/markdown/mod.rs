//! Pages about errors: Markdown, and the plain text that is left of a page when its marks are lost.

mod block;
mod glued;
pub(super) mod inline;
mod jsonish;
mod page;
mod parse;
mod scan;
mod section;

use self::block::{Block, Mode};
use self::page::Page;
use super::facts::{Facts, Notes};

/// What a page says.
pub(super) fn read_markdown(text: &str, notes: &mut Notes) -> Facts {
    let blocks =
        if is_markdown(text) { parse::parse_blocks(text, notes) } else { scan::scan_text(text, 1, Mode::Page) };
    let mut page = Page::new(notes);
    blocks.into_iter().for_each(|block: Block| page.read(block));
    Facts { names_retry_after: text.contains("Retry-After"), ..page.finish() }
}

/// Whether a page has kept its marks: fences of code, or headings below the first.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("```") || line.starts_with("~~~") || line.starts_with("## ") || line.starts_with("### ")
    })
}
