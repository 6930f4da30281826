//! Finds the texts that responses send, and the errors whose responses send these texts.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, ExprIf, ExprMatch, File, ItemImpl, Pat, PatIdent, UnOp};

use super::branches::{branches_of_block, statuses_in};
use super::message::{CONVERSIONS, Format};
use super::source::Source;
use super::tokens::{lined_words_of, words_of};
use super::ty::{argument_in, name_of, pointee};
use crate::infer::names::is_code_like;

/// Traits that only responses implement.
const TRAITS: &[&str] = &["IntoResponse", "ResponseError", "Responder"];

/// Types into which an `impl From` converts an error to send the error.
const TYPES: &[&str] = &["Response", "HttpResponse", "StatusCode", "Status"];

/// Words in the names of texts.
const TEXTS: &[&str] = &["message", "msg", "text", "detail", "to_string"];

/// Words in the names of texts that are for clients.
const PUBLIC: &[&str] = &["public", "user", "client", "safe", "external"];

/// Words in the names of variables with codes.
const CODES: &[&str] = &["code", "kind", "slug", "type"];

/// Methods that choose between values, and methods and macros that make texts.
const CHOICES: &[&str] = &["then", "then_some", "unwrap_or", "unwrap_or_else", "map_or", "map_or_else", "or_else"];
const MADE: &[&str] = &["to_string", "format", "format_args"];

/// What can be around a text in a response.
const WRAPPERS: &[&str] = &["Json", "json", "String", "from", "Some"];

/// The errors whose responses have a text.
pub(super) enum Whose {
    Statuses(BTreeSet<u16>),
    /// All variants except these.
    Others(BTreeSet<String>),
}

/// A text in the responses of some errors of a type.
pub(super) struct Rule {
    pub(super) ty: String,
    pub(super) whose: Whose,
    pub(super) text: Format,
}

impl Rule {
    pub(super) fn is_for(&self, ty: &str, variant: &str) -> bool {
        self.ty == ty && matches!(&self.whose, Whose::Others(named) if !named.contains(variant))
    }

    pub(super) fn is_for_status(&self, ty: &str, status: Option<u16>) -> bool {
        self.ty == ty && matches!(&self.whose, Whose::Statuses(all) if status.is_some_and(|one| all.contains(&one)))
    }
}

/// The statuses of errors.
fn all_statuses() -> BTreeSet<u16> {
    (400..600).collect()
}

/// The statuses of errors that a set does not contain.
pub(super) fn other_statuses(statuses: &BTreeSet<u16>) -> BTreeSet<u16> {
    &all_statuses() - statuses
}

/// The error whose responses an implementation makes.
pub(super) fn error_of(item: &ItemImpl, source: &Source<'_>) -> Option<String> {
    let of = item.trait_.as_ref().and_then(|(path, _)| path.segments.last())?;
    let this = name_of(&item.self_ty);
    if TRAITS.iter().any(|name| of.ident == name) {
        return Some(this);
    }
    let from = argument_in(of).filter(|_| of.ident == "From" && TYPES.contains(&this.as_str()))?;
    let from = source.resolve(&name_of(pointee(from)));
    source.enums.iter().any(|item| item.ident == from).then_some(from)
}

/// The names in the code that makes responses. Empty if the file has no such code.
pub(super) fn names_in_responses(file: &File, source: &Source<'_>) -> BTreeSet<String> {
    struct Names<'a>(&'a Source<'a>, BTreeSet<String>);
    impl<'ast> Visit<'ast> for Names<'_> {
        fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
            if error_of(item, self.0).is_some() {
                self.1.extend(item.items.iter().flat_map(words_of));
            }
        }
    }
    let mut names = Names(source, BTreeSet::new());
    names.visit_file(file);
    names.1
}

/// Whether a function or a variable with this name is a text.
pub(super) fn names_text(name: &str) -> bool {
    TEXTS.iter().any(|word| name.contains(word)) || names_public_text(name)
}

/// Whether a function with this name makes the text of a response.
pub(super) fn names_public_text(name: &str) -> bool {
    let words = TEXTS.iter().chain(&["error", "description", "facing"]);
    PUBLIC.iter().any(|word| name.contains(word)) && words.into_iter().any(|word| name.contains(word))
}

/// Which of the variables with these names are texts. `None` if some name is neither that of a text nor that of a code.
pub(super) fn texts_among(names: &[String]) -> Option<Vec<bool>> {
    let names = names.iter().filter(|name| !name.contains("status") && *name != "http");
    let kinds = names.map(|name| match () {
        () if names_text(name) || matches!(name.as_str(), "body" | "reason" | "description") => Some(true),
        () if CODES.iter().any(|word| name.contains(word)) => Some(false),
        () => None,
    });
    kinds.collect::<Option<Vec<bool>>>().filter(|kinds| !kinds.is_empty())
}

/// The names that a pattern introduces.
pub(super) fn names_in(pat: &Pat) -> Vec<String> {
    struct Names(Vec<String>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, item: &'ast PatIdent) {
            self.0.push(item.ident.to_string());
        }
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pat);
    names.0
}

