//! `[wire]`

use toml::de::{DeTable, DeValue};

use super::reader::{Entry, Reader, Sp};
use super::{RawSlot, RawValue, RawWire};
use crate::diagnostic::{Diagnostics, Known, Span, rules};
use crate::model::{ValueTemplate, ViolationsShape};
use crate::presets::PRESETS;

pub(super) const WIRE: &[&str] =
    &["body", "preset", "content-type", "status", "violations", "violation", "example", "members"];

/// The maximum number of values in a body. Every response contains all of them.
const MAX_VALUES: usize = 1_000;

/// The `[wire]` table of a preset.
///
/// A preset is written in the format of catalogs, so that a preset can do only what a catalog can do. All spans in the
/// table are `span`, the span of the preset's name.
pub(crate) fn parse_preset(name: &'static str, span: Span) -> RawWire {
    let text = PRESETS.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
    let mut diagnostics = Diagnostics::default();
    let (table, _) = DeTable::parse_recoverable(text);
    let mut reader = Reader::new(span.file, text, &mut diagnostics);
    let value = DeValue::Table(table.into_inner());
    let mut wire = reader.parse_wire(Entry { key: "wire", key_span: span, value: &value, span });
    // There is nothing to report: the presets are part of the program, and a test checks them.
    diagnostics.discard();
    wire.preset = Some(name);
    let body = if let Known::Is(body) = &mut wire.body { Some(body) } else { None };
    for template in body.into_iter().chain(&mut wire.violation) {
        template.slots.iter_mut().for_each(|slot| slot.span = span);
    }
    wire
}

impl RawWire {
    /// Whether the preset contains the slot. A preset names the fields for which its format has a member, and an error
    /// does not need to have any of these fields.
    pub(crate) fn is_in_preset(&self, slot: &RawSlot) -> bool {
        let of_preset = self.body.value().and_then(|body| body.slots.first()).filter(|_| self.preset.is_some());
        of_preset.is_some_and(|other| other.span == slot.span)
    }
}

/// The response format of a catalog that does not choose a format.
impl Default for RawWire {
    fn default() -> Self {
        parse_preset("rfc9457", Span { file: 0, start: 0, end: 0 })
    }
}

impl Reader<'_> {
    pub(crate) fn parse_wire(&mut self, entry: Entry<'_>) -> RawWire {
        let Some(table) = self.table(entry, "`[wire]`", WIRE) else {
            return parse_preset("rfc9457", entry.span);
        };
        let before = self.diagnostics.len();
        let name = table.get("preset").and_then(|entry| self.parse_preset_name(entry));
        let mut wire = match name {
            Some(name) => parse_preset(name.value, name.span),
            None => RawWire {
                preset: None,
                // An unknown preset is already reported. Without a preset, the body is read below.
                body: self.diagnostics.reported_since(before).map_or(Known::Absent, Known::Broken),
                content_type: None,
                status: None,
                violations: None,
                violation: None,
                example: Vec::new(),
                members: Vec::new(),
            },
        };
        if let Some(entry) = table.get("body") {
            if table.get("preset").is_some() {
                self.report(&rules::CONFLICTING_KEYS, entry.key_span, "`[wire]` has both a preset and a body")
                    .label("a preset already defines the body, so remove either `preset` or `body`");
            }
            let before = self.diagnostics.len();
            let body = self.parse_body(entry);
            wire.body = Known::read(body, before, self.diagnostics);
        } else if table.get("preset").is_none() {
            wire = parse_preset("rfc9457", table.span);
        }
        if let Some(entry) = table.get("content-type") {
            wire.content_type = self.parse_media_type(entry).or(wire.content_type);
        }
        wire.status = table.get("status").and_then(|entry| self.as_sent_status(entry));
        if let Some(entry) = table.get("violations") {
            let before = self.diagnostics.len();
            let shape = self.as_term(entry, ViolationsShape::ALL, ViolationsShape::as_str);
            for diagnostic in self.diagnostics.since(before).filter(|it| it.rule.id == rules::UNKNOWN_VALUE.id) {
                diagnostic.help("the template `[wire.violation]` writes violations in any other shape");
            }
            wire.violations = shape.or(wire.violations);
            wire.violation = wire.violation.filter(|_| shape.is_none());
        }
        if let Some(entry) = table.get("violation") {
            if let Some(shape) = table.get("violations") {
                self.report(&rules::CONFLICTING_KEYS, entry.key_span, "`[wire]` has both `violation` and `violations`")
                    .label("this template already says how a response shows a violation")
                    .related(shape.key_span, "this shape says it, too")
                    .help("remove one of the two keys");
            }
            wire.violation = self.parse_values(entry, "the template").or(wire.violation);
        }
        if let Some(entry) = table.get("example") {
            wire.example = self.parse_members(entry);
        }
        if let Some(entry) = table.get("members") {
            wire.members = self.parse_member_docs(entry);
        }
        wire
    }

    fn parse_preset_name(&mut self, entry: Entry<'_>) -> Option<Sp<&'static str>> {
        let name = self.as_string(entry)?;
        let preset = PRESETS.iter().map(|(known, _)| *known).find(|known| *known == name.value);
        if preset.is_none() {
            let known: Vec<&str> = PRESETS.iter().map(|(known, _)| *known).collect();
            self.report(&rules::UNKNOWN_PRESET, name.span, format!("unknown preset `{}`", name.value))
                .choice(&name.value, &known);
        }
        Some(Sp::new(preset?, name.span))
    }

    fn parse_body(&mut self, entry: Entry<'_>) -> Option<RawValue> {
        let body = self.parse_values(entry, "the body")?;
        if !matches!(body.template, ValueTemplate::Object(_)) {
            self.wrong_type(entry, "a table");
            return None;
        }
        Some(body)
    }

    /// Reads a value template that is not too large.
    fn parse_values(&mut self, entry: Entry<'_>, what: &str) -> Option<RawValue> {
        let value = self.as_value(entry)?;
        let values = count_values(&value.template);
        if values > MAX_VALUES {
            self.report(&rules::TOO_LARGE, entry.key_span, format!("{what} has {values} values"))
                .label(format!("expected at most {MAX_VALUES} members and elements, at any depth"));
            return None;
        }
        Some(value)
    }

    /// Reads a media type (RFC 9110, section 8.3.1): two tokens, and parameters after a semicolon.
    pub(crate) fn parse_media_type(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        let text = self.as_string(entry)?;
        let (essence, parameters) = text.value.split_once(';').unwrap_or((&text.value, ""));
        let valid = essence.split_once('/').is_some_and(|(ty, subtype)| is_token(ty) && is_token(subtype.trim_end()))
            && parameters.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        if !valid {
            self.report(&rules::BAD_MEDIA_TYPE, text.span, format!("{:?} is not a media type", text.value))
                .label("expected a media type, such as `application/json`");
            return None;
        }
        Some(text)
    }

    fn parse_member_docs(&mut self, entry: Entry<'_>) -> Vec<(Sp<String>, String)> {
        let members = self
            .as_table(entry)
            .into_iter()
            .filter_map(|entry| Some((Sp::new(entry.key.to_owned(), entry.key_span), self.as_line(entry)?.value)));
        members.collect()
    }
}

/// The number of members and elements in a value, at any depth.
fn count_values(value: &ValueTemplate) -> usize {
    match value {
        ValueTemplate::List(items) => items.iter().map(|item| 1 + count_values(&item.value)).sum(),
        ValueTemplate::Object(object) => object.members.iter().map(|member| 1 + count_values(&member.value)).sum(),
        _ => 0,
    }
}

/// Whether a text is a token (RFC 9110, section 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
