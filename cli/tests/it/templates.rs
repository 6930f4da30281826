//! Problems of templates, as the commands report them.

use serde_json::json;

use crate::support::{project, run, validate};

const CATALOG: &str = "[errors.user_gone]\nstatus = 404\nmessage = \"Gone\"\n\n[outputs.template]\npath = \"out.go\"\n\
                       template = \"t.go.j2\"\n";

/// `check` shows the same as `generate`, even with a lock, whose file is between the catalog and the template.
#[test]
fn check_shows_the_place_in_the_template() {
    for options in [&["--no-lock"][..], &[]] {
        let template = "// {{ notice }}\n{{ catalog.error }}\n";
        let folder = project(&[("errors.toml", CATALOG), ("t.go.j2", "// {{ notice }}\n")]);
        let run = |args: &[&str]| run(folder.path(), args);
        assert_eq!(run(&["release", "--bump"]).0, Some(0));
        std::fs::write(folder.path().join("t.go.j2"), template).unwrap();
        let check = |format: &str| run(&[&["check", "--format", format], options].concat());

        let (code, _, message) = run(&["generate", "--check"]);
        assert_eq!(code, Some(1));
        assert!(message.contains("::: t.go.j2:2:4"), "{message}");
        assert_eq!(check("human").2, message);

        let document = validate("src/schemas/check.json", &check("json").1, "check");
        let related = &document["catalogs"][0]["diagnostics"][0]["related"];
        let place = json!({ "file": "t.go.j2", "line": 2, "column": 4, "end_line": 2, "end_column": 17 });
        assert_eq!(*related, json!([{ "place": place, "message": "this value is not defined" }]));

        let github = check("github").1;
        assert!(github.contains("this value is not defined%0At.go.j2:2:4: this value is not defined"), "{github}");
    }
}
