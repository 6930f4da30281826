//! The table of rules.

/// How much a broken rule matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The catalog cannot be used.
    Error,
    /// The catalog can be used.
    Warning,
    /// Nothing is said, unless a catalog or the command line asks for it.
    Allowed,
}

impl Severity {
    /// The word that a diagnostic begins with.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Allowed => "allowed",
        }
    }

    /// What `[lints]` and the command line may make of a lint.
    pub const LEVELS: &'static [Severity] = &[Severity::Allowed, Severity::Warning, Severity::Error];

    /// The word for it in `[lints]`.
    #[must_use]
    pub const fn as_level(self) -> &'static str {
        match self {
            Severity::Error => "deny",
            Severity::Warning => "warn",
            Severity::Allowed => "allow",
        }
    }
}

/// A rule that every catalog keeps.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its stable id, in kebab-case.
    pub id: &'static str,
    /// How much it matters. A rule that is no [`Severity::Error`] is a lint: a catalog's `[lints]` and the command line
    /// may make more or less of it.
    pub severity: Severity,
    /// What it asks for, in one sentence.
    pub summary: &'static str,
}

impl Rule {
    /// A rule of a back end's own, beside those of [`RULES`].
    #[must_use]
    pub const fn new(id: &'static str, severity: Severity, summary: &'static str) -> Self {
        Self { id, severity, summary }
    }

    /// Whether a catalog's `[lints]` and the command line may make more or less of it.
    #[must_use]
    pub fn is_lint(&self) -> bool {
        self.severity != Severity::Error
    }
}

macro_rules! rules {
    ($($name:ident = $severity:ident $id:literal $summary:literal;)*) => {
        $(pub(crate) static $name: Rule = Rule { id: $id, severity: Severity::$severity, summary: $summary };)*

        /// Every rule, in the order in which the passes come to them.
        pub static RULES: &[&Rule] = &[$(&$name,)*];
    };
}