/// Whether a text is surely a text and not a code.
pub(super) fn is_sentence(text: &str) -> bool {
    text.contains(' ') && !is_code_like(text)
}

/// Whether a text with slots shows the error itself.
pub(super) fn shows_self(text: &str) -> bool {
    text.contains("{self}") || text.contains("{self:")
}

/// The first text among words. In the value of a text, each string is a text.
pub(super) fn text_in(words: &[String], is_text: bool) -> Option<Format> {
    let is_found = |word: &String| word.strip_prefix('"').is_some_and(|text| is_text || may_be_text(text));
    let at = words.iter().position(is_found)?;
    Some(Format::new(&words[at..])).filter(|format| !shows_self(&format.text))
}

/// Whether a string of a response may be a text for clients, and not a code.
fn may_be_text(text: &str) -> bool {
    is_sentence(text) || text.starts_with(char::is_uppercase) && !is_code_like(text)
}

/// The statuses for which a condition is true.
pub(super) fn statuses_of(condition: &Expr) -> Option<BTreeSet<u16>> {
    let server = || (500..600).collect();
    match condition {
        Expr::Paren(inner) => statuses_of(&inner.expr),
        Expr::Unary(inner) if matches!(inner.op, UnOp::Not(_)) => Some(other_statuses(&statuses_of(&inner.expr)?)),
        Expr::MethodCall(call) if call.method == "is_server_error" => Some(server()),
        Expr::MethodCall(call) if call.method == "is_client_error" => Some(other_statuses(&server())),
        Expr::Binary(inner) => {
            let words = words_of(&inner.right);
            let number: Option<u16> = words.first().and_then(|word| word.parse().ok());
            match inner.op {
                BinOp::Or(_) => Some(&statuses_of(&inner.left)? | &statuses_of(&inner.right)?),
                BinOp::Ge(_) => number.map(|number| (number..600).collect()),
                BinOp::Gt(_) => number.map(|number| (number + 1..600).collect()),
                BinOp::Lt(_) => number.map(|number| (400..number).collect()),
                BinOp::Le(_) => number.map(|number| (400..=number).collect()),
                BinOp::Eq(_) => Some(statuses_in(&words, true).into_iter().collect()),
                BinOp::Ne(_) => Some(other_statuses(&statuses_in(&words, true).into_iter().collect())),
                _ => None,
            }
            .filter(|statuses: &BTreeSet<u16>| !statuses.is_empty())
        }
        _ => None,
    }
}

/// The text of a function that sends the same text for every error.
pub(super) fn only_text_of(block: &Block) -> Option<Format> {
    struct Choices(bool);
    impl<'ast> Visit<'ast> for Choices {
        fn visit_expr_match(&mut self, _: &'ast ExprMatch) {
            self.0 = true;
        }

        fn visit_expr_if(&mut self, item: &'ast ExprIf) {
            self.0 |= item.else_branch.is_some();
            visit::visit_expr_if(self, item);
        }
    }
    let mut choices = Choices(false);
    choices.visit_block(block);
    let words = branches_of_block(block).into_iter().next().filter(|_| !choices.0)?;
    let is_other = |word: &String| CHOICES.contains(&word.as_str()) || MADE.contains(&word.as_str());
    let texts = words.iter().filter(|word| word.strip_prefix('"').is_some_and(may_be_text));
    (texts.count() == 1 && !words.iter().any(is_other)).then(|| text_in(&words, false)).flatten()
}

/// The literal texts of a function, with their lines.
pub(super) fn texts_in(block: &Block) -> Vec<(usize, String)> {
    let words = lined_words_of(block.to_token_stream());
    let is_argument = |at: usize| {
        at.checked_sub(1).is_some_and(|at| matches!(words[at].1.as_str(), "expect" | "get" | "get_mut" | "body_type"))
    };
    let texts = words.iter().enumerate().filter(|(at, _)| !is_argument(*at));
    let text = |(_, (line, word)): (usize, &(usize, String))| Some((*line, word.strip_prefix('"')?.to_owned()));
    texts.filter_map(text).filter(|(_, text)| !text.trim().is_empty() && !text.contains('/')).collect()
}

/// Whether words show the error itself. `is_bound` recognizes the names of the error's fields.
pub(super) fn sends_display(words: &[String], is_bound: impl Fn(&String) -> bool) -> bool {
    let converts = |pair: &[String]| pair[1] == "to_string" && !is_bound(&pair[0]);
    words.windows(2).any(converts) || words.iter().any(|word| shows_self(word))
}

/// The text of a response that consists of a field, as in `(status, message.clone())`.
pub(super) fn bound_text(words: &[String], is_bound: impl Fn(&String) -> bool) -> Option<Format> {
    let last = words.rsplit(|word| word == ",").find(|words| !words.is_empty())?;
    let is_wrapper = |word: &&String| WRAPPERS.contains(&word.as_str());
    let last: Vec<&String> = last.iter().skip_while(is_wrapper).collect();
    let (name, methods) = last.split_first()?;
    let is_text = is_bound(name) && methods.iter().all(|method| CONVERSIONS.contains(&method.as_str()));
    is_text.then(|| Format { text: format!("{{{name}}}"), ..Format::default() })
}
