//! Reads implementations: the conversions into errors, and what the arms of `match` expressions state about variants.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_codegen::parse::{BUDGET, check_depth};
use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprArray, ExprIf, ExprMatch, ExprMethodCall, File, ImplItemFn, ItemEnum, ItemImpl, Local, Pat, Signature,
    Token,
};

use super::branches::{branches_of, branches_of_block, statuses_in};
use super::message::Format;
use super::pattern::{Named, Pattern, is_rest};
use super::responses::{
    Rule, Whose, error_of, is_sentence, names_in, names_in_responses, names_public_text, names_text, only_text_of,
    other_statuses, statuses_of, text_in, texts_among, texts_in,
};
use super::source::Source;
use super::stated::{About, Stated, is_literal, number_in};
use super::tokens::HEADERS;
use super::ty::{argument_in, name_of};
use crate::infer::status::status_named;
use crate::words::{Topic, column_topic};

/// Traits that only errors and responses implement.
const TRAITS: &[&str] = &["Error", "IntoResponse", "ResponseError", "Responder"];

/// Topics that are read from functions with their names.
const TOPICS: &[Topic] =
    &[Topic::Title, Topic::Description, Topic::Number, Topic::Category, Topic::Solution, Topic::Cause, Topic::See];

/// The statuses for which a condition decides, and the branches of the code for these statuses.
type Part = (BTreeSet<u16>, Option<Vec<Vec<String>>>);

/// The implementations of a file.
pub(super) struct Impls<'a> {
    pub(super) source: &'a Source<'a>,
    /// The types that implement a trait of errors, or whose variants have statuses in a `match`.
    pub(super) errors: BTreeSet<String>,
    /// The types of which an implementation makes responses, and the types whose variants have statuses in a `match`.
    answering: BTreeSet<String>,
    with_status: BTreeSet<String>,
    /// What is stated about each variant of each type. The variant `_` is every other variant.
    stated: BTreeMap<(String, String), Stated<'a>>,
    /// What is stated about each type and is not read, with the first line.
    pub(super) unread: BTreeMap<(String, String), usize>,
    /// The texts of responses that the statuses of errors decide, or that errors have in common.
    pub(super) rules: Vec<Rule>,
    /// The literals in the responses of each type, with their lines.
    pub(super) literals: Vec<(String, usize, String)>,
    /// The names in the code that makes responses.
    in_responses: BTreeSet<String>,
    /// The type that `Self` refers to.
    this: String,
    /// The error whose response the code makes.
    response_of: Option<String>,
    /// The name of the function around the `match`.
    function: String,
    /// The names of the variables around the `match`.
    variables: Vec<String>,
}

impl<'a> Impls<'a> {
    pub(super) fn new(file: &'a File, source: &'a Source<'a>) -> Self {
        let mut impls = Self {
            source,
            errors: BTreeSet::new(),
            answering: BTreeSet::new(),
            with_status: BTreeSet::new(),
            stated: BTreeMap::new(),
            unread: BTreeMap::new(),
            rules: Vec::new(),
            literals: Vec::new(),
            in_responses: names_in_responses(file, source),
            this: String::new(),
            response_of: None,
            function: String::new(),
            variables: Vec::new(),
        };
        impls.visit_file(file);
        impls
    }

