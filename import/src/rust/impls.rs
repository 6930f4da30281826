//! Reads implementations: the conversions into errors, and what the arms of `match` expressions state about variants.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_codegen::parse::{BUDGET, check_depth};
use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprArray, ExprIf, ExprMatch, ExprMethodCall, File, ItemImpl, Pat, Signature, Token, Type};

use super::branches::{branches_of, branches_of_block, statuses_in};
use super::message::Format;
use super::pattern::{Named, Pattern, is_rest};
use super::source::Source;
use super::tokens::HEADERS;
use super::ty::{argument_in, name_of};
use crate::infer::names::is_code_like;
use crate::words::{Topic, column_topic};

/// Traits that only errors and responses implement.
const TRAITS: &[&str] = &["Error", "IntoResponse", "ResponseError", "Responder"];

/// Topics that are read from functions with their names.
const TOPICS: &[Topic] =
    &[Topic::Title, Topic::Description, Topic::Number, Topic::Category, Topic::Solution, Topic::Cause, Topic::See];

/// Macros whose text is not the whole value.
const MACROS: &[&str] = &["format", "concat", "format_args", "env"];

/// What implementations state about a variant: conversions, and the arms that match the variant.
#[derive(Clone, Default)]
pub(super) struct Stated<'a> {
    /// The types from which an `impl From` makes the variant, and whether the `impl` makes other variants too.
    pub(super) conversions: Vec<(&'a Type, bool)>,
    /// The statuses in arms without a condition, then those in arms with a condition.
    pub(super) statuses: [Vec<u16>; 2],
    /// Whether an arm computes the status.
    pub(super) is_computed: bool,
    /// Whether an arm computes the code.
    pub(super) is_made_code: bool,
    /// The texts of the branches after the first.
    pub(super) others: Vec<String>,
    /// Texts next to a status, of which none is surely the code.
    pub(super) unclear: Vec<String>,
    /// Codes and numbers in arms without a condition, then those in arms with a condition.
    pub(super) values: [Vec<(Topic, String)>; 2],
    /// The text of an arm without a condition, then that of an arm with a condition.
    pub(super) formats: [Option<Format>; 2],
}

/// What the values of the arms of a `match` are.
struct About {
    are_statuses: bool,
    are_codes: bool,
    are_texts: bool,
    /// Whether some value has a status.
    has_statuses: bool,
    topic: Option<Topic>,
}

impl Stated<'_> {
    fn read_branch(&mut self, words: &[String], is_first: bool, condition: bool, pattern: &Pattern, about: &About) {
        let statuses = statuses_in(words, about.are_statuses);
        let has_status = !statuses.is_empty();
        let mut statuses = statuses.into_iter();
        self.statuses[usize::from(condition || !is_first)].extend(statuses.next());
        self.statuses[1].extend(statuses);
        let strings = || words.iter().enumerate().filter_map(|(at, word)| Some((at, word.strip_prefix('"')?)));
        if !is_first {
            let is_read = about.are_codes || about.are_texts || has_status;
            return self.others.extend(strings().filter(|_| is_read).map(|(_, text)| text.to_owned()));
        }
        self.is_computed |= about.has_statuses && !has_status;
        let is_code = |text: &str| about.are_codes || has_status && is_code_like(text);
        let is_text = |text: &str| about.are_texts || has_status && text.contains(' ') && !is_code_like(text);
        // The first text in `format!`, and each text in `concat!`, is only a part of a value.
        let is_part = |word: &&String| word.starts_with('"') || *word == ",";
        let is_made = |at: usize| match words[..at].iter().rev().find(|word| !is_part(word)) {
            Some(name) if name == "concat" => true,
            _ => at > 0 && MACROS.contains(&words[at - 1].as_str()),
        };
        let codes = strings().filter(|(at, text)| !is_made(*at) && is_code(text)).map(|(_, text)| text.to_owned());
        let mut codes: Vec<String> = codes.collect();
        if has_status && codes.is_empty() {
            let is_unread = |(at, text): &(usize, &str)| {
                !is_made(*at) && !is_text(text) && !text.trim().is_empty() && !is_argument(words, *at)
            };
            let unread: Vec<String> = strings().filter(is_unread).map(|(_, text)| text.to_owned()).collect();
            match unread.as_slice() {
                [only] if is_word(only) => codes = unread,
                _ => self.unclear.extend(unread),
            }
        }
        let number = number_in(words).filter(|_| about.are_codes);
        let is_none = || words.is_empty() || words.iter().any(|word| matches!(word.as_str(), "None" | "unreachable"));
        let has_made = || has_status && strings().any(|(at, text)| is_made(at) && !is_text(text));
        self.is_made_code |= codes.is_empty() && number.is_none() && (about.are_codes && !is_none() || has_made());
        let first = words.first().filter(|word| is_literal(word)).map(|word| word.trim_start_matches('"').to_owned());
        let values = &mut self.values[usize::from(condition)];
        values.extend(codes.into_iter().map(|code| (Topic::Code, code)));
        values.extend(number.map(|number| (Topic::Number, number.to_string())));
        values.extend(about.topic.zip(first));
        let Some((at, text)) = strings().find(|(_, text)| is_text(text)) else { return };
        match &mut self.formats[usize::from(condition)] {
            Some(known) => self.others.extend((known.text != text).then(|| text.to_owned())),
            none => *none = Some(Format { bindings: pattern.bindings.clone(), ..Format::new(&words[at..]) }),
        }
    }
}

