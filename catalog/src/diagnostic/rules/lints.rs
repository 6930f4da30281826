//! Lints, which report what a catalog may do but should not do.

super::define_rules! {
    Lint:

    UNUSED_DETAILS = Warning "unused-details"
        "The details of an error appear in the body."
        "The body has no place for `details`, so clients never receive them.";
    LOCALE_INCOMPLETE = Warning "locale-incomplete"
        "A locale translates every error."
        "A user who selects the locale sees some messages in a different language.";
    CODE_STYLE = Warning "code-style"
        "A code follows the catalog's `code-style`."
        "A client developer who knows one code can guess how the other codes are written.";
    INDISTINGUISHABLE_ERRORS = Warning "indistinguishable-errors"
        "A client can tell any two errors apart."
        "A client cannot handle two errors differently if both have the same response.";
    MISLEADING_STATUS = Warning "misleading-status"
        "An error has the status that its name suggests."
        "Clients, proxies and dashboards act on the status before they look at the code. A client does not recognize \
         an error `not_found` with status 400 as a missing resource.";
    MISSING_CHALLENGE = Warning "missing-challenge"
        "An error with status 401 or 407 has a header that says how to authenticate."
        "HTTP requires `WWW-Authenticate` or `Proxy-Authenticate` (RFC 9110, sections 15.5.2 and 15.5.8). Without this \
         header, a client does not know which credentials to send.";
    MISSING_ALLOW = Warning "missing-allow"
        "An error with status 405 has the header `Allow`."
        "HTTP requires `Allow` (RFC 9110, section 15.5.6). Without this header, a client does not know which methods \
         the resource supports.";
    MISSING_RETRY_AFTER = Warning "missing-retry-after"
        "An error with status 429 or 503 tells clients when to retry."
        "If clients have to guess, they retry too early and all at once, and the server stays overloaded.";
    INCOMPLETE_ERROR_INFO = Warning "incomplete-error-info"
        "With the preset `google`, every error has the reason and domain that AIP-193 requires."
        "Clients of Google-style APIs identify an error by `reason` and `domain` in its `ErrorInfo`.";
    SERVER_ERROR_DETAIL = Warning "server-error-detail"
        "The message of an error with a 5xx status does not show the value of a field."
        "A client cannot act on the internals of a server fault, but an attacker can.";
    REPEATED_TITLE = Warning "repeated-title"
        "The title of an error differs from its message."
        "A title names the kind of error, and a message describes this occurrence. If \
         title and message are the same, one of them is redundant.";
    INCONSISTENT_ENDING = Warning "inconsistent-ending"
        "If most one-sentence messages end the same way, with or without a full stop, every such message does."
        "Messages appear next to each other in logs and on screens, where inconsistent endings look careless.";
    UNCATEGORIZED_ERROR = Warning "uncategorized-error"
        "If most errors have a category, every error has a category."
        "Categories are the chapters of the documentation. An error without a category is easily overlooked.";
    BARE_DEPRECATION = Warning "bare-deprecation"
        "A deprecated error has a note about the reason, or names the error that replaces it."
        "A developer who sees the deprecation needs to know what to do instead.";
    MISSING_GUIDANCE = Allowed "missing-guidance"
        "An error with a 4xx status has `causes` or `solutions`."
        "A 4xx status means that the client made a mistake. The client's developer needs to find and correct this \
         mistake.";
    UNSTRUCTURED_SLOT = Allowed "unstructured-slot"
        "Every field that a message shows is also in the structured part of the body."
        "A client that needs the value would have to parse the message, whose wording may change (AIP-193).";
}
