//! Resolves `code-of`, with which several errors send one code.

use super::Names;
use crate::diagnostic::{Diagnostics, Fix, rules};
use crate::literal::Literal;
use crate::names::to_code;
use crate::raw::{RawCategory, RawCode, RawError, Sp};

impl Names<'_> {
    /// The error whose code an error sends; `None` if the error has its own code, or if `code-of` names no error with
    /// its own code.
    pub(super) fn owner(&self, error: &RawError) -> Option<usize> {
        let owner = self.errors.find(error.code_of.as_ref()?.value.as_bytes())?;
        self.raw.errors[owner].code_of.is_none().then_some(owner)
    }

    /// The error that defines the code of an error: the owner of the code, or the error itself.
    fn source<'e>(&'e self, error: &'e RawError) -> &'e RawError {
        self.owner(error).map_or(error, |owner| &self.raw.errors[owner])
    }

    pub(crate) fn code(&self, error: &RawError) -> String {
        let error = self.source(error);
        match &error.code {
            Some(RawCode::Sent(code)) => code.value.clone(),
            _ => to_code(&error.key.value, self.raw.catalog.code_style),
        }
    }

    pub(super) fn sends_code(&self, error: &RawError) -> bool {
        let error = self.source(error);
        match error.code {
            Some(RawCode::NotSent) => false,
            Some(RawCode::OfKey | RawCode::Sent(_)) => true,
            None => {
                self.category_of(error).and_then(|it| it.sends_code).or(self.raw.catalog.sends_code).unwrap_or(true)
            }
        }
    }

    pub(super) fn number(&self, error: &RawError) -> Option<u32> {
        let number = error.number.as_ref().or(self.source(error).number.as_ref());
        number.map(|number| number.value)
    }

    fn category_of(&self, error: &RawError) -> Option<&RawCategory> {
        let category = self.categories.find(error.category.as_ref()?.value.as_bytes())?;
        self.raw.categories.get(category)
    }
}

/// Checks that `code-of` names another error that has its own code, and that responses contain this code or a number.
pub(super) fn check_owner(error: &RawError, names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let Some(name) = &error.code_of else { return };
    let Some(owner) = names.errors.find(name.value.as_bytes()) else {
        return report_unknown(name, names, diagnostics);
    };
    let owner = &names.raw.errors[owner];
    let (message, label) = if owner.key.value == error.key.value {
        (
            format!("error `{}` cannot send the code of itself", name.value),
            "expected the key of another error".to_owned(),
        )
    } else if owner.code_of.is_some() {
        return report_chain(error, owner, names, diagnostics);
    } else if names.sends_code(owner) || owner.number.is_some() || owner.broken.is_some() {
        return;
    } else {
        let message = format!("error `{}` sends neither a code nor a number", name.value);
        (message, "expected the key of an error that sends a code or has a number".to_owned())
    };
    diagnostics.report(&rules::BAD_CODE_OF, name.span, message).label(label);
}

/// The key of an error is the only name that `code-of` accepts, because the code would be the code of all these errors.
fn report_unknown(name: &Sp<String>, names: &Names<'_>, diagnostics: &mut Diagnostics) {
    if names.raw.hidden_entry(&name.value).is_some() {
        return;
    }
    let of_code = names.error_of_code(&name.value).map(|owner| &names.raw.errors[owner].key.value);
    // The keys come first in the list.
    let keys = names.known_errors().get(..names.raw.errors.len()).unwrap_or_default();
    let label = match (of_code, names.suggest(&name.value, keys)) {
        (Some(key), _) => format!("expected `{key}`, the key of the error with this code"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => "expected the key of an error".to_owned(),
    };
    diagnostics.report(&rules::UNKNOWN_ERROR, name.span, format!("unknown error `{}`", name.value)).label(label);
}

/// Reports an error that sends the code of an error that also sends the code of an error.
fn report_chain(error: &RawError, owner: &RawError, names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let (Some(name), Some(next)) = (&error.code_of, &owner.code_of) else { return };
    let mut last = next;
    // A chain that is longer than the list of errors is a circle.
    for _ in &names.raw.errors {
        let found = names.errors.find(last.value.as_bytes());
        match found.and_then(|found| names.raw.errors[found].code_of.as_ref()) {
            Some(next) => last = next,
            None => break,
        }
    }
    let is_owner =
        |key: &str| names.errors.find(key.as_bytes()).is_some_and(|it| names.raw.errors[it].code_of.is_none());
    let message = format!("error `{}` does not have its own code", name.value);
    let diagnostic = diagnostics.report(&rules::BAD_CODE_OF, name.span, message);
    diagnostic.related(next.span, format!("error `{}` sends the code of error `{}`", name.value, next.value));
    if is_owner(&last.value) {
        diagnostic.label(format!("expected `{}`, whose code the error sends", last.value));
        diagnostic.fix = Some(Fix {
            file: name.span.file,
            path: ["errors", &error.key.value, "code-of"].map(str::to_owned).to_vec(),
            value: Literal::String(last.value.clone()),
            message: format!("send the code of error `{}` for error `{}`", last.value, error.key.value),
        });
    } else {
        diagnostic.label("expected the key of an error without `code-of`");
    }
}
