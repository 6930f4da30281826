fn main() {
    error_catalog_codegen::build("errors.toml");
}
