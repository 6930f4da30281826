//! Parses Rust source that may be hostile.
//!
//! The parser syn is recursive. A source of a few kilobytes could therefore overflow the stack, which would end the
//! process. [`parse_rust`] rejects such a source, and [`on_parser_stack`] provides the stack that every other source
//! needs.

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::{fmt, io, thread};

use proc_macro2::{Delimiter, LexError, Spacing, Span, TokenStream, TokenTree};
use syn::File;

/// The stack size, in bytes. A test parses sources that use the whole [`BUDGET`] on a quarter of this stack.
const STACK: usize = 256 << 20;

/// The maximum number of nested tokens. At each level, the tokens since the last comma, semicolon or block count,
/// because syn may recurse for each of those tokens. A bracket counts as several tokens.
pub const BUDGET: usize = 2_000;
const BRACKET: usize = 25;

/// The reason why a source cannot be parsed.
#[derive(Debug)]
pub enum ParseError {
    /// The source is nested too deeply at this span.
    TooDeep(Span),
    /// The source is not valid Rust.
    Invalid(Span, String),
}

impl ParseError {
    /// The span of the problem.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::TooDeep(span) | Self::Invalid(span, _) => *span,
        }
    }
}

/// Displays the reason, without the span.
impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooDeep(_) => f.write_str("its expressions or types are nested too deeply"),
            Self::Invalid(_, why) => f.write_str(why),
        }
    }
}

/// Runs a function on a new thread, whose stack is large enough for [`parse_rust`] and for visitors of the syntax.
///
/// # Errors
///
/// Fails if the system cannot create the thread.
///
/// # Panics
///
/// Panics if the function panics.
pub fn on_parser_stack<T: Send>(run: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run)?;
        Ok(reader.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Parses a Rust file. The caller is on the stack of [`on_parser_stack`].
///
/// # Errors
///
/// Fails if the file is not valid Rust, or is nested so deeply that syn would overflow the stack.
pub fn parse_rust(text: &str) -> Result<File, ParseError> {
    let lex_error = |error: LexError| {
        ParseError::Invalid(error.span(), "a bracket does not match, or a token is not Rust".to_owned())
    };
    let tokens: TokenStream = without_first_line(text).parse().map_err(lex_error)?;
    check_depth(tokens.clone(), BUDGET).map_err(ParseError::TooDeep)?;
    syn::parse2(tokens).map_err(|error| ParseError::Invalid(error.span(), error.to_string()))
}

/// The text without a mark at the start, and with spaces instead of a line such as `#!/usr/bin/env cargo`. Spans
/// therefore have the lines and, after the mark, the bytes of the text.
fn without_first_line(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.strip_prefix("#!") {
        Some(rest) if !rest.trim_start().starts_with('[') => {
            let line = text.find('\n').unwrap_or(text.len());
            Cow::Owned(" ".repeat(line) + &text[line..])
        }
        _ => Cow::Borrowed(text),
    }
}

/// Checks that syn can parse the tokens without too much recursion, and returns the part of the budget that the deepest
/// token needs. Only the brackets of a macro's input count, because syn does not parse the input. A caller that parses
/// the input checks the input first.
///
/// # Errors
///
/// Fails with the span at which the budget ends.
pub fn check_depth(tokens: TokenStream, budget: usize) -> Result<usize, Span> {
    check_level(tokens, budget, false)
}

fn check_level(tokens: TokenStream, budget: usize, is_input: bool) -> Result<usize, Span> {
    let (mut run, mut deepest) = (Run::default(), 0);
    for token in tokens {
        let is_input = is_input || run.before == Before::Call;
        run.add(&token);
        let mut depth = if is_input { 0 } else { run.depth };
        let rest = budget.checked_sub(depth).ok_or_else(|| token.span())?;
        if let TokenTree::Group(group) = token {
            let rest = rest.checked_sub(BRACKET).ok_or_else(|| group.span_open())?;
            depth += BRACKET + check_level(group.stream(), rest, is_input)?;
        }
        deepest = deepest.max(depth);
    }
    Ok(deepest)
}

/// The tokens at one level of brackets that syn may still be parsing.
#[derive(Default)]
struct Run {
    depth: usize,
    /// The depth at each `<` and at each closure, and whether it is a `<`. A comma does not end what is outside.
    open: Vec<(usize, bool)>,
    before: Before,
}

/// The token before the current token.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    /// The start, a mark or a keyword: an operand follows.
    #[default]
    Operator,
    /// The mark `-`, which may be part of an arrow.
    Minus,
    /// The mark `=`, which may be part of an arrow.
    Equals,
    /// The first mark of a `<<` that shifts a value.
    Shift,
    /// The mark `#`, or `#!`.
    Hash,
    /// The mark `'`, after which the name of a lifetime follows.
    Quote,
    /// The name of a macro and `!`, before the input of the macro.
    Call,
    /// A name, after which `<` may begin a list of types.
    Name,
    /// The end of a different operand.
    Value,
    /// A block, which may be the end of an operand or of a statement.
    Block,
}

