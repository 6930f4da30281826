//! Rules for single keys and values.

super::define_rules! {
    Hard:

    UNKNOWN_KEY = Error "unknown-key"
        "Every key is defined by the format."
        "A mistyped key would be ignored, and its default would apply without notice.";
    MISSING_KEY = Error "missing-key"
        "Every required key is present."
        "An error without a status or a message has no response to send.";
    WRONG_TYPE = Error "wrong-type"
        "A value has the TOML type that its key requires."
        "A value is never converted silently: the text `\"404\"` and the number `404` are different values.";
    UNKNOWN_VALUE = Error "unknown-value"
        "A key that takes a fixed set of values has one of them."
        "A mistyped value has no meaning, and a default in its place would hide the mistake.";
    CONFLICTING_KEYS = Error "conflicting-keys"
        "Keys that exclude each other are not used together."
        "One of the two would have to be ignored, and a reader could not tell which.";
    UNKNOWN_LINT = Error "unknown-lint"
        "Every name in `[lints]` is a lint."
        "A mistyped lint would be neither allowed nor denied. A hard rule cannot be turned off.";
    UNKNOWN_PRESET = Error "unknown-preset"
        "A preset is one of the existing presets."
        "Without the preset there is no body to send.";
    NOT_YET = Error "not-yet"
        "A catalog uses only what this version supports."
        "The key is reserved for a later version. Ignoring it would give a catalog that does less than it says.";
    BAD_STATUS = Error "bad-status"
        "The HTTP status of an error is between 400 and 599."
        "Clients, proxies and caches treat any other status as a success, a redirect or an unfinished exchange.";
    BAD_VERSION = Error "bad-version"
        "A version is a semantic version."
        "`diff`, `release` and `check` compare versions to decide which changes are allowed.";
    BAD_NAME = Error "bad-name"
        "A name can become an identifier."
        "The name becomes a Rust identifier, so it starts with a letter and consists of ASCII letters, digits, `_` and \
         `-`.";
    RESERVED_NAME = Error "reserved-name"
        "A name does not clash with a built-in one."
        "Generated code has methods, and templates have slots, with that name already. One would hide the other.";
    BAD_CODE = Error "bad-code"
        "A code is visible ASCII, without quotation marks and backslashes."
        "Codes appear in JSON, headers, URLs and logs, and people type them. Spaces and quotation marks break some of \
         these.";
    BAD_NUMBER = Error "bad-number"
        "A number is in the range that its key allows."
        "A value outside the range does not fit the type in the generated code.";
    BAD_TYPE = Error "bad-type"
        "A field has one of the types that the format defines."
        "The type decides the Rust type, the JSON that is sent and what `client` reads.";
    BAD_RUST_TYPE = Error "bad-rust-type"
        "A Rust type is given as a path."
        "The path is copied into generated code, where references, lifetimes and other expressions have no meaning.";
    BAD_URL = Error "bad-url"
        "A URL template makes a valid URL."
        "The URL is sent to clients and linked in the documentation. A link that is not a URL leads nowhere.";
    BAD_MEDIA_TYPE = Error "bad-media-type"
        "A content type is a media type."
        "It is sent as the header `Content-Type`. Clients refuse to parse a body whose type they cannot read.";
    BAD_LANGUAGE = Error "bad-language"
        "The name of a locale is a language tag."
        "Clients ask for a language by its BCP 47 tag, so a locale with any other name is never found.";
    NOT_ONE_LINE = Error "not-one-line"
        "Titles, descriptions and codes are on one line."
        "They are used in headings, tables and log lines, which a line break would end.";
}
