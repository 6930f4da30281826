//! Reads implementations: the conversions into errors, and what the arms of `match` expressions state about variants.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{ExprMatch, FieldPat, File, Index, ItemImpl, Pat, PatGuard, PatTupleStruct, Path, Signature, Type};

use super::message::Format;
use super::source::Source;
use super::tokens::words_of;
use super::ty::{argument_in, name_of};
use crate::infer::names::is_code_like;
use crate::infer::status::{is_error_status, status_named};
use crate::words::Topic;

/// Traits that only errors and responses implement.
const TRAITS: &[&str] = &["Error", "IntoResponse", "ResponseError", "Responder"];

/// What implementations state about a variant: conversions, and the arms that match the variant.
#[derive(Clone, Default)]
pub(super) struct Stated<'a> {
    /// The types from which an `impl From` makes the variant, and whether the `impl` makes other variants too.
    pub(super) conversions: Vec<(&'a Type, bool)>,
    /// The statuses in arms without a condition, then those in arms with a condition.
    pub(super) statuses: [Vec<u16>; 2],
    /// Whether an arm computes the status.
    pub(super) is_computed: bool,
    /// Codes and numbers.
    pub(super) values: Vec<(Topic, String)>,
    pub(super) format: Option<Format>,
}

/// The implementations of a file.
pub(super) struct Impls<'a> {
    pub(super) source: &'a Source<'a>,
    /// The types that implement a trait of errors, or whose variants have statuses in a `match`.
    pub(super) errors: BTreeSet<String>,
    /// What is stated about each variant of each type. The variant `_` is every other variant.
    stated: BTreeMap<(String, String), Stated<'a>>,
    /// The type that `Self` refers to.
    this: String,
    /// The name of the function around the `match`.
    function: String,
}

impl<'a> Impls<'a> {
    pub(super) fn new(file: &'a File, source: &'a Source<'a>) -> Self {
        let (errors, stated) = Default::default();
        let mut impls = Self { source, errors, stated, this: String::new(), function: String::new() };
        impls.visit_file(file);
        impls
    }

    pub(super) fn of(&self, ty: &str, variant: &str) -> Stated<'a> {
        self.stated.get(&(ty.to_owned(), variant.to_owned())).cloned().unwrap_or_default()
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
                let paths = paths.variants.into_iter().filter(|(ty, _)| *ty == this || ty == "Self");
                let variants = paths.map(|(_, name)| name).filter(|name| name.starts_with(char::is_uppercase));
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

    /// The name of the function says whether the values of the arms are statuses, codes or messages.
    fn visit_expr_match(&mut self, item: &'a ExprMatch) {
        let values: Vec<Vec<String>> = item.arms.iter().map(|arm| words_of(&arm.body)).collect();
        let has = |words: &[&str]| words.iter().any(|word| self.function.contains(word));
        let number = |words: &Vec<String>| words.first().and_then(|word| word.parse::<u32>().ok());
        let is_status = |words: &Vec<String>| number(words).is_some_and(|number| (400..600).contains(&number));
        let are_statuses = has(&["status", "http"]) || has(&["code"]) && values.iter().all(is_status);
        let are_codes = !are_statuses && has(&["code", "as_str", "as_ref", "slug", "kind", "error_type"]);
        let are_texts = !are_statuses && (self.function == "fmt" || has(&["message", "detail", "to_string"]));
        let constant = |word: &String| status_in(self.source.constants.get(word)?, true);
        let status = |words: &Vec<String>| status_in(words, are_statuses).or_else(|| words.iter().find_map(constant));
        let statuses: Vec<Option<u16>> = values.iter().map(status).collect();
        let has_statuses = statuses.iter().any(Option::is_some);
        let mut rest = None;
        for ((arm, words), status) in item.arms.iter().zip(&values).zip(statuses) {
            let mut pattern = Pattern::default();
            pattern.visit_pat(&arm.pat);
            rest = rest.or_else(|| pattern.variants.first().map(|(ty, _)| (ty.clone(), "_".to_owned())));
            pattern.variants.extend(rest.clone().filter(|_| matches!(arm.pat, Pat::Wild(_))));
            let is_code = |text: &str| are_codes || status.is_some() && is_code_like(text);
            let is_text = |text: &str| are_texts || status.is_some() && text.contains(' ') && !is_code_like(text);
            let code = words.iter().filter_map(|word| word.strip_prefix('"')).find(|text| is_code(text));
            let number = number(words).filter(|_| are_codes);
            let text = words.iter().position(|word| word.strip_prefix('"').is_some_and(is_text));
            let format = text.map(|at| Format { bindings: pattern.bindings, ..Format::new(&words[at..]) });
            for (ty, variant) in pattern.variants {
                let ty = if ty == "Self" { self.this.clone() } else { self.source.resolve(&ty) };
                self.errors.extend(status.map(|_| ty.clone()));
                let stated = self.stated.entry((ty, variant)).or_default();
                stated.statuses[usize::from(pattern.has_condition)].extend(status);
                stated.is_computed |= has_statuses && status.is_none();
                stated.values.extend(code.map(|code| (Topic::Code, code.to_owned())));
                stated.values.extend(number.map(|number| (Topic::Number, number.to_string())));
                stated.format = stated.format.take().or_else(|| format.clone());
            }
        }
        visit::visit_expr_match(self, item);
    }
}

/// The status in `StatusCode::NOT_FOUND`, `StatusCode::from_u16(404)` or `HttpResponse::NotFound()`. In a function about
/// statuses, a number or a name suffices.
fn status_in(words: &[String], is_about_statuses: bool) -> Option<u16> {
    let number = |word: &String| word.parse().ok().filter(|status| is_error_status(*status));
    let named = words.windows(2).find_map(|pair| match pair[0].as_str() {
        "StatusCode" | "HttpResponse" | "Status" => status_named(&pair[1]),
        "from_u16" => number(&pair[1]),
        _ => None,
    });
    let mut bare = words.iter().filter(|_| is_about_statuses);
    let bare = || bare.find_map(|word| number(word).or_else(|| status_named(word)));
    named.or_else(bare).filter(|status| is_error_status(*status))
}

/// A pattern such as `Self::NotFound { .. } | Error::Gone(_)`.
#[derive(Default)]
struct Pattern {
    /// The types and variants in the pattern. The type may be `Self`.
    variants: Vec<(String, String)>,
    /// For each name that the pattern introduces, the field to which the name refers.
    bindings: BTreeMap<String, String>,
    has_condition: bool,
}

impl Pattern {
    fn bind(&mut self, pat: &Pat, field: impl ToTokens) {
        if let Pat::Ident(name) = pat {
            self.bindings.insert(name.ident.to_string(), field.to_token_stream().to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Pattern {
    fn visit_pat_guard(&mut self, item: &'ast PatGuard) {
        self.has_condition = true;
        self.visit_pat(&item.pat);
    }

    fn visit_pat_tuple_struct(&mut self, item: &'ast PatTupleStruct) {
        item.elems.iter().enumerate().for_each(|(i, pat)| self.bind(pat, Index::from(i)));
        visit::visit_pat_tuple_struct(self, item);
    }

    fn visit_field_pat(&mut self, item: &'ast FieldPat) {
        self.bind(&item.pat, &item.member);
        visit::visit_field_pat(self, item);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
        if let (Some(variant), Some(ty)) = (names.next(), names.next()) {
            self.variants.push((ty, variant));
        }
    }
}
