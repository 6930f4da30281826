//! The names of errors and fields in the languages of outputs, in a table with one row for each language.
//! A list of names is one text, with white space between the names.
//!
//! A name that the language or the generated module already uses gets a suffix. Two errors of a catalog have different
//! Rust variants, and therefore different types here, unless an ending or a suffix makes them equal. The names of
//! constants and members always differ. Templates choose names themselves.

use heck::ToShoutySnakeCase;

/// A language in which an output names errors and fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// The components of an OpenAPI document. Generators turn their names into classes of many languages.
    OpenApi,
    /// TypeScript.
    TypeScript,
    /// Python.
    Python,
}

/// How a language names things.
struct Row {
    /// The text with which the name of each error's type ends.
    ending: &'static str,
    /// Lists of the names that no error's type can have.
    types: &'static [&'static str],
    /// The ending that only types of the generated module have.
    own_ending: Option<&'static str>,
    /// The suffix of a type whose name is taken. Linters reject a type that ends in `_`, so the suffix is a word.
    suffix: &'static str,
    /// The names that no field can have. The suffix of such a field is `_`.
    members: &'static str,
}

/// The exceptions of Python's module `builtins`.
const PYTHON_ERRORS: &str = "\
    ArithmeticError AssertionError AttributeError BlockingIOError BrokenPipeError BufferError ChildProcessError \
    ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError EOFError EnvironmentError \
    FileExistsError FileNotFoundError FloatingPointError IOError ImportError IndentationError IndexError \
    InterruptedError IsADirectoryError KeyError LookupError MemoryError ModuleNotFoundError NameError \
    NotADirectoryError NotImplementedError OSError OverflowError PermissionError ProcessLookupError \
    PythonFinalizationError RecursionError ReferenceError RuntimeError SyntaxError SystemError TabError \
    TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError \
    UnicodeTranslateError ValueError WindowsError ZeroDivisionError";

/// The other classes and constants of Python's module `builtins`.
const PYTHON_BUILTINS: &str = "\
    BaseException BaseExceptionGroup BytesWarning DeprecationWarning Ellipsis EncodingWarning Exception \
    ExceptionGroup False FutureWarning GeneratorExit ImportWarning KeyboardInterrupt None NotImplemented \
    PendingDeprecationWarning ResourceWarning RuntimeWarning StopAsyncIteration StopIteration SyntaxWarning \
    SystemExit True UnicodeWarning UserWarning Warning";

/// The names of one letter that look like a number.
const AMBIGUOUS: &str = "I O";

/// The names that a generated Python module defines or imports.
const PYTHON_MODULE: &str = "\
    Any ApiError Callable ClassVar Enum Error ErrorCategory ErrorCode ErrorInfo Final Headers Iterable Json \
    KnownError Literal Mapping NamedTuple NoReturn Protocol Received RetryPolicy Sequence TypeAlias TypeVar Union \
    UnknownError Violation ViolationCode";

/// Python's keywords, the builtins and imports that annotations of fields use, and the members that every class of a
/// generated module has.
const PYTHON_MEMBERS: &str = "\
    False None True and as assert async await bool break case class code continue def del dict elif else except \
    finally float for from global if import in info int is l lambda list match mro nonlocal not object or pass raise \
    received return self str try tuple while with yield";

/// The names of globals of JavaScript that a type would hide.
const JAVASCRIPT_GLOBALS: &str = "\
    AggregateError Array ArrayBuffer BigInt Blob Boolean Buffer Date Error EvalError Event Function Headers \
    Infinity Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp \
    Request Response Set String Symbol SyntaxError TypeError URIError URL WeakMap WeakSet";

/// The utility types of TypeScript.
const TYPESCRIPT_UTILITIES: &str = "\
    Awaited Exclude Extract Iterable NonNullable Omit Parameters Partial Pick Readonly ReadonlyArray ReadonlyMap \
    ReadonlySet Record Required ReturnType Uppercase";

/// The names that a generated TypeScript module defines.
const TYPESCRIPT_MODULE: &str = "\
    Agreement ApiError Candidate Definition Each ErrorCategory ErrorCode ErrorInfo Found HeadersLike Input KnownError \
    NoFields Reader Received ResponseTemplate RetryPolicy Slot Template Text UnknownError Values Violation";

/// The exceptions that generated clients import next to the classes of the components.
const CLIENT_ERRORS: &str = "ApiError HTTPError ValidationError";

