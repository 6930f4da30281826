//! Lints, which report what a catalog may do but should not do.

super::define_rules! {
    Lint:

    UNUSED_DETAILS = Warning "unused-details"
        "The details of an error should appear in the body."
        "If the body does not contain the slot `details`, clients never receive the details.";
    LOCALE_INCOMPLETE = Warning "locale-incomplete"
        "A locale should translate every error."
        "A user of an incomplete locale sees some messages in a different language.";
    CODE_STYLE = Warning "code-style"
        "A code should follow the catalog's `code-style`."
        "If all codes have the same style, a developer who knows one code can guess how other codes are written.";
    INDISTINGUISHABLE_ERRORS = Warning "indistinguishable-errors"
        "A client should be able to tell any two errors apart."
        "A client cannot handle two errors differently if both errors send the same response.";
    MISLEADING_STATUS = Warning "misleading-status"
        "An error should have the status that its name suggests."
        "Clients, proxies and dashboards act on the status before they look at the code. If an error `not_found` has \
         status 400, a client does not see that a resource is missing.";
    LIST_OF_ONE = Warning "list-of-one"
        "A list of statuses should have at least two elements."
        "The application chooses one of the listed statuses. With a single status, there is nothing to choose, and the \
         constructor takes no status.";
    REDUNDANT_FORMAT = Warning "redundant-format"
        "A slot should not have a format that changes nothing."
        "A response contains a duration as a number of seconds, with or without the format `seconds`. If a catalog \
         uses both spellings, a reader looks for a difference.";
    SPELLED_OUT_FORMAT = Warning "spelled-out-format"
        "A catalog should select a format by its name, if the format has a name."
        "The name of a preset or of a shape says at once which format the responses have. A reader has to compare a \
         template with the format member by member.";
    MISSING_CHALLENGE = Warning "missing-challenge"
        "An error with status 401 or 407 should have a header that says how to authenticate."
        "With status 401, HTTP requires the header `WWW-Authenticate`. With status 407, HTTP requires the header \
         `Proxy-Authenticate` (RFC 9110, sections 15.5.2 and 15.5.8). Without the required header, a client does not \
         know which credentials to send.";
    MISSING_ALLOW = Warning "missing-allow"
        "An error with status 405 should have the header `Allow`."
        "HTTP requires the header `Allow` with status 405 (RFC 9110, section 15.5.6). Without `Allow`, a client does \
         not know which methods the resource supports.";
    MISSING_RETRY_AFTER = Warning "missing-retry-after"
        "An error with status 429 or 503 should tell clients when to retry."
        "If clients have to guess when to retry, they retry too early and all at once. The server then stays \
         overloaded.";
    INCOMPLETE_ERROR_INFO = Warning "incomplete-error-info"
        "With the preset `google`, every error should have the reason and the domain that AIP-193 requires."
        "A client of a Google-style API identifies an error by the `reason` and the `domain` in `ErrorInfo`.";
    SERVER_ERROR_DETAIL = Warning "server-error-detail"
        "If the status is 5xx, the message should not contain the value of a field, and the response should not \
         contain the text of a rejection."
        "Clients do not need the internals of a server, but attackers can use these internals.";
    CATCH_ALL_STATUS = Warning "catch-all-status"
        "An error with `rust.from-any` should have a status from 500 to 599."
        "The error is sent for every error that the application did not expect, so the request is not to blame. A 4xx \
         status tells the client to change a request that may be valid.";
    REPEATED_TITLE = Warning "repeated-title"
        "The title of an error should differ from the error's message."
        "A title names the kind of error, and a message describes one occurrence. If the title and the message are the \
         same, one of the two is redundant.";
    INCONSISTENT_ENDING = Warning "inconsistent-ending"
        "One-sentence messages should either all end with a full stop, or all end without a full stop."
        "Messages appear next to each other in logs and on screens, where inconsistent endings look careless.";
    UNCATEGORIZED_ERROR = Warning "uncategorized-error"
        "If most errors have a category, every error should have a category."
        "Categories are the chapters of the documentation. An error without a category is easily overlooked.";
    BARE_DEPRECATION = Warning "bare-deprecation"
        "A deprecated error should name its replacement or have a note."
        "A developer who sees the deprecation needs to know what to do instead.";
    MISSING_GUIDANCE = Allowed "missing-guidance"
        "An error with a 4xx status should have `causes` or `solutions`."
        "A 4xx status means that the client made a mistake, which the developer of the client has to find and correct.";
    UNNAMED_REJECTION = Allowed "unnamed-rejection"
        "If every response has a code, the catalog should name an error for each status with which frameworks reject \
         requests."
        "If the catalog names no error for a rejected request, the code in the response is the reason phrase of the \
         status. Clients do not find this code in the catalog.";
    UNSTRUCTURED_SLOT = Allowed "unstructured-slot"
        "If a message contains the value of a field, the body should also contain this value in another member."
        "To get the value, a client has to parse the message, and the wording of a message may change (AIP-193).";
}
