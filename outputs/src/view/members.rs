//! The members of the response body.

use error_catalog_model::{Builtin, Catalog, Error, Guard, Placeholder, Presence, ValueTemplate, ViolationPart};

use super::View;
use super::types::{Types, collect_types};
use super::wording::{Description, describe, describe_part, describe_value};

/// A member of the response body.
#[derive(Debug)]
pub struct MemberView<'a> {
    /// The path of the member, with `[]` after the name of a list: `errors[].field`.
    pub path: String,
    /// The JSON types of the member's values.
    pub types: Types,
    /// Whether a body may omit the member.
    pub optional: bool,
    /// The description of the member.
    pub description: Description<'a>,
}

impl<'a> View<'a> {
    /// The members of the response body. Nested members follow the member that contains them.
    #[must_use]
    pub fn members(&self) -> Vec<MemberView<'a>> {
        let mut members = Vec::new();
        push_members(self.catalog, &self.catalog.wire.body, &mut Vec::new(), "", false, &mut members);
        members
    }
}

fn push_members<'a>(
    catalog: &'a Catalog,
    value: &'a ValueTemplate,
    path: &mut Vec<&'a str>,
    shown: &str,
    in_violation: bool,
    members: &mut Vec<MemberView<'a>>,
) {
    match value {
        ValueTemplate::Object(object) => {
            for member in &object.members {
                path.push(&member.key);
                let shown = if shown.is_empty() { member.key.clone() } else { format!("{shown}.{}", member.key) };
                let own = catalog.wire.members.iter().find(|described| described.path == *path);
                let mut needed = Vec::new();
                member.value.needed_slots(&mut |name| needed.push(name));
                if in_violation {
                    let values = catalog.violation_values();
                    needed.retain(|name| ViolationPart::from_term(name).is_none() && !values.contains(name));
                }
                // The template of a preset can name a field that no violation has. Fields of the error do not count.
                let is_in_preset = in_violation && catalog.wire.preset.is_some();
                let is_absent = is_in_preset && needed.iter().any(|name| Builtin::from_term(name).is_none());
                if member.optional && (is_absent || !occur(catalog, &needed)) {
                    path.pop();
                    continue;
                }
                members.push(MemberView {
                    path: shown.clone(),
                    types: match part_of(&member.value).filter(|_| in_violation) {
                        Some(part) => Types::of_part(part, &member.value),
                        None if in_violation => Types::of_violation(catalog, &member.value),
                        None => collect_types(catalog, &member.value),
                    },
                    optional: member.optional,
                    description: match own {
                        Some(own) => Description::Markdown(&own.description),
                        None => match part_of(&member.value).filter(|_| in_violation) {
                            Some(part) => describe_part(part),
                            None if in_violation => describe_value(catalog, &member.value),
                            None => describe(catalog, &member.value),
                        },
                    },
                });
                push_members(catalog, &member.value, path, &shown, in_violation, members);
                path.pop();
            }
        }
        ValueTemplate::List(items) => {
            let shown = format!("{shown}[]");
            for item in items.iter().filter(|item| occur(catalog, item.guard.condition().as_slice())) {
                let in_violation = in_violation || matches!(item.guard, Guard::Each(_));
                push_members(catalog, &item.value, path, &shown, in_violation, members);
            }
        }
        ValueTemplate::Slot(slot) if !in_violation => {
            if let Some(template) = catalog.violation_template(&slot.name) {
                push_members(catalog, template, path, &format!("{shown}[]"), true, members);
            }
        }
        _ => {}
    }
}

/// The slot of violations that is the whole value, or the only slot of a text.
fn part_of(value: &ValueTemplate) -> Option<ViolationPart> {
    match value {
        ValueTemplate::Slot(slot) => part_of_slot(slot),
        ValueTemplate::Text(text) => match text.slots().collect::<Vec<_>>().as_slice() {
            [name] => ViolationPart::from_term(name),
            _ => None,
        },
        _ => None,
    }
}

/// The part of a violation that a slot contains, in the format of the slot.
pub(crate) fn part_of_slot(slot: &Placeholder) -> Option<ViolationPart> {
    let part = ViolationPart::from_term(&slot.name)?;
    Some(slot.format.and_then(|format| part.with_format(format)).unwrap_or(part))
}

/// Whether the body can ever contain a part that needs these slots: whether some error, or the example of the format,
/// has a value for each of the slots. A preset has parts that many catalogs never use. A description does not matter:
/// clients would look for a member that no response contains.
fn occur<S: AsRef<str>>(catalog: &Catalog, needed: &[S]) -> bool {
    let has_all = |error: &Error| needed.iter().all(|name| error.presence(name.as_ref()) != Presence::Never);
    let in_example = |name: &S| catalog.wire.example.iter().any(|(slot, _)| slot == name.as_ref());
    catalog.errors.is_empty() || catalog.errors.iter().any(has_all) || needed.iter().all(in_example)
}
