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

use std::collections::BTreeSet;

use self::block::Mode;
use self::label::property;
use self::page::Page;
use crate::facts::{Facts, Notes};
use crate::infer::columns::flatten;
use crate::infer::names::is_code_like;
use crate::words::Topic;

/// Reads the facts on a page.
pub(crate) fn read_markdown(text: &str, notes: &mut Notes) -> Facts {
    let text = &comments::blank_comments(text, notes);
    // A page that still has its markup contains fenced code, or headings below the first level.
    let is_marked = |line: &str| ["```", "~~~", "## ", "### "].iter().any(|mark| line.starts_with(mark));
    let blocks = match text.lines().any(is_marked) {
        true => parse::parse_blocks(text, notes),
        false => scan::scan_text(text, 1, Mode::Page),
    };
    let mut page = Page::new(notes);
    blocks.into_iter().for_each(|block| page.read(block));
    let facts = Facts { names_retry_after: text.contains("Retry-After"), ..page.finish() };
    note_leftovers(text, &facts, notes);
    facts
}

/// Notes each item or heading that begins with something like one of the page's codes but was not read as an error.
fn note_leftovers(text: &str, facts: &Facts, notes: &mut Notes) {
    let codes: BTreeSet<&str> = facts.errors.iter().filter_map(|error| error.code.as_deref()).collect();
    let mut known: BTreeSet<String> = facts.members.iter().map(|member| member.name.clone()).collect();
    for (path, value) in facts.examples.iter().chain(&facts.formats).flat_map(|example| flatten(&example.body)) {
        known.extend(path);
        known.extend(value.as_str().map(str::to_owned));
    }
    let is_lower = |code: &str| code.contains(|c: char| c.is_ascii_lowercase());
    let is_shouted = codes.iter().any(|code| !is_lower(code));
    for (number, line) in text.lines().enumerate() {
        let Some(item) = line.trim_start().strip_prefix(['-', '*', '+', '#']) else { continue };
        let item = item.trim_start_matches(['#', '*', ' ']);
        let labelled = property(item).filter(|(topic, _)| *topic == Topic::Code).map(|(_, code)| code);
        let marked = || item.strip_prefix('`').and_then(|rest| rest.split_once('`')).map(|(code, _)| code.to_owned());
        let Some(code) = labelled.or_else(marked) else { continue };
        let is_known = codes.contains(code.as_str()) || known.contains(&code);
        if is_shouted != is_lower(&code) && code.contains('_') && is_code_like(&code) && !is_known {
            notes.loss(number + 1, format!("`{code}` looks like a code, but the text about it is not understood"));
        }
    }
}
