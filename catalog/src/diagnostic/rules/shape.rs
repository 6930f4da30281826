//! Rules for single keys and values.

super::define_rules! {
    Hard:

    UNKNOWN_KEY = Error "unknown-key"
        "A catalog must contain only keys that the format defines."
        "If a mistyped key were ignored, the default of the intended key would silently apply.";
    MISSING_KEY = Error "missing-key"
        "Every required key must be present."
        "For example, an error cannot be sent if the status or the message is missing.";
    WRONG_TYPE = Error "wrong-type"
        "A value must have the TOML type that its key requires."
        "error-catalog never converts a value silently: the string `\"404\"` and the number `404` are different \
         values.";
    EMPTY_TEXT = Error "empty-text"
        "Text for readers must not be empty."
        "An empty message or heading tells a reader nothing. Text that contains only white space or invisible \
         characters also looks empty. To leave out a text, leave out the key.";
    UNKNOWN_VALUE = Error "unknown-value"
        "If a key accepts only a fixed set of values, its value must be in this set."
        "If a mistyped value were replaced with a default, nobody would notice the mistake.";
    CONFLICTING_KEYS = Error "conflicting-keys"
        "Keys that exclude each other must not be used together."
        "If error-catalog ignored one of two conflicting keys, a reader of the catalog could not tell which key \
         applies.";
    UNKNOWN_LINT = Error "unknown-lint"
        "Every key in `[lints]` must be the name of a lint."
        "If a mistyped name were ignored, the level of the intended lint would not change. The level of a hard rule \
         cannot be changed.";
    UNKNOWN_PRESET = Error "unknown-preset"
        "The value of `preset` must be the name of an existing preset."
        "The preset defines the body of every response, so with an unknown preset, responses would have no body.";
    NOT_YET = Error "not-yet"
        "A catalog must use only keys that this version of error-catalog supports."
        "Some keys are reserved for a later version of error-catalog. If a reserved key were ignored, the key would \
         silently have no effect.";
    BAD_STATUS = Error "bad-status"
        "The HTTP status of an error must be between 400 and 599. A list contains each status once. A status that is sent \
         instead can also be a 2xx status, except 204 and 205."
        "Clients, proxies and caches treat only responses with a 4xx or 5xx status as errors. The application chooses \
         one of the listed statuses. A response with the status 204 or 205 has no body.";
    BAD_VERSION = Error "bad-version"
        "A version must be a semantic version, such as `1.4.0`."
        "The commands `check`, `diff` and `release` compare versions to decide which changes are allowed.";
    BAD_NAME = Error "bad-name"
        "A name must be convertible to a Rust identifier."
        "Names become Rust identifiers in the generated code. A name starts with a letter and consists of ASCII \
         letters, digits, `_` and `-`.";
    RESERVED_NAME = Error "reserved-name"
        "A name must not clash with a built-in name."
        "A field with the name of a built-in slot would hide the slot. A constructor with the name of a built-in \
         method would hide the method.";
    BAD_CODE = Error "bad-code"
        "A code must consist of printable characters, at most 128 of them, without white space at an end."
        "Clients compare codes, and people copy codes from logs. A character that no reader can see would make a code \
         that looks like another code.";
    BAD_NUMBER = Error "bad-number"
        "A number must be in the range that its key allows."
        "A number outside the range does not fit the Rust type in the generated code.";
    BAD_TYPE = Error "bad-type"
        "A field must have one of the types that the format defines."
        "The type of a field determines the field's Rust type and its representation in JSON.";
    BAD_ONE_OF = Error "bad-one-of"
        "The values of `one-of` must be different strings that can become the variants of a Rust enum."
        "Each value becomes a variant, such as `TooLong` for `too_long`. An enum cannot have two variants with the \
         same name.";
    BAD_RUST_TYPE = Error "bad-rust-type"
        "A Rust type must be written as a path, such as `crate::UserId`."
        "The path is copied into the generated code, where any other expression, such as a reference, would not \
         compile.";
    BAD_RUST_CFG = Error "bad-rust-cfg"
        "A condition must be valid inside of Rust's `#[cfg(…)]`, such as `feature = \"db\"`."
        "The condition becomes part of the generated code. An invalid condition would be a compile error in code that \
         nobody wrote.";
    BAD_URL = Error "bad-url"
        "A URL template must produce valid URLs."
        "Clients receive the URL, and the documentation contains the URL as a link. An invalid URL would be a broken \
         link.";
    BAD_MEDIA_TYPE = Error "bad-media-type"
        "The value of `content-type` must be a media type."
        "The server sends the media type in the header `Content-Type`. Clients do not parse a body if its media type \
         is invalid.";
    BAD_LANGUAGE = Error "bad-language"
        "The name of a locale must be a language tag."
        "Clients ask for a language by its BCP 47 tag, so a locale with any other name would never be found.";
    NOT_ONE_LINE = Error "not-one-line"
        "Titles, descriptions and codes must not contain line breaks."
        "Titles, descriptions and codes appear in headings, tables and log lines, and a line break would cut the text \
         off.";
}
