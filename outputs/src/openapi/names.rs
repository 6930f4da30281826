//! The names of components.

use std::collections::BTreeSet;

use error_catalog_model::Catalog;

/// Names that generated clients cannot use for a model: exceptions that a Python or JavaScript module already knows.
const RESERVED: &[&str] = &[
    "ApiError",
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BlockingIOError",
    "BrokenPipeError",
    "BufferError",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "EOFError",
    "EnvironmentError",
    "EvalError",
    "FileExistsError",
    "FileNotFoundError",
    "FloatingPointError",
    "HTTPError",
    "IOError",
    "ImportError",
    "IndentationError",
    "IndexError",
    "InterruptedError",
    "IsADirectoryError",
    "KeyError",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "NotADirectoryError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PermissionError",
    "ProcessLookupError",
    "RangeError",
    "RecursionError",
    "ReferenceError",
    "RuntimeError",
    "SyntaxError",
    "SystemError",
    "TabError",
    "TimeoutError",
    "TypeError",
    "URIError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "ValidationError",
    "ValueError",
    "ZeroDivisionError",
];

/// The name of an error's schema.
fn schema_name(variant: &str) -> String {
    let is_error = variant.ends_with("Error") && variant != "Error";
    let name = if is_error { variant.to_owned() } else { format!("{variant}Error") };
    if RESERVED.contains(&name.as_str()) { name + "Body" } else { name }
}

/// The names of components. No name of an error's schema is a name of another component, which never ends in `Error`.
pub(super) struct Names {
    prefix: String,
    /// The schema of each error, in the order of the catalog.
    pub(super) schemas: Vec<String>,
}

impl Names {
    /// Names components with a prefix. Characters that the name of a component cannot contain are left out.
    pub(super) fn of(catalog: &Catalog, prefix: &str) -> Self {
        let prefix: String = prefix.chars().filter(|c| is_allowed(*c)).collect();
        let mut taken = BTreeSet::new();
        let mut schemas = Vec::with_capacity(catalog.errors.len());
        for error in &catalog.errors {
            let plain = schema_name(&error.variant);
            let mut name = plain.clone();
            let mut number = 2_u32;
            while !taken.insert(name.clone()) {
                name = format!("{plain}{number}");
                number += 1;
            }
            schemas.push(format!("{prefix}{name}"));
        }
        Self { prefix, schemas }
    }

    /// The name of another component.
    pub(super) fn with_prefix(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }
}

/// Whether the name of a component can contain the character.
fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Whether a text can be the name of a component.
pub(super) fn is_component_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_do_not_hide_exceptions() {
        for (variant, expected) in [
            ("UserNotFound", "UserNotFoundError"),
            ("DatabaseError", "DatabaseError"),
            ("Error", "ErrorError"),
            ("Validation", "ValidationErrorBody"),
            ("TimeoutError", "TimeoutErrorBody"),
            ("Error404", "Error404Error"),
        ] {
            assert_eq!(schema_name(variant), expected);
        }
        assert!(RESERVED.is_sorted());
    }
}
