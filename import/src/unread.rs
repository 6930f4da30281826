//! Finds losses that no reader knows about: words of a source that look like codes or statuses, and that are neither in
//! the catalog nor in a note.

use std::collections::BTreeSet;

use crate::facts::{NoteKind, Notes};
use crate::infer::names::{is_code_like, key_of};
use crate::infer::status::{is_error_status, leading_status, status_named, without_reason};
use crate::kind::Kind;
use crate::text::MARKS;
use crate::words::{Topic, column_topic};

/// The maximum number of lines that the note names.
const LIMIT: usize = 10;

/// Notes the lines of a source with codes or statuses that the catalog does not contain. Returns the number of the
/// lines that have such codes.
pub(crate) fn note_unread(text: &str, kind: Kind, catalog: &str, notes: &mut Notes) -> usize {
    // In these kinds, most words that look like codes are something else.
    if matches!(kind, Kind::Openapi | Kind::Rust | Kind::Errcodes) {
        return 0;
    }
    let lines: Vec<String> = text.lines().map(without_urls).collect();
    let lines: Vec<Vec<Word<'_>>> = lines.iter().map(|line| read_words(line, kind)).collect();
    let headers = catalog.lines().filter_map(|line| line.strip_prefix("[errors.")?.strip_suffix(']'));
    let codes = catalog.lines().filter_map(|line| line.strip_prefix("code = ")).chain(headers);
    let codes: BTreeSet<String> = codes.map(key_of).collect();
    let texts = notes.0.iter().map(|note| note.text.as_str()).chain([catalog]);
    let texts = texts.flat_map(|text| text.split(|c| !is_part(c))).flat_map(|word| word.split('.').chain([word]));
    let known: BTreeSet<String> = texts.map(key_of).collect();
    let is_known = |word: &&Word<'_>| codes.contains(&key_of(word.text));
    let styles = lines.iter().flatten().filter(|word| is_code_like(word.text)).filter(is_known);
    let styles: BTreeSet<String> = styles.map(|word| style(word.text)).collect();
    let skipped = skipped(text, kind, notes);
    let (mut found, mut with_codes) = (Vec::new(), 0);
    for (line, words) in (1..).zip(&lines).filter(|(line, _)| !skipped.contains(line)) {
        let is_new = |word: &&Word<'_>| !known.contains(&key_of(word.text));
        let has_status = words.iter().any(|word| word.status.is_some());
        let is_read = words.iter().any(|word| is_known(&word));
        // A row that was read has its code in the catalog. Other columns have their own notes.
        let may_be_code = |word: &&Word<'_>| word.is_code(&styles, has_status) && !(is_read && kind == Kind::Csv);
        let mut unread: Vec<&Word<'_>> = words.iter().filter(may_be_code).filter(is_new).collect();
        with_codes += usize::from(!unread.is_empty());
        let has_code = is_read || !unread.is_empty();
        let is_status = |word: &&Word<'_>| word.status.is_some_and(|is_named| is_named || has_code);
        unread.extend(words.iter().filter(is_status).filter(is_new));
        if !unread.is_empty() {
            let unread: Vec<&str> = unread.iter().map(|word| word.text).collect();
            found.push(format!("line {line} (`{}`)", unread.join("`, `")));
        }
    }
    if !found.is_empty() {
        let more = found.len().saturating_sub(LIMIT);
        found.truncate(LIMIT);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let found = found.join(", ");
        notes.loss(0, format!("these lines contain codes or statuses that are not in the catalog: {found}{more}"));
    }
    with_codes
}

/// The lines of programs, and the lines that a note about a loss covers. In a page, such a note is about a paragraph or
/// a table.
fn skipped(text: &str, kind: Kind, notes: &Notes) -> BTreeSet<usize> {
    let losses = notes.0.iter().filter(|note| note.kind == NoteKind::Loss && kind != Kind::Json);
    let losses: BTreeSet<usize> = losses.map(|note| note.line).collect();
    let (mut is_covered, mut is_program) = (false, false);
    // The first row of a table names the columns, unless a note says otherwise.
    let mut is_head = kind == Kind::Csv && !notes.0.iter().any(|note| note.text.starts_with("no row names"));
    let lines = (1..).zip(text.lines().map(str::trim)).filter(|(line, text)| {
        if let Some(language) = text.strip_prefix("```").or_else(|| text.strip_prefix("~~~")) {
            let language = language.trim();
            is_program = language.split([' ', ',', '{']).next().is_some_and(|language| PROGRAMS.contains(&language));
        }
        is_covered = losses.contains(line) || is_covered && kind == Kind::Markdown && !text.is_empty();
        let is_named = is_head && !is_covered && !text.is_empty();
        is_head &= !is_named;
        is_covered || is_named || is_program || STATEMENTS.iter().any(|mark| text.contains(mark))
    });
    lines.map(|(line, _)| line).collect()
}

/// Languages of code blocks that contain a program.
const PROGRAMS: &[&str] = &[
    "c",
    "cpp",
    "csharp",
    "dart",
    "elixir",
    "go",
    "java",
    "javascript",
    "js",
    "jsx",
    "kotlin",
    "node",
    "php",
    "py",
    "python",
    "rb",
    "ruby",
    "rs",
    "rust",
    "scala",
    "sql",
    "swift",
    "ts",
    "tsx",
    "typescript",
];

