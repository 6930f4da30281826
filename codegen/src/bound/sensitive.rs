//! Checks that `Debug` does not show sensitive fields.

use super::attributes::derives_debug;
use super::item::Enum;
use super::message::Places;
use super::{Binding, Presence};

/// Reports a derived `Debug`, if a variant has a sensitive field. The `Debug` of the attribute hides the field.
pub(super) fn check_debug(item: &Enum, places: &Places<'_>, binding: &mut Binding) {
    if binding.debug == Presence::Never {
        return;
    }
    let found = binding.variants.iter().find_map(|index| {
        let error = places.catalog.errors.get((*index)?)?;
        Some((error, error.fields.iter().find(|field| field.sensitive)?))
    });
    let derive = item.attributes.iter().find(|attribute| derives_debug(attribute));
    let (Some((error, field)), Some(derive)) = (found, derive) else { return };
    let message = format!(
        "the derived `Debug` would show the sensitive field `{}`, so remove `Debug`: `#[error_catalog]` implements \
         `Debug`{}",
        field.name,
        places.of(error)
    );
    binding.report(derive.place, message);
}

#[cfg(test)]
mod tests {
    use error_catalog_model::{Catalog, Source, SourceError};

    use crate::bound::{Attribute, Enum, Field, Variant, bind};

    struct Card;

    impl Source for Card {
        fn read(&self, _: &str) -> Result<String, SourceError> {
            Ok("[errors.declined]\n\
                status = 402\n\
                message = \"Card {card} was declined\"\n\
                fields = { card = { type = \"string\", sensitive = true } }\n\
                [errors.down]\n\
                status = 503\n\
                message = \"Down\"\n"
                .to_owned())
        }

        fn list(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }

    fn problems(attribute: Attribute, declined: bool) -> Vec<(usize, String)> {
        let (catalog, report) = Catalog::parse_lenient("errors.toml", &Card);
        let card = Field { name: "card".to_owned(), ty: "String".to_owned(), ..Field::default() };
        let variant = |name: &str, fields| Variant { name: name.to_owned(), fields, ..Variant::default() };
        let mut variants = vec![variant("Down", Vec::new())];
        variants.extend(declined.then(|| variant("Declined", vec![card])));
        let item = Enum { attributes: vec![attribute], variants, partial: Some(0), ..Enum::default() };
        let binding = bind(&item, &catalog, &report.files);
        binding.problems.into_iter().map(|problem| (problem.place, problem.message)).collect()
    }

    #[test]
    fn a_derived_debug_would_show_sensitive_fields() {
        let expected = "the derived `Debug` would show the sensitive field `card`, so remove `Debug`: \
                        `#[error_catalog]` implements `Debug`\n --> errors.toml:1:9";
        let derive = |text: &str, condition: Option<&str>| Attribute {
            text: text.to_owned(),
            place: 7,
            condition: condition.map(str::to_owned),
        };
        for (text, condition) in
            [("derive(Clone, Debug)", None), ("derive(std::fmt::Debug)", None), ("derive(Debug)", Some("test"))]
        {
            assert_eq!(problems(derive(text, condition), true), [(7, expected.to_owned())], "{text}");
            assert_eq!(problems(derive(text, condition), false), [], "{text}");
        }
        assert_eq!(problems(derive("derive(Clone)", None), true), []);
    }
}
