//! `one-of`

use toml::de::DeValue;

use super::reader::{Entry, Reader, Sp};
use crate::diagnostic::rules;
use crate::interner::Interner;
use crate::model::FieldType;
use crate::names::MAX_VALUES;

impl Reader<'_> {
    /// Reads the values that a field or a property of the type `ty` can have: one or more different texts.
    pub(crate) fn parse_one_of(&mut self, entry: Entry<'_>, ty: &Sp<FieldType>) -> Option<Vec<Sp<String>>> {
        let DeValue::Array(elements) = entry.value else {
            self.wrong_type(entry, "a list of strings");
            return None;
        };
        if ty.value != FieldType::String {
            self.report(&rules::BAD_ONE_OF, entry.span, format!("values of the type `{}` cannot be listed", ty.value))
                .label("expected the type `string`")
                .related(ty.span, "the type");
            return None;
        }
        if !(1..=MAX_VALUES).contains(&elements.len()) {
            self.report(&rules::BAD_ONE_OF, entry.span, format!("`one-of` has {} values", elements.len()))
                .label(format!("expected 1 to {MAX_VALUES} values"));
            return None;
        }
        let before = self.diagnostics.len();
        let (mut seen, mut values) = (Interner::default(), Vec::<Sp<String>>::new());
        for element in elements {
            let element = Entry { value: element.get_ref(), span: self.span(element), ..entry };
            if !element.value.is_str() {
                self.wrong_type(element, "a list of strings");
                continue;
            }
            let Some(value) = self.as_heading(element) else { continue };
            match seen.insert(value.value.clone().into_bytes()) {
                None => values.push(value),
                Some(earlier) => {
                    self.report(&rules::BAD_ONE_OF, value.span, format!("the value `{}` occurs twice", value.value))
                        .label("expected a different value")
                        .related(values[earlier].span, "first used here");
                }
            }
        }
        (self.diagnostics.len() == before).then_some(values)
    }
}
