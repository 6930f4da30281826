//! The texts of an error in one language.

use error_catalog_model::{Catalog, Locale, Translation};

/// A text and its language. `None` is the language of the catalog itself.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) lang: Option<String>,
}

/// The texts that a locale can translate.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) title: Text,
    pub(crate) message: Text,
    pub(crate) user_message: Option<Text>,
}

impl Texts {
    /// The languages of the texts that are not in the requested language.
    pub(crate) fn fallback(&self, asked: &str) -> Option<String> {
        let texts = [Some(&self.title), Some(&self.message), self.user_message.as_ref()];
        let mut others: Vec<&str> = Vec::new();
        for text in texts.into_iter().flatten() {
            let lang = text.lang.as_deref().unwrap_or("in the catalog's own language");
            if !lang.eq_ignore_ascii_case(asked) && !others.contains(&lang) {
                others.push(lang);
            }
        }
        let names =
            others.iter().map(|lang| if lang.contains(' ') { (*lang).to_owned() } else { format!("in `{lang}`") });
        (!others.is_empty()).then(|| names.collect::<Vec<_>>().join(" or "))
    }
}

/// The texts of an error. Each text is translated into the language `lang`, or otherwise into a broader language (`fr`
/// for `fr-CA`). A text without a translation is the catalog's own text.
pub(crate) fn translate(catalog: &Catalog, index: usize, lang: Option<&str>) -> Texts {
    let error = &catalog.errors[index];
    let mut translations: Vec<(&Locale, &Translation)> = Vec::new();
    let mut wanted = lang;
    while let Some(tag) = wanted {
        let locales = catalog.locales.iter().filter(|locale| locale.lang.eq_ignore_ascii_case(tag));
        for locale in locales {
            let of_error = locale.translations.iter().filter(|translation| translation.error == index);
            translations.extend(of_error.map(|translation| (locale, translation)));
        }
        wanted = tag.rsplit_once('-').map(|(broader, _)| broader);
    }
    let pick = |of: &dyn Fn(&Translation) -> Option<String>| {
        let mut texts = translations.iter();
        texts.find_map(|(locale, translation)| Some(Text { text: of(translation)?, lang: Some(locale.lang.clone()) }))
    };
    let own = |text: String| Text { text, lang: None };
    Texts {
        title: pick(&|translation| translation.title.clone()).unwrap_or_else(|| own(error.title.clone())),
        message: pick(&|translation| translation.message.as_ref().map(ToString::to_string))
            .unwrap_or_else(|| own(error.message.to_string())),
        user_message: pick(&|translation| translation.user_message.as_ref().map(ToString::to_string))
            .or_else(|| error.user_message.as_ref().map(|message| own(message.to_string()))),
    }
}
