//! Finds phrases that read as a translation, in text for users and contributors.
//!
//! The list contains phrases that are nearly always wrong. For phrases that need judgement, see CONTRIBUTING.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use super::Problems;
use super::source::{Source, find_files};
use crate::Result;

/// A phrase, the words next to the phrase that make the phrase acceptable, and the replacement of the phrase.
struct Phrase {
    words: &'static str,
    unless_after: &'static [&'static str],
    unless_before: &'static [&'static str],
    instead: &'static str,
}

const fn phrase(words: &'static str, instead: &'static str) -> Phrase {
    Phrase { words, unless_after: &[], unless_before: &[], instead }
}

/// Words after "is no" that make it acceptable, because "no" is then part of an adverb or a pronoun.
const NO_ADVERB: &[&str] = &["longer", "more", "less", "other", "one", "different", "better", "worse", "greater"];

/// Words before "is no" that make it acceptable, as in "there is no field".
const EXISTENCE: &[&str] = &["there"];

/// Words after "stands in" that make it acceptable, as in "it stands in for a database".
const REPLACEMENT: &[&str] = &["for"];

const PHRASES: &[Phrase] = &[
    Phrase { words: "is no", unless_after: EXISTENCE, unless_before: NO_ADVERB, instead: "is not a" },
    Phrase { words: "are no", unless_after: EXISTENCE, unless_before: NO_ADVERB, instead: "are not" },
    phrase("save that", "except that"),
    phrase("save for", "except for"),
    phrase("has precedence", "takes precedence"),
    phrase("have precedence", "take precedence"),
    phrase("brings about", "causes"),
    phrase("what stands", "the text"),
    phrase("what stood", "the text"),
    phrase("stands there", "is there"),
    Phrase { words: "stands in", unless_after: &[], unless_before: REPLACEMENT, instead: "is in" },
    Phrase { words: "stand in", unless_after: &[], unless_before: REPLACEMENT, instead: "are in" },
    phrase("stands above", "is above"),
    phrase("lies in", "is in"),
    phrase("lies beside", "is next to"),
    phrase("lies below", "is below"),
    phrase("lie in", "are in"),
    phrase("whoever", "a user, or the name of the role"),
    phrase("says nothing", "has no counterpart, or does not mention it"),
    phrase("of its own", "its own, before the noun"),
    phrase("of their own", "their own, before the noun"),
    phrase("none of the catalog's", "not in the catalog"),
    phrase("to no avail", "without success"),
];

/// Checks the Markdown pages, and the comments and messages in the code.
pub(crate) fn check_words(root: &Path, sources: &[Source], problems: &mut Problems) -> Result {
    let mut pages = Vec::new();
    find_files(root, "docs", &|name| name.ends_with(".md"), &mut pages)?;
    find_files(root, ".", &|name| name.ends_with(".md"), &mut pages)?;
    let is_read =
        |page: &String| page.starts_with("docs/") || page.matches('/').count() == 1 || page.ends_with("/README.md");
    pages.retain(is_read);
    for page in pages {
        let words = page_words(&fs::read_to_string(root.join(&page))?);
        report(page.trim_start_matches("./"), &words, problems);
    }
    // Skip this file, because it contains all the phrases.
    let is_read =
        |source: &&Source| source.module().is_some() && !source.is_test && !source.path.ends_with("/words.rs");
    for source in sources.iter().filter(is_read) {
        report(&source.path, &source_words(source)?, problems);
    }
    Ok(())
}

/// A word in lower case without the punctuation around it, and its line. An empty word ends a run of text.
type Word = (usize, String);

fn page_words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut is_code = false;
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim_start().starts_with("```") {
            is_code = !is_code;
            words.push((line, String::new()));
        } else if !is_code {
            add_words(line, text, &mut words);
        }
    }
    words
}

/// Text for people on a line of code.
struct Text {
    is_comment: bool,
    text: String,
}

/// The words in comments and in string literals.
fn source_words(source: &Source) -> Result<Vec<Word>> {
    let mut texts = BTreeMap::new();
    for (line, text) in (1..).zip(source.text.lines()) {
        let text = text.trim_start();
        if text.starts_with("//") {
            texts.insert(line, Text { is_comment: true, text: text.trim_start_matches(['/', '!']).to_owned() });
        }
    }
    let tokens = source.text.parse::<TokenStream>().map_err(|error| format!("{}: {error}", source.path))?;
    add_literals(tokens, &mut texts);
    let mut words = Vec::new();
    let mut last = 0;
    for (line, Text { is_comment, text }) in texts {
        // Consecutive lines of comments are one text.
        if !is_comment || line != last + 1 {
            words.push((line, String::new()));
        }
        last = if is_comment { line } else { 0 };
        add_words(line, &text, &mut words);
    }
    Ok(words)
}

fn add_literals(tokens: TokenStream, texts: &mut BTreeMap<usize, Text>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => add_literals(group.stream(), texts),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if text.starts_with('"') {
                    // Documentation comments have been read as comments already.
                    let line = literal.span().start().line;
                    texts.entry(line).or_insert(Text { is_comment: false, text: text.replace("\\n", " ") });
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

fn add_words(line: usize, text: &str, words: &mut Vec<Word>) {
    // Text between backticks is code, and no phrase continues across it.
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            words.push((line, "`".to_owned()));
            continue;
        }
        for word in part.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'');
            words.push((line, bare.to_lowercase()));
            if word.ends_with(['.', ':', ';', ',']) {
                words.push((line, String::new()));
            }
        }
    }
}

fn report(path: &str, words: &[Word], problems: &mut Problems) {
    for start in 0..words.len() {
        for phrase in PHRASES {
            let length = phrase.words.split(' ').count();
            let Some(found) = words.get(start..start + length) else { continue };
            if !phrase.words.split(' ').eq(found.iter().map(|(_, word)| word.as_str())) {
                continue;
            }
            let is = |index: Option<usize>, list: &[&str]| {
                index.and_then(|index| words.get(index)).is_some_and(|(_, word)| list.contains(&word.as_str()))
            };
            if !is(start.checked_sub(1), phrase.unless_after) && !is(Some(start + length), phrase.unless_before) {
                let Phrase { words, instead, .. } = phrase;
                problems.add(format!("{path}:{}: instead of \"{words}\" write \"{instead}\"", found[0].0));
            }
        }
    }
}
