//! Text in the log of a build server. GitHub, Azure and TeamCity run some lines of a log as commands.

use std::borrow::Cow;

use error_catalog_wire::is_invisible;

/// The texts that open a command anywhere in a line, without the bracket at their end. GitHub finds `##[`, Azure finds
/// both `##[` and `##vso[`, and TeamCity finds `##teamcity[`.
const OPENINGS: &[&str] = &["##", "##vso", "##teamcity"];

/// Whether `[` after the text `before` would open a command. Build servers ignore invisible characters when they
/// compare texts.
#[must_use]
pub fn opens_command(before: &str) -> bool {
    let last = before.chars().rev().filter(|c| !is_invisible(*c)).map(|c| c.to_ascii_lowercase());
    OPENINGS.iter().any(|opening| last.clone().take(opening.len()).eq(opening.chars().rev()))
}

/// Adds a backslash to each text that a build server would run as a command: `##\[` and `:\:`.
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    // Every build waits for this code, and almost no text contains a command.
    if !(text.contains('#') && text.contains('[')) && text.lines().all(|line| second_colon(line).is_none()) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (start, colon) = (out.len(), second_colon(line));
        for (at, c) in line.char_indices() {
            if colon == Some(at) || (c == '[' && opens_command(&out[start..])) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out.into()
}

/// The second colon of a line that begins with `::` after white space. GitHub runs such a line, but no command begins
/// with a third colon, with which diagnostics begin a related place.
fn second_colon(line: &str) -> Option<usize> {
    let visible = line.char_indices().filter(|(_, c)| !is_invisible(*c));
    let mut visible = visible.skip_while(|(_, c)| c.is_whitespace());
    let is_colon = |(_, c): &(usize, char)| *c == ':';
    visible.next().filter(is_colon)?;
    let (at, _) = visible.next().filter(is_colon)?;
    (!visible.next().is_some_and(|next| is_colon(&next))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_line_is_a_command() {
        for (text, shown) in [
            ("::set-output name=a::b", ":\\:set-output name=a::b"),
            ("a\n \t::stop-commands::b\n", "a\n \t:\\:stop-commands::b\n"),
            ("\u{200c}:\u{fe0f}:error::b", "\u{200c}:\u{fe0f}\\:error::b"),
            ("a ##[error]b", "a ##\\[error]b"),
            ("##vso[task] ##VSO[task] ##teamcity[a]", "##vso\\[task] ##VSO\\[task] ##teamcity\\[a]"),
            ("###\u{200d}[a]", "###\u{200d}\\[a]"),
            ("a::b [c] #[d] ## [e]", "a::b [c] #[d] ## [e]"),
            ("::", ":\\:"),
            ("  ::: errors.toml:1:1", "  ::: errors.toml:1:1"),
            (": : a\n##\n[b]", ": : a\n##\n[b]"),
            ("plain", "plain"),
        ] {
            assert_eq!(inert(text), shown, "{text:?}");
        }
    }
}