fn number_in(words: &[String]) -> Option<u32> {
    words.first()?.parse().ok()
}

/// Whether a text may be a code of one word, such as `invalid`.
fn is_word(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_part)
}

/// Whether a text is the argument of a method that a response does not contain.
fn is_argument(words: &[String], at: usize) -> bool {
    at > 0 && matches!(words[at - 1].as_str(), "expect" | "get" | "get_mut" | "unwrap_or")
}

fn is_literal(word: &str) -> bool {
    word.starts_with(['"', '-']) || word.parse::<u32>().is_ok()
}

/// The implementations of a file.
pub(super) struct Impls<'a> {
    pub(super) source: &'a Source<'a>,
    /// The types that implement a trait of errors, or whose variants have statuses in a `match`.
    pub(super) errors: BTreeSet<String>,
    /// What is stated about each variant of each type. The variant `_` is every other variant.
    stated: BTreeMap<(String, String), Stated<'a>>,
    /// What is stated about each type and is not read, with the first line.
    pub(super) unread: BTreeMap<(String, String), usize>,
    /// The type that `Self` refers to.
    this: String,
    /// The name of the function around the `match`.
    function: String,
}

impl<'a> Impls<'a> {
    pub(super) fn new(file: &'a File, source: &'a Source<'a>) -> Self {
        let (errors, stated, unread, this, function) = Default::default();
        let mut impls = Self { source, errors, stated, unread, this, function };
        impls.visit_file(file);
        impls
    }

    pub(super) fn of(&self, ty: &str, variant: &str) -> Stated<'a> {
        self.stated.get(&(ty.to_owned(), variant.to_owned())).cloned().unwrap_or_default()
    }

    /// The name of the function says whether the values of the arms are statuses, codes, messages or something else.
    fn read_arms(&mut self, line: usize, arms: Vec<(Pattern, Vec<Vec<String>>)>) {
        let with = |(pattern, branches)| (pattern, self.source.with_constants(branches));
        let arms: Vec<(Pattern, Vec<Vec<String>>)> = arms.into_iter().map(with).collect();
        let values = || arms.iter().flat_map(|(_, branches)| branches);
        let has = |words: &[&str]| words.iter().any(|word| self.function.contains(word));
        let is_status = |words: &Vec<String>| number_in(words).is_some_and(|number| (400..600).contains(&number));
        let are_statuses = has(&["status", "http"]) || has(&["code"]) && values().all(is_status);
        let about = About {
            are_statuses,
            are_codes: !are_statuses && has(&["code", "as_str", "as_ref", "slug", "kind", "error_type"]),
            are_texts: !are_statuses
                && !has(&["user_message"])
                && (self.function == "fmt" || has(&["message", "detail", "to_string"])),
            has_statuses: values().any(|words| !statuses_in(words, are_statuses).is_empty()),
            topic: column_topic(&self.function).filter(|topic| TOPICS.contains(topic)),
        };
        let is_read = are_statuses || about.are_codes || about.are_texts || about.has_statuses || about.topic.is_some();
        let is_unread = !is_read && values().any(|words| words.iter().any(|word| is_literal(word)));
        let mut rest = None;
        for (pattern, branches) in &arms {
            let first = pattern.variants.first().map(|first| first.ty.clone());
            let all = |ty| Named { ty, variant: "_".to_owned(), is_partial: false };
            rest = rest.or(first.map(all));
            let rest = rest.clone().filter(|_| pattern.is_rest);
            for Named { ty, variant, is_partial } in pattern.variants.iter().cloned().chain(rest) {
                let ty = if ty == "Self" { self.this.clone() } else { self.source.resolve(&ty) };
                if is_unread {
                    self.unread.entry((ty.clone(), format!("the values of `{}`", self.function))).or_insert(line);
                }
                let has_status = |words: &Vec<String>| !statuses_in(words, are_statuses).is_empty();
                self.errors.extend(branches.iter().any(has_status).then(|| ty.clone()));
                let stated = self.stated.entry((ty, variant)).or_default();
                let condition = pattern.has_condition || is_partial;
                for (i, words) in branches.iter().enumerate() {
                    stated.read_branch(words, i == 0, condition, pattern, &about);
                }
            }
        }
    }

    fn note_headers(&mut self, line: usize) {
        self.unread.entry((self.this.clone(), "the headers of its responses".to_owned())).or_insert(line);
    }
}

