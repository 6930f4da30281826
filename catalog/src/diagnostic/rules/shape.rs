//! Rules for single keys and values.

super::define_rules! {
    Hard:

    UNKNOWN_KEY = Error "unknown-key"
        "Every key is defined by the format."
        "A mistyped key would be ignored, and the default of the intended key would silently apply.";
    MISSING_KEY = Error "missing-key"
        "Every required key is present."
        "An error without a status or a message has no response to send.";
    WRONG_TYPE = Error "wrong-type"
        "A value has the TOML type that its key requires."
        "A value is never converted silently: the text `\"404\"` and the number `404` are different values.";
    EMPTY_TEXT = Error "empty-text"
        "A text for readers is not empty."
        "A client would show an empty message, and the documentation an empty heading. A key without a text is \
         omitted.";
    UNKNOWN_VALUE = Error "unknown-value"
        "A key that takes a fixed set of values has a value from this set."
        "A mistyped value has no meaning, and a default in its place would hide the mistake.";
    CONFLICTING_KEYS = Error "conflicting-keys"
        "Keys that exclude each other are not used together."
        "One of the two keys would have to be ignored, and a reader could not tell which key.";
    UNKNOWN_LINT = Error "unknown-lint"
        "Every key in `[lints]` is the name of a lint."
        "With a mistyped name, the level of the intended lint would not change. The level of a hard rule cannot be \
         changed.";
    UNKNOWN_PRESET = Error "unknown-preset"
        "The key `preset` names an existing preset."
        "The preset defines the body of every response. A preset that does not exist defines no body.";
    NOT_YET = Error "not-yet"
        "A catalog uses only keys that this version of error-catalog supports."
        "The key is reserved for a later version. If this version ignored the key, the catalog would do \
         less than it says.";
    BAD_STATUS = Error "bad-status"
        "The HTTP status of an error is between 400 and 599."
        "Clients, proxies and caches treat any other status as a success, a redirect or an unfinished exchange.";
    BAD_VERSION = Error "bad-version"
        "A version is a semantic version, such as `1.4.0`."
        "`diff`, `release` and `check` compare versions to decide which changes are allowed.";
    BAD_NAME = Error "bad-name"
        "A name can become a Rust identifier."
        "The name becomes a Rust identifier, so it starts with a letter and consists of ASCII letters, digits, `_` and \
         `-`.";
    RESERVED_NAME = Error "reserved-name"
        "A name does not clash with a built-in name."
        "Built-in names are the names of methods in generated code and of slots in templates. A field or constructor \
         with the same name would hide the method or the slot.";
    BAD_CODE = Error "bad-code"
        "A code consists of visible ASCII characters, without quotation marks and backslashes."
        "Codes appear in JSON, headers, URLs and logs, and people type them. Spaces and quotation marks would \
         cause errors in some of these places.";
    BAD_NUMBER = Error "bad-number"
        "A number is in the range that its key allows."
        "A value outside the range does not fit the type in the generated code.";
    BAD_TYPE = Error "bad-type"
        "A field has one of the types that the format defines."
        "The type of a field determines its Rust type, the JSON that a server sends and the JSON that a client reads.";
    BAD_RUST_TYPE = Error "bad-rust-type"
        "A Rust type is written as a path."
        "The path is copied into generated code, where references, lifetimes and other expressions have no meaning.";
    BAD_URL = Error "bad-url"
        "A URL template produces valid URLs."
        "Clients receive the URL, and the documentation links to it. An invalid URL would be a broken link.";
    BAD_MEDIA_TYPE = Error "bad-media-type"
        "The value of `content-type` is a media type."
        "The value is sent in the header `Content-Type`. Clients do not parse a body if its media type is invalid.";
    BAD_LANGUAGE = Error "bad-language"
        "The name of a locale is a language tag."
        "Clients ask for a language by its BCP 47 tag, so a locale with any other name is never found.";
    NOT_ONE_LINE = Error "not-one-line"
        "Titles, descriptions and codes contain no line break."
        "These texts appear in headings, tables and log lines. A line break would end the heading, table or log line \
         early.";
}
