//! Resolves `[wire]`.

use super::Names;
use super::example::resolve_wire_example;
use crate::diagnostic::{Diagnostics, rules};
use crate::model::{
    Error, FieldType, ValueTemplate, ViolationKind, ViolationsFormat, ViolationsShape, Wire, WireMember,
};

pub(super) fn resolve_wire(
    names: &Names<'_>,
    errors: &[Error],
    kinds: &[ViolationKind],
    diagnostics: &mut Diagnostics,
) -> Wire {
    let wire = &names.raw.wire;
    let body = wire.body.value().map_or_else(|| ValueTemplate::Object(Default::default()), |it| it.template.clone());
    let violation = wire.violation.as_ref().map(|violation| &violation.template);
    let nesting = Nesting { violation, errors };
    let mut members = Vec::new();
    for (path, description) in &wire.members {
        let path_parts: Vec<String> = path.value.split('.').map(str::to_owned).collect();
        if wire.body.value().is_some() && !nesting.has_member(&body, &path_parts) {
            let mut known = Vec::new();
            nesting.list_members(&body, "", &mut known);
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
        status: wire.status,
        violations: match &wire.violation {
            Some(violation) => ViolationsFormat::Each(violation.template.clone()),
            None => ViolationsFormat::Shape(wire.violations.unwrap_or(ViolationsShape::Map)),
        },
        example: resolve_wire_example(names, errors, kinds, diagnostics),
        members,
    }
}

/// Finds members in a body.
struct Nesting<'a> {
    /// The template of a violation, whose members are in the list that a slot of violations becomes.
    violation: Option<&'a ValueTemplate>,
    errors: &'a [Error],
}

impl Nesting<'_> {
    /// Whether the keys in `path` lead to a member. The members of a list are the members of its elements.
    fn has_member(&self, value: &ValueTemplate, path: &[String]) -> bool {
        let Some((key, rest)) = path.split_first() else { return true };
        match value {
            ValueTemplate::Object(object) => {
                object.members.iter().any(|member| member.key == *key && self.has_member(&member.value, rest))
            }
            ValueTemplate::List(items) => items.iter().any(|item| self.has_member(&item.value, path)),
            ValueTemplate::Slot(slot) => self.violation(&slot.name).is_some_and(|it| self.has_member(it, path)),
            _ => false,
        }
    }

    fn list_members(&self, value: &ValueTemplate, prefix: &str, known: &mut Vec<String>) {
        match value {
            ValueTemplate::Object(object) => {
                for member in &object.members {
                    let path = format!("{prefix}{}", member.key);
                    self.list_members(&member.value, &format!("{path}."), known);
                    known.push(path);
                }
            }
            ValueTemplate::List(items) => items.iter().for_each(|item| self.list_members(&item.value, prefix, known)),
            ValueTemplate::Slot(slot) => {
                self.violation(&slot.name).into_iter().for_each(|it| self.list_members(it, prefix, known));
            }
            _ => {}
        }
    }

    /// The template of a violation, if the slot contains violations. The template itself contains no such slot.
    fn violation(&self, slot: &str) -> Option<&ValueTemplate> {
        let is_list = |error: &Error| error.slot_type(slot) == Some(&FieldType::Violations);
        self.violation.filter(|_| self.errors.iter().any(is_list))
    }
}