impl<'a> Visit<'a> for Impls<'a> {
    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        let this = name_of(&item.self_ty);
        if let Some(of) = item.trait_.as_ref().and_then(|(path, _)| path.segments.last()) {
            self.errors.extend(TRAITS.iter().any(|name| of.ident == name).then(|| this.clone()));
            if let Some(from) = argument_in(of).filter(|_| of.ident == "From") {
                let mut paths = Pattern::default();
                item.items.iter().for_each(|item| paths.visit_impl_item(item));
                let paths = paths.variants.into_iter().filter(|path| path.ty == this || path.ty == "Self");
                let variants = paths.map(|path| path.variant).filter(|name| name.starts_with(char::is_uppercase));
                let variants: BTreeSet<String> = variants.collect();
                let has_others = variants.len() > 1;
                for variant in variants {
                    self.stated.entry((this.clone(), variant)).or_default().conversions.push((from, has_others));
                }
            }
        }
        let before = std::mem::replace(&mut self.this, this);
        visit::visit_item_impl(self, item);
        self.this = before;
    }

    fn visit_signature(&mut self, item: &'a Signature) {
        self.function = item.ident.to_string();
    }

    fn visit_expr_match(&mut self, item: &'a ExprMatch) {
        let arms = item.arms.iter().map(|arm| {
            let mut pattern = Pattern::default();
            pattern.visit_pat(&arm.pat);
            pattern.is_rest = is_rest(&arm.pat);
            (pattern, branches_of(&arm.body))
        });
        self.read_arms(item.span().start().line, arms.collect());
        visit::visit_expr_match(self, item);
    }

    /// `if matches!(self, Self::Gone) { … }` and `if let Self::Gone = self { … }` are arms too.
    fn visit_expr_if(&mut self, item: &'a ExprIf) {
        let mut pattern = Pattern::default();
        match &*item.cond {
            Expr::Let(inner) => pattern.visit_pat(&inner.pat),
            Expr::Macro(inner) if inner.mac.path.is_ident("matches") => {
                let parser = |input: ParseStream<'_>| {
                    input.parse::<Expr>()?;
                    input.parse::<Token![,]>()?;
                    let pat = Pat::parse_multi_with_leading_vert(input)?;
                    input.parse::<TokenStream>().map(|rest| (pat, !rest.is_empty()))
                };
                let is_shallow = check_depth(inner.mac.tokens.clone(), BUDGET).is_ok();
                if is_shallow && let Ok((pat, has_condition)) = inner.mac.parse_body_with(parser) {
                    pattern.visit_pat(&pat);
                    pattern.has_condition |= has_condition;
                }
            }
            _ => {}
        }
        if !pattern.variants.is_empty() {
            self.read_arms(item.span().start().line, vec![(pattern, branches_of_block(&item.then_branch))]);
        }
        visit::visit_expr_if(self, item);
    }

    /// `[("x-trace", "1")]` in a response.
    fn visit_expr_array(&mut self, item: &'a ExprArray) {
        if !item.elems.is_empty() && item.elems.iter().all(|pair| matches!(pair, Expr::Tuple(_))) {
            self.note_headers(item.span().start().line);
        }
        visit::visit_expr_array(self, item);
    }

    fn visit_expr_method_call(&mut self, item: &'a ExprMethodCall) {
        if HEADERS.iter().any(|name| item.method == name) {
            self.note_headers(item.method.span().start().line);
        }
        visit::visit_expr_method_call(self, item);
    }
}
