//! Several catalogs that are checked together.

super::define_rules! {
    Hard:

    SAME_CATALOG_NAME = Error "same-catalog-name"
        "Catalogs that are checked together must have different names."
        "The name of a catalog, such as the `domain` of a Google API, shows which catalog a code belongs to. If two \
         catalogs had the same name, clients, logs and dashboards would mix up the codes of the two catalogs."
        ["errors.toml" "other/errors.toml"] -> ["other/errors.toml"];
    SAME_DOCS_URL = Error "same-docs-url"
        "If errors of different catalogs have the same documentation URL, the errors must have the same meaning."
        "Clients and people identify an error by its URL, such as the `type` of an RFC 9457 problem. A URL with two \
         meanings would lead to the documentation of the wrong error."
        ["errors.toml" "other/errors.toml"] -> ["other/errors.toml"];
}
