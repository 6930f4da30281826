//! Turns raw entries into the model: fills in defaults, and replaces names with indices.

mod error;
mod example;
mod expected;
mod field;
mod owner;
mod property;
mod status;
mod usage;
mod value_enum;
mod violation;
mod wire;

use std::cell::{Cell, OnceCell};

use self::error::{further_statuses, resolve_error};
#[cfg(feature = "contract")]
pub(crate) use self::example::sample_of;
pub(crate) use self::field::report_internal;
use self::property::{check_categories, resolve_properties};
use self::status::resolve_statuses;
use self::usage::resolve_limits;
use self::value_enum::resolve_value_enums;
use self::violation::{ViolationNames, resolve_retired_violations, resolve_violations};
use self::wire::resolve_wire;
use crate::diagnostic::{Diagnostics, LineStarts, Span, rules};
use crate::interner::{Interner, sort_by};
use crate::model::{
    Builtin, Catalog, Category, Header, Locale, Output, Property, Retired, RetiredNumbers, TextTemplate, Translation,
};
use crate::names::nearest;
use crate::raw::Raw;
use crate::raw::{RawText, Sp};
use crate::source::SourceFile;
use crate::spans::{Location, SpanMap};

/// The names that every stage of the resolution looks up.
pub(crate) struct Names<'a> {
    pub(crate) raw: &'a Raw,
    properties: Vec<Property>,
    categories: Interner<'a>,
    errors: Interner<'a>,
    codes: OnceCell<Codes>,
    violations: OnceCell<ViolationNames>,
    /// The names of categories and of errors that messages suggest.
    known_categories: OnceCell<Vec<String>>,
    known_errors: OnceCell<Vec<String>>,
    lines: Vec<LineStarts>,
    /// Whether the slot `key` is the key of an error, because no error has a field with this name.
    pub(crate) has_key_slot: bool,
    /// Whether the violations or the message are the default of the details, because the body of the preset requires
    /// details.
    has_default_details: bool,
    /// How many known names may still be compared with unknown names.
    comparisons: Cell<usize>,
}

const COMPARISONS: usize = 200_000;

/// The codes of the errors. If two errors have the same code, the code belongs to the first error.
#[derive(Default)]
struct Codes {
    codes: Interner<'static>,
    errors: Vec<usize>,
}

