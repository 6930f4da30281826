//! What a client reads is what was written: for each catalog of this repository, each documented example, and values
//! that try to break out of their place.

#![allow(clippy::panic, clippy::unwrap_used, reason = "for tests alone")]

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, fs};

use error_catalog::{CatalogError, Context, Json, Received};
use error_catalog_contracts::{each_contract, values};
use error_catalog_model::{Catalog, Error as Entry};
use fastrand::Rng;

/// Checks each catalog in `$path`, in a separate test. The client reads no typed error from the examples of the
/// errors in `$untyped`: an internal field of the error is required, or the response does not contain a field.
macro_rules! catalogs {
    ($($name:ident: $path:literal $(, except $untyped:literal)*;)*) => {$(
        mod $name {
            #[error_catalog::error_catalog($path)]
            pub(crate) mod errors {}
        }

        #[test]
        fn $name() {
            use $name::errors::{Code, Error};
            check::<Error>($path, Code::ALL, &[$($untyped),*]);
        }
    )*};
}

catalogs! {
    lumoauth: "../../examples/lumoauth/errors.toml";
    lomi: "../../examples/lomi/errors.toml";
    admin: "../../examples/admin/errors.toml";
    voyager: "../../examples/voyager/errors.toml";
    rfc9457: "../fixtures/client/rfc9457.toml", except "hidden";
    json_api: "../fixtures/client/json-api.toml", except "hidden";
    google: "../fixtures/client/google.toml", except "hidden";
    oauth2: "../fixtures/client/oauth2.toml", except "values", except "invalid", except "hidden";
    graphql: "../fixtures/client/graphql.toml", except "hidden";
    fastapi: "../fixtures/client/fastapi.toml", except "numbers", except "texts", except "values", except "hidden",
        except "vague";
    aspnet: "../fixtures/client/aspnet.toml", except "hidden";
    kubernetes: "../fixtures/client/kubernetes.toml", except "values", except "hidden";
    matrix: "../fixtures/client/matrix.toml", except "values", except "invalid", except "hidden";
    github: "../fixtures/client/github.toml", except "values", except "hidden";
    stripe: "../fixtures/client/stripe.toml", except "values", except "invalid", except "hidden";
    details: "../fixtures/details.toml";
    hostile: "../fixtures/hostile.toml";
    hundred: "../fixtures/hundred.toml";
    elements: "../fixtures/violations/elements.toml";
    located: "../fixtures/located.toml";
    logs: "../fixtures/logs.toml";
    keywords: "../fixtures/keywords.toml", except "upstream_error";
    null: "../fixtures/null.toml";
    smallest: "../fixtures/smallest.toml";
    statuses: "../fixtures/statuses.toml", except "upstream";
    status_values: "../fixtures/status_values.toml", except "nothing";
    status_rows: "../fixtures/status_rows.toml";
    frameworks: "../frameworks/errors.toml", except "order_not_found", except "payment_failed";
    repeated: "../fixtures/violations/repeated.toml";
    readme: "../readme/errors.toml";
}

#[test]
fn contracts() {
    each_contract!(|folder, errors, cases| {
        let _ = cases;
        check::<errors::Error>(&format!("{folder}/errors.toml"), errors::Code::ALL, &[]);
    });
}

fn check<E: CatalogError>(path: &str, codes: &[E::Code], untyped: &[&str]) {
    let (folder, file) = path.rsplit_once('/').unwrap();
    let (catalog, report) = Catalog::parse(file, &files(folder));
    let catalog = catalog.unwrap_or_else(|| panic!("{path}: {:?}", report.diagnostics));
    assert_eq!(catalog.errors.len(), codes.len(), "{path}");
    let random = &mut Rng::with_seed(1);
    let mut absent = Vec::new();
    for (entry, code) in catalog.errors.iter().zip(codes) {
        if E::example(*code).is_none_or(|example| !comes_back(&example, path)) {
            absent.push(entry.key.as_str());
        }
        for _ in 0..100 {
            if let Some(error) = hostile_error::<E>(entry, *code, random) {
                comes_back(&error, path);
            }
        }
    }
    assert_eq!(absent, untyped, "{path}: the examples that a client does not read as an error");
}

/// The catalogs in a folder, which may include each other.
fn files(folder: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = names.filter(|name| name.ends_with(".toml"));
    names.map(|name| (name.clone(), fs::read_to_string(folder.join(&name)).unwrap())).collect()
}

/// The error with values of [`values`], or nothing if the error cannot be created from data.
fn hostile_error<E: CatalogError>(entry: &Entry, code: E::Code, random: &mut Rng) -> Option<E> {
    let mut values: Vec<(&str, Json)> = Vec::new();
    for field in entry.fields.iter().filter(|field| !field.internal) {
        if !field.optional || random.bool() {
            values.push((&field.name, values::value(&field.ty, random)));
        }
    }
    E::from_parts(code, values).ok()
}

/// Whether the client reads a typed error. This error has the same response.
fn comes_back<E: CatalogError + fmt::Debug>(error: &E, path: &str) -> bool {
    let context = Context::new().request_id("req_1").instance("/i");
    let response = error.to_response(&context);
    let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
    let received = Received::<E>::parse(response.status, headers, response.body.as_bytes());
    let Some(read) = received.error() else { return false };
    assert_eq!(read.to_response(&context), response, "{path}\n{read:?}\n{error:?}");
    true
}
