//! Response headers.

super::define_rules! {
    Hard:

    BAD_HEADER_NAME = Error "bad-header-name"
        "A header has a valid name, and catalogs are allowed to set this header."
        "HTTP libraries reject invalid names. The server itself sets headers such as `Content-Length`.";
    BAD_HEADER_VALUE = Error "bad-header-value"
        "A header value consists of visible ASCII characters, with spaces only between them."
        "HTTP defines no encoding for other characters, so clients interpret them in different ways or reject the \
         response.";
    HEADER_GRAMMAR = Error "header-grammar"
        "The value of a standard header follows the grammar of this header."
        "Clients ignore a `Retry-After`, `WWW-Authenticate`, `Allow`, `Link` or `RateLimit` header that they cannot \
         parse. The mistake would stay unnoticed.";
    HEADER_SPLIT = Error "header-split"
        "A header value contains no line break."
        "A line break ends the header, and the rest becomes a separate header or a body. Attackers use line breaks \
         to inject headers (response splitting).";
}
