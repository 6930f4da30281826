//! Rules for the catalog as a whole: names that clash, and references.

super::define_rules! {
    Hard:

    DUPLICATE_KEY = Error "duplicate-key"
        "A key must be defined only once across all files of a catalog."
        "If a key were defined twice, the order of the files would decide which definition applies."
        ["errors.toml" "users.toml"] -> ["users.toml"];
    DUPLICATE_CODE = Error "duplicate-code"
        "A code or alias must belong to only one error, unless other errors share the code with `code-of`."
        "If two errors had the same code by accident, a client that receives the code could not tell which error \
         occurred. The key `code-of` says that errors share a code on purpose.";
    DUPLICATE_NUMBER = Error "duplicate-number"
        "A number must belong to only one error, unless other errors share the number with `code-of`."
        "If two errors had the same number by accident, the number would not tell a client or a support team which \
         error occurred.";
    BAD_CODE_OF = Error "bad-code-of"
        "The value of `code-of` must be the key of another error, which has its own code or number."
        "If an error could send the code of an error that itself sends the code of a third error, a reader would have \
         to follow a chain of errors to find the code.";
    DUPLICATE_VARIANT = Error "duplicate-variant"
        "Different keys must become different Rust names."
        "An enum cannot have two variants with the same name, and a variant cannot have two fields with the same name.";
    RETIRED_CODE = Error "retired-code"
        "A retired code must not be used again."
        "A deployed client that knows the retired code will mistake the new error for the old error.";
    RETIRED_NUMBER = Error "retired-number"
        "A retired number must not be used again."
        "Deployed clients and support articles still use the number for the old error.";
    OVERLAPPING_NUMBERS = Error "overlapping-numbers"
        "A number must be in only one row of `[retired-numbers]`."
        "If two rows contained the same number, a reader would find two reasons why the number is retired.";
    UNKNOWN_CATEGORY = Error "unknown-category"
        "The category of an error must be declared in `[categories]`."
        "If categories did not have to be declared, a typo would silently create a new category.";
    UNKNOWN_PROPERTY = Error "unknown-property"
        "A property of an error must be declared in `[properties]`."
        "If properties did not have to be declared, a typo would silently set another property.";
    UNKNOWN_ERROR = Error "unknown-error"
        "A reference to an error must name an existing error."
        "A reference to a missing error, for example in a translation or in `[statuses.404]`, would have no effect.";
    DUPLICATE_SOURCE = Error "duplicate-source"
        "A Rust type must convert into only one error."
        "The operator `?` uses `From`, and Rust allows only one implementation of `From` for each pair of types.";
    PARTIAL_SOURCE = Error "partial-source"
        "If errors take variants of a Rust type, another error must take the rest of the type."
        "The operator `?` needs one conversion that accepts every value of a type. Without an error for the rest, the \
         conversion would have no result for a variant that the catalog does not name.";
    FIELD_BESIDE_FROM = Error "field-beside-from"
        "All fields of an error with `rust.from`, `rust.from-any` or `rust.from-catalog` must be optional."
        "The operator `?` passes only the source error to `From`, so a required field would have no value.";
    USELESS_ALIAS = Error "useless-alias"
        "An alias must differ from the error's code, and must be listed only once."
        "An alias lets clients recognize an earlier code. An alias that repeats the current code is most likely a \
         mistake.";
    STATUS_MISMATCH = Error "status-mismatch"
        "`[statuses.N]` must refer to an error with the status N."
        "A request that the framework rejects with status N would be answered with a different status.";
    NOT_FOR_STATUS = Error "not-for-status"
        "The catalog alone must be enough to build the error that `[statuses.N]` refers to."
        "When a framework rejects a request, neither a source error nor a Rust value is available to build the error.";
    STATUS_VALUE = Error "status-value"
        "The key `with` must contain a value for every required field of the error that `[statuses.N]` refers to."
        "When a framework rejects a request, only the catalog can supply values for the fields of the error.";
    BAD_VALUE = Error "bad-value"
        "A value in `with` must have the type of its field."
        "A value in `with` is copied into the generated Rust code, where a value of the wrong type would not \
         compile.";
    TOO_LARGE = Error "too-large"
        "A catalog must stay within the limits of the format."
        "The limits restrict the compile time, the size of the generated code and the size of responses. A typical \
         catalog is far below these limits.";
    LOCALE_SLOTS = Error "locale-slots"
        "A translation must use the same slots as the original."
        "A translation that lacks a slot hides a value from users. A slot that appears only in the translation \
         might have no value.";
}
