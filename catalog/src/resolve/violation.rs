//! Resolves the codes of field-level validation errors.

use super::error::to_line;
use super::example::check_field_examples;
use super::field::resolve_fields;
use super::{Names, template};
use crate::diagnostic::{Diagnostics, rules};
use crate::interner::{InternedMap, Interner};
use crate::model::{Deprecated, Retired, ViolationKind};
use crate::names::{nearest, to_code};
use crate::raw::{RawViolation, Sp};

pub(super) fn resolve_violations(names: &Names<'_>, diagnostics: &mut Diagnostics) -> Vec<ViolationKind> {
    names.raw.violations.iter().map(|raw| resolve_violation(raw, names, diagnostics)).collect()
}

pub(super) fn resolve_retired_violations(names: &Names<'_>) -> Vec<Retired> {
    let rows = names.raw.retired_violations.iter().map(|retired| Retired {
        code: retired.code.value.clone(),
        note: retired.note.clone(),
        number: None,
        only_number: false,
        location: names.location(retired.code.span),
    });
    rows.collect()
}

fn resolve_violation(raw: &RawViolation, names: &Names<'_>, diagnostics: &mut Diagnostics) -> ViolationKind {
    let fields = resolve_fields(&raw.fields);
    check_field_examples(&raw.fields, &fields, &[], diagnostics);
    let message = template(&raw.message);
    let texts = [raw.description.clone(), raw.title.clone(), message.as_ref().map(to_line)];
    ViolationKind {
        key: raw.key.value.clone(),
        variant: raw.variant.clone(),
        constructor: raw.constructor.clone(),
        code: code_of(raw, names),
        aliases: raw.aliases.iter().map(|alias| alias.value.clone()).collect(),
        title: raw.title.clone(),
        description: texts.into_iter().flatten().next().unwrap_or_default(),
        message,
        fields,
        params: resolve_params(raw, diagnostics),
        docs: raw.docs.clone(),
        since: raw.since.clone(),
        deprecated: resolve_deprecated(raw, names, diagnostics),
        location: names.location(raw.key.span),
    }
}

/// The keys and the codes of all violations.
pub(super) struct ViolationNames {
    keys: InternedMap<'static, usize>,
    /// If two violations have the same code, the code belongs to the first violation.
    codes: InternedMap<'static, usize>,
}

impl ViolationNames {
    pub(super) fn of(names: &Names<'_>) -> Self {
        let (mut keys, mut codes) = (InternedMap::default(), InternedMap::default());
        for (index, violation) in names.raw.violations.iter().enumerate() {
            keys.add(violation.key.value.clone().into_bytes(), index);
            codes.add(code_of(violation, names).into_bytes(), index);
        }
        Self { keys, codes }
    }

    /// The index of the violation whose key is `name`, or, if there is none, of the violation with the code `name`.
    fn find(&self, name: &str) -> Option<usize> {
        self.keys.get(name.as_bytes()).or_else(|| self.codes.get(name.as_bytes()))
    }
}

fn code_of(raw: &RawViolation, names: &Names<'_>) -> String {
    match &raw.code {
        Some(code) => code.value.clone(),
        None => to_code(&raw.key.value, names.raw.catalog.code_style),
    }
}

/// The fields that `params` lists, or all fields.
fn resolve_params(raw: &RawViolation, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(listed) = &raw.params else { return raw.fields.iter().map(|field| field.name.value.clone()).collect() };
    let (mut names, mut spans) = (Interner::default(), Vec::new());
    let mut params = Vec::new();
    for name in listed {
        if !raw.fields.iter().any(|field| field.name.value == name.value) {
            report_unknown_field(raw, name, diagnostics);
        } else if let Some(first) = names.insert(name.value.as_bytes()) {
            diagnostics
                .report(&rules::DUPLICATE_MEMBER, name.span, format!("field `{}` is listed twice", name.value))
                .label("expected each field only once")
                .related(spans[first], "first listed here");
        } else {
            spans.push(name.span);
            params.push(name.value.clone());
        }
    }
    params
}

fn report_unknown_field(raw: &RawViolation, name: &Sp<String>, diagnostics: &mut Diagnostics) {
    if raw.hidden_field(&name.value).is_some() {
        return;
    }
    let known: Vec<&str> = raw.fields.iter().map(|field| field.name.value.as_str()).collect();
    let message = format!("violation `{}` has no field `{}`", raw.key.value, name.value);
    let diagnostic = diagnostics.report(&rules::UNKNOWN_FIELD, name.span, message);
    match known.as_slice() {
        [] => diagnostic.label("the violation has no fields"),
        known => diagnostic.choice(&name.value, known),
    };
}

fn resolve_deprecated(raw: &RawViolation, names: &Names<'_>, diagnostics: &mut Diagnostics) -> Option<Deprecated> {
    let deprecated = raw.deprecated.as_ref()?;
    let instead = deprecated.instead.as_ref().and_then(|name| resolve_instead(raw, name, names, diagnostics));
    Some(Deprecated { since: deprecated.since.clone(), note: deprecated.note.clone(), instead })
}

/// The index of the violation whose key or code is `name`.
fn resolve_instead(
    raw: &RawViolation,
    name: &Sp<String>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let all = &names.raw.violations;
    let Some(found) = names.violations().find(&name.value) else {
        if names.raw.hidden_entry(&name.value).is_none() {
            let known: Vec<&str> = all.iter().map(|other| other.key.value.as_str()).collect();
            let label = match nearest(&name.value, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected the key or the code of another violation".to_owned(),
            };
            let message = format!("unknown violation `{}`", name.value);
            diagnostics.report(&rules::UNKNOWN_ERROR, name.span, message).label(label);
        }
        return None;
    };
    if all.get(found)?.key.value == raw.key.value {
        diagnostics
            .report(&rules::UNKNOWN_ERROR, name.span, format!("violation `{}` cannot replace itself", name.value))
            .label("expected the key or the code of another violation");
        return None;
    }
    Some(found)
}
