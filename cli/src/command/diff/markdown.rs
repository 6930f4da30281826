//! Renders the comparison as a comment on a pull request.

use std::fmt::Write;

use error_catalog_codegen::escape;
use error_catalog_model::contract::{Change, Impact};
use error_catalog_model::inert;

use super::Comparison;
use crate::report::changes::{certainty, demand};

/// The GitHub action finds its earlier comment by this line.
const MARKER: &str = "<!-- error-catalog:diff -->";

/// The maximum length of a comment. GitHub's limit is 65,536 characters.
const MAX_LENGTH: usize = 60_000;

pub(super) fn render(comparison: &Comparison) -> String {
    let mut out = format!("{MARKER}\n### Error catalog: {}\n\n", comparison.counts());
    let _ = write!(out, "{} to {}", show_side(&comparison.old), show_side(&comparison.new));
    let _ = match comparison.needs() {
        Some(needs) => writeln!(out, ": {}.", text(&needs)),
        None => writeln!(out, "."),
    };
    for impact in Impact::ALL.iter().rev() {
        let changes = comparison.of_impact(*impact);
        if changes.is_empty() {
            continue;
        }
        let (name, meaning) = (impact.as_str(), impact.meaning());
        // Only breaking changes are expanded, so that other changes do not hide them.
        let is_open = if *impact == Impact::Major { " open" } else { "" };
        let _ = writeln!(out, "\n<details{is_open}>\n<summary><b>{} {name}</b>: {meaning}.</summary>", changes.len());
        out.push_str("\n| change | why | kind |\n|---|---|---|\n");
        for (number, change) in changes.iter().enumerate() {
            let row = format!("| {} | {} | `{}` |", show_what(change), show_why(change), change.kind.as_str());
            if out.len() + row.len() > MAX_LENGTH {
                let _ = writeln!(out, "| and {} more | | |", changes.len() - number);
                break;
            }
            let _ = writeln!(out, "{row}");
        }
        out.push_str("\n</details>\n");
    }
    if let Some(rust) = &comparison.rust {
        out += &rust.render_markdown(MAX_LENGTH.saturating_sub(out.len()));
    }
    out
}

fn show_side(side: &super::Side) -> String {
    let version = side.contract.version.as_ref().map(|version| format!(" ({})", text(version))).unwrap_or_default();
    format!("{}{version}", code(&side.name, escape::code(&side.name)))
}

fn show_what(change: &Change) -> String {
    let what = change.sentence().render(text_between, code_cell);
    certainty(change).map_or_else(|| what.clone(), |certainty| format!("{what} ({})", text(&certainty)))
}

fn show_why(change: &Change) -> String {
    let demand = demand(change).map(|demand| format!(" **{demand}**"));
    let advice: String =
        change.advice.iter().map(|way| format!("<br>help: {}", way.render(text_between, code_cell))).collect();
    format!("{}{}{advice}", text(change.why), demand.unwrap_or_default())
}

/// Escapes text, and keeps the spaces at its start and end.
pub(super) fn text_between(part: &str) -> String {
    let start = if part.starts_with(' ') { " " } else { "" };
    let end = if part.ends_with(' ') && part.len() > 1 { " " } else { "" };
    format!("{start}{}{end}", text(part.trim()))
}

/// Escapes data as code in a table.
pub(super) fn code_cell(data: &str) -> String {
    code(data, escape::code_cell(data))
}

/// Returns data as code. `escaped` is a code span, or plain text if parsers disagree about the code span. Plain text,
/// and code that a build server runs as a command, becomes text in a `code` element.
fn code(data: &str, escaped: String) -> String {
    if escaped.starts_with('`') && inert(data) == data { escaped } else { format!("<code>{}</code>", text(data)) }
}

