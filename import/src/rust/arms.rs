//! Reads the statuses and codes of variants from the arms of `match` expressions.

use std::collections::BTreeMap;

use super::attributes::Format;
use super::source::{Arm, Match, Source};
use crate::infer::names::is_code_like;
use crate::infer::status::{is_error_status, status_named};

/// The name of a type, and the name of one of its variants.
type Name = (String, String);

#[derive(Debug, Default)]
pub(super) struct Arms {
    statuses: BTreeMap<Name, Status>,
    /// The statuses of `_` arms, by the name of the type.
    rest: BTreeMap<String, u16>,
    codes: BTreeMap<Name, String>,
    numbers: BTreeMap<Name, u32>,
    formats: BTreeMap<Name, Format>,
    /// Constants whose value is a status.
    constants: BTreeMap<String, u16>,
    /// All enums of the file. A type with any other name may be an alias of one of them.
    enums: Vec<String>,
}

/// The statuses of a variant, according to the arms that match it.
#[derive(Debug, Default)]
struct Status {
    /// The statuses in arms without a condition, then those in arms with a condition.
    found: [Vec<u16>; 2],
    /// Whether the status in some arm could not be read.
    is_unread: bool,
}

/// What the arms say about the status of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Own(u16),
    /// The first status, and the others that a variant may have.
    Several(u16, Vec<u16>),
    /// The status of the `_` arm.
    Rest(u16),
    /// An arm computes the status.
    Unread,
    No,
}

impl Arms {
    pub(super) fn new(source: &Source<'_>) -> Self {
        let enums = source.enums.iter().map(|item| item.ident.to_string()).collect();
        let mut arms = Self { enums, ..Self::default() };
        for (name, words) in &source.constants {
            if let Some(status) = arms.status_in(words, true) {
                arms.constants.insert(name.clone(), status);
            }
        }
        source.matches.iter().for_each(|found| arms.read_match(found));
        arms
    }

    fn is_alias(&self, name: &str) -> bool {
        !self.enums.iter().any(|other| other == name)
    }

    pub(super) fn status(&self, ty: &str, variant: &str) -> Known {
        let is_ours = |name: &str| name == ty || self.is_alias(name);
        let own = self.statuses.iter().filter(|((name, of), _)| of == variant && is_ours(name));
        let Some((_, status)) = own.min_by_key(|((name, _), _)| name != ty) else {
            let alias = self.rest.iter().find(|(name, _)| self.is_alias(name)).map(|(_, status)| status);
            return self.rest.get(ty).or(alias).map_or(Known::No, |status| Known::Rest(*status));
        };
        let mut all = status.found.iter().flatten().copied();
        let Some(first) = all.next() else { return Known::Unread };
        let mut others: Vec<u16> = all.filter(|other| *other != first).collect();
        others.dedup();
        let is_sure = others.is_empty() && !(status.is_unread && status.found[0].is_empty());
        if is_sure { Known::Own(first) } else { Known::Several(first, others) }
    }

    pub(super) fn code(&self, ty: &str, variant: &str) -> Option<String> {
        self.find(&self.codes, ty, variant).cloned()
    }

    pub(super) fn number(&self, ty: &str, variant: &str) -> Option<u32> {
        self.find(&self.numbers, ty, variant).copied()
    }

    pub(super) fn format(&self, ty: &str, variant: &str) -> Option<Format> {
        self.find(&self.formats, ty, variant).cloned()
    }

    /// Whether a `match` gives a status to a variant of this type.
    pub(super) fn has_statuses(&self, ty: &str) -> bool {
        self.statuses.keys().any(|(name, _)| name == ty)
    }