impl Language {
    /// The name of the language, as a message writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI",
            Self::TypeScript => "TypeScript",
            Self::Python => "Python",
        }
    }

    const fn row(self) -> Row {
        match self {
            Self::OpenApi => Row {
                ending: "Error",
                types: &[PYTHON_ERRORS, JAVASCRIPT_GLOBALS, CLIENT_ERRORS],
                own_ending: None,
                suffix: "Body",
                members: "",
            },
            Self::TypeScript => Row {
                ending: "",
                types: &[JAVASCRIPT_GLOBALS, TYPESCRIPT_UTILITIES, TYPESCRIPT_MODULE],
                own_ending: None,
                suffix: "Response",
                members: "",
            },
            Self::Python => Row {
                ending: "",
                types: &[PYTHON_ERRORS, PYTHON_BUILTINS, PYTHON_MODULE, AMBIGUOUS],
                // The exception of a category ends so.
                own_ending: Some("ApiError"),
                suffix: "Response",
                members: PYTHON_MEMBERS,
            },
        }
    }

    /// Returns the name of an error's type, from the name of the error's Rust variant.
    #[must_use]
    pub fn type_name(self, variant: &str) -> String {
        let row = self.row();
        let mut name = variant.to_owned();
        if !name.ends_with(row.ending) || name == row.ending {
            name.push_str(row.ending);
        }
        let is_taken = row.types.iter().any(|names| has_word(names, &name));
        if is_taken || row.own_ending.is_some_and(|ending| name.ends_with(ending)) {
            name.push_str(row.suffix);
        }
        name
    }

    /// Returns the name of an error's constant, from the error's key. Different errors have different constants. Names
    /// from variants could be equal: the variants of `a_b` and `ab` are `AB` and `Ab`.
    #[must_use]
    pub fn constant_name(self, key: &str) -> String {
        // No language has a keyword in this case.
        let mut name = key.to_shouty_snake_case();
        if has_word(AMBIGUOUS, &name) {
            name.push('_');
        }
        name
    }

    /// Returns the name of a member, from the name of a field.
    #[must_use]
    pub fn member_name(self, field: &str) -> String {
        // A field `class_` becomes `class__`, so that it differs from `class`.
        let is_taken = has_word(self.row().members, field.trim_end_matches('_'));
        if is_taken { format!("{field}_") } else { field.to_owned() }
    }
}

fn has_word(words: &str, name: &str) -> bool {
    // Few names are in a list, and a search for the bytes is fast.
    words.contains(name) && words.split(' ').any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::to_variant;

    const LANGUAGES: [Language; 3] = [Language::OpenApi, Language::TypeScript, Language::Python];

    #[test]
    fn the_type_of_an_error_hides_no_other_type() {
        for (key, expected) in [
            ("user_not_found", ["UserNotFoundError", "UserNotFound", "UserNotFound"]),
            ("class", ["ClassError", "Class", "Class"]),
            ("type", ["TypeErrorBody", "Type", "Type"]),
            ("error", ["ErrorError", "ErrorResponse", "ErrorResponse"]),
            ("none", ["NoneError", "None", "NoneResponse"]),
            ("validation", ["ValidationErrorBody", "Validation", "Validation"]),
            ("validation_error", ["ValidationErrorBody", "ValidationError", "ValidationError"]),
            ("timeout_error", ["TimeoutErrorBody", "TimeoutError", "TimeoutErrorResponse"]),
            ("unknown_error", ["UnknownError", "UnknownErrorResponse", "UnknownErrorResponse"]),
            ("conflict_api_error", ["ConflictApiError", "ConflictApiError", "ConflictApiErrorResponse"]),
            ("error_404", ["Error404Error", "Error404", "Error404"]),
            ("received", ["ReceivedError", "ReceivedResponse", "ReceivedResponse"]),
            ("input", ["InputError", "InputResponse", "Input"]),
            ("json", ["JsonError", "Json", "JsonResponse"]),
            ("io_error", ["IoError", "IoError", "IoError"]),
            ("o", ["OError", "O", "OResponse"]),
        ] {
            let variant = to_variant(key).unwrap_or_default();
            assert_eq!(LANGUAGES.map(|language| language.type_name(&variant)), expected);
        }
    }

    #[test]
    fn constants_differ_if_their_errors_differ() {
        for (key, expected) in [
            ("user_not_found", "USER_NOT_FOUND"),
            ("UserNotFound", "USER_NOT_FOUND"),
            ("x-1", "X_1"),
            ("a_b", "A_B"),
            ("ab", "AB"),
            ("i", "I_"),
            ("l", "L"),
        ] {
            assert_eq!(Language::Python.constant_name(key), expected, "{key}");
        }
    }

    #[test]
    fn a_member_is_not_a_keyword() {
        for (field, python) in [
            ("user_id", "user_id"),
            ("class", "class_"),
            ("class_", "class__"),
            ("type", "type"),
            ("self", "self_"),
            ("code", "code_"),
            ("info", "info_"),
            ("str", "str_"),
        ] {
            assert_eq!(Language::Python.member_name(field), python);
            assert_eq!(Language::TypeScript.member_name(field), field);
        }
    }

    /// A line break in a text is a space, so that every name is found.
    #[test]
    fn lists_consist_of_words() {
        for row in LANGUAGES.map(Language::row) {
            for list in row.types.iter().chain([&row.members]).filter(|list| !list.is_empty()) {
                assert!(
                    list.split(' ').all(|word| word.chars().all(char::is_alphanumeric) && !word.is_empty()),
                    "{list}"
                );
            }
        }
    }
}
