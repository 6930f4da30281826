//! Prints the explanation of an error as a document for programs.

use error_catalog_model::RetiredNumbers;
use error_catalog_outputs::json::RetiredNumbersDocument;
use error_catalog_outputs::view::View;

use super::locale::{Text, Texts};
use crate::args::explain::Options;
use crate::documents::FormatVersion;
use crate::documents::explain::{ExplainDocument, LocaleText, LocaleTexts, MatchedBy, RemovedCode};
use crate::load::Loaded;
use crate::lookup::{Target, last_meaning};

pub(super) fn explain_document<'a>(
    loaded: &'a Loaded,
    view: &View<'a>,
    options: &'a Options,
    (by, target): (MatchedBy, Target<'a>),
    texts: Option<&'a Texts>,
) -> ExplainDocument<'a> {
    let (error, retired) = match target {
        Target::Error(index) => {
            (view.errors.get(index).map(|error| loaded.error_document(view, error, options.internal.into())), None)
        }
        Target::Removed { code, number } => (None, Some(removed_code(loaded, code, number))),
    };
    ExplainDocument {
        format_version: FormatVersion,
        catalog: &loaded.name,
        asked: &options.code,
        found_by: by.as_str(),
        error,
        violation: None,
        locale: options.locale.as_ref().zip(texts).map(|(asked, texts)| LocaleTexts {
            asked,
            title: locale_text(&texts.title),
            message: locale_text(&texts.message),
            user_message: texts.user_message.as_ref().map(locale_text),
        }),
        retired,
        retired_numbers: None,
    }
}

/// The document of a number of `[retired-numbers]`.
pub(super) fn numbers_document<'a>(
    loaded: &'a Loaded,
    options: &'a Options,
    row: &'a RetiredNumbers,
) -> ExplainDocument<'a> {
    ExplainDocument {
        format_version: FormatVersion,
        catalog: &loaded.name,
        asked: &options.code,
        found_by: MatchedBy::RetiredNumber.as_str(),
        error: None,
        violation: None,
        locale: None,
        retired: None,
        retired_numbers: Some(RetiredNumbersDocument::of(row)),
    }
}

fn removed_code<'a>(loaded: &'a Loaded, code: &'a str, number: Option<u32>) -> RemovedCode<'a> {
    let retired = loaded.catalog.retired.iter().find(|retired| retired.code == code);
    let (meant, until) = last_meaning(loaded, code, number).unzip();
    RemovedCode { code, number, note: retired.map(|retired| retired.note.as_str()), meant, until: until.flatten() }
}

fn locale_text(text: &Text) -> LocaleText<'_> {
    LocaleText { text: &text.text, lang: text.lang.as_deref() }
}
