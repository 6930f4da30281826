//! Tables whose cells were joined when the text was extracted: `CodeStatusMeaning`, `` `404`Not FoundThere is nothing
//! here``.

use crate::infer::status::{is_error_status, leading_status, without_reason};
use crate::words::column_words;

/// The names of the columns, if the line consists only of names of columns.
pub(super) fn split_head(line: &str) -> Option<Vec<String>> {
    let mut rest = line;
    let mut head = Vec::new();
    while rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        let is_end = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_uppercase());
        let begins = |word: &&str| {
            let (start, rest) = rest.split_at_checked(word.len()).unwrap_or_default();
            start.eq_ignore_ascii_case(word) && is_end(rest)
        };
        let word = column_words().filter(begins).max_by_key(|word| word.len())?;
        head.push(rest[..word.len()].to_owned());
        rest = &rest[word.len()..];
    }
    (rest.is_empty() && head.len() > 1).then_some(head)
}

/// The cells of a row in a table with this head. Text that cannot be split stays in the last cell.
pub(super) fn read_glued_row(head: &[String], row: &str) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut rest = row.trim();
    for name in head.iter().take(head.len().saturating_sub(1)) {
        let (cell, tail) = take_cell(name, rest, cells.last().map(String::as_str))?;
        cells.push(cell);
        rest = tail.trim_start();
    }
    cells.push(rest.to_owned());
    (!rest.is_empty()).then_some(cells)
}

/// The first cell of a text and the remaining text. `name` is the column's name, and `before` the previous cell.
fn take_cell<'a>(name: &str, text: &'a str, before: Option<&str>) -> Option<(String, &'a str)> {
    if let Some(code) = text.strip_prefix('`') {
        let (code, mut rest) = code.split_once('`')?;
        let mut cell = code.to_owned();
        // Several types: `string` or `object`
        while let Some((other, tail)) = rest.strip_prefix(" or `").and_then(|rest| rest.split_once('`')) {
            cell = format!("{cell} or {other}");
            rest = tail;
        }
        return Some((cell, rest));
    }
    let last_status = before.and_then(leading_status);
    if let Some(tail) = last_status.and_then(|(status, _)| without_reason(status, text)) {
        return Some((text[..text.len() - tail.len()].to_owned(), tail));
    }
    if let Some((status, tail)) = leading_status(text).filter(|_| name.contains("ode") || name.contains("tatus")) {
        return Some((status.to_string(), tail));
    }
    // A code ends where a status begins.
    let end = text.char_indices().find(|(i, c)| {
        let is_status = leading_status(&text[*i..]).is_some_and(|(status, _)| is_error_status(status));
        (*i > 0 && is_status) || !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    });
    let (end, _) = end.filter(|(end, _)| *end > 0)?;
    leading_status(&text[end..])?;
    Some((text[..end].to_owned(), &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_apart() {
        for (head, row, cells) in [
            ("CodeStatusDescription", "200OKRequest succeeded", &["200", "OK", "Request succeeded"][..]),
            ("CodeStatusMeaning", "`404`Not FoundIt doesn’t exist.", &["404", "Not Found", "It doesn’t exist."]),
            ("PropertyTypeDescription", "`a``string` or `object`What a is", &["a", "string or object", "What a is"]),
            ("Error CodeHTTP StatusDescription", "no_user404No such user", &["no_user", "404", "No such user"]),
        ] {
            let head = split_head(head).unwrap_or_default();
            assert_eq!(read_glued_row(&head, row).unwrap_or_default(), cells, "{row}");
        }
        for line in ["Error Code", "Status Codes", "CodeX", ""] {
            assert_eq!(split_head(line), None, "{line}");
        }
    }
}