/// Marks of lines of programs.
const STATEMENTS: &[&str] = &["==", "!=", "({", ");", "['", "(f\""];

struct Word<'a> {
    text: &'a str,
    /// Whether a code may be here: at the start of a line or a cell, or next to a status.
    leads: bool,
    /// Whether the word before is a label for a code.
    is_labelled: bool,
    /// Whether the reason phrase follows, if the word is a status.
    status: Option<bool>,
}

impl Word<'_> {
    /// Whether the word is a code. In the middle of a sentence, only capitals are clear.
    fn is_code(&self, styles: &BTreeSet<String>, has_status: bool) -> bool {
        let word = self.text;
        let is_other = column_topic(word).is_some() || status_named(word).is_some() || word.starts_with("HTTP/");
        let is_version =
            word.strip_prefix('v').is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
        if !is_code_like(word) || is_other || is_version || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        let is_usual = styles.contains(&style(word));
        let is_marked = word.contains(|c: char| !c.is_ascii_alphabetic());
        let is_shouted = !word.contains(|c: char| c.is_ascii_lowercase());
        let is_loud = is_shouted && (word.contains('_') || is_usual && is_marked);
        // A page that lost its markup may have a reason phrase without a space after it: `UnauthorizedNo key`.
        let is_joined = || (400..=599).any(|status| without_reason(status, word).is_some());
        let may_have_status = || is_marked || !is_shouted && !is_joined();
        is_loud || self.is_labelled || self.leads && (is_usual || has_status && may_have_status())
    }
}

/// The kinds of characters in a code, or the letters before its number: `E` for `E101`.
fn style(code: &str) -> String {
    let number = code.find(|c: char| c.is_ascii_digit());
    if let Some(at) = number.filter(|_| code.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return code[..at].to_owned();
    }
    let letter = |c: char| if c.is_ascii_uppercase() { 'A' } else { 'a' };
    let kinds = code.chars().filter(|c| !c.is_ascii_digit());
    let kinds = kinds.map(|c| if c.is_ascii_alphabetic() { letter(c) } else { c });
    kinds.collect::<BTreeSet<char>>().into_iter().collect()
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '#')
}

/// The words of a line, without paths and without the names of members that contain no object.
fn read_words(line: &str, kind: Kind) -> Vec<Word<'_>> {
    const MARKUP: &[char] = &['`', '*', '(', ')', '[', ']', '"', '/', '|', ' '];
    let is_json = kind == Kind::Json;
    let mut words = Vec::new();
    let (mut at, mut leads, mut is_labelled) = (0, !is_json, false);
    while let Some(start) = line[at..].find(is_part).map(|start| at + start) {
        let (gap, rest) = (&line[at..start], &line[start..]);
        let raw = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let after = &rest[raw.len()..];
        at = start + raw.len();
        let text = raw.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if text.is_empty() || gap.ends_with('(') && raw.starts_with(['/', '#', '.']) {
            continue;
        }
        let is_cell = gap.contains(['|', '\t']) || gap.contains("  ") || kind == Kind::Csv && gap.contains([',', ';']);
        leads |= is_cell && !is_json;
        let value = after.strip_prefix("\":").or(is_json.then_some(after).filter(|_| raw.ends_with(':')));
        let value = value.map(str::trim_start);
        let is_group = is_json && value.is_some_and(|value| value.is_empty() || value.starts_with(['{', '[']));
        let topic = column_topic(text);
        let is_number = text.bytes().all(|b| b.is_ascii_digit());
        let next = after.trim_start_matches(MARKUP).trim_start_matches(MARKS);
        let has_status = leading_status(next).is_some_and(|(status, _)| is_error_status(status));
        // `500 items` is a sentence.
        let follows = |after: &str| after.starts_with(|c: char| c.is_ascii_lowercase());
        let is_sentence =
            after.strip_prefix(' ').is_some_and(follows) && !next.split([' ', ':']).next().is_some_and(is_code_like);
        if value.is_none() || is_group {
            let status = text.parse().ok().filter(|status| is_number && is_error_status(*status));
            let status = status.map(|status| without_reason(status, next).is_some());
            let status = status.filter(|is_named| *is_named || !is_sentence);
            let leads = leads && !(is_sentence && text.bytes().all(|b| b.is_ascii_alphabetic()));
            words.push(Word { text, leads: leads || has_status || is_group, is_labelled, status });
        }
        is_labelled = topic == Some(Topic::Code) && text.to_ascii_lowercase().ends_with("code");
        let is_listed = after.trim_start_matches(MARKUP.get(..2).unwrap_or_default()).starts_with([',', '/']);
        leads &= value.is_none() && (matches!(topic, Some(Topic::Code | Topic::Status)) || is_number || is_listed);
    }
    words
}

/// The line without URLs.
fn without_urls(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some((before, after)) = rest.split_once("://") {
        out.push_str(before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()));
        rest = &after[after.find(|c: char| c.is_whitespace() || ")>\"'`|,<".contains(c)).unwrap_or(after.len())..];
    }
    out + rest
}
