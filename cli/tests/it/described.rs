//! `check --openapi`

use crate::support::{project, run, validate};

const CATALOG: &str = "[errors.user_gone]\nstatus = 404\nmessage = \"Gone\"\n\n[errors.too_fast]\nstatus = 429\n\
                       message = \"Wait\"\nretry = \"after\"\n\n[outputs.json-schema]\npath = \"out/errors.json\"\n";

fn description(reference: &str) -> String {
    format!(
        "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n        default:\n          content:\n            \
         application/json:\n              schema: {{ $ref: '{reference}' }}\n"
    )
}

/// The output need not exist.
#[test]
fn a_reference_to_an_output_documents_its_errors() {
    let all = description("../out/errors.json");
    let one = description("../out/errors.json#/$defs/user_gone");
    let folder = project(&[("errors.toml", CATALOG), ("api/all.yaml", &all), ("api/one.yaml", &one)]);
    let check = |paths: &[&str]| {
        let args = ["check", "--format", "json", "--allow", "missing-retry-after", "--deny", "undocumented-code"];
        let paths = paths.iter().flat_map(|path| ["--openapi", path]);
        let (code, json, problems) = run(folder.path(), &args.into_iter().chain(paths).collect::<Vec<_>>());
        assert_eq!(problems, "");
        let json = validate("src/schemas/check.json", &json, "check");
        let rules = json["catalogs"][0]["diagnostics"].as_array().unwrap().iter();
        (code, rules.map(|it| format!("{} {}", it["rule"], it["place"]["line"])).collect::<Vec<_>>())
    };
    assert_eq!(check(&["api/all.yaml"]), (Some(0), Vec::new()));
    assert_eq!(check(&["api/one.yaml"]), (Some(1), vec!["\"undocumented-code\" 5".to_owned()]));
    assert_eq!(check(&["api/one.yaml", "api/all.yaml"]), (Some(0), Vec::new()));
    let (code, _, problems) = run(folder.path(), &["check", "--openapi", "none.yaml"]);
    assert_eq!((code, problems.as_str()), (Some(2), "error: cannot read none.yaml: it does not exist\n"));
    let (code, _, problems) = run(folder.path(), &["check", ".", "api/errors.toml", "--openapi", "none.yaml"]);
    assert_eq!((code, problems.as_str()), (Some(2), "error: `--openapi` needs exactly one catalog\n"));
}