rules! {
    // Files
    FILE_NOT_FOUND = Error "file-not-found" "The catalog's main file is there.";
    FILE_UNREADABLE = Error "file-unreadable" "Every file of a catalog can be read.";
    FILE_NOT_UTF8 = Error "file-not-utf8" "Every file of a catalog is UTF-8.";
    INCLUDE_MISSING = Error "include-missing" "An include names a file that is there.";
    INCLUDE_CYCLE = Error "include-cycle" "No file includes itself, directly or through others.";
    INCLUDE_OUTSIDE = Error "include-outside" "An included file lies in the catalog's folder.";
    MAIN_FILE_ONLY = Error "main-file-only" "What holds for the whole catalog stands in its main file.";
    SYNTAX = Error "syntax" "A catalog is TOML 1.1.";

    // Shape
    UNKNOWN_KEY = Error "unknown-key" "Every key is one that the format knows.";
    MISSING_KEY = Error "missing-key" "A required key is there.";
    WRONG_TYPE = Error "wrong-type" "A value has the TOML type that its key asks for.";
    UNKNOWN_VALUE = Error "unknown-value" "A value that comes from a fixed list is on it.";
    CONFLICTING_KEYS = Error "conflicting-keys" "Keys that exclude each other do not stand together.";
    UNKNOWN_LINT = Error "unknown-lint" "What `[lints]` names is a lint.";
    UNKNOWN_PRESET = Error "unknown-preset" "A preset is one of those that exist.";
    NOT_YET = Error "not-yet" "A catalog uses what this version can do.";
    BAD_STATUS = Error "bad-status" "An error's HTTP status is between 400 and 599.";
    BAD_VERSION = Error "bad-version" "A version is a semantic version.";
    BAD_NAME = Error "bad-name" "A name can become an identifier.";
    RESERVED_NAME = Error "reserved-name" "A name does not take the place of one that is already given.";
    BAD_CODE = Error "bad-code" "A code is visible ASCII, without quotation marks and backslashes.";
    BAD_NUMBER = Error "bad-number" "A number is in the range that it is for.";
    BAD_TYPE = Error "bad-type" "A field's type is one that the format knows.";
    BAD_RUST_TYPE = Error "bad-rust-type" "A Rust type is a path.";
    BAD_URL = Error "bad-url" "A URL template makes a URL.";
    BAD_MEDIA_TYPE = Error "bad-media-type" "A content type is a media type.";
    BAD_LANGUAGE = Error "bad-language" "A locale's name is a language tag.";
    NOT_ONE_LINE = Error "not-one-line" "A title, a description and a code stand on one line.";

    // Templates
    UNBALANCED_BRACES = Error "unbalanced-braces" "Every brace of a template belongs to a slot or is doubled.";
    BAD_SLOT = Error "bad-slot" "A slot holds a name.";
    UNKNOWN_SLOT = Error "unknown-slot" "A slot names a field of the error or something that every error has there.";
    INTERNAL_IN_PUBLIC = Error "internal-in-public" "An internal field stands in no template that a client can see.";
    SLOT_MAY_BE_ABSENT = Error "slot-may-be-absent" "What is required has a value in every response.";
    SLOT_TYPE = Error "slot-type" "A field that fills a slot, and a slot in a text, has a fitting type.";
    BAD_MESSAGE = Error "bad-message" "A message holds what its preset's specification allows.";
    DUPLICATE_MEMBER = Error "duplicate-member" "An object has each member once.";
    UNUSED_FIELD = Error "unused-field" "A public field is used.";
    UNUSED_DETAILS = Warning "unused-details" "Details are used.";
    UNKNOWN_FIELD = Error "unknown-field" "A name that stands for a field is one of the error's fields, and public where a client sees it.";
    BAD_EXAMPLE = Error "bad-example" "An example value has its field's type.";

    // Headers
    BAD_HEADER_NAME = Error "bad-header-name" "A header's name is a token, and one that a catalog may set.";
    BAD_HEADER_VALUE = Error "bad-header-value" "A header's value is visible ASCII and spaces.";
    HEADER_SPLIT = Error "header-split" "No header template can end its line.";

    // The catalog as a whole
    DUPLICATE_KEY = Error "duplicate-key" "A key is given once over all files.";
    DUPLICATE_CODE = Error "duplicate-code" "A code or alias names one error.";
    DUPLICATE_NUMBER = Error "duplicate-number" "A number belongs to one error.";
    DUPLICATE_VARIANT = Error "duplicate-variant" "Two keys do not become one Rust name.";
    RETIRED_CODE = Error "retired-code" "A retired code is not used again.";
    RETIRED_NUMBER = Error "retired-number" "A retired number is not used again.";
    UNKNOWN_CATEGORY = Error "unknown-category" "A category is declared.";
    UNKNOWN_ERROR = Error "unknown-error" "What refers to an error names one that is there.";
    DUPLICATE_SOURCE = Error "duplicate-source" "A Rust type becomes one error.";
    FIELD_BESIDE_FROM = Error "field-beside-from" "An error that `?` makes can do without its fields.";
    USELESS_ALIAS = Error "useless-alias" "An alias leads from another code to the error.";
    STATUS_MISMATCH = Error "status-mismatch" "The error that stands for a status has that status.";
    NOT_FOR_STATUS = Error "not-for-status" "An error that stands for a status is made of values that a catalog can write.";
    STATUS_VALUE = Error "status-value" "The error that stands for a status has a value for each field that must have one.";
    BAD_VALUE = Error "bad-value" "A value has its field's type.";
    TOO_LARGE = Error "too-large" "A catalog keeps within the limits of the format.";
    LOCALE_SLOTS = Error "locale-slots" "A translation uses the same slots as the original.";
    LOCALE_INCOMPLETE = Warning "locale-incomplete" "A locale translates every error.";
    OUTPUT_OUTSIDE = Error "output-outside" "An output lies in the catalog's folder.";
    DUPLICATE_OUTPUT = Error "duplicate-output" "Two outputs do not write to the same place.";

    // Lints, applied by `Catalog::lint` alone
    CODE_STYLE = Warning "code-style" "A code is written in the catalog's `code-style`.";
    INDISTINGUISHABLE_ERRORS = Warning "indistinguishable-errors" "A client can tell any two errors apart.";
    MISLEADING_STATUS = Warning "misleading-status" "An error has the status that its name stands for.";
    MISSING_CHALLENGE = Warning "missing-challenge" "An error with status 401 or 407 has a header that says how to authenticate.";
    MISSING_ALLOW = Warning "missing-allow" "An error with status 405 has the header `Allow`.";
    MISSING_RETRY_AFTER = Warning "missing-retry-after" "An error with status 429 or 503 says when to try again.";
    INCOMPLETE_ERROR_INFO = Warning "incomplete-error-info" "With the preset `google`, every error has a reason and a domain as AIP-193 wants them.";
    SERVER_ERROR_DETAIL = Warning "server-error-detail" "The message of an error with a status of 5xx shows no field.";
    REPEATED_TITLE = Warning "repeated-title" "A title says something else than the message.";
    INCONSISTENT_ENDING = Warning "inconsistent-ending" "Either all messages of one sentence end with a full stop, or none does.";
    UNCATEGORIZED_ERROR = Warning "uncategorized-error" "Where most errors are in a category, all are.";
    BARE_DEPRECATION = Warning "bare-deprecation" "A deprecated error says why, or what takes its place.";
    MISSING_GUIDANCE = Allowed "missing-guidance" "An error with a status of 4xx says what brings it about, or what to do about it.";
    UNSTRUCTURED_SLOT = Allowed "unstructured-slot" "What a message shows of an error's fields is in the structured part of the body too.";
}
