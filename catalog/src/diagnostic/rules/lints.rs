//! Lints: what a catalog may do, but should not do.

super::define_rules! {
    Lint:

    UNUSED_DETAILS = Warning "unused-details"
        "Details appear in the body."
        "The body has no place for `details`, so clients never receive them.";
    LOCALE_INCOMPLETE = Warning "locale-incomplete"
        "A locale translates every error."
        "A reader who chose the locale sees some messages in another language.";
    CODE_STYLE = Warning "code-style"
        "A code follows the catalog's `code-style`."
        "A client developer who knows one code can guess how the others are written.";
    INDISTINGUISHABLE_ERRORS = Warning "indistinguishable-errors"
        "A client can tell any two errors apart."
        "Two errors with the same response are one error to a client: it cannot handle them differently.";
    MISLEADING_STATUS = Warning "misleading-status"
        "An error has the status that its name suggests."
        "Clients, proxies and dashboards act on the status before they look at the code. A `not_found` that is sent as \
         400 is not treated as missing.";
    MISSING_CHALLENGE = Warning "missing-challenge"
        "An error with status 401 or 407 has a header that says how to authenticate."
        "HTTP requires `WWW-Authenticate` or `Proxy-Authenticate` (RFC 9110, sections 15.5.2 and 15.5.8). Without it a \
         client does not know which credentials to send.";
    MISSING_ALLOW = Warning "missing-allow"
        "An error with status 405 has the header `Allow`."
        "HTTP requires it (RFC 9110, section 15.5.6). Without it a client does not know which methods would work.";
    MISSING_RETRY_AFTER = Warning "missing-retry-after"
        "An error with status 429 or 503 says when to retry."
        "Clients that have to guess retry too early, all at once, and keep an overloaded server overloaded.";
    INCOMPLETE_ERROR_INFO = Warning "incomplete-error-info"
        "With the preset `google`, every error has the reason and domain that AIP-193 requires."
        "Clients of Google-style APIs identify an error by `reason` and `domain` in its `ErrorInfo`.";
    SERVER_ERROR_DETAIL = Warning "server-error-detail"
        "The message of an error with a 5xx status shows no field."
        "A client cannot act on the internals of a server fault, but an attacker can.";
    REPEATED_TITLE = Warning "repeated-title"
        "A title says something other than the message."
        "A title names the kind of error, and a message describes this occurrence. If both are the same, one is wasted.";
    INCONSISTENT_ENDING = Warning "inconsistent-ending"
        "Either all one-sentence messages end with a full stop, or none does."
        "Messages appear next to each other in logs and on screens, where the difference looks careless.";
    UNCATEGORIZED_ERROR = Warning "uncategorized-error"
        "If most errors have a category, all have one."
        "Categories are the chapters of the documentation. An error without one is easily overlooked.";
    BARE_DEPRECATION = Warning "bare-deprecation"
        "A deprecated error says why, or what replaces it."
        "A developer who sees the deprecation has to know what to do instead.";
    MISSING_GUIDANCE = Allowed "missing-guidance"
        "An error with a 4xx status has causes or solutions."
        "The client made a mistake. Its developer has to find out which, and what to do about it.";
    UNSTRUCTURED_SLOT = Allowed "unstructured-slot"
        "Every field that a message shows is also in the structured part of the body."
        "A client that needs the value would have to parse the message, whose wording may change (AIP-193).";
}
