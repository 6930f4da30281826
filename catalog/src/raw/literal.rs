//! Reads values without slots, such as the values of examples.

use toml::de::DeValue;

use super::reader::{Entry, Reader};
use crate::diagnostic::rules;
use crate::literal::Literal;

impl Reader<'_> {
    pub(crate) fn as_literal(&mut self, entry: Entry<'_>) -> Option<Literal> {
        Some(match entry.value {
            DeValue::String(text) => Literal::String(text.clone().into_owned()),
            DeValue::Boolean(value) => Literal::Bool(*value),
            DeValue::Datetime(time) => Literal::String(time.to_string()),
            DeValue::Float(_) => Literal::Float(self.as_float(entry)?),
            DeValue::Integer(_) => {
                Literal::Integer(self.as_number(entry, i128::from(i64::MIN)..=i128::from(u64::MAX))?.value)
            }
            DeValue::Array(elements) => {
                let mut list = Vec::new();
                for element in elements {
                    let span = self.span(element);
                    list.push(self.as_literal(Entry { value: element.get_ref(), span, ..entry }));
                }
                Literal::List(list.into_iter().collect::<Option<_>>()?)
            }
            DeValue::Table(table) => {
                let members = self.entries(table).into_iter();
                let members: Vec<_> = members.map(|it| Some((it.key.to_owned(), self.as_literal(it)?))).collect();
                Literal::Table(members.into_iter().collect::<Option<_>>()?)
            }
        })
    }

    /// Reads a number that JSON can represent.
    pub(crate) fn as_float(&mut self, entry: Entry<'_>) -> Option<f64> {
        let DeValue::Float(float) = entry.value else {
            self.wrong_type(entry, "a float");
            return None;
        };
        let number = float.as_str().parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.report(&rules::BAD_NUMBER, entry.span, format!("JSON cannot represent `{}`", float.as_str()))
                .label("expected a finite number");
        }
        number
    }
}
