//! Writes `docs/errors.md` whenever the catalog has changed.

fn main() {
    error_catalog_codegen::build("errors.toml");
}
