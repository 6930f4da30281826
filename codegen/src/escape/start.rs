//! Escapes the start of a line that would begin a block, such as a heading or a list.

/// Writes the start of Markdown so that the first line is a part of a paragraph. Returns the length of the text that
/// the written start stands for.
pub fn push_start(out: &mut String, markdown: &str) -> usize {
    let line = markdown.lines().next().unwrap_or_default();
    if let Some(digits) = list_number(line) {
        out.extend([&line[..digits], "\\", &line[digits..=digits]]);
        return digits + 1;
    }
    if !begins_block(line) {
        return 0;
    }
    push_marker(out, line);
    1
}

/// Writes the start of a line of several so that the line begins no block of an extension, neither by itself nor in a
/// list or a quotation. Returns the length of the text that the written start stands for.
pub(super) fn push_line_start(out: &mut String, line: &str) -> usize {
    let Some(at) = extension(line) else { return 0 };
    out.push_str(&line[..at]);
    push_marker(out, &line[at..]);
    at + 1
}

fn push_marker(out: &mut String, marker: &str) {
    match marker.as_bytes()[0] {
        // Python-Markdown would show a backslash before these characters.
        first @ (b'=' | b'?' | b'/' | b':') => out.push_str(&format!("&#{first};")),
        _ => out.extend(["\\", &marker[..1]]),
    }
}

/// Whether [`push_start`] does not change the line.
pub(super) fn is_paragraph(line: &str) -> bool {
    !begins_block(line) && list_number(line).is_none()
}

/// Whether the first character begins a block. A box begins a task.
fn begins_block(line: &str) -> bool {
    let Some(first @ 0..=0x7f) = line.bytes().next() else { return false };
    let is_rule = || line.bytes().all(|byte| byte == first || byte == b' ');
    match first {
        b'#' | b'>' => true,
        b'-' | b'+' | b'*' => ends_marker(&line[1..]) || is_rule(),
        b'_' => is_rule(),
        b'[' => ["[ ] ", "[x] ", "[X] "].iter().any(|task| line.starts_with(task)),
        b'=' => line.starts_with("==="),
        _ => begins_extension(line),
    }
}

/// Whether the line begins a block of an extension of Python-Markdown. A line of `=` only underlines a heading.
fn begins_extension(line: &str) -> bool {
    ["!!!", "???", "///"].iter().any(|marker| line.starts_with(marker))
        || line.strip_prefix("===").is_some_and(|rest| !rest.trim_matches('=').is_empty())
        || line.strip_prefix(':').is_some_and(ends_marker)
}

/// Returns the index at which a block of an extension begins in the line.
pub(super) fn extension(line: &str) -> Option<usize> {
    let mut rest = line.trim_start();
    while let Some(inside) = rest.strip_prefix('>').or_else(|| after_item_marker(rest)) {
        rest = inside.trim_start();
    }
    begins_extension(rest).then(|| line.len() - rest.len())
}

/// Whether the line begins an item of a list.
pub(super) fn begins_item(line: &str) -> bool {
    after_item_marker(line).is_some()
}

/// Returns the text after the marker of a list's item.
fn after_item_marker(line: &str) -> Option<&str> {
    match list_number(line) {
        Some(digits) => Some(&line[digits + 1..]),
        None => line.strip_prefix(['-', '+', '*']).filter(|after| ends_marker(after)),
    }
}

/// Returns the length of the number at the start of the text, if the number could begin an item of a list.
fn list_number(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix(['.', ')'])?;
    (rest.len() < text.len() && ends_marker(after)).then(|| text.len() - rest.len())
}

/// Whether a marker, such as that of a list item, can end before this text.
fn ends_marker(after: &str) -> bool {
    !after.starts_with(|c: char| !c.is_whitespace())
}
