//! Reads the statuses, codes and messages of variants from the arms of `match` expressions.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{ExprMatch, File, ItemImpl, Pat, Signature};

use super::message::Format;
use super::pattern::Pattern;
use super::source::Source;
use super::tokens::words_of;
use super::ty::name_of;
use crate::infer::names::is_code_like;
use crate::infer::status::{is_error_status, status_named};
use crate::words::Topic;

/// What the arms that match a variant state.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    /// The statuses in arms without a condition, then those in arms with a condition.
    pub(super) statuses: [Vec<u16>; 2],
    /// Whether an arm computes the status.
    pub(super) is_computed: bool,
    /// Codes and numbers.
    pub(super) values: Vec<(Topic, String)>,
    pub(super) format: Option<Format>,
}

/// Reads the `match` expressions of a file.
pub(super) struct Arms<'a> {
    source: &'a Source<'a>,
    /// What is stated about each variant of each type. The variant `_` is every other variant.
    stated: BTreeMap<(String, String), Stated>,
    /// The type that `Self` refers to.
    this: String,
    /// The name of the function around the `match`.
    function: String,
}

impl<'a> Arms<'a> {
    pub(super) fn new(file: &File, source: &'a Source<'a>) -> Self {
        let mut arms = Self { source, stated: BTreeMap::new(), this: String::new(), function: String::new() };
        arms.visit_file(file);
        arms
    }

    pub(super) fn of(&self, ty: &str, variant: &str) -> Stated {
        self.stated.get(&(ty.to_owned(), variant.to_owned())).cloned().unwrap_or_default()
    }

    /// Whether a `match` gives a status to a variant of this type.
    pub(super) fn has_statuses(&self, ty: &str) -> bool {
        self.stated.iter().any(|((name, _), stated)| name == ty && stated.statuses.iter().flatten().next().is_some())
    }

    /// The status in an arm's value. The status may be a constant.
    fn status_in(&self, words: &[String], is_about_statuses: bool) -> Option<u16> {
        let mut constants = words.iter().filter_map(|word| self.source.constants.get(word));
        status_in(words, is_about_statuses).or_else(|| constants.find_map(|words| status_in(words, true)))
    }
}

impl<'ast> Visit<'ast> for Arms<'_> {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let before = std::mem::replace(&mut self.this, name_of(&item.self_ty));
        visit::visit_item_impl(self, item);
        self.this = before;
    }

    fn visit_signature(&mut self, item: &'ast Signature) {
        self.function = item.ident.to_string();
    }

    /// The name of the function says whether the values of the arms are statuses, codes or messages.
    fn visit_expr_match(&mut self, item: &'ast ExprMatch) {
        let values: Vec<Vec<String>> = item.arms.iter().map(|arm| words_of(&arm.body)).collect();
        let has = |words: &[&str]| words.iter().any(|word| self.function.contains(word));
        let number = |words: &Vec<String>| words.first().and_then(|word| word.parse::<u32>().ok());
        let is_status = |words: &Vec<String>| number(words).is_some_and(|number| (400..600).contains(&number));
        let are_statuses = has(&["status", "http"]) || has(&["code"]) && values.iter().all(is_status);
        let are_codes = !are_statuses && has(&["code", "as_str", "as_ref", "slug", "kind", "error_type"]);
        let are_texts = !are_statuses && (self.function == "fmt" || has(&["message", "detail", "to_string"]));
        let statuses: Vec<Option<u16>> = values.iter().map(|words| self.status_in(words, are_statuses)).collect();
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
