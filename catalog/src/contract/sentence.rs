//! A sentence in which some words are code.

use std::fmt;

/// A sentence in which some words are code. Each document escapes words and code in its own syntax.
///
/// `Display` writes code between backticks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Words(String),
    Code(String),
}

impl Sentence {
    /// Renders the sentence as text: `words` renders the parts that are words, and `code` renders the parts that are
    /// code. Spaces next to code belong to the words.
    #[must_use]
    pub fn render(&self, words: impl Fn(&str) -> String, code: impl Fn(&str) -> String) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Words(text) => words(text),
            Part::Code(text) => code(text),
        });
        parts.collect()
    }

    pub(super) fn push(&mut self, part: impl Into<Part>) {
        match (self.0.last_mut(), part.into()) {
            (Some(Part::Words(last)), Part::Words(more)) => last.push_str(&more),
            (_, part) => self.0.push(part),
        }
    }

    pub(super) fn extend(&mut self, other: &Sentence) {
        other.0.iter().cloned().for_each(|part| self.push(part));
    }

    /// Changes the text of each part.
    pub(super) fn map(self, change: impl Fn(&str) -> String) -> Self {
        let parts = self.0.into_iter().map(|part| match part {
            Part::Words(text) => Part::Words(change(&text)),
            Part::Code(text) => Part::Code(change(&text)),
        });
        Self(parts.collect())
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Words(text) => f.write_str(text),
            Part::Code(text) => write!(f, "`{text}`"),
        })
    }
}

/// Words without code.
impl<T: Into<String>> From<T> for Sentence {
    fn from(words: T) -> Self {
        Self(vec![Part::Words(words.into())])
    }
}

impl<T: Into<String>> From<T> for Part {
    fn from(words: T) -> Self {
        Self::Words(words.into())
    }
}

/// A part that is code.
pub(super) fn as_code(code: impl ToString) -> Part {
    Part::Code(code.to_string())
}

/// Makes a sentence from its parts: strings are words.
macro_rules! sentence {
    ($($part:expr),+ $(,)?) => {{
        let mut sentence = $crate::contract::sentence::Sentence::default();
        $(sentence.push($part);)+
        sentence
    }};
}

pub(super) use sentence;

#[cfg(test)]
mod tests {
    use super::as_code;

    #[test]
    fn words_and_code_are_rendered_apart() {
        let sentence = sentence!["field ", as_code("a"), " is ", "new"];
        assert_eq!(sentence.to_string(), "field `a` is new");
        let rendered = sentence.render(|words| words.to_uppercase(), |code| format!("<{code}>"));
        assert_eq!(rendered, "FIELD <a> IS NEW");
    }
}
