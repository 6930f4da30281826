//! Field-level errors from validator.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use alloc::{borrow::ToOwned, format};

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::Violations;
use super::pointer::push_token;

/// Converts each error into a violation with the error's code. The violations are sorted by the names of the members,
/// because validator does not keep an order.
///
/// A member of a nested struct or list has a pointer such as `/items/0/name`. The tokens are the Rust names of the
/// fields, because validator does not know serde's `rename`. The message is the message that the rule gives. If the
/// rule gives no message, the message is a sentence about the rule and its limits. This sentence never contains the
/// rejected value, or the other value in a rule that compares two values.
///
/// ```
/// use error_catalog_wire::Violations;
/// use validator::Validate;
///
/// #[derive(Validate)]
/// struct User {
///     #[validate(email)]
///     email: String,
///     #[validate(length(min = 8, message = "Choose a longer password."))]
///     password: String,
/// }
///
/// let user = User { email: "ann".to_owned(), password: "secret".to_owned() };
/// let violations = Violations::from(user.validate().unwrap_err());
/// assert_eq!(violations.to_string(), "email: Must be an email address.; password: Choose a longer password.");
/// assert_eq!(violations.iter().next().unwrap().code(), Some("email"));
/// ```
impl From<&ValidationErrors> for Violations {
    fn from(errors: &ValidationErrors) -> Self {
        let mut violations = Self::new();
        add(&mut violations, "", errors);
        violations
    }
}

/// Does the same as the conversion from a reference.
impl From<ValidationErrors> for Violations {
    fn from(errors: ValidationErrors) -> Self {
        Self::from(&errors)
    }
}

fn add(violations: &mut Violations, parent: &str, errors: &ValidationErrors) {
    let mut members: Vec<_> = errors.errors().iter().collect();
    members.sort_unstable_by_key(|(name, _)| *name);
    for (name, kind) in members {
        let mut pointer = parent.to_owned();
        // validator uses this name for the errors of a whole struct.
        if name != "__all__" {
            push_token(&mut pointer, name);
        }
        match kind {
            ValidationErrorsKind::Struct(errors) => add(violations, &pointer, errors),
            ValidationErrorsKind::List(elements) => {
                for (index, errors) in elements {
                    add(violations, &format!("{pointer}/{index}"), errors);
                }
            }
            ValidationErrorsKind::Field(errors) => {
                for error in errors {
                    violations.push(&pointer, Some(&error.code), message(error));
                }
            }
        }
    }
}

