//! Response headers.

super::define_rules! {
    Hard:

    BAD_HEADER_NAME = Error "bad-header-name"
        "A header must have a valid name that is not reserved for the server."
        "HTTP libraries reject invalid header names. The server itself sets headers such as `Content-Length`.";
    BAD_HEADER_VALUE = Error "bad-header-value"
        "A header value must consist of visible ASCII characters and spaces, and must not begin or end with a space."
        "HTTP defines no encoding for characters other than visible ASCII characters and spaces. Some clients \
         misinterpret such characters, and some clients reject the response.";
    HEADER_GRAMMAR = Error "header-grammar"
        "The value of a standard header must follow the grammar of this header."
        "Many clients ignore a `Retry-After`, `WWW-Authenticate`, `Allow`, `Link` or `RateLimit` header that breaks \
         its grammar. Such a mistake easily stays unnoticed.";
    HEADER_SPLIT = Error "header-split"
        "A header value must not contain a line break."
        "A line break would end the header. The text after the line break would become another header or part of the \
         body. Attackers use line breaks to inject headers (response splitting).";
}
