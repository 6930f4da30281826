//! Checks whether the types of errors have different names in the language of an output.

use std::ptr;

use error_catalog_model::{Catalog, Diagnostic, Error, InternedMap, Language, Output, Span, rules};

use crate::registry::{Kind, find_kind};

/// Checks the names in an output of this kind, which messages call `name`. Each problem is about an error whose type
/// has the name of an earlier error's type.
#[must_use]
pub fn check_names(catalog: &Catalog, kind: &Kind, name: &str) -> Vec<Diagnostic> {
    let Some(language) = kind.language else { return Vec::new() };
    let mut earlier: InternedMap<'_, &Error> = InternedMap::default();
    let mut problems = Vec::new();
    for error in &catalog.errors {
        let ty = language.type_name(&error.variant);
        match earlier.get(ty.as_bytes()) {
            Some(first) => problems.push(clash(catalog, language, (first, error), &ty, name)),
            None => earlier.add(ty.into_bytes(), error),
        }
    }
    problems
}

/// Whether an earlier output has the same names, so that its report is enough.
pub(super) fn has_names_of_earlier(catalog: &Catalog, output: &Output, kind: &Kind, kinds: &[Kind]) -> bool {
    let earlier = catalog.outputs.iter().take_while(|other| !ptr::eq(*other, output));
    earlier.filter_map(|other| find_kind(kinds, &other.kind)).any(|other| other.language == kind.language)
}

fn clash(catalog: &Catalog, language: Language, of: (&Error, &Error), ty: &str, output: &str) -> Diagnostic {
    let (first, second) = of;
    let language = language.name();
    let place = |error: &Error, path: &[&str]| {
        let span = catalog.spans.in_entry(error.location, path);
        span.unwrap_or(Span { file: error.location.file, start: 0, end: 0 })
    };
    let message = format!("two errors in the output `{output}` have the name `{ty}`");
    // If an error has the key `code`, the place of this key is not that of the error.
    let is_code_of_key = second.sends_code && second.owner.is_none() && place(second, &["code"]) == place(second, &[]);
    let help = match is_code_of_key {
        true => {
            format!("rename one of the errors; to keep the code of `{}`, add `code = {:?}`", second.key, second.code)
        }
        false => "rename one of the errors".to_owned(),
    };
    Diagnostic::new(&rules::OUTPUT_NAME_CLASH, place(second, &[]), message)
        .with_label(format!("`{}` becomes `{ty}` in {language}", second.key))
        .with_related(place(first, &[]), format!("`{}` also becomes `{ty}`", first.key))
        .with_help(help)
}