    fn find<'a, T>(&self, values: &'a BTreeMap<Name, T>, ty: &str, variant: &str) -> Option<&'a T> {
        let is_ours = |name: &str| name == ty || self.is_alias(name);
        values.iter().find(|((name, of), _)| of == variant && is_ours(name)).map(|(_, value)| value)
    }

    /// Reads the arms of a `match`. The name of the function that contains the `match` says whether the values of the
    /// arms are statuses or codes.
    fn read_match(&mut self, found: &Match) {
        let number = |arm: &Arm| arm.words.first().and_then(|word| word.parse::<u32>().ok());
        let is_status = |arm: &Arm| number(arm).is_some_and(|number| (400..600).contains(&number));
        let is_about_status = found.function.contains("status")
            || found.function.contains("http")
            || found.function.contains("code") && found.arms.iter().all(is_status);
        let has = |words: &[&str]| words.iter().any(|word| found.function.contains(word));
        let is_about_codes = !is_about_status && has(&["code", "as_str", "as_ref", "slug", "kind", "error_type"]);
        let is_about_texts = !is_about_status && (found.function == "fmt" || has(&["message", "detail", "to_string"]));
        let statuses: Vec<Option<u16>> =
            found.arms.iter().map(|arm| self.status_in(&arm.words, is_about_status)).collect();
        let has_statuses = statuses.iter().any(Option::is_some);
        let ty = found.arms.iter().find_map(|arm| Some(arm.variants.first()?.0.clone()));
        for (arm, status) in found.arms.iter().zip(statuses) {
            for variant in arm.variants.iter().filter(|_| has_statuses) {
                let known = self.statuses.entry(variant.clone()).or_default();
                match status {
                    Some(status) => known.found[usize::from(arm.has_condition)].push(status),
                    None => known.is_unread = true,
                }
            }
            let mut strings = arm.words.iter().filter_map(|word| word.strip_prefix('"'));
            let code = strings.find(|text| is_about_codes || status.is_some() && is_code_like(text));
            let format = format_in(arm, is_about_texts).filter(|_| is_about_texts || status.is_some());
            for variant in &arm.variants {
                if let Some(number) = number(arm).filter(|_| is_about_codes) {
                    self.numbers.entry(variant.clone()).or_insert(number);
                }
                if let Some(code) = code {
                    self.codes.entry(variant.clone()).or_insert_with(|| code.to_owned());
                }
                if let Some(format) = &format {
                    self.formats.entry(variant.clone()).or_insert_with(|| format.clone());
                }
            }
            if let (Some(status), Some(ty), true) = (status, &ty, arm.is_rest && !arm.has_condition) {
                self.rest.entry(ty.clone()).or_insert(status);
            }
        }
    }

    /// The status in an arm's value: `StatusCode::NOT_FOUND`, `StatusCode::from_u16(404)`, `HttpResponse::NotFound()`
    /// or a constant. In a function about statuses, a number or a name suffices.
    fn status_in(&self, words: &[String], is_about_status: bool) -> Option<u16> {
        let constant = |word: &String| self.constants.get(word).copied();
        let number = |word: &String| word.parse().ok().filter(|status| is_error_status(*status));
        let named = words.iter().zip(words.iter().skip(1)).find_map(|(a, b)| match a.as_str() {
            "StatusCode" | "HttpResponse" | "Status" => status_named(b),
            "from_u16" => number(b).or_else(|| constant(b)),
            _ => None,
        });
        let bare =
            || words.iter().filter(|_| is_about_status).find_map(|word| number(word).or_else(|| status_named(word)));
        named.or_else(|| words.iter().find_map(constant)).or_else(bare).filter(|status| is_error_status(*status))
    }
}

/// The text of a message in an arm's value: its first string and the arguments after it.
fn format_in(arm: &Arm, is_about_texts: bool) -> Option<Format> {
    let at = arm.words.iter().position(|word| {
        word.strip_prefix('"').is_some_and(|text| is_about_texts || text.contains(' ') && !is_code_like(text))
    })?;
    let mut parts = arm.words[at..].split(|word| word == ",");
    let text = parts.next()?.first()?.trim_start_matches('"').to_owned();
    let argument =
        |words: &[String]| words.iter().filter(|word| *word != "self").cloned().collect::<Vec<_>>().join("_");
    let arguments = parts.map(argument).filter(|argument| !argument.is_empty()).collect();
    Some(Format { text, arguments, bindings: arm.bindings.clone() })
}
