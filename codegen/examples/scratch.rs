use error_catalog_codegen::Folder;
fn main() {
    let mut args = std::env::args().skip(1);
    let (kind, path) = (args.next().unwrap(), args.next().unwrap());
    let folder = Folder::of(&path);
    let (catalog, report) = error_catalog_model::Catalog::parse(folder.main(), &folder);
    for d in &report.diagnostics {
        eprintln!("{}", report.render(d));
    }
    let catalog = catalog.unwrap();
    let text = if kind == "json" {
        error_catalog_codegen::json::render_json(&catalog)
    } else {
        error_catalog_codegen::markdown::render_markdown(&catalog)
    };
    print!("{text}");
}
