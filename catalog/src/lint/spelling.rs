//! Lints on what a catalog can say in two ways. A reader who knows one of the ways looks for a difference to the other.

use std::slice::Iter;

use super::scope::Scope;
use crate::diagnostic::{Diagnostics, Fix, rules};
use crate::literal::Literal;
use crate::model::{Piece, Placeholder, SlotFormat, TextTemplate, ValueTemplate, ViolationsFormat, ViolationsShape};
use crate::presets::PRESETS;
use crate::raw::{Inherited, RawDetails, RawSlot, RawText, RawValue, RawWire, parse_preset};

/// A response already contains a duration as a number of seconds. Only in a message for logs, a duration has a unit.
pub(super) fn lint_formats(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let (wire, mut formats) = (&scope.raw.wire, Formats { inherited: &scope.raw.inherited, diagnostics });
    if let Some(body) = wire.body.value().filter(|_| wire.preset.is_none()) {
        formats.lint_value(body, &["wire", "body"]);
    }
    for header in &scope.raw.headers {
        formats.lint_text(&header.value, &["headers", &header.name.value]);
    }
    for (raw, _) in &scope.errors {
        let key = raw.key.value.as_str();
        for (name, text) in [("message", &raw.message), ("user-message", &raw.user_message)] {
            text.iter().for_each(|text| formats.lint_text(text, &["errors", key, name]));
        }
        for header in &raw.headers {
            formats.lint_text(&header.value, &["errors", key, "headers", &header.name.value]);
        }
        if let Some(RawDetails::Value(details)) = raw.details.as_ref().map(|details| &details.value) {
            formats.lint_value(details, &["errors", key, "details"]);
        }
    }
}

/// Reports formats in templates.
struct Formats<'a> {
    inherited: &'a Inherited,
    diagnostics: &'a mut Diagnostics,
}

impl Formats<'_> {
    fn lint_text(&mut self, text: &RawText, path: &[&str]) {
        let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
        self.report(text.slots.iter(), || plain_text(&text.template), &path);
    }

    fn lint_value(&mut self, value: &RawValue, path: &[&str]) {
        let mut path = path.iter().map(|key| (*key).to_owned()).collect();
        self.visit(&value.template, &mut value.slots.iter(), &mut path);
    }

    /// Walks a template and its slots in parallel. `path` leads to the template.
    fn visit(&mut self, value: &ValueTemplate, slots: &mut Iter<'_, RawSlot>, path: &mut Vec<String>) {
        match value {
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
            ValueTemplate::Text(text) => {
                self.report(slots.by_ref().take(text.slots().count()), || plain_text(text), path);
            }
            ValueTemplate::Slot(slot) => self.report(slots.by_ref().take(1), || plain_slot(slot).to_string(), path),
            ValueTemplate::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if item.guard.entry().is_some() {
                        slots.next();
                    }
                    path.push(index.to_string());
                    self.visit(&item.value, slots, path);
                    path.pop();
                }
            }
            ValueTemplate::Object(object) => {
                for member in &object.members {
                    path.push(if member.optional { format!("{}?", member.key) } else { member.key.clone() });
                    self.visit(&member.value, slots, path);
                    path.pop();
                }
            }
        }
    }

    /// Reports each slot of a string that has the format `seconds`. `plain` is the string without this format, and
    /// `path` leads to the string, unless an error has inherited the string.
    fn report<'s>(&mut self, slots: impl Iterator<Item = &'s RawSlot>, plain: impl Fn() -> String, path: &[String]) {
        for slot in slots.filter(|slot| slot.format == Some(SlotFormat::Seconds)) {
            let name = &slot.value;
            let message = format!("the format `seconds` of slot `{name}` changes nothing");
            let diagnostic = self
                .diagnostics
                .report(&rules::REDUNDANT_FORMAT, slot.span, message)
                .label("expected no format, because the value already is a number of seconds");
            diagnostic.fix = (!self.inherited.has(slot.span)).then(|| Fix {
                file: slot.span.file,
                path: path.to_vec(),
                value: Literal::String(plain()),
                message: format!("write `{{{name}}}` without the format `seconds`"),
            });
        }
    }
}

fn plain_text(text: &TextTemplate) -> String {
    let pieces = text.pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => Piece::Literal(text.clone()),
        Piece::Slot(slot) => Piece::Slot(plain_slot(slot)),
    });
    TextTemplate { pieces: pieces.collect() }.to_string()
}

fn plain_slot(slot: &Placeholder) -> Placeholder {
    Placeholder { format: slot.format.filter(|format| *format != SlotFormat::Seconds), ..slot.clone() }
}

/// The name of a preset or of a shape tells a reader which format the responses follow. Only templates that can be
/// replaced by the name alone are reported.
pub(super) fn lint_templates(scope: &Scope<'_>, diagnostics: &mut Diagnostics) {
    let (raw, wire) = (&scope.raw.wire, &scope.catalog.wire);
    let first_slot = |value: Option<&RawValue>| value.and_then(|value| value.slots.first()).map(|slot| slot.span);
    if let Some(span) = first_slot(raw.body.value()).filter(|_| raw.preset.is_none()) {
        let is_body = |preset: &RawWire| {
            let violations = match &preset.violation {
                Some(violation) => ViolationsFormat::Each(violation.template.clone()),
                None => ViolationsFormat::Shape(preset.violations.unwrap_or(ViolationsShape::Map)),
            };
            let content_type = preset.content_type.as_ref().map(|text| text.value.as_str());
            preset.body.value().is_some_and(|body| body.template == wire.body)
                && content_type == Some(&wire.content_type)
                && violations == wire.violations
        };
        if let Some((name, _)) = PRESETS.iter().find(|(name, _)| is_body(&parse_preset(name, span))) {
            diagnostics
                .report(&rules::SPELLED_OUT_FORMAT, span, format!("the body is the body of the preset `{name}`"))
                .label(format!("expected `preset = \"{name}\"` in `[wire]` instead of the body"));
        }
    }
    let own = raw.violation.as_ref().filter(|it| it.slots.first().is_some_and(|slot| !raw.is_in_preset(slot)));
    if let (Some(span), Some(shape)) = (first_slot(own), own.and_then(|own| shape_of(&own.template))) {
        let shape = shape.as_str();
        diagnostics
            .report(&rules::SPELLED_OUT_FORMAT, span, format!("the template of violations is the shape `{shape}`"))
            .label(format!("expected `violations = \"{shape}\"` in `[wire]` instead of the template"));
    }
}

/// The shape that writes the same list as a template.
fn shape_of(template: &ValueTemplate) -> Option<ViolationsShape> {
    let ValueTemplate::Object(object) = template else { return None };
    let member = |at: usize| {
        let member = object.members.get(at)?;
        let ValueTemplate::Slot(slot) = &member.value else { return None };
        Some((member.key.as_str(), member.optional, slot.to_string()))
    };
    let members: Option<Vec<_>> = (0..object.members.len()).map(member).collect();
    let members = members?;
    let has = |expected: [(&str, bool, &str); 3]| {
        members.iter().map(|(key, optional, slot)| (*key, *optional, slot.as_str())).eq(expected)
    };
    if has([("pointer", false, "{pointer:fragment}"), ("code", true, "{code}"), ("detail", false, "{detail}")]) {
        Some(ViolationsShape::List)
    } else if has([("field", false, "{field}"), ("description", false, "{detail}"), ("reason", true, "{code}")]) {
        Some(ViolationsShape::FieldViolations)
    } else {
        None
    }
}
