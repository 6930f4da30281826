//! The top level of a catalog's file.

use toml::de::{DeTable, DeValue, Error};

use super::conflict::report_catalog_conflicts;
use super::field::FIELD;
use super::quick::parse_quickly;
use super::reader::{Entry, Reader, Sp};
use super::syntax::mend;
use super::{Raw, RawCatalog, RawCategory, RawLocale, RawOutput, RawTranslation};
use crate::diagnostic::{Diagnostics, Known, LintSetting, Rule, Severity, Span, rules};
use crate::model::{Casing, Level};
use crate::names::{is_catalog_name, is_language_tag, to_variant};
use crate::spans::SpanMap;

pub(super) const TOP: &[&str] = &[
    "catalog",
    "properties",
    "wire",
    "headers",
    "statuses",
    "categories",
    "errors",
    "violations",
    "retired",
    "retired-numbers",
    "retired-violations",
    "locales",
    "outputs",
    "lints",
    "usage",
];
/// The tables that concern the whole catalog, so that only the main file may contain them.
const MAIN_ONLY: &[&str] = &["properties", "wire", "headers", "outputs", "lints", "usage"];
pub(super) const CATALOG: &[&str] =
    &["name", "title", "version", "description", "docs-url", "code", "code-style", "include", "rust"];
pub(super) const CATALOG_RUST: &[&str] = &["non-exhaustive"];
pub(super) const CATEGORY: &[&str] = &[
    "title",
    "description",
    "status",
    "message",
    "fields",
    "details",
    "headers",
    "retry",
    "level",
    "code",
    "docs-url",
    "properties",
];
pub(super) const TRANSLATION: &[&str] = &["title", "message", "user-message"];
pub(super) const OUTPUT: &[&str] = &["kind", "path", "region"];

/// The role of a file in a catalog.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role<'a> {
    /// The main file.
    Main,
    /// A file that another file includes.
    Included,
    /// The translations of one language.
    Locale(&'a str),
}

/// Reads one file. Problems are reported to `diagnostics`, and the rest of the file is still read.
pub(crate) fn parse_file(
    file: usize,
    text: &str,
    role: Role<'_>,
    spans: &mut SpanMap,
    diagnostics: &mut Diagnostics,
) -> Raw {
    let mended;
    let (mut table, errors) = match parse_quickly(text) {
        Some(table) => (table, Vec::new()),
        None => parse_completely(text),
    };
    let conflict = report_catalog_conflicts(file, text, &errors, diagnostics);
    let mut reader = Reader::new(file, text, diagnostics);
    let mut unsaid = Diagnostics::default();
    if !errors.is_empty() {
        mended = mend(file, text, if conflict.is_some() { &mut unsaid } else { reader.diagnostics });
        table = parse_completely(&mended.text).0;
        reader.blanks.clone_from(&mended.blanks);
        reader.gap = conflict.or(mended.rest);
        if reader.gap.is_some() {
            reader.diagnostics = &mut unsaid;
        }
    }
    spans.add_file(text, &table);
    let start = Span { file, start: 0, end: 0 };
    let value = DeValue::Table(table);
    let top = Entry { key: "", key_span: start, value: &value, span: start };
    let raw = match role {
        Role::Locale(lang) => {
            let lang = Sp::new(lang.to_owned(), start);
            Raw { locales: vec![reader.parse_locale(lang, top)], ..Raw::default() }
        }
        Role::Main | Role::Included => reader.parse_top(top, role == Role::Main),
    };
    let (left_out, gap) = (reader.left_out, reader.gap);
    // If a text is not TOML, only its conflicts or its syntax errors are reported.
    unsaid.discard();
    Raw { left_out, gap, has_conflict: conflict.is_some(), ..raw }
}

/// Parses a text that need not be TOML.
fn parse_completely(text: &str) -> (DeTable<'_>, Vec<Error>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    (table.into_inner(), errors)
}

