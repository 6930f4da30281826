//! Changes ranges of a text.

use std::ops::Range;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The changes of a text.
pub(super) struct Edits<'a> {
    text: &'a str,
    edits: Vec<Edit>,
}

/// The bytes in the range become the new text.
struct Edit {
    range: Range<usize>,
    new: String,
}

impl<'a> Edits<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, edits: Vec::new() }
    }

    /// The text with the changes. Text that is inserted in a removed range stays.
    pub(super) fn apply(mut self) -> String {
        self.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let (mut changed, mut end) = (String::new(), 0);
        for Edit { range, new } in &self.edits {
            changed += self.text.get(end..range.start).unwrap_or_default();
            changed += new;
            end = end.max(range.end);
        }
        changed + self.text.get(end..).unwrap_or_default()
    }

    pub(super) fn insert(&mut self, at: usize, new: &str) {
        self.replace(at..at, new.to_owned());
    }

    pub(super) fn replace(&mut self, range: Range<usize>, new: String) {
        self.edits.push(Edit { range, new });
    }

    /// Inserts a line above the line of an offset, or in the same line if the offset is not at the start of its line.
    pub(super) fn insert_line(&mut self, at: usize, line: &str) {
        let before = &self.text[..at];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let (indent, end) = (&before[start..], if self.text.contains("\r\n") { "\r\n" } else { "\n" });
        match indent.trim().is_empty() {
            true => self.insert(start, &format!("{indent}{line}{end}")),
            false => self.insert(at, &format!("{line} ")),
        }
    }

    /// Removes a range, with its line if nothing else is in the line.
    pub(super) fn remove(&mut self, range: Range<usize>) {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let rest = after.find('\n').map_or(after.len(), |end| end + 1);
        let range = match self.text[start..range.start].trim().is_empty() && after[..rest].trim().is_empty() {
            true => start..range.end + rest,
            false => range.start..range.end + (after.len() - after.trim_start_matches(' ').len()),
        };
        self.replace(range, String::new());
    }

    /// Removes an item, with the empty line after the item, or before the item at the end of the file.
    pub(super) fn remove_item(&mut self, range: Range<usize>) {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let lines: Vec<&str> = after.split_inclusive('\n').take(2).collect();
        let blank: usize = lines.iter().map(|line| line.len()).sum();
        match (after.trim().is_empty(), lines.iter().all(|line| line.trim().is_empty())) {
            (true, _) => {
                let kept = before.trim_end().len();
                let ending = before[kept..].find('\n').map_or(0, |at| at + 1);
                self.replace(kept + ending..self.text.len(), String::new());
            }
            (false, true) => {
                let start = before.trim_end_matches(' ').len();
                let start = if before[..start].ends_with('\n') { start } else { range.start };
                self.replace(start..range.end + blank, String::new());
            }
            (false, false) => self.remove(range),
        }
    }

    /// Removes tokens, and keeps the comments between them.
    pub(super) fn remove_tokens(&mut self, range: Range<usize>, tokens: TokenStream) {
        let mut comments = String::new();
        let mut end = range.start;
        for token in edges(tokens).into_iter().chain(std::iter::once(range.end..range.end)) {
            let gap = self.text.get(end..token.start).unwrap_or_default().trim();
            if !gap.is_empty() {
                comments += gap;
                comments += if gap.contains("//") { "\n" } else { " " };
            }
            end = end.max(token.end);
        }
        if comments.is_empty() {
            return self.remove(range);
        }
        let ends_line = self.text[range.end..].starts_with(['\r', '\n']);
        let comments = if ends_line { comments.trim_end() } else { comments.trim_end_matches(' ') };
        self.replace(range, comments.to_owned());
    }

    /// Removes the members of a list that `goes` accepts, and the commas after them. Comments stay.
    pub(super) fn remove_members(&mut self, members: &[Member], goes: impl Fn(&Member) -> bool) {
        for (index, member) in members.iter().enumerate().filter(|(_, member)| goes(member)) {
            let Range { start, end } = member.range.clone();
            let is_blank = |range: Range<usize>| self.text.get(range).is_some_and(|gap| gap.trim().is_empty());
            // The comma of the last member that stays, if only members that go are between.
            let before = members[..index].iter().rev().try_fold(start, |end, before| match &before.comma {
                Some(comma) if is_blank(comma.end..end) && !goes(before) => Err(Some(comma.start)),
                Some(comma) if is_blank(comma.end..end) && is_blank(before.range.end..comma.start) => {
                    Ok(before.range.start)
                }
                _ => Err(None),
            });
            match (&member.comma, before) {
                (Some(comma), _) if is_blank(end..comma.start) => self.remove(start..comma.end),
                (Some(comma), _) => {
                    self.remove(start..end);
                    self.replace(comma.clone(), String::new());
                }
                (None, Err(Some(comma))) => self.replace(comma..end, String::new()),
                (None, _) => self.remove(start..end),
            }
        }
    }
}

/// A member of a list with commas.
pub(super) struct Member {
    pub(super) tokens: Vec<TokenTree>,
    pub(super) range: Range<usize>,
    /// The comma after the member.
    comma: Option<Range<usize>>,
}

impl Member {
    pub(super) fn meta(&self) -> TokenStream {
        self.tokens.iter().cloned().collect()
    }
}

/// The members of a list with commas.
pub(super) fn members(list: TokenStream) -> Vec<Member> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let tokens: Vec<TokenTree> = list.into_iter().collect();
    let mut commas = tokens.iter().filter(|token| is_comma(token)).map(|token| token.span().byte_range());
    let parts = tokens.split(is_comma).filter_map(|part| {
        let comma = commas.next();
        let range = part.first()?.span().byte_range().start..part.last()?.span().byte_range().end;
        Some(Member { tokens: part.to_vec(), range, comma })
    });
    parts.collect()
}

/// The ranges of tokens. A bracket is a token.
fn edges(tokens: TokenStream) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                all.push(group.span_open().byte_range());
                all.extend(edges(group.stream()));
                all.push(group.span_close().byte_range());
            }
            token => all.push(token.span().byte_range()),
        }
    }
    all
}
