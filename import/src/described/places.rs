//! Where the responses of a catalog contain the code.

use error_catalog_model::{Builtin, Catalog, Guard, Piece, Placeholder, TextTemplate, ValueTemplate, to_case};
use serde_json::Value;

/// A step on the way from the body to a value in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    /// Each element of a list.
    Element,
}

/// A value that contains the code or, if no value does, the number.
#[derive(Debug)]
pub(super) struct CodePlace {
    /// The name of the header. `None` if the value is in the body.
    pub(super) header: Option<String>,
    /// The steps to the value in the body.
    pub(super) steps: Vec<Step>,
    slot: Placeholder,
    /// The text around the code.
    before: String,
    after: String,
    /// Whether the value may be the code of a violation instead.
    pub(super) has_violations: bool,
}

impl CodePlace {
    /// The first value of the response that contains the code. A value that is nothing but the code takes precedence
    /// over a text with the code in it, and the code takes precedence over the number.
    pub(super) fn of(catalog: &Catalog) -> Option<Self> {
        let mut places = Vec::new();
        collect(&catalog.wire.body, &mut Vec::new(), false, &mut places);
        let headers = catalog.headers.iter().chain(catalog.errors.iter().flat_map(|error| &error.headers));
        for header in headers {
            let name = header.name.to_ascii_lowercase();
            // All errors may have the same header.
            if !places.iter().any(|place: &CodePlace| place.header.as_ref() == Some(&name)) {
                let place = of_text(&header.value, Vec::new(), false);
                places.extend(place.map(|place| CodePlace { header: Some(name), ..place }));
            }
        }
        let rank = |place: &CodePlace| {
            let is_whole = place.before.is_empty() && place.after.is_empty();
            (place.is_number(), place.header.is_some(), !is_whole)
        };
        places.into_iter().min_by_key(rank)
    }

    pub(super) fn is_number(&self) -> bool {
        self.slot.name != Builtin::Code.as_str()
    }

    /// The code as responses contain it.
    pub(super) fn write(&self, code: &str) -> String {
        self.slot.format.map_or_else(|| code.to_owned(), |format| to_case(code, format))
    }

    /// The code in a value. `None` if the value is of another type, or if the text around the code differs.
    pub(super) fn read(&self, value: &Value) -> Option<String> {
        let text = match value {
            Value::String(text) => text.strip_prefix(&self.before)?.strip_suffix(&self.after)?,
            Value::Number(number) if number.is_u64() => &number.to_string(),
            _ => return None,
        };
        Some(text.to_owned()).filter(|text| !text.is_empty())
    }
}

fn collect(template: &ValueTemplate, steps: &mut Vec<Step>, has_violations: bool, places: &mut Vec<CodePlace>) {
    match template {
        ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
        ValueTemplate::Slot(slot) => {
            let text = TextTemplate { pieces: vec![Piece::Slot(slot.clone())] };
            places.extend(of_text(&text, steps.clone(), has_violations));
        }
        ValueTemplate::Text(text) => places.extend(of_text(text, steps.clone(), has_violations)),
        ValueTemplate::List(items) => {
            steps.push(Step::Element);
            for item in items {
                let has_violations = has_violations || matches!(item.guard, Guard::Each(_));
                collect(&item.value, steps, has_violations, places);
            }
            steps.pop();
        }
        ValueTemplate::Object(object) => {
            for member in &object.members {
                steps.push(Step::Key(member.key.clone()));
                collect(&member.value, steps, has_violations, places);
                steps.pop();
            }
        }
    }
}

/// The place of a text whose only slot is the code or the number.
fn of_text(text: &TextTemplate, steps: Vec<Step>, has_violations: bool) -> Option<CodePlace> {
    let mut slots = text.placeholders();
    let (Some(slot), None) = (slots.next(), slots.next()) else { return None };
    if slot.name != Builtin::Code.as_str() && slot.name != Builtin::Number.as_str() {
        return None;
    }
    let at = text.pieces.iter().position(|piece| matches!(piece, Piece::Slot(_)))?;
    let literal = |piece: Option<&Piece>| match piece {
        Some(Piece::Literal(text)) => text.clone(),
        _ => String::new(),
    };
    let before = literal(at.checked_sub(1).and_then(|at| text.pieces.get(at)));
    let after = literal(text.pieces.get(at + 1));
    Some(CodePlace { header: None, steps, slot: slot.clone(), before, after, has_violations })
}