impl Reader<'_> {
    fn parse_top(&mut self, top: Entry<'_>, is_main: bool) -> Raw {
        let mut file = Raw::default();
        let entries = self.as_table(top);
        self.find_suspects(&entries);
        for entry in entries {
            if !is_main && MAIN_ONLY.contains(&entry.key) {
                self.report(
                    &rules::MAIN_FILE_ONLY,
                    entry.key_span,
                    format!("`{}` is set in an included file", entry.key),
                )
                .label(format!("move `{}` to the catalog's main file", entry.key));
                continue;
            }
            match entry.key {
                "catalog" => file.catalog = self.parse_catalog(entry, is_main),
                "properties" => file.properties = self.each(entry, Self::parse_property),
                "wire" => file.wire = self.parse_wire(entry),
                "headers" => file.headers = self.parse_headers(Some(entry)),
                "statuses" => file.statuses = self.each(entry, Self::parse_status),
                "categories" => file.categories = self.each(entry, Self::parse_category),
                "errors" => file.errors = self.each(entry, Self::parse_error),
                "violations" => file.violations = self.each(entry, Self::parse_violation),
                "retired" => file.retired = self.each(entry, Self::parse_retired),
                "retired-numbers" => file.retired_numbers = self.each(entry, Self::parse_retired_numbers),
                "retired-violations" => {
                    file.retired_violations = self.each(entry, Self::parse_retired_violation);
                }
                "locales" => file.locales = self.each(entry, Self::parse_locale_table),
                "outputs" => file.outputs = self.each(entry, Self::parse_output),
                "lints" => file.lints = self.each(entry, Self::parse_lint),
                "usage" => file.usage = self.parse_usage(entry),
                "sets" => {
                    self.report(&rules::NOT_YET, entry.key_span, "`[sets]` is not supported yet")
                        .label("a later version of error-catalog will support subsets of errors");
                }
                _ => self.unknown_key(&entry, "the catalog", TOP),
            }
        }
        file
    }

    /// Finds the errors that may have lost a line that is not TOML. A line that was not in the table of an error
    /// becomes a gap of the file instead.
    fn find_suspects(&mut self, top: &[Entry<'_>]) {
        if self.blanks.is_empty() {
            return;
        }
        let errors = top.iter().find(|entry| entry.key == "errors").and_then(|entry| entry.value.as_table());
        let errors = errors.map_or_else(Vec::new, |errors| self.entries(errors));
        for (blank, reported) in std::mem::take(&mut self.blanks) {
            let mut owner = None;
            for entries in [top, &errors] {
                for entry in entries.iter().filter(|entry| entry.key_span.start <= blank) {
                    owner = owner.max(Some(entry.key_span.start));
                }
            }
            match errors.iter().find(|error| Some(error.key_span.start) == owner) {
                Some(error) => self.suspects.push((error.key_span, reported)),
                None => self.gap = Some(reported),
            }
        }
    }

    fn each<T>(&mut self, entry: Entry<'_>, parse: fn(&mut Self, Entry<'_>) -> Option<T>) -> Vec<T> {
        let mut parsed = Vec::new();
        for entry in self.as_table(entry) {
            let before = self.diagnostics.len();
            parsed.extend(match Known::read(parse(self, entry), before, self.diagnostics) {
                Known::Is(value) => Some(value),
                Known::Broken(reported) => {
                    self.left_out.insert(entry.key, reported);
                    None
                }
                Known::Absent => None,
            });
        }
        parsed
    }

    fn parse_catalog(&mut self, entry: Entry<'_>, is_main: bool) -> RawCatalog {
        let Some(table) = self.table(entry, "`[catalog]`", CATALOG) else { return RawCatalog::default() };
        if !is_main {
            for key in CATALOG.iter().filter(|key| **key != "include") {
                if let Some(entry) = table.get(key) {
                    self.report(&rules::MAIN_FILE_ONLY, entry.key_span, format!("`{key}` is set in an included file"))
                        .label(format!("move `{}` to the catalog's main file", entry.key));
                }
            }
        }
        let name = table.string(self, "name").filter(|name| {
            let valid = is_catalog_name(&name.value);
            if !valid {
                self.report(&rules::BAD_NAME, name.span, format!("`{}` cannot be a catalog's name", name.value))
                    .label("expected a domain name, or a name in kebab-case, such as `shop-api`");
            }
            valid
        });
        RawCatalog {
            name,
            title: table.heading(self, "title").map(|title| title.value),
            version: table.get("version").and_then(|entry| self.as_version(entry)),
            description: table.get("description").and_then(|entry| self.as_prose(entry)).map(|text| text.value),
            docs_url: table.get("docs-url").and_then(|entry| self.as_text(entry)),
            sends_code: table.bool(self, "code"),
            code_style: table.get("code-style").and_then(|entry| self.as_term(entry, Casing::ALL, Casing::as_str)),
            include: table.strings(self, "include"),
            non_exhaustive: table.get("rust").is_some_and(|entry| self.parse_catalog_rust(entry)),
        }
    }

    fn parse_catalog_rust(&mut self, entry: Entry<'_>) -> bool {
        let table = self.table(entry, "`rust` of the catalog", CATALOG_RUST);
        table.is_some_and(|table| table.bool(self, "non-exhaustive").unwrap_or(false))
    }

    fn parse_category(&mut self, entry: Entry<'_>) -> Option<RawCategory> {
        let table = self.table(entry, format!("category `{}`", entry.key), CATEGORY)?;
        let key = Sp::new(entry.key.to_owned(), entry.key_span);
        let Some(variant) = to_variant(entry.key) else {
            self.report_bad_key(&key);
            return None;
        };
        let before_defaults = self.diagnostics.len();
        let (fields, left_out_fields) = self.parse_fields(table.get("fields"), FIELD);
        let hidden_fields = self.hidden_fields(&table, before_defaults);
        let message = table.get("message").and_then(|entry| self.as_message(entry));
        let (details, headers) = (self.parse_details_of(&table), self.parse_headers(table.get("headers")));
        let is_hidden = table.hidden("details", self).or_else(|| table.hidden("headers", self));
        let broken = self.diagnostics.reported_since(before_defaults).or(is_hidden);
        Some(RawCategory {
            key,
            variant,
            title: table.heading(self, "title").map(|title| title.value),
            description: table.get("description").and_then(|entry| self.as_prose(entry)).map(|text| text.value),
            status: self.parse_status_of(&table),
            sends_code: table.bool(self, "code"),
            retry: table.get("retry").and_then(|entry| self.parse_retry(entry)),
            level: table.get("level").and_then(|entry| self.as_term(entry, Level::ALL, Level::as_str)),
            docs_url: table.get("docs-url").and_then(|entry| self.parse_docs_url(entry)),
            properties: self.parse_property_values(table.get("properties")),
            message,
            has_message: table.get("message").is_some() || table.hidden("message", self).is_some(),
            hidden_fields,
            fields,
            left_out_fields,
            details,
            headers,
            broken,
        })
    }

    fn parse_locale_table(&mut self, entry: Entry<'_>) -> Option<RawLocale> {
        let lang = Sp::new(entry.key.to_owned(), entry.key_span);
        if !is_language_tag(&lang.value) {
            self.report(&rules::BAD_LANGUAGE, lang.span, format!("`{}` is not a language tag", lang.value))
                .label("expected a BCP 47 tag, such as `fr` or `pt-BR`");
            return None;
        }
        Some(self.parse_locale(lang, entry))
    }

    fn parse_locale(&mut self, lang: Sp<String>, entry: Entry<'_>) -> RawLocale {
        RawLocale { lang, translations: self.each(entry, Self::parse_translation) }
    }

    fn parse_translation(&mut self, entry: Entry<'_>) -> Option<RawTranslation> {
        let table = self.table(entry, format!("the translation of `{}`", entry.key), TRANSLATION)?;
        Some(RawTranslation {
            key: Sp::new(entry.key.to_owned(), entry.key_span),
            title: table.heading(self, "title").map(|title| title.value),
            message: table.get("message").and_then(|entry| self.as_message(entry)),
            user_message: table.get("user-message").and_then(|entry| self.as_message(entry)),
        })
    }

    fn parse_lint(&mut self, entry: Entry<'_>) -> Option<LintSetting> {
        let rule = rules::find(entry.key);
        let Some(rule) = rule.filter(|rule| rule.is_lint()) else {
            self.report_unknown_lint(&entry, rule.and_then(Rule::refuse_level));
            return None;
        };
        let severity = self.as_term(entry, Severity::LEVELS, Severity::as_level)?;
        Some(LintSetting { rule, severity })
    }

    fn report_unknown_lint(&mut self, entry: &Entry<'_>, refusal: Option<String>) {
        if let Some(refusal) = refusal {
            self.report(&rules::UNKNOWN_LINT, entry.key_span, refusal).label("expected the name of a lint");
            return;
        }
        let lints: Vec<&str> = rules::all().filter(|rule| rule.is_lint()).map(|rule| rule.id).collect();
        self.report(&rules::UNKNOWN_LINT, entry.key_span, format!("unknown lint `{}`", entry.key))
            .choice(entry.key, &lints);
    }

    /// Reads an output. The crate that generates the output checks the kind and the options.
    fn parse_output(&mut self, entry: Entry<'_>) -> Option<RawOutput> {
        let name = Sp::new(entry.key.to_owned(), entry.key_span);
        let (table, options) = self.open_table(entry, format!("output `{}`", entry.key), OUTPUT)?;
        let kind = table.line(self, "kind").map(|kind| kind.value);
        let path = table.require(self, "path").and_then(|entry| self.as_string(entry));
        let region = table.line(self, "region");
        let options = options.into_iter().filter_map(|entry| Some((entry.key.to_owned(), self.as_literal(entry)?)));
        let options = options.collect();
        Some(RawOutput { name, kind, path: path?, region, options })
    }
}
