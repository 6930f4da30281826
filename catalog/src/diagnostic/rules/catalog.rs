//! Rules for the catalog as a whole: names that clash, and references.

super::define_rules! {
    Hard:

    DUPLICATE_KEY = Error "duplicate-key"
        "A key is defined only once across all files of a catalog."
        "The order of the files would decide which of the two definitions applies."
        ["errors.toml" "users.toml"] -> ["users.toml"];
    DUPLICATE_CODE = Error "duplicate-code"
        "A code or alias belongs to only one error."
        "A client that receives the code could not tell which error occurred.";
    DUPLICATE_NUMBER = Error "duplicate-number"
        "A number belongs to only one error."
        "A client or a support team that knows the number could not tell which error occurred.";
    DUPLICATE_VARIANT = Error "duplicate-variant"
        "Different keys become different Rust names."
        "An enum cannot have two variants with the same name.";
    RETIRED_CODE = Error "retired-code"
        "A retired code is not used again."
        "Deployed clients still give the code its old meaning, and would mistake the new error for the old error.";
    RETIRED_NUMBER = Error "retired-number"
        "A retired number is not used again."
        "Deployed clients and support articles still give the number its old meaning.";
    UNKNOWN_CATEGORY = Error "unknown-category"
        "Every category that an error names is declared."
        "A mistyped category would become a second category that contains one error.";
    UNKNOWN_ERROR = Error "unknown-error"
        "A reference names an existing error."
        "A translation, a replacement or a status that refers to a missing error would have no effect.";
    DUPLICATE_SOURCE = Error "duplicate-source"
        "A Rust type converts into only one error."
        "`?` calls `From`, and Rust allows only one implementation of `From` for each pair of types.";
    FIELD_BESIDE_FROM = Error "field-beside-from"
        "An error with `rust.from` has only optional fields."
        "`?` has only the source to build the error from, so a required field would have no value.";
    USELESS_ALIAS = Error "useless-alias"
        "An alias differs from the error's code and is listed only once."
        "An alias lets clients recognize an earlier code. An alias that repeats the current code is most likely a \
         mistake.";
    STATUS_MISMATCH = Error "status-mismatch"
        "The error that `[statuses.N]` names has status N."
        "A request that the framework rejects with one status would be answered with a different status.";
    NOT_FOR_STATUS = Error "not-for-status"
        "The error that `[statuses.N]` names can be built from the catalog alone."
        "When a framework rejects a request, no source error and no Rust value are available to build the error.";
    STATUS_VALUE = Error "status-value"
        "`with` gives a value for every required field of the error that `[statuses.N]` names."
        "When a framework rejects a request, only the catalog can supply values for the fields of the error.";
    BAD_VALUE = Error "bad-value"
        "A value in `with` has the type of its field."
        "The value becomes Rust code. A value of a different type would not compile.";
    TOO_LARGE = Error "too-large"
        "A catalog stays within the limits of the format."
        "The limits bound the compile time, the size of the generated code and the size of responses. The limits are \
         far above what a catalog needs.";
    LOCALE_SLOTS = Error "locale-slots"
        "A translation uses the same slots as the original."
        "A translation that lacks a slot hides a value from its readers. A slot that only the translation contains \
         might have no value.";
}
