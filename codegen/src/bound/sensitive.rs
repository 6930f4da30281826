//! Checks that `Debug` does not show sensitive fields.

use super::attributes::debug_derive;
use super::item::Enum;
use super::message::Places;
use super::{Binding, Derived};

/// Reports a derived `Debug`, if a variant has a sensitive field. The `Debug` of the attribute hides the field.
pub(super) fn check_debug(item: &Enum, places: &Places<'_>, binding: &mut Binding) {
    if binding.debug == Derived::Never {
        return;
    }
    let bound = binding.variants.iter().flatten().filter_map(|index| places.catalog.errors.get(*index));
    let found = bound.flat_map(|error| error.fields.iter().map(move |field| (error, field)));
    let (Some((error, field)), Some(place)) =
        (found.into_iter().find(|(_, field)| field.sensitive), debug_derive(item))
    else {
        return;
    };
    let message = format!(
        "the derived `Debug` would show the sensitive field `{}`, so remove `Debug`: `#[error_catalog]` implements \
         `Debug`{}",
        field.name,
        places.of(error)
    );
    binding.report(place, message);
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

    fn problems(attribute: &str, declined: bool) -> Vec<(usize, String)> {
        let (catalog, report) = Catalog::parse_lenient("errors.toml", &Card);
        let card = Field { name: "card".to_owned(), ty: "String".to_owned(), ..Field::default() };
        let variant = |name: &str, fields| Variant { name: name.to_owned(), fields, ..Variant::default() };
        let mut variants = vec![variant("Down", Vec::new())];
        variants.extend(declined.then(|| variant("Declined", vec![card])));
        let attribute = Attribute { text: attribute.to_owned(), place: 7 };
        let item = Enum { attributes: vec![attribute], variants, partial: Some(0), ..Enum::default() };
        let binding = bind(&item, &catalog, &report.files);
        binding.problems.into_iter().map(|problem| (problem.place, problem.message)).collect()
    }

    #[test]
    fn a_derived_debug_would_show_sensitive_fields() {
        let expected = "the derived `Debug` would show the sensitive field `card`, so remove `Debug`: \
                        `#[error_catalog]` implements `Debug`\n --> errors.toml:1:9";
        for attribute in ["derive(Clone, Debug)", "derive(std::fmt::Debug)", "cfg_attr(test, derive(Debug))"] {
            assert_eq!(problems(attribute, true), [(7, expected.to_owned())], "{attribute}");
            assert_eq!(problems(attribute, false), [], "{attribute}");
        }
        assert_eq!(problems("derive(Clone)", true), []);
    }
}