    /// Of several enums, those that become responses. If no enum does, those with statuses, and otherwise all enums.
    pub(super) fn answering<'e>(&self, enums: &[&'e ItemEnum]) -> Vec<&'e ItemEnum> {
        let in_set = |names: &BTreeSet<String>| -> Vec<&'e ItemEnum> {
            enums.iter().copied().filter(|item| names.contains(&item.ident.to_string())).collect()
        };
        let choices = [in_set(&self.answering), in_set(&self.with_status), enums.to_vec()];
        choices.into_iter().find(|choice| !choice.is_empty()).unwrap_or_default()
    }

    /// The text that the rules give to an error.
    pub(super) fn text_of_status(&self, ty: &str, status: Option<u16>) -> Option<Format> {
        self.rules.iter().find(|rule| rule.is_for_status(ty, status)).map(|rule| rule.text.clone())
    }

    /// The text that the rules give to a variant that no arm matches.
    pub(super) fn text_of_rest(&self, ty: &str, variant: &str) -> Option<Format> {
        self.rules.iter().find(|rule| rule.is_for(ty, variant)).map(|rule| rule.text.clone())
    }

    /// Whether a text in a response of a type is in the catalog or in a note.
    pub(super) fn is_read(&self, ty: &str, text: &str) -> bool {
        let mut stated = self.stated.iter().filter(|((of, _), _)| of == ty);
        let mut rules = self.rules.iter().filter(|rule| rule.ty == ty);
        rules.any(|rule| rule.text.text == text) || stated.any(|(_, stated)| stated.has(text))
    }

    pub(super) fn of(&self, ty: &str, variant: &str) -> Stated<'a> {
        self.stated.get(&(ty.to_owned(), variant.to_owned())).cloned().unwrap_or_default()
    }

    /// The name of the function says whether the values of the arms are statuses, codes, messages or something else.
    fn read_arms(&mut self, line: usize, arms: Vec<(Pattern, Vec<Vec<String>>)>) {
        let with = |(pattern, branches)| (pattern, self.source.with_constants(branches));
        let arms: Vec<(Pattern, Vec<Vec<String>>)> = arms.into_iter().map(with).collect();
        let values = || arms.iter().flat_map(|(_, branches)| branches);
        let name = match self.variables.as_slice() {
            [variable] if self.response_of.is_some() => variable.clone(),
            _ => self.function.clone(),
        };
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let is_status = |words: &Vec<String>| number_in(words).is_some_and(|number| (400..600).contains(&number));
        let are_statuses = has(&["status", "http"]) || has(&["code"]) && values().all(is_status);
        let has_statuses = values().any(|words| !statuses_in(words, are_statuses).is_empty());
        let are_texts = !are_statuses && (name == "fmt" || names_text(&name));
        let about = About {
            are_statuses,
            are_codes: !are_statuses && has(&["code", "as_str", "as_ref", "slug", "kind", "error_type"]),
            are_texts,
            are_public: has_statuses || self.response_of.is_some() || are_texts && self.is_sent(&name),
            kinds: has_statuses.then(|| texts_among(&self.variables)).flatten(),
            has_statuses,
            topic: column_topic(&name).filter(|topic| TOPICS.contains(topic)),
        };
        let is_read = are_statuses || about.are_codes || about.are_texts || about.has_statuses || about.topic.is_some();
        let is_text = |word: &String| about.are_public && word.strip_prefix('"').is_some_and(is_sentence);
        let is_unread =
            !is_read && values().any(|words| words.iter().any(|word| is_literal(word)) && !words.iter().any(is_text));
        self.read_rules(&arms, &about);
        let mut rest = None;
        for (pattern, branches) in &arms {
            let first = pattern.variants.first().map(|first| first.ty.clone());
            let all = |ty| Named { ty, variant: "_".to_owned(), is_partial: false };
            rest = rest.or(first.map(all));
            let rest = rest.clone().filter(|_| pattern.is_rest);
            for Named { ty, variant, is_partial } in pattern.variants.iter().cloned().chain(rest) {
                let ty = self.resolve(&ty);
                if is_unread {
                    self.unread.entry((ty.clone(), format!("the values of `{}`", self.function))).or_insert(line);
                }
                let has_status = |words: &Vec<String>| !statuses_in(words, are_statuses).is_empty();
                if branches.iter().any(has_status) {
                    self.errors.insert(ty.clone());
                    self.with_status.insert(ty.clone());
                }
                let stated = self.stated.entry((ty, variant)).or_default();
                let condition = pattern.has_condition || is_partial;
                for (i, words) in branches.iter().enumerate() {
                    stated.read_branch(words, i == 0, condition, pattern, &about);
                }
            }
        }
    }

    /// Whether a function with this name makes the text of a response.
    fn is_sent(&self, name: &str) -> bool {
        let is_display = name == "fmt" || name == "to_string";
        names_public_text(name) || !is_display && (self.in_responses.is_empty() || self.in_responses.contains(name))
    }

    /// Reads the texts in the arms of a `match` that the statuses of errors decide, and the text of the last arm.
    fn read_rules(&mut self, arms: &[(Pattern, Vec<Vec<String>>)], about: &About) {
        if !about.are_public {
            return;
        }
        let is_text = about.are_texts || about.kinds.as_deref() == Some(&[true]);
        let (mut ty, mut statuses, mut named) = (None, BTreeSet::new(), BTreeSet::new());
        for (pattern, branches) in arms {
            let text = branches.first().and_then(|words| text_in(words, is_text));
            let found = pattern.variants.iter().filter(|of| of.ty == "StatusCode");
            let found: BTreeSet<u16> = found.filter_map(|of| status_named(&of.variant)).collect();
            let is_of_error = |of: &&Named| of.ty != "StatusCode" && !of.is_partial && !pattern.has_condition;
            named.extend(pattern.variants.iter().filter(is_of_error).map(|of| of.variant.clone()));
            ty = ty.or_else(|| pattern.variants.first().map(|of| self.resolve(&of.ty)));
            let whose = match (pattern.is_rest, statuses.is_empty()) {
                (true, true) => Whose::Others(named.clone()),
                (true, false) => Whose::Statuses(other_statuses(&statuses)),
                (false, _) => Whose::Statuses(found.clone()),
            };
            statuses.extend(found);
            let of = ty.clone().filter(|ty| ty != "StatusCode").or_else(|| self.error_here());
            if let (Some(ty), Some(text)) = (of, text) {
                self.rules.push(Rule { ty, whose, text });
            }
        }
    }

    /// The type that a name in a pattern refers to.
    fn resolve(&self, name: &str) -> String {
        if name == "Self" { self.this.clone() } else { self.source.resolve(name) }
    }

    /// The error that the code is about.
    fn error_here(&self) -> Option<String> {
        let is_enum = |ty: &&String| self.source.enums.iter().any(|item| item.ident == **ty);
        self.response_of.clone().or_else(|| Some(&self.this).filter(is_enum).cloned())
    }

    /// Reads the texts of an `if` whose condition is about the status.
    fn read_choice(&mut self, parts: [Part; 2]) {
        let is_text = match self.variables.as_slice() {
            [] => names_text(&self.function),
            names => texts_among(names).is_some_and(|kinds| kinds == [true]),
        };
        let is_public = self.response_of.is_some() || names_text(&self.function) && self.is_sent(&self.function);
        let Some(ty) = self.error_here().filter(|_| is_public) else { return };
        for (statuses, branches) in parts {
            let words = self.source.with_constants(branches.unwrap_or_default()).into_iter().next();
            if let Some(text) = words.and_then(|words| text_in(&words, is_text)) {
                self.rules.push(Rule { ty: ty.clone(), whose: Whose::Statuses(statuses), text });
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
        self.response_of = error_of(item, self.source);
        self.answering.extend(self.response_of.clone());
        visit::visit_item_impl(self, item);
        self.response_of = None;
        self.this = before;
    }

    fn visit_signature(&mut self, item: &'a Signature) {
        self.function = item.ident.to_string();
        self.variables.clear();
    }

    fn visit_impl_item_fn(&mut self, item: &'a ImplItemFn) {
        if let Some(ty) = self.response_of.clone() {
            let literals = texts_in(&item.block).into_iter();
            self.literals.extend(literals.map(|(line, text)| (ty.clone(), line, text)));
        }
        visit::visit_impl_item_fn(self, item);
        // The arms before this text take precedence.
        if let Some((ty, text)) = self.response_of.clone().zip(only_text_of(&item.block)) {
            self.rules.push(Rule { ty, whose: Whose::Others(BTreeSet::new()), text });
        }
    }

    fn visit_local(&mut self, item: &'a Local) {
        let before = std::mem::replace(&mut self.variables, names_in(&item.pat));
        visit::visit_local(self, item);
        self.variables = before;
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
        if let Some(statuses) = statuses_of(&item.cond) {
            let other = item.else_branch.as_ref().map(|(_, other)| branches_of(other));
            let parts =
                [(statuses.clone(), Some(branches_of_block(&item.then_branch))), (other_statuses(&statuses), other)];
            self.read_choice(parts);
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