impl Run {
    fn add(&mut self, token: &TokenTree) {
        let (mark, is_joint) = match token {
            TokenTree::Punct(punct) => (punct.as_char(), punct.spacing() == Spacing::Joint),
            _ => (' ', false),
        };
        let is_hash = mark == '#' || self.before == Before::Hash && mark == '!';
        // The pattern of an arm ends before the arm's expression. After a block, a word or an attribute begins a
        // statement or an item, unless the block is an operand.
        let is_arm = mark == '>' && self.before == Before::Equals;
        let is_word = matches!(token, TokenTree::Ident(word) if !["as", "else", "in"].iter().any(|it| word == it));
        if mark == ';' || is_arm || self.before == Before::Block && (is_word || is_hash) {
            (self.depth, self.open) = (0, Vec::new());
        }
        if mark == ',' {
            self.depth = self.open.last().map_or(0, |(depth, _)| *depth);
        }
        // Attributes follow each other and are not nested.
        let is_attribute = is_hash || self.before == Before::Hash && matches!(token, TokenTree::Group(_));
        self.depth += usize::from(!is_attribute);
        let is_shift = mark == '<' && matches!(self.before, Before::Value | Before::Shift);
        match mark {
            '<' if !is_shift => self.open.push((self.depth, true)),
            '>' if self.before != Before::Minus && self.open.last().is_some_and(|(_, is_angle)| *is_angle) => {
                self.open.pop();
            }
            '|' if !matches!(self.before, Before::Name | Before::Value | Before::Block) => {
                self.open.push((self.depth, false));
            }
            _ => {}
        }
        self.before = match token {
            TokenTree::Punct(_) if is_hash => Before::Hash,
            TokenTree::Punct(_) if is_shift && is_joint => Before::Shift,
            TokenTree::Punct(_) if mark == '-' => Before::Minus,
            TokenTree::Punct(_) if mark == '=' => Before::Equals,
            TokenTree::Punct(_) if mark == '\'' => Before::Quote,
            TokenTree::Punct(_) if mark == '!' && self.before == Before::Name => Before::Call,
            TokenTree::Punct(_) if mark != '?' => Before::Operator,
            TokenTree::Group(_) if is_attribute => Before::Operator,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Before::Block,
            TokenTree::Ident(_) if self.before == Before::Quote => Before::Operator,
            // `macro_rules! name { … }`
            TokenTree::Ident(_) if self.before == Before::Call => Before::Call,
            TokenTree::Ident(word) if KEYWORDS.iter().any(|keyword| word == keyword) => Before::Operator,
            TokenTree::Ident(_) => Before::Name,
            _ => Before::Value,
        };
    }
}

/// The words after which an expression or a type may begin.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "become", "box", "break", "const", "do", "dyn", "else", "for", "if", "impl", "in", "let",
    "match", "move", "mut", "raw", "ref", "return", "static", "try", "unsafe", "where", "while", "yield",
];

#[cfg(test)]
#[path = "../../tests/fixtures/nesting.rs"]
mod nesting;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::nesting::{kinds, nest};
    use super::*;

    fn is_too_deep(text: &str) -> bool {
        matches!(parse_rust(text), Err(ParseError::TooDeep(_)))
    }

    #[test]
    fn every_kind_of_nesting_is_bounded() {
        let run = || {
            for kind in kinds() {
                assert!(!is_too_deep(&nest(kind, 20)), "{kind}");
                assert!(is_too_deep(&nest(kind, 10_000)), "{kind}");
            }
        };
        on_parser_stack(run).unwrap();
    }

    /// The process would end if half of the stack were too small.
    #[test]
    fn the_deepest_sources_need_at_most_half_of_the_stack() {
        for kind in kinds() {
            let parse = || {
                let is_shallow = |count: usize| {
                    let tokens = nest(kind, count).parse();
                    tokens.is_ok_and(|tokens: TokenStream| check_depth(tokens, BUDGET).is_ok())
                };
                let counts: Vec<usize> = (1..=BUDGET).collect();
                let deepest = counts.partition_point(|count| is_shallow(*count));
                parse_rust(&nest(kind, deepest)).map(drop).map_err(|error| error.to_string())
            };
            let result = thread::scope(|scope| {
                let parser = thread::Builder::new().stack_size(STACK / 2).spawn_scoped(scope, parse);
                parser.unwrap().join().unwrap()
            });
            assert_eq!(result, Ok(()), "{kind}");
        }
    }

    #[test]
    fn long_sources_are_not_deep() {
        for (start, part, end) in [
            ("", "/// A doc comment\n#[a]\n", "fn a() {}"),
            ("", "fn a(b: Vec<u8>) -> bool { if b < c { d > e } else { f } }\n", ""),
            ("const A: [u32; N] = [", "1 << 3, B | C, ", "];"),
            ("fn a() { match b { ", "C | D if e < f => |g, h| i, ", "} }"),
            ("fn a() { ", "if b {} else if c {}\n", "}"),
            ("fn a() { ", "b::<C, D>(e, |f, g| h > i); ", "}"),
            ("enum A { ", "B { c: Map<D, Vec<E>> }, ", "}"),
            ("#!/usr/bin/env cargo\n#![a]\n", "mod a {}", ""),
            ("fn a() { html! { ", "<p class=\"b\"> (c) !d </p> ", "} }"),
            ("macro_rules! a { ", "($b:expr) => { !$b } ", "}"),
        ] {
            let text = [start, &part.repeat(5_000), end].concat();
            let result = on_parser_stack(|| parse_rust(&text).map(drop).map_err(|error| error.to_string()));
            assert_eq!(result.unwrap(), Ok(()), "{part}");
        }
    }
}
