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
    match line.as_bytes()[0] {
        // Python-Markdown would show a backslash before these characters.
        first @ (b'=' | b'?' | b'/' | b':') => out.push_str(&format!("&#{first};")),
        _ => out.extend(["\\", &line[..1]]),
    }
    1
}

/// Whether [`push_start`] changes the line.
pub(super) fn is_paragraph(line: &str) -> bool {
    !begins_block(line) && list_number(line).is_none()
}

/// Whether the first character begins a block. A box begins a task. The characters after the box begin blocks of
/// extensions of Python-Markdown.
fn begins_block(line: &str) -> bool {
    let Some(first @ 0..=0x7f) = line.bytes().next() else { return false };
    let is_marker = ends_marker(&line[1..]);
    let is_rule = || line.bytes().all(|byte| byte == first || byte == b' ');
    match first {
        b'#' | b'>' => true,
        b'-' | b'+' | b'*' => is_marker || is_rule(),
        b'_' => is_rule(),
        b'[' => ["[ ] ", "[x] ", "[X] "].iter().any(|task| line.starts_with(task)),
        b'!' => line.starts_with("!!!"),
        b'=' => line.starts_with("==="),
        b'?' => line.starts_with("???"),
        b'/' => line.starts_with("///"),
        b':' => is_marker,
        _ => false,
    }
}

/// Whether the line begins an item of a list.
pub(super) fn begins_item(line: &str) -> bool {
    list_number(line).is_some() || line.strip_prefix(['-', '+', '*']).is_some_and(ends_marker)
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
