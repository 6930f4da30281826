//! Does what the attribute does with a catalog, except for the work on tokens: `expand FOLDER FEATURES`. The attribute
//! runs without optimization, and so does this program.

#![forbid(unsafe_code)]

use error_catalog_codegen::Base;
use error_catalog_codegen::rust::{RustOptions, render_catalog_docs, render_rust, render_tracking};

const MAIN: &str = "errors.toml";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, features] = arguments.as_slice() else { panic!("expected a folder and features") };
    let has = |name| features.split(',').any(|feature| feature == name);
    let mut options = RustOptions::for_module();
    (options.examples, options.client, options.templates) = (has("examples"), has("client"), has("client"));
    options.for_macro = true;
    let base = Base::find(Some(folder.into()), None).expect("a folder");
    let (catalog, report) = base.parse(MAIN);
    assert!(!report.has_errors(), "{:?}", report.render_errors());
    let reference = base.reference(MAIN);
    let tracking: String = report.files.iter().map(|file| render_tracking(&file.path, &reference, &options)).collect();
    let source = render_rust(&catalog, &options);
    println!("{}", tracking.len() + render_catalog_docs(&catalog).len() + source.len());
}
