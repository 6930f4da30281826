//! Writes the outputs of the catalog whenever the catalog has changed.

fn main() {
    error_catalog_build::build("errors.toml");
}
