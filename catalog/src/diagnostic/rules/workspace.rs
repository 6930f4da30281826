//! Several catalogs that are checked together.

super::define_rules! {
    Hard:

    SAME_CATALOG_NAME = Error "same-catalog-name"
        "Catalogs that are checked together have different names."
        "The name says which catalog a code belongs to, such as the `domain` of a Google API. Clients, logs and dashboards \
         could not tell the codes of two catalogs with the same name apart."
        ["errors.toml" "other/errors.toml"] -> ["other/errors.toml"];
    SAME_DOCS_URL = Error "same-docs-url"
        "Errors of different catalogs that have the same documentation URL have the same meaning."
        "Clients and people identify an error by its URL, such as the `type` of an RFC 9457 problem. One code or number \
         with two meanings would lead them to the documentation of the wrong error."
        ["errors.toml" "other/errors.toml"] -> ["other/errors.toml"];
}