fn message(error: &ValidationError) -> String {
    if let Some(message) = &error.message {
        return message.to_string();
    }
    // Only these parameters belong to the rule. The client sends `value` and `other`.
    let limit = |name: &str| error.params.get(name);
    match &*error.code {
        "email" => "Must be an email address.".to_owned(),
        "url" => "Must be a URL.".to_owned(),
        "required" => "Is required.".to_owned(),
        "credit_card" => "Must be a credit card number.".to_owned(),
        "must_match" => "Does not match.".to_owned(),
        "regex" => "Does not have the required form.".to_owned(),
        "non_control_character" => "Must not contain control characters.".to_owned(),
        "contains" | "does_not_contain" => match limit("needle") {
            Some(needle) if error.code == "contains" => format!("Must contain {needle}."),
            Some(needle) => format!("Must not contain {needle}."),
            None => "Is not valid.".to_owned(),
        },
        "length" => match (limit("equal"), limit("min"), limit("max")) {
            (Some(equal), ..) => format!("Must have a length of {equal}."),
            (None, Some(min), Some(max)) => format!("Must have a length from {min} to {max}."),
            (None, Some(min), None) => format!("Must have a length of at least {min}."),
            (None, None, Some(max)) => format!("Must have a length of at most {max}."),
            (None, None, None) => "Does not have the required length.".to_owned(),
        },
        "range" => {
            let limits = [
                ("at least", "min"),
                ("greater than", "exclusive_min"),
                ("at most", "max"),
                ("less than", "exclusive_max"),
            ];
            let limits: Vec<String> =
                limits.iter().filter_map(|(text, name)| Some(format!("{text} {}", limit(name)?))).collect();
            match limits.as_slice() {
                [] => "Is out of range.".to_owned(),
                limits => format!("Must be {}.", limits.join(" and ")),
            }
        }
        _ => "Is not valid.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use validator::Validate;

    fn no_admin(name: &str) -> Result<(), ValidationError> {
        if name == "admin" { Err(ValidationError::new("reserved")) } else { Ok(()) }
    }

    fn whole(_: &Account) -> Result<(), ValidationError> {
        Err(ValidationError::new("plan_and_owner").with_message("The plan has no owner.".into()))
    }

    #[derive(Validate)]
    #[validate(schema(function = whole, skip_on_field_errors = false))]
    struct Account {
        #[validate(length(min = 3, max = 9), custom(function = no_admin))]
        name: String,
        #[validate(range(exclusive_min = 0.5, max = 2.0))]
        ratio: f64,
        #[validate(must_match(other = "password"))]
        again: String,
        #[validate(contains(pattern = "!"), length(equal = 12), does_not_contain(pattern = "hunter"))]
        password: String,
        #[validate(nested)]
        items: Vec<Item>,
        #[validate(nested, required)]
        gift: Option<Item>,
        #[validate(required)]
        plan: Option<u8>,
    }

    #[derive(Validate, serde::Serialize)]
    struct Item {
        #[validate(url)]
        link: String,
    }

    fn item(link: &str) -> Item {
        Item { link: link.to_owned() }
    }

    #[test]
    fn every_level_in_order_and_no_values() {
        let account = Account {
            name: "admin".to_owned(),
            ratio: 0.25,
            again: "correct horse".to_owned(),
            password: "hunter2".to_owned(),
            items: [item("https://example.com"), item("secret link")].into(),
            gift: Some(item("?")),
            plan: None,
        };
        let violations = Violations::from(account.validate().unwrap_err());
        let all: Vec<_> = violations.iter().map(|v| (v.pointer(), v.code().unwrap(), v.message())).collect();
        assert_eq!(
            all,
            [
                ("", "plan_and_owner", "The plan has no owner."),
                ("/again", "must_match", "Does not match."),
                ("/gift/link", "url", "Must be a URL."),
                ("/items/1/link", "url", "Must be a URL."),
                ("/name", "reserved", "Is not valid."),
                ("/password", "length", "Must have a length of 12."),
                ("/password", "contains", "Must contain \"!\"."),
                ("/password", "does_not_contain", "Must not contain \"hunter\"."),
                ("/plan", "required", "Is required."),
                ("/ratio", "range", "Must be greater than 0.5 and at most 2.0."),
            ]
        );
    }

    #[test]
    fn a_rule_without_a_message_is_a_sentence() {
        for (code, params, expected) in [
            ("email", [].as_slice(), "Must be an email address."),
            ("url", &[], "Must be a URL."),
            ("required", &[], "Is required."),
            ("credit_card", &[], "Must be a credit card number."),
            ("must_match", &["other"], "Does not match."),
            ("regex", &[], "Does not have the required form."),
            ("non_control_character", &[], "Must not contain control characters."),
            ("contains", &["needle"], "Must contain 7."),
            ("contains", &[], "Is not valid."),
            ("does_not_contain", &["needle"], "Must not contain 7."),
            ("length", &["equal", "min"], "Must have a length of 7."),
            ("length", &["min", "max"], "Must have a length from 7 to 7."),
            ("length", &["min"], "Must have a length of at least 7."),
            ("length", &["max"], "Must have a length of at most 7."),
            ("length", &["value"], "Does not have the required length."),
            ("range", &["min", "exclusive_max"], "Must be at least 7 and less than 7."),
            ("range", &["value"], "Is out of range."),
            ("reserved", &["value"], "Is not valid."),
        ] {
            let mut error = ValidationError::new(code);
            params.iter().for_each(|name| error.add_param((*name).into(), &7));
            assert_eq!(message(&error), expected, "{code} {params:?}");
        }
    }
}
