//! Response headers.

super::define_rules! {
    Hard:

    BAD_HEADER_NAME = Error "bad-header-name"
        "A header has a valid name, and is one that a catalog may set."
        "HTTP libraries refuse other names. Headers such as `Content-Length` belong to the server.";
    BAD_HEADER_VALUE = Error "bad-header-value"
        "A header value consists of visible ASCII and inner spaces."
        "HTTP has no encoding for anything else: clients read other bytes in different ways, or refuse the response.";
    HEADER_SPLIT = Error "header-split"
        "A header value contains no line break."
        "A line break ends the header, and the rest becomes a separate header or a body. Attackers use this to inject \
         headers (response splitting).";
}
