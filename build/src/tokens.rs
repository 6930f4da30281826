//! Splits Rust source into the tokens that matter for the search of the attribute.

/// A token of Rust source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'s> {
    /// An identifier, a keyword, a lifetime, or a part of a number.
    Word(&'s str),
    /// The text between the quotes of a literal, with its escapes. A character has the empty text.
    Quoted(&'s str),
    Sign(char),
}

/// The tokens of a source. Comments are left out, because an attribute in a comment does nothing.
#[derive(Clone)]
pub(crate) struct Tokens<'s>(&'s str);

impl<'s> Tokens<'s> {
    pub(crate) fn of(source: &'s str) -> Self {
        Self(source)
    }

    /// Skips the next token if it is `sign`, and returns whether it is.
    pub(crate) fn skip_sign(&mut self, sign: char) -> bool {
        let mut rest = self.clone();
        let is_next = rest.next() == Some(Token::Sign(sign));
        if is_next {
            *self = rest;
        }
        is_next
    }

    /// Returns the rest of a group whose opening bracket is already read, without the closing bracket.
    pub(crate) fn group(&mut self) -> Vec<Token<'s>> {
        let mut depth = 1_usize;
        let tokens = self.by_ref().take_while(|token| {
            match token {
                Token::Sign('(' | '[' | '{') => depth += 1,
                Token::Sign(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            depth > 0
        });
        tokens.collect()
    }

    /// Skips the text up to the end of `end`, and returns the text before `end`.
    fn until(&mut self, end: &str) -> &'s str {
        let (text, rest) = self.0.split_once(end).unwrap_or((self.0, ""));
        self.0 = rest;
        text
    }

    fn skip_space_and_comments(&mut self) {
        loop {
            self.0 = self.0.trim_start();
            if self.0.starts_with("//") {
                self.until("\n");
            } else if let Some(comment) = self.0.strip_prefix("/*") {
                self.0 = comment;
                self.skip_block_comment();
            } else {
                return;
            }
        }
    }

    /// Skips a block comment, which can contain other block comments.
    fn skip_block_comment(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(at) = self.0.as_bytes().windows(2).position(|two| two == b"/*" || two == b"*/") else {
                self.0 = "";
                return;
            };
            depth = if self.0[at..].starts_with("/*") { depth + 1 } else { depth - 1 };
            self.0 = &self.0[at + 2..];
        }
    }

    /// The text of a literal whose opening quote is already read.
    fn quoted(&mut self, quote: char) -> &'s str {
        let mut is_escaped = false;
        let end = self.0.find(|c| {
            let is_end = c == quote && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        });
        let (text, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest.strip_prefix(quote).unwrap_or(rest);
        text
    }
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        loop {
            self.skip_space_and_comments();
            let end = self.0.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.0.len());
            let (word, rest) = self.0.split_at(end);
            let mut after = rest.chars();
            let next = after.next();
            self.0 = after.as_str();
            match (word, next) {
                ("" | "b" | "c", Some('"')) => return Some(Token::Quoted(self.quoted('"'))),
                ("r" | "br" | "cr", _) if rest.trim_start_matches('#').starts_with('"') => {
                    self.0 = rest;
                    let hashes = self.until("\"");
                    return Some(Token::Quoted(self.until(&format!("\"{hashes}"))));
                }
                // A character ends with a quote, and a lifetime does not.
                ("" | "b", Some('\'')) if self.0.starts_with('\\') || self.0.chars().nth(1) == Some('\'') => {
                    self.quoted('\'');
                    return Some(Token::Quoted(""));
                }
                // The beginning of a raw identifier or of a lifetime.
                ("r", Some('#')) | ("", Some('\'')) => {}
                ("", sign) => return sign.map(Token::Sign),
                _ => {
                    self.0 = rest;
                    return Some(Token::Word(word));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of signs is so large that the test would take minutes if the tokenizer searched the rest of a run for
    /// each sign.
    #[test]
    fn reads_a_run_of_signs_in_linear_time() {
        for start in ["", "r", "b", "a"] {
            let source = format!("{start}{}", "#".repeat(300_000));
            assert!(Tokens::of(&source).count() >= 299_999, "{start}");
        }
    }

    #[test]
    fn reads_raw_literals_and_raw_identifiers() {
        for (source, tokens) in [
            ("r\"a\"", &[Token::Quoted("a")][..]),
            ("br#\"a\"b\"# c", &[Token::Quoted("a\"b"), Token::Word("c")]),
            ("cr##\"a\"#\"## c", &[Token::Quoted("a\"#"), Token::Word("c")]),
            ("r#type", &[Token::Word("type")]),
            ("r # a", &[Token::Word("r"), Token::Sign('#'), Token::Word("a")]),
            ("r##\"a", &[Token::Quoted("a")]),
        ] {
            assert_eq!(Tokens::of(source).collect::<Vec<_>>(), tokens, "{source}");
        }
    }
}
