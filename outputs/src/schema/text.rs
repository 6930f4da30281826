//! Texts with slots in them.

use error_catalog_codegen::program::Scope;
use error_catalog_model::to_case;
use error_catalog_model::{Builtin, Piece, SlotBinding, TextTemplate};
use error_catalog_wire::Json;

use super::shape::Shape;

/// What is known about a text.
pub(super) struct KnownText {
    /// The known parts, and `None` for each part that differs from response to response.
    parts: Vec<Option<String>>,
    /// Whether a known part is the code or the number of the error.
    pub(super) has_identity: bool,
}

/// Whether a slot contains words for people, which an API may change at any time.
pub(super) fn is_wording(name: &str) -> bool {
    matches!(
        Builtin::from_term(name),
        Some(Builtin::Title | Builtin::Reason | Builtin::Message | Builtin::UserMessage | Builtin::DocsUrl)
    )
}

/// Whether a slot tells errors apart.
pub(super) fn is_identity(name: &str) -> bool {
    matches!(Builtin::from_term(name), Some(Builtin::Code | Builtin::Number | Builtin::Key))
}

impl KnownText {
    /// Reads a template. The words for people are known only if `exact`.
    pub(super) fn of(scope: &dyn Scope, template: &TextTemplate, exact: bool) -> Self {
        let mut text = Self { parts: Vec::new(), has_identity: false };
        text.push(scope, template, exact);
        text
    }

    fn push(&mut self, scope: &dyn Scope, template: &TextTemplate, exact: bool) {
        for piece in &template.pieces {
            let slot = match piece {
                Piece::Literal(text) => {
                    self.push_known(text);
                    continue;
                }
                Piece::Slot(slot) => slot,
            };
            match scope.slot(slot) {
                SlotBinding::Absent => {}
                _ if is_wording(&slot.name) && !exact => self.push_open(),
                SlotBinding::Text(text) => {
                    self.has_identity |= is_identity(&slot.name);
                    match slot.format {
                        Some(format) => self.push_known(&to_case(text, format)),
                        None => self.push_known(text),
                    }
                }
                SlotBinding::Number(number) => {
                    self.has_identity |= is_identity(&slot.name);
                    self.push_known(&number.to_string());
                }
                SlotBinding::Message(_) if !exact => self.push_open(),
                SlotBinding::Message(template) => self.push(scope.outer().unwrap_or(scope), template, exact),
                SlotBinding::Open { .. } | SlotBinding::Template(_) => self.push_open(),
            }
        }
    }

    fn push_known(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Some(known)) => known.push_str(text),
            _ => self.parts.push(Some(text.to_owned())),
        }
    }

    fn push_open(&mut self) {
        if self.parts.last() != Some(&None) {
            self.parts.push(None);
        }
    }

    pub(super) fn into_shape(self) -> Shape {
        match self.parts.as_slice() {
            [] => Shape::Const(Json::from("")),
            [None] => Shape::TEXT,
            [Some(text)] => Shape::Const(Json::from(text.as_str())),
            parts => {
                let parts = parts.iter().map(|part| part.as_deref().map_or_else(|| r"[\s\S]*".to_owned(), escape));
                Shape::Text { format: None, pattern: Some(format!("^{}$", parts.collect::<String>())) }
            }
        }
    }
}

/// Escapes a text in a regular expression. Other escapes are errors in JavaScript.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '/') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_syntax_is_escaped() {
        assert_eq!(escape("a-b c#1 (d)/e\n\\w{2}"), "a-b c#1 \\(d\\)\\/e\n\\\\w\\{2\\}");
    }
}
