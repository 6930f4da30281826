//! Reads format strings and their arguments.

use std::collections::BTreeMap;

/// The maximum number of words in the name of a value that an argument computes.
const WORDS: usize = 4;

/// A format string, and what its slots may refer to.
#[derive(Clone, Debug, Default)]
pub(super) struct Format {
    pub(super) text: String,
    /// For each argument, its name, if the argument has one, and the words of its value.
    pub(super) arguments: Vec<(Option<String>, String)>,
    /// For each name in a pattern, the field to which the name refers.
    pub(super) bindings: BTreeMap<String, String>,
}

impl Format {
    /// Reads a string and the arguments after the string.
    pub(super) fn new(words: &[String]) -> Self {
        let mut parts = words.split(|word| word == ",");
        let text = parts.next().and_then(|words| words.first()?.strip_prefix('"')).unwrap_or_default();
        let mut format = Self { text: text.to_owned(), ..Self::default() };
        parts.for_each(|words| format.add_argument(words));
        format
    }

    /// Adds an argument such as `self.limit` or `limit = .1`.
    pub(super) fn add_argument(&mut self, words: &[String]) {
        let (name, value) = match words {
            [name, equals, value @ ..] if equals == "=" => (Some(name.clone()), value),
            value => (None, value),
        };
        let value = value.iter().map(String::as_str).filter(|word| *word != "self");
        let value: Vec<&str> = value.take(WORDS).collect();
        if !value.is_empty() {
            self.arguments.push((name, value.join("_")));
        }
    }

    /// The field or the computed value that a slot refers to, by name or by position.
    pub(super) fn resolve(&self, name: &str, position: &mut usize) -> String {
        let mut arguments = self.arguments.iter();
        let argument = if name.is_empty() {
            *position += 1;
            arguments.filter(|(name, _)| name.is_none()).nth(*position - 1)
        } else {
            arguments.find(|(other, _)| other.as_deref() == Some(name))
        };
        let called = match argument {
            Some((_, value)) => value.clone(),
            None if name.is_empty() => (*position - 1).to_string(),
            None => name.trim_start_matches("r#").to_owned(),
        };
        // derive_more calls the fields of a tuple `_0`, `_1`.
        let index = called.strip_prefix('_').filter(|index| index.parse::<usize>().is_ok());
        let called = index.map_or(called.clone(), str::to_owned);
        self.bindings.get(&called).cloned().unwrap_or(called)
    }
}
