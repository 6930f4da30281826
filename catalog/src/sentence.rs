//! A sentence in which some words are code, and a command that such a sentence suggests.

use std::fmt;

/// A sentence in which some words are code. Each document escapes words and code in its own syntax.
///
/// `Display` writes code and commands between backticks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Words(String),
    Code(String),
    #[cfg_attr(not(feature = "contract"), expect(dead_code, reason = "only advice about contracts suggests commands"))]
    Command(Command),
}

/// A command that advice suggests. The library does not know the path of the catalog, so a command line adds the path
/// and its own options.
///
/// `Display` writes the command for the catalog `errors.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Command {
    /// The name of the command, such as `release`.
    pub name: &'static str,
    /// The options of the command.
    pub options: Vec<String>,
}

impl Sentence {
    /// Renders the sentence as text: `words` renders the parts that are words, and `code` renders the parts that are
    /// code. Spaces next to code belong to the words.
    #[must_use]
    pub fn render(&self, words: impl Fn(&str) -> String, code: impl Fn(&str) -> String) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Words(text) => words(text),
            Part::Code(text) => code(text),
            Part::Command(command) => code(&command.to_string()),
        });
        parts.collect()
    }

    /// Replaces each command by its text, which becomes code.
    pub fn complete(&mut self, text: impl Fn(&Command) -> String) {
        for part in &mut self.0 {
            if let Part::Command(command) = part {
                *part = Part::Code(text(command));
            }
        }
    }

    #[cfg(feature = "contract")]
    pub(crate) fn push(&mut self, part: impl Into<Part>) {
        match (self.0.last_mut(), part.into()) {
            (Some(Part::Words(last)), Part::Words(more)) => last.push_str(&more),
            (_, part) => self.0.push(part),
        }
    }

    #[cfg(feature = "contract")]
    pub(crate) fn extend(&mut self, other: &Sentence) {
        other.0.iter().cloned().for_each(|part| self.push(part));
    }

    /// Changes the text of each part.
    pub(crate) fn map(self, change: impl Fn(&str) -> String) -> Self {
        let parts = self.0.into_iter().map(|part| match part {
            Part::Words(text) => Part::Words(change(&text)),
            Part::Code(text) => Part::Code(change(&text)),
            Part::Command(Command { name, options }) => {
                Part::Command(Command { name, options: options.iter().map(|option| change(option)).collect() })
            }
        });
        Self(parts.collect())
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Words(text) => f.write_str(text),
            Part::Code(text) => write!(f, "`{text}`"),
            Part::Command(command) => write!(f, "`{command}`"),
        })
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error-catalog {}", self.name)?;
        self.options.iter().try_for_each(|option| write!(f, " {option}"))
    }
}

/// Words without code.
impl<T: Into<String>> From<T> for Sentence {
    fn from(words: T) -> Self {
        Self(vec![Part::Words(words.into())])
    }
}

#[cfg(feature = "contract")]
impl<T: Into<String>> From<T> for Part {
    fn from(words: T) -> Self {
        Self::Words(words.into())
    }
}

/// A part that is code.
#[cfg(feature = "contract")]
pub(crate) fn as_code(code: impl ToString) -> Part {
    Part::Code(code.to_string())
}

/// A part that is a command.
#[cfg(feature = "contract")]
pub(crate) fn as_command<const N: usize>(name: &'static str, options: [&str; N]) -> Part {
    Part::Command(Command { name, options: options.map(str::to_owned).into() })
}

/// Makes a sentence from its parts: strings are words.
#[cfg(feature = "contract")]
macro_rules! sentence {
    ($($part:expr),+ $(,)?) => {{
        let mut sentence = $crate::sentence::Sentence::default();
        $(sentence.push($part);)+
        sentence
    }};
}

#[cfg(feature = "contract")]
pub(crate) use sentence;

#[cfg(all(test, feature = "contract"))]
mod tests {
    use super::{as_code, as_command};

    #[test]
    fn words_and_code_are_rendered_apart() {
        let sentence = sentence!["field ", as_code("a"), " is ", "new"];
        assert_eq!(sentence.to_string(), "field `a` is new");
        let rendered = sentence.render(|words| words.to_uppercase(), |code| format!("<{code}>"));
        assert_eq!(rendered, "FIELD <a> IS NEW");
    }

    #[test]
    fn a_command_is_completed_once() {
        let mut sentence = sentence!["run ", as_command("release", ["--bump"]), " or ", as_code("a")];
        assert_eq!(sentence.to_string(), "run `error-catalog release --bump` or `a`");
        sentence.complete(|command| format!("{command} b.toml"));
        assert_eq!(sentence.to_string(), "run `error-catalog release --bump b.toml` or `a`");
    }
}
