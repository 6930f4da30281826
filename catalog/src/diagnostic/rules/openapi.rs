//! OpenAPI descriptions that are compared with a catalog.

super::define_rules! {
    {
        Hard:

        OPENAPI_SYNTAX = Error "openapi-syntax"
            "An OpenAPI description must be a valid description of OpenAPI 3, in JSON or YAML."
            "A description that cannot be read documents no error. If `check` skipped such a description, the run would \
             look successful."
            ["errors.toml" "openapi.yaml"] -> ["openapi.yaml"];
        OPENAPI_REFERENCE = Error "openapi-reference"
            "A `$ref` in a documented error response must lead to a part of a file that exists."
            "The errors behind a broken reference are not documented. The usual cause is that a generated component \
             has a new name, because the key of its error changed."
            ["errors.toml" "openapi.yaml"] -> ["openapi.yaml"];
    }
    {
        Lint:

        UNDOCUMENTED_CODE = Warning "undocumented-code"
            "An OpenAPI description should document every code of the catalog."
            "A developer who reads the description does not learn that the API can send the code. A generated client \
             does not know the code either."
            ["errors.toml" "openapi.yaml"] -> ["openapi.yaml"];
        UNREAD_DOCUMENTATION = Warning "unread-documentation"
            "The documentation of a code should be where `check` reads it."
            "`check` does not access the network, so it cannot tell whether the schema or the response behind a URL \
             documents a code. It reports such a place only if no other place documents the code."
            ["errors.toml" "openapi.yaml"] -> ["openapi.yaml"];
        DOCUMENTED_CODE_UNKNOWN = Warning "documented-code-unknown"
            "A code that an OpenAPI description documents should be in the catalog."
            "A developer writes code for an error that the API never sends. The usual causes are a spelling mistake, and \
             a code that was renamed or removed."
            ["errors.toml" "openapi.yaml"] -> ["openapi.yaml"];
        DOCUMENTED_STATUS_DIFFERS = Warning "documented-status-differs"
            "An OpenAPI description should document a code under a status with which the code is sent."
            "Clients that are generated from the description look for the error only in responses with the documented \
             status."
            ["errors.toml" "openapi.yaml"] -> ["openapi.yaml"];
    }
}
