//! Whatever catalogs and paths contain, a comment on a pull request mentions nobody and links to nothing.

use std::mem::take;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::hostile::{HOSTILE, hostile};
use crate::support::{project, run};

/// Text in which GitHub finds mentions, an issue, links, a commit and an emoji.
const LIVE: &str = "@octocat a/b#12 GH-12 https://a.example www.a.example a@b.example 0123456789abcdef :tada:";

/// Texts after which an escaper might show data as text instead of code.
const BEFORE: &[&str] = &["&#", "&#x; `", "x `\\|", "##[error]", "\\", "~ $"];

/// Returns what GitHub would recognize in one run of text.
fn live(text: &str) -> Vec<&'static str> {
    let text = text.to_lowercase();
    let pieces = ["@octocat", "#12", "gh-12", "://", "www.", "@b.example", "0123456", ":tada:"];
    pieces.into_iter().filter(|piece| text.contains(piece)).collect()
}

/// Returns the text of Markdown outside of code spans, in runs. GitHub examines each run separately.
fn runs(markdown: &str) -> Vec<String> {
    let (mut runs, mut run) = (Vec::new(), String::new());
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) => run.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => runs.extend([take(&mut run), html.into_string()]),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => runs.push(dest_url.into_string()),
            Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => panic!("a comment has no code block"),
            _ => runs.push(take(&mut run)),
        }
    }
    runs
}

/// A catalog with a text in every place, and its file name.
fn catalog(text: &str) -> (String, String) {
    let only = |is_allowed: fn(char) -> bool| text.chars().filter(|c| is_allowed(*c)).collect::<String>();
    let header = only(|c| matches!(c, ' '..='~')).replace('{', "{{").replace('}', "}}").replace('\'', "");
    let code = only(|c| matches!(c, '!'..='~') && !matches!(c, '"' | '\\' | '\''));
    let toml = format!(
        "{}\n[errors.third]\nstatus = 404\nmessage = 'Third'\ncode = '{code}'\nheaders.X-Note = '{}'\n",
        hostile(text),
        header.trim()
    );
    // A file name has at most 255 bytes.
    let end = (0..=200).rev().find(|end| text.is_char_boundary(*end)).unwrap();
    let name = text.get(..end).unwrap_or(text).replace(['/', '\0'], "");
    (format!("{name}.toml"), toml)
}

#[test]
fn a_comment_mentions_nobody() {
    let plain = hostile("plain") + "\n[errors.third]\nstatus = 410\nmessage = 'Third'\nheaders.X-Note = 'b'\n";
    let mut found = Vec::new();
    for before in HOSTILE.iter().chain(BEFORE) {
        for text in [format!("{before}{LIVE}"), format!("{LIVE} {before}")] {
            let (name, toml) = catalog(&text);
            let folder = project(&[("plain.toml", &plain), (&name, &toml)]);
            for sides in [["plain.toml", &name], [&name, "plain.toml"]] {
                let (code, out, err) = run(folder.path(), &["diff", "--format=markdown", "--", sides[0], sides[1]]);
                assert_eq!(code, Some(0), "{text:?}: {err}");
                assert!(out.contains("octocat") && out.contains("header-changed"), "{out}");
                let live = runs(&out).into_iter().filter(|run| !live(run).is_empty());
                found.extend(live.map(|run| format!("{text:?}: {run:?}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
