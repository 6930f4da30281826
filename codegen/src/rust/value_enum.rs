//! Writes the enums for the values of `one-of`.

use std::fmt::Write;

use error_catalog_model::{Field, Literal, ValueEnum};

use super::{Rust, literal, put};
use crate::escape::code;

impl<'a> Rust<'a> {
    /// Writes the enums for the values of properties and fields.
    ///
    /// ```text
    /// /// The values of the field `reason`.
    /// #[derive(Clone, Copy, …)]
    /// pub enum Reason { /** `idle` */ Idle, … }
    /// ```
    pub(super) fn render_value_enums(&mut self) {
        for values in self.value_enums() {
            let what = if values.is_of_property { "property" } else { "field" };
            self.put_docs(0, &format!("The values of the {what} {}.", code(&values.owner)));
            self.put_derives(&["Debug"]);
            self.open_enum(&format!("{}{}", self.options.prefix, values.name));
            for variant in &values.variants {
                self.put_docs(4, &code(&variant.text));
                put!(self, "    {},", variant.name);
            }
            self.close_enum();
            put!(self, "");
        }
    }

    /// Writes the methods and traits of these enums.
    ///
    /// ```text
    /// __ec::values! { Reason { Idle = "idle", … } }
    /// ```
    pub(super) fn render_value_impls(&mut self) {
        for values in self.value_enums() {
            let mut variants = String::new();
            for variant in &values.variants {
                let _ = write!(variants, "{} = {}, ", variant.name, literal::string(&variant.text));
            }
            let variants = variants.trim_end_matches(", ");
            put!(self, "    __ec::values! {{ {}{} {{ {variants} }} }}", self.options.prefix, values.name);
        }
    }

    /// The fields of an enum that the application wrote have types of the application.
    fn value_enums(&self) -> std::vec::IntoIter<&'a ValueEnum> {
        let wanted = |values: &&ValueEnum| values.is_of_property || self.binding.is_none();
        self.catalog.value_enums.iter().filter(wanted).collect::<Vec<_>>().into_iter()
    }

    /// The variant for the value of a field whose type is one of these enums.
    pub(super) fn value_variant(&self, field: &Field, value: &Literal) -> Option<String> {
        let (name, Literal::String(text)) = (field.value_enum()?, value) else { return None };
        let values = self.value_enums().find(|values| values.name == name)?;
        let variant = values.variants.iter().find(|variant| variant.text == *text)?;
        Some(format!("{}{name}::{}", self.options.prefix, variant.name))
    }
}
