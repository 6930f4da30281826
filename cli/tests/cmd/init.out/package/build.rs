fn main() {
    error_catalog_build::build("errors.toml");
}
