//! URLs of documentation that move from one key to another.

use super::Row;

/// A body with the URL of the documentation.
macro_rules! shows {
    ($text:literal) => {
        concat!("wire.body.'type?' = '{docs_url}'\n", $text)
    };
}

pub(super) const ROWS: &[Row] = &[
    (
        "another URL for one error, and no URL for the other",
        "catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a' }",
        "errors.a = { status = 404, message = 'a', docs-url = 'https://y.example/{code}' }",
        &["patch docs-url-changed", "patch docs-url-changed a"],
    ),
    (
        "another template for the same URLs",
        shows!("catalog.docs-url = 'https://x.example/{code}'\nwire.body.'group?' = '{category}'"),
        shows!("catalog.docs-url = 'https://x.example/OTHER'\nwire.body.'group?' = '{category}'"),
        &[],
    ),
    (
        "a template, where one error keeps its URL",
        shows!("errors.a = { status = 404, message = 'a', docs-url = 'https://x.example/{code}' }"),
        shows!("catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a' }"),
        &["minor docs-url-changed"],
    ),
    (
        "a template that needs a number, which the errors do not have",
        shows!("catalog.docs-url = 'https://x.example/{code}'"),
        shows!("catalog.docs-url = 'https://x.example/{number}'"),
        &["major docs-url-changed"],
    ),
    (
        "a new code, which the URL contains",
        shows!("catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a' }"),
        shows!(
            "catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a', code = 'A', aliases = ['a'] }"
        ),
        &["major code-renamed-with-alias A"],
    ),
    (
        "a new code, and the old URL",
        shows!("catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a' }"),
        shows!(
            "catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a', code = 'A', aliases = ['a'], docs-url = 'https://x.example/a' }"
        ),
        &["major code-renamed-with-alias A"],
    ),
    (
        "another URL for one error, said by the error",
        "catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a', code = false }\nwire.body.'group?' = '{category}'",
        "catalog.docs-url = 'https://x.example/{code}'\nerrors.a = { status = 404, message = 'a', code = false, docs-url = 'https://y.example' }\nwire.body.'group?' = '{category}'",
        &["patch docs-url-changed a"],
    ),
];
