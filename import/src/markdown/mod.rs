//! Pages about errors: Markdown, and the plain text that is left of a page when its marks are lost.

mod block;
mod glued;
pub(super) mod inline;
mod jsonish;
mod page;
mod parse;
mod scan;
mod section;

use std::collections::BTreeSet;

use self::block::{Block, Mode};
use self::page::Page;
use self::section::property;
use super::facts::{Facts, Notes};
use super::infer::columns::flatten;
use super::infer::names::is_code_like;

/// What a page says.
pub(super) fn read_markdown(text: &str, notes: &mut Notes) -> Facts {
    let blocks =
        if is_markdown(text) { parse::parse_blocks(text, notes) } else { scan::scan_text(text, 1, Mode::Page) };
    let mut page = Page::new(notes);
    blocks.into_iter().for_each(|block: Block| page.read(block));
    let facts = Facts { names_retry_after: text.contains("Retry-After"), ..page.finish() };
    note_leftovers(text, &facts, notes);
    facts
}

/// Says which items and headings begin with what looks like one of the page's codes, and came to nothing.
fn note_leftovers(text: &str, facts: &Facts, notes: &mut Notes) {
    let codes: BTreeSet<&str> = facts.errors.iter().filter_map(|error| error.code.as_deref()).collect();
    let mut known: BTreeSet<String> = facts.members.iter().map(|member| member.name.clone()).collect();
    for example in facts.examples.iter().chain(&facts.formats) {
        for (path, value) in flatten(&example.body) {
            known.extend(path);
            known.extend(value.as_str().map(str::to_owned));
        }
    }
    let is_shouted = codes.iter().any(|code| !code.contains(|c: char| c.is_ascii_lowercase()));
    for (number, line) in text.lines().enumerate() {
        let item = line.trim_start();
        let Some(item) = item.strip_prefix(['-', '*', '+', '#']) else { continue };
        let item = item.trim_start_matches(['#', '*', ' ']);
        let item =
            property(item).filter(|(name, _)| *name == "code").map_or(item.to_owned(), |(_, code)| format!("`{code}`"));
        let Some((code, _)) = item.strip_prefix('`').and_then(|rest| rest.split_once('`')) else { continue };
        let is_like_them = is_shouted != code.contains(|c: char| c.is_ascii_lowercase());
        if is_like_them && code.contains('_') && is_code_like(code) && !codes.contains(code) && !known.contains(code) {
            notes.loss(number + 1, format!("`{code}` looks like a code, and what is said of it is not understood"));
        }
    }
}

/// Whether a page has kept its marks: fences of code, or headings below the first.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("```") || line.starts_with("~~~") || line.starts_with("## ") || line.starts_with("### ")
    })
}
