//! Converts a format string into the template of a message.

use super::attributes::Attributes;
use super::format::Format;
use crate::facts::{FieldFact, Notes};
use crate::infer::names::field_of;
use crate::text::{literal, split_template};

/// A field of a variant, or a value that the message computes.
#[derive(Default)]
pub(super) struct Member {
    /// The name of the field in a format string: its Rust name, or its index in a tuple.
    pub(super) called: String,
    pub(super) fact: FieldFact,
    pub(super) is_optional: bool,
    /// The Rust type, if the format has no equivalent.
    pub(super) unknown: Option<String>,
    pub(super) attributes: Attributes,
    /// Whether the type is that of an error.
    pub(super) is_error: bool,
    pub(super) is_computed: bool,
    /// Whether the message shows the field.
    pub(super) is_shown: bool,
}

impl Member {
    /// Whether the field has this name or this attribute.
    pub(super) fn is(&self, name: &str) -> bool {
        self.called == name || self.attributes.has(name)
    }
}

impl Format {
    /// The template of the message, without the source. Adds members for the values that the arguments compute.
    pub(super) fn read_message(
        &self,
        members: &mut Vec<Member>,
        source: Option<&str>,
        line: usize,
        notes: &mut Notes,
    ) -> String {
        let mut template = String::new();
        let mut position = 0;
        for (text, slot) in split_template(&self.text) {
            template.push_str(&literal(&text));
            let Some(slot) = slot else { continue };
            let (name, how) = slot.split_once(':').unwrap_or((&slot, ""));
            let (name, how) = (name.trim(), how.trim());
            if how.contains(|c: char| c == '?' || c.is_ascii_alphanumeric()) {
                let text = "a catalog cannot format values, so the message shows the plain value";
                notes.loss(line, format!("`{{{name}:{how}}}`: {text}"));
            }
            let called = self.resolve(name, &mut position);
            if source == Some(&called) {
                notes.loss(line, "the text of the source is not for clients: the message leaves it out");
                template.truncate(template.trim_end_matches([' ', ':', '-', '(', '"', '\'']).len());
                continue;
            }
            let at = members.iter().position(|member| member.called == called).unwrap_or_else(|| {
                // Rust uses the name `source` for the source.
                let name =
                    field_of(&called, "string").filter(|name| name != "source").unwrap_or_else(|| "value".to_owned());
                let is_taken = members.iter().any(|member| member.fact.name == name);
                let name = if is_taken { format!("{name}_{}", members.len() + 1) } else { name };
                notes.guess(line, format!("field `{name}` is a string: the message computes it"));
                let fact = FieldFact::new(&name, "string", None);
                members.push(Member { called, fact, is_computed: true, ..Member::default() });
                members.len() - 1
            });
            members[at].is_shown = true;
            template.push_str(&format!("{{{}}}", members[at].fact.name));
        }
        template
    }
}
