//! Rules for the catalog as a whole: names that clash, and references.

super::define_rules! {
    Hard:

    DUPLICATE_KEY = Error "duplicate-key"
        "A key is used once across all files."
        "Only one of the two definitions could apply, and which one would depend on the order of the files."
        ["errors.toml" "users.toml"] -> ["users.toml"];
    DUPLICATE_CODE = Error "duplicate-code"
        "A code or alias belongs to one error."
        "A client that receives the code could not tell which error it is.";
    DUPLICATE_NUMBER = Error "duplicate-number"
        "A number belongs to one error."
        "A client or a support team that knows the number could not tell which error it is.";
    DUPLICATE_VARIANT = Error "duplicate-variant"
        "Different keys become different Rust names."
        "An enum cannot have two variants with the same name.";
    RETIRED_CODE = Error "retired-code"
        "A retired code is not used again."
        "Clients in the field still give the code its old meaning, and would handle the new error as the old one.";
    RETIRED_NUMBER = Error "retired-number"
        "A retired number is not used again."
        "Clients and support articles still give the number its old meaning.";
    UNKNOWN_CATEGORY = Error "unknown-category"
        "Every category is declared."
        "A mistyped category would become a second category that contains one error.";
    UNKNOWN_ERROR = Error "unknown-error"
        "A reference names an existing error."
        "A translation, a replacement or a status that refers to a missing error has no effect.";
    DUPLICATE_SOURCE = Error "duplicate-source"
        "A Rust type converts into one error only."
        "`?` calls `From`, and Rust allows one implementation for each pair of types.";
    FIELD_BESIDE_FROM = Error "field-beside-from"
        "An error with `rust.from` has only optional fields."
        "`?` has only the source to build the error from, so a required field would have no value.";
    USELESS_ALIAS = Error "useless-alias"
        "An alias is a code that differs from the error's own and is listed once."
        "An alias keeps an earlier code readable. One that repeats the current code is most likely a mistake.";
    STATUS_MISMATCH = Error "status-mismatch"
        "The error that `[statuses.N]` names has status N."
        "A request that the framework refuses with one status would be answered with another.";
    NOT_FOR_STATUS = Error "not-for-status"
        "The error that `[statuses.N]` names can be built from the catalog alone."
        "When a framework refuses a request, there is no source error and no Rust value to build the error from.";
    STATUS_VALUE = Error "status-value"
        "`with` gives a value for every required field of the error that `[statuses.N]` names."
        "When a framework refuses a request, only the catalog can supply these values.";
    BAD_VALUE = Error "bad-value"
        "A value in `with` has the type of its field."
        "The value becomes Rust code. A value of another type would not compile.";
    TOO_LARGE = Error "too-large"
        "A catalog stays within the limits of the format."
        "The limits keep the compile time, the generated code and the response to a bounded size. They are far above \
         what a catalog needs.";
    LOCALE_SLOTS = Error "locale-slots"
        "A translation uses the same slots as the original."
        "A translation that lacks a slot hides a value from some readers. A slot that it adds might have no value.";
}
