//! Turns raw entries into the model: fills in defaults, and replaces names with indices.

mod error;
mod example;
mod field;
mod status;
mod usage;

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};

use self::error::resolve_error;
use self::example::resolve_wire_example;
pub(crate) use self::field::report_internal;
use self::status::resolve_statuses;
use self::usage::resolve_limits;
use crate::diagnostic::{Diagnostics, LineStarts, Span, rules};
use crate::model::{
    Catalog, Category, Header, Locale, Output, Retired, TextTemplate, Translation, ValueTemplate, ViolationsShape,
    Wire, WireMember,
};
use crate::names::{nearest, to_code};
use crate::raw::Raw;
use crate::raw::{RawCode, RawError, RawText, Sp};
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// The names that every stage of the resolution looks up.
pub(crate) struct Names<'a> {
    pub(crate) raw: &'a Raw,
    categories: BTreeMap<&'a str, usize>,
    errors: BTreeMap<&'a str, usize>,
    codes: OnceCell<BTreeMap<String, usize>>,
    lines: Vec<LineStarts>,
    /// How many known names may still be compared with unknown names.
    comparisons: Cell<usize>,
}

const COMPARISONS: usize = 200_000;

/// Resolves a catalog. A harmless value replaces each value with a problem that is reported here or was reported
/// earlier.
pub(crate) fn resolve_catalog(raw: &Raw, files: &[SourceFile], diagnostics: &mut Diagnostics) -> Catalog {
    let names = Names::new(raw, files);
    let errors: Vec<crate::model::Error> =
        raw.errors.iter().map(|error| resolve_error(error, &names, diagnostics)).collect();
    let wire = resolve_wire(raw, &errors, diagnostics);
    let retired = resolve_retired(&names, &errors);
    Catalog {
        name: raw.catalog.name.as_ref().map(|name| name.value.clone()),
        title: raw.catalog.title.clone().unwrap_or_else(|| "Errors".to_owned()),
        version: raw.catalog.version.as_ref().map(|version| version.value.clone()),
        description: raw.catalog.description.clone(),
        docs_url: raw.catalog.docs_url.as_ref().map(|url| url.template.clone()),
        non_exhaustive: raw.catalog.non_exhaustive,
        code_style: raw.catalog.code_style,
        wire,
        headers: names.headers(),
        statuses: resolve_statuses(&names, &errors, diagnostics),
        categories: raw
            .categories
            .iter()
            .map(|category| Category {
                key: category.key.value.clone(),
                variant: category.variant.clone(),
                title: category.title.clone().unwrap_or_else(|| heck::AsTitleCase(&category.key.value).to_string()),
                description: category.description.clone(),
                location: names.location(category.key.span),
            })
            .collect(),
        errors,
        retired,
        locales: resolve_locales(&names, diagnostics),
        outputs: raw
            .outputs
            .iter()
            .map(|output| Output {
                name: output.name.value.clone(),
                kind: output.kind.clone().unwrap_or_else(|| output.name.value.clone()),
                path: output.path.value.clone(),
                region: output.region.as_ref().map(|region| region.value.clone()),
                options: output.options.clone(),
                location: names.location(output.name.span),
            })
            .collect(),
        lints: raw.lints.clone(),
        usage_limits: resolve_limits(&names, diagnostics),
        no_test: raw.usage.no_test.iter().filter_map(|name| names.error(name, diagnostics)).collect(),
        files: files.to_vec(),
        spans: SpanMap::default(),
        patterns: Vec::new(),
    }
}

impl<'a> Names<'a> {
    fn new(raw: &'a Raw, files: &'a [SourceFile]) -> Self {
        let lines = files.iter().map(|file| LineStarts::of(&file.text)).collect();
        let categories = raw.categories.iter().enumerate().map(|(index, it)| (it.key.value.as_str(), index));
        let errors = raw.errors.iter().enumerate().map(|(index, it)| (it.key.value.as_str(), index));
        Self {
            raw,
            categories: categories.collect(),
            errors: errors.collect(),
            codes: OnceCell::new(),
            lines,
            comparisons: Cell::new(COMPARISONS),
        }
    }

    pub(crate) fn location(&self, span: Span) -> Location {
        let line = self.lines.get(span.file).map_or(0, |lines| lines.line(span.start));
        Location { file: span.file, line, start: span.start }
    }

    pub(crate) fn category(&self, name: &Sp<String>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let found = self.categories.get(name.value.as_str()).copied();
        if found.is_none() && self.raw.hidden_entry(&name.value).is_none() {
            let label = match self.suggest(&name.value, self.categories.keys().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare the category with `[categories.{}]`", name.value),
            };
            let message = format!("unknown category `{}`", name.value);
            diagnostics.report(&rules::UNKNOWN_CATEGORY, name.span, message).label(label);
        }
        found
    }

    /// The error whose key is `name`, or, if there is none, the error that sends the code `name`.
    pub(crate) fn error(&self, name: &Sp<String>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let found = self.errors.get(name.value.as_str()).or_else(|| self.codes().get(&name.value)).copied();
        if found.is_none() && self.raw.hidden_entry(&name.value).is_none() {
            let codes = self.codes().keys().map(String::as_str).filter(|code| !self.errors.contains_key(code));
            let label = match self.suggest(&name.value, self.errors.keys().copied().chain(codes)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected the key or the code of an error".to_owned(),
            };
            let message = format!("there is no error `{}`", name.value);
            diagnostics.report(&rules::UNKNOWN_ERROR, name.span, message).label(label);
        }
        found
    }