/// Escapes text, so that GitHub finds no mention, issue, commit, link or emoji in it. An empty comment separates the
/// characters that GitHub would recognize.
fn text(data: &str) -> String {
    // The escaper writes the colon or the dot of some URLs as a reference. A link could still begin at a reference, so
    // each reference becomes its character, which the loop separates. References in data have an escaped ampersand.
    let escaped = escape::text(data).replace("&#58;", ":").replace("&#46;", ".");
    let mut out = String::with_capacity(escaped.len());
    let mut digits = 0;
    for (at, c) in escaped.char_indices() {
        let (before, after) = escaped.split_at(at + c.len_utf8());
        out.push(c);
        digits = if c.is_ascii_hexdigit() { digits + 1 } else { 0 };
        // Seven hexadecimal digits can be a commit.
        if is_live(c, before, after) || (digits == 6 && after.starts_with(|c: char| c.is_ascii_hexdigit())) {
            out.push_str("<!-- -->");
            digits = 0;
        }
    }
    out
}

/// Whether GitHub recognizes text that consists of the end of `before`, which is `c`, and the start of `after`.
fn is_live(c: char, before: &str, after: &str) -> bool {
    let ends_in = |word: &str| {
        let end = before.len().checked_sub(word.len()).and_then(|at| before.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    match c {
        '@' => true,
        // A tilde is escaped as `&#126;`.
        '#' => !ends_in("&#"),
        // A link or an emoji.
        ':' => after.starts_with(|c: char| !c.is_whitespace()),
        'w' | 'W' => after.starts_with('.') && ends_in("www"),
        'h' | 'H' => after.starts_with('-') && ends_in("gh"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use error_catalog_model::Catalog;
    use error_catalog_model::contract::{Contract, diff};

    use super::*;

    #[test]
    fn text_cannot_act_as_markup() {
        for (line, shown) in [
            ("a | b", "a \\| b"),
            ("<script>", "&lt;script\\>"),
            ("*bold* [x](y)", "\\*bold\\* \\[x\\](y)"),
            ("ask @team about #12", "ask @<!-- -->team about #<!-- -->12"),
            (
                "GH-12, https://a.example, www.a.example",
                "GH<!-- -->-12, https:<!-- -->//a.example, www<!-- -->.a.example",
            ),
            ("Www.a.example gH-1 :+1: a: b", "Www<!-- -->.a.example gH<!-- -->-1 :<!-- -->+1: a: b"),
            ("fixes 0123456789abcdef", "fixes 012345<!-- -->6789ab<!-- -->cdef"),
            ("an odd ` tick", "an odd \\` tick"),
            ("https://a`b www.a`b", "https:<!-- -->//a\\`b www<!-- -->.a\\`b"),
            ("a ~ for $5 &#38; &#", "a &#126; for &#36;5 &amp;#<!-- -->38; &amp;\\#<!-- -->"),
            (": status 404", ": status 404"),
            (":+1: &#58;", ":<!-- -->+1: &amp;#<!-- -->58;"),
            ("a\nb", "a b"),
        ] {
            assert_eq!(text_between(line), shown);
        }
    }

    #[test]
    fn code_stays_inert() {
        for (data, shown) in [
            ("a|b @team", "`a\\|b @team`"),
            (
                "x `\\| @team #1 https://a.example",
                "<code>x \\`\\\\\\| @<!-- -->team #<!-- -->1 https:<!-- -->//a.example</code>",
            ),
            ("##[error]a", "<code>\\#<!-- -->#<!-- -->\\[error\\]a</code>"),
            ("&# @team", "<code>&amp;#<!-- --> @<!-- -->team</code>"),
        ] {
            assert_eq!(code_cell(data), shown);
        }
    }

    #[test]
    fn backticks_of_a_value_do_not_end_its_code_span() {
        let contract = |header: &str| {
            let text = format!("[errors.a_b]\nstatus = 405\nmessage = 'a'\nheaders.X = '{header}'");
            let files = BTreeMap::from([("errors.toml".to_owned(), text)]);
            Contract::of(&Catalog::parse("errors.toml", &files).0.unwrap())
        };
        let changes = diff(&contract("p`q"), &contract("r` and *s|t*"));
        let shown: Vec<String> = changes.iter().map(show_what).collect();
        assert_eq!(shown, ["`a_b`: header `X` was ``p`q`` and is now ``r` and *s\\|t*``"]);
    }
}