/// Resolves a catalog. A harmless value replaces each value with a problem that is reported here or was reported
/// earlier.
pub(crate) fn resolve_catalog(raw: &Raw, files: &[SourceFile], diagnostics: &mut Diagnostics) -> Catalog {
    let names = Names::new(raw, files);
    let violations = resolve_violations(&names, diagnostics);
    let mut errors: Vec<crate::model::Error> =
        raw.errors.iter().map(|error| resolve_error(error, &names, &violations, diagnostics)).collect();
    check_categories(&names, diagnostics);
    let mut properties = names.properties.clone();
    let value_enums = resolve_value_enums(raw, &mut properties, &mut errors, diagnostics);
    let wire = resolve_wire(&names, &errors, &violations, diagnostics);
    let retired = resolve_retired(&names, &errors);
    Catalog {
        name: raw.catalog.name.as_ref().map(|name| name.value.clone()),
        title: raw.catalog.title.clone().unwrap_or_else(|| "Errors".to_owned()),
        version: raw.catalog.version.as_ref().map(|version| version.value.clone()),
        description: raw.catalog.description.clone(),
        docs_url: raw.catalog.docs_url.as_ref().map(|url| url.template.clone()),
        non_exhaustive: raw.catalog.non_exhaustive,
        code_style: raw.catalog.code_style,
        properties,
        wire,
        headers: names.headers(),
        statuses: resolve_statuses(&names, &errors, &violations, diagnostics),
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
        further: Vec::new(),
        errors,
        value_enums,
        violations,
        retired,
        retired_numbers: resolve_retired_numbers(&names),
        retired_violations: resolve_retired_violations(&names),
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

/// Resolves the further statuses of all errors. Their number multiplies the size of an error, so this function runs
/// after the sizes were checked.
pub(crate) fn resolve_further(raw: &Raw, catalog: &mut Catalog) {
    if catalog.errors.iter().any(|error| !error.other_statuses.is_empty()) {
        catalog.further = further_statuses(&catalog.errors, &Names::new(raw, &catalog.files));
    }
}

impl<'a> Names<'a> {
    fn new(raw: &'a Raw, files: &'a [SourceFile]) -> Self {
        let lines = files.iter().map(|file| LineStarts::of(&file.text)).collect();
        Self {
            raw,
            properties: resolve_properties(raw),
            categories: Interner::of(raw.categories.iter().map(|it| it.key.value.as_str())),
            errors: Interner::of(raw.errors.iter().map(|it| it.key.value.as_str())),
            codes: OnceCell::new(),
            violations: OnceCell::new(),
            known_categories: OnceCell::new(),
            known_errors: OnceCell::new(),
            lines,
            has_key_slot: !raw.errors.iter().any(|error| {
                error.fields.iter().any(|field| field.name.value == Builtin::Key.as_str() && !field.internal)
            }),
            has_default_details: raw.wire.preset.is_some()
                && raw.wire.body.value().is_some_and(|body| body.template.needs(Builtin::Details.as_str())),
            comparisons: Cell::new(COMPARISONS),
        }
    }

    pub(crate) fn location(&self, span: Span) -> Location {
        let line = self.lines.get(span.file).map_or(0, |lines| lines.line(span.start));
        Location { file: span.file, line, start: span.start }
    }

    pub(crate) fn category(&self, name: &Sp<String>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let found = self.categories.find(name.value.as_bytes());
        if found.is_none() && self.raw.hidden_entry(&name.value).is_none() {
            let label = match self.suggest(&name.value, self.known_categories()) {
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
        let found = self.errors.find(name.value.as_bytes()).or_else(|| self.error_of_code(&name.value));
        if found.is_none() && self.raw.hidden_entry(&name.value).is_none() {
            let label = match self.suggest(&name.value, self.known_errors()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected the key or the code of an error".to_owned(),
            };
            let message = format!("unknown error `{}`", name.value);
            diagnostics.report(&rules::UNKNOWN_ERROR, name.span, message).label(label);
        }
        found
    }

    fn error_of_code(&self, code: &str) -> Option<usize> {
        self.codes().codes.find(code.as_bytes()).map(|code| self.codes().errors[code])
    }

    /// The known name that is nearest to an unknown name, until the comparisons are used up. If a catalog has thousands
    /// of errors and thousands of unknown names, only the first of the unknown names get a suggestion.
    fn suggest<'n>(&self, name: &str, known: &'n [String]) -> Option<&'n str> {
        let left = self.comparisons.get();
        self.comparisons.set(left.saturating_sub(known.len()));
        if known.len() > left { None } else { nearest(name, known) }
    }

    fn known_categories(&self) -> &[String] {
        let name = |at: usize| self.raw.categories[at].key.value.clone();
        self.known_categories.get_or_init(|| self.categories.sorted().into_iter().map(name).collect())
    }

    /// The keys of the errors, and then the codes that are not keys.
    fn known_errors(&self) -> &[String] {
        self.known_errors.get_or_init(|| {
            let mut known = Vec::new();
            for at in self.errors.sorted() {
                known.push(self.raw.errors[at].key.value.clone());
            }
            for at in self.codes().codes.sorted() {
                let code = self.code(&self.raw.errors[self.codes().errors[at]]);
                if self.errors.find(code.as_bytes()).is_none() {
                    known.push(code);
                }
            }
            known
        })
    }

    fn codes(&self) -> &Codes {
        self.codes.get_or_init(|| {
            let mut codes = Codes::default();
            for (at, error) in self.raw.errors.iter().enumerate() {
                // Several errors can send one code, which is the name of the code's owner only.
                if error.code_of.is_none() && codes.codes.insert(self.code(error).into_bytes()).is_none() {
                    codes.errors.push(at);
                }
            }
            codes
        })
    }

    fn violations(&self) -> &ViolationNames {
        self.violations.get_or_init(|| ViolationNames::of(self))
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

fn resolve_retired(names: &Names<'_>, errors: &[crate::model::Error]) -> Vec<Retired> {
    let mut codes = Interner::default();
    for error in errors {
        codes.insert(error.code.as_bytes());
        error.aliases.iter().for_each(|alias| _ = codes.insert(alias.as_bytes()));
    }
    let rows = names.raw.retired.iter().map(|retired| Retired {
        code: retired.code.value.clone(),
        note: retired.note.clone(),
        number: retired.number,
        only_number: retired.number.is_some() && codes.find(retired.code.value.as_bytes()).is_some(),
        location: names.location(retired.code.span),
    });
    rows.collect()
}

fn resolve_retired_numbers(names: &Names<'_>) -> Vec<RetiredNumbers> {
    let rows = names.raw.retired_numbers.iter().map(|row| RetiredNumbers {
        first: row.first,
        last: row.last,
        note: row.note.clone(),
        location: names.location(row.span),
    });
    rows.collect()
}

/// Resolves translations. The translations of one language may be in several places, but each error is translated once.
fn resolve_locales(names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<Locale> {
    let mut langs = Interner::default();
    let mut locales: Vec<Locale> = Vec::new();
    // For each locale, the places of the translations that were read, by the index of the error.
    let mut places: Vec<Vec<Option<Span>>> = Vec::new();
    for raw in &names.raw.locales {
        let lang = langs.insert(raw.lang.value.as_bytes()).unwrap_or(locales.len());
        if lang == locales.len() {
            locales.push(Locale { lang: raw.lang.value.clone(), translations: Vec::new() });
            places.push(vec![None; names.raw.errors.len()]);
        }
        for translation in &raw.translations {
            let Some(error) = names.error(&translation.key, diagnostics) else { continue };
            if let Some(first) = places[lang][error] {
                let message =
                    format!("error `{}` is translated into `{}` twice", translation.key.value, raw.lang.value);
                diagnostics
                    .report(&rules::DUPLICATE_KEY, translation.key.span, message)
                    .label("expected only one translation of each error")
                    .related(first, "first translated here");
                continue;
            }
            places[lang][error] = Some(translation.key.span);
            locales[lang].translations.push(Translation {
                error,
                title: translation.title.clone(),
                message: template(&translation.message),
                user_message: template(&translation.user_message),
            });
        }
    }
    for locale in &mut locales {
        sort_by(&mut locale.translations, |one, other| one.error.cmp(&other.error));
    }
    sort_by(&mut locales, |one, other| one.lang.cmp(&other.lang));
    locales
}