    /// The known name that is nearest to an unknown name, until the comparisons are used up. If a catalog has thousands
    /// of errors and thousands of unknown names, only the first of the unknown names get a suggestion.
    fn suggest<'n>(&self, name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
        let left = self.comparisons.get();
        // When the comparisons are used up, the known names are not even collected.
        let known: Vec<&str> = known.take(left + 1).collect();
        self.comparisons.set(left.saturating_sub(known.len()));
        if known.len() > left { None } else { nearest(name, &known).map(str::to_owned) }
    }

    /// The errors by code. If two errors have the same code, the code belongs to the first error.
    fn codes(&self) -> &BTreeMap<String, usize> {
        self.codes
            .get_or_init(|| self.raw.errors.iter().enumerate().rev().map(|(at, it)| (self.code(it), at)).collect())
    }

    pub(crate) fn code(&self, error: &RawError) -> String {
        match &error.code {
            Some(RawCode::Sent(code)) => code.value.clone(),
            _ => to_code(&error.key.value, self.raw.catalog.code_style),
        }
    }

    fn headers(&self) -> Vec<Header> {
        self.raw.headers.iter().map(resolve_header).collect()
    }
}

pub(crate) fn resolve_header(header: &crate::raw::RawHeader) -> Header {
    Header { name: header.name.value.clone(), value: header.value.template.clone() }
}

fn template(text: &Option<RawText>) -> Option<TextTemplate> {
    text.as_ref().map(|text| text.template.clone())
}

fn resolve_wire(raw: &Raw, errors: &[crate::model::Error], diagnostics: &mut Diagnostics) -> Wire {
    let wire = &raw.wire;
    let body = wire.body.value().map_or_else(|| ValueTemplate::Object(Default::default()), |it| it.template.clone());
    let mut members = Vec::new();
    for (path, description) in &wire.members {
        let path_parts: Vec<String> = path.value.split('.').map(str::to_owned).collect();
        if wire.body.value().is_some() && !has_member(&body, &path_parts) {
            let mut known = Vec::new();
            list_members(&body, "", &mut known);
            diagnostics
                .report(&rules::UNKNOWN_KEY, path.span, format!("the body has no member `{}`", path.value))
                .choice(&path.value, &known);
            continue;
        }
        members.push(WireMember { path: path_parts, description: description.clone() });
    }
    Wire {
        preset: wire.preset,
        body,
        content_type: wire.content_type.as_ref().map_or_else(|| "application/json".to_owned(), |it| it.value.clone()),
        violations: wire.violations.unwrap_or(ViolationsShape::Map),
        example: resolve_wire_example(raw, errors, diagnostics),
        members,
    }
}

/// Whether the keys in `path` lead to a member. The members of a list are the members of its elements.
fn has_member(value: &ValueTemplate, path: &[String]) -> bool {
    let Some((key, rest)) = path.split_first() else { return true };
    match value {
        ValueTemplate::Object(object) => {
            object.members.iter().any(|member| member.key == *key && has_member(&member.value, rest))
        }
        ValueTemplate::List(items) => items.iter().any(|item| has_member(&item.value, path)),
        _ => false,
    }
}

fn list_members(value: &ValueTemplate, prefix: &str, known: &mut Vec<String>) {
    match value {
        ValueTemplate::Object(object) => {
            for member in &object.members {
                let path = format!("{prefix}{}", member.key);
                list_members(&member.value, &format!("{path}."), known);
                known.push(path);
            }
        }
        ValueTemplate::List(items) => items.iter().for_each(|item| list_members(&item.value, prefix, known)),
        _ => {}
    }
}

fn resolve_retired(names: &Names<'_>, errors: &[crate::model::Error]) -> Vec<Retired> {
    let codes: BTreeSet<&str> =
        errors.iter().flat_map(|error| error.aliases.iter().chain([&error.code])).map(String::as_str).collect();
    let rows = names.raw.retired.iter().map(|retired| Retired {
        code: retired.code.value.clone(),
        note: retired.note.clone(),
        number: retired.number,
        only_number: retired.number.is_some() && codes.contains(retired.code.value.as_str()),
        location: names.location(retired.code.span),
    });
    rows.collect()
}

/// Resolves translations. The translations of one language may be in several places, but each error is translated once.
fn resolve_locales(names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<Locale> {
    let mut locales: BTreeMap<&str, BTreeMap<usize, (Translation, Span)>> = BTreeMap::new();
    for raw in &names.raw.locales {
        let translations = locales.entry(&raw.lang.value).or_default();
        for translation in &raw.translations {
            let Some(error) = names.error(&translation.key, diagnostics) else { continue };
            let resolved = Translation {
                error,
                title: translation.title.clone(),
                message: template(&translation.message),
                user_message: template(&translation.user_message),
            };
            match translations.get(&error) {
                None => {
                    translations.insert(error, (resolved, translation.key.span));
                }
                Some((_, first)) => {
                    let message =
                        format!("error `{}` is translated into `{}` twice", translation.key.value, raw.lang.value);
                    diagnostics
                        .report(&rules::DUPLICATE_KEY, translation.key.span, message)
                        .label("expected only one translation of each error")
                        .related(*first, "first translated here");
                }
            }
        }
    }
    let translations = |it: BTreeMap<_, (Translation, Span)>| it.into_values().map(|(translation, _)| translation);
    let locales = locales.into_iter();
    locales.map(|(lang, it)| Locale { lang: lang.to_owned(), translations: translations(it).collect() }).collect()
}
