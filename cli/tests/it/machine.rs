//! Output for programs: every document is valid against its schema, and each GitHub command is one line.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{program, project, run, validate};

/// The test folders that contain a catalog.
fn catalogs() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let roots = ["tests/cmd/check.in", "tests/cmd/check-fix.in", "tests/cmd/release.in", "../catalog/tests/fixtures"];
    let folders = roots.iter().flat_map(|root| fs::read_dir(here.join(root)).unwrap());
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("errors.toml").is_file());
    folders.sort();
    assert!(folders.len() > 100);
    folders
}

#[test]
fn documents_of_check_are_valid() {
    // One process checks all catalogs, and one document contains them.
    let catalogs = catalogs();
    let paths: Vec<&str> = catalogs.iter().map(|folder| folder.to_str().unwrap()).collect();
    let args = |format| [&["check", "--format", format], &*paths].concat();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));

    let (code, json, _) = run(here, &args("json"));
    let json = validate("src/schemas/check.json", &json, "json");
    assert_eq!(code, Some(1));
    let found = json["catalogs"].as_array().unwrap();
    assert_eq!(found.len(), catalogs.len());
    let diagnostics: Vec<&Value> = found.iter().flat_map(|it| it["diagnostics"].as_array().unwrap()).collect();
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic["severity"] == "error").count();
    assert_eq!(json["summary"]["errors"], errors);
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.get("fix").is_some()));

    let (code, sarif, _) = run(here, &args("sarif"));
    let sarif = validate("tests/schemas/sarif.json", &sarif, "sarif");
    assert_eq!(code, Some(1));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), diagnostics.len());
    let rules = &sarif["runs"][0]["tool"]["driver"]["rules"];
    for (result, diagnostic) in results.iter().zip(&diagnostics) {
        assert_eq!(result["ruleId"], diagnostic["rule"]);
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        let page = format!("/docs/rules/{}.md", rule["id"].as_str().unwrap());
        assert!(rule["helpUri"].as_str().unwrap().ends_with(&page), "{rule}");
    }

    let (code, commands, _) = run(here, &args("github"));
    assert_eq!(code, Some(1));
    assert_eq!(commands.lines().count(), diagnostics.len());
    assert!(commands.lines().all(|line| line.starts_with("::error ") || line.starts_with("::warning ")), "{commands}");
    assert!(commands.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn documents_of_diff_are_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/diff.in");
    for (old, new) in [("old.toml", "new.toml"), ("old.lock", "same"), ("new.toml", "old.lock"), ("same", "same")] {
        let what = format!("{old} to {new}");
        let (code, json, _) = run(&folder, &["diff", old, new, "--format", "json", "--allow", "minor"]);
        let json = validate("src/schemas/diff.json", &json, &what);
        assert_eq!(code == Some(0), json["summary"]["is_allowed"] == true, "{what}");
        let (_, commands, _) = run(&folder, &["diff", old, new, "--format", "github"]);
        let changes = json["changes"].as_array().unwrap().len();
        let summary = json["rust"].as_array().map_or(changes, |rust| changes + rust.len()).min(1);
        assert_eq!(commands.lines().count(), changes + summary, "{what}");
    }
}

/// A fix in SARIF makes the same replacement as `--fix`.
#[test]
fn fixes_in_sarif_are_those_of_fix() {
    const TEXT: &str = "# é\n[errors.a]\nstatus = 500\nmessage = \"é\" # é\nnumber = 1\n\n[errors.b]\nstatus = 500\nmessage = \"B\"\nnumber = 1 # é\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("errors.toml");
    fs::write(&path, TEXT).unwrap();
    let (_, sarif, _) = run(folder.path(), &["check", "--format", "sarif"]);
    let sarif = validate("tests/schemas/sarif.json", &sarif, "sarif");
    let replacement = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let number = |name: &str| usize::try_from(replacement["deletedRegion"][name].as_u64().unwrap()).unwrap();
    let offset = |line: usize, column: usize| {
        let start: usize = TEXT.split_inclusive('\n').take(line - 1).map(str::len).sum();
        start + TEXT[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    let range = offset(number("startLine"), number("startColumn"))..offset(number("endLine"), number("endColumn"));
    let mut fixed = TEXT.to_owned();
    fixed.replace_range(range, replacement["insertedContent"]["text"].as_str().unwrap());

    assert_eq!(run(folder.path(), &["check", "--fix"]).0, Some(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), fixed);
    assert_eq!(fixed, TEXT.replace("number = 1 #", "number = 2 #"));
}

/// A fix changes one value, and keeps line breaks and byte order marks.
#[test]
fn a_fix_keeps_the_rest_of_every_file() {
    const MAIN: &str = "[catalog]\ninclude = [\"parts/*.toml\"]\ncode-style = \"kebab-case\"\n\n[errors]\na = { status = 500, message = \"A\", number = 1 }\nb.status = 500\nb.message = \"B\"\nb.number = 1 # of b\n";
    const PART: &str = "\u{feff}# Windows\r\n[errors.c]\r\nstatus = 404 # s\r\nmessage = \"C\"\r\nnumber = 1\r\ncode = \"Bad_Code\" # of c\r\n";
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("parts")).unwrap();
    let (main, part) = (folder.path().join("errors.toml"), folder.path().join("parts/c.toml"));
    fs::write(&main, MAIN).unwrap();
    fs::write(&part, PART).unwrap();
    for _ in 0..2 {
        assert_eq!(run(folder.path(), &["check", "--fix"]).0, Some(0));
        assert_eq!(fs::read_to_string(&main).unwrap(), MAIN.replace("1 # of b", "2 # of b"));
        let fixed = PART.replace("number = 1", "number = 3").replace("Bad_Code", "bad-code");
        assert_eq!(fs::read_to_string(&part).unwrap(), fixed);
    }
}

/// Documents have no color, even with `--color always`.
#[test]
fn documents_have_no_color() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    for (folder, args) in [
        ("check.in", &["check", "api/broken.toml", "--format"][..]),
        ("diff.in", &["diff", "old.toml", "new.toml", "--format"]),
    ] {
        for (format, colored) in
            [("json", false), ("github", false), ("sarif", false), ("markdown", false), ("human", true)]
        {
            let output = program(&here.join(folder), args).args([format, "--color", "always"]).output().unwrap();
            if output.status.code() != Some(2) {
                let has_color = [output.stdout, output.stderr].iter().any(|text| text.contains(&0x1b));
                assert_eq!(has_color, colored, "{args:?} {format}");
            }
        }
    }
}

/// Every format places a finding against the lock at the key that it is about, even if a text of the catalog looks like
/// that key.
#[test]
fn a_place_is_not_in_a_text() {
    let released = "catalog.version = '1.0.0'\n[errors.gone]\nmessage = 'It is gone'\ndocs = \"\"\"\nstatus = 404 was the status once.\n\"\"\"\nstatus = 409\n";
    let folder = project(&[("errors.toml", released)]);
    assert_eq!(run(folder.path(), &["release"]).0, Some(0));
    std::fs::write(folder.path().join("errors.toml"), released.replace("= 409", "= 410")).unwrap();
    let check = |format: &str| run(folder.path(), &["check", "--format", format]);
    let (code, out, err) = check("human");
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(format!("{out}{err}").contains("errors.toml:7:1\n"), "{out}{err}");
    assert!(check("github").1.contains("line=7,"), "{}", check("github").1);
    let sarif: Value = serde_json::from_str(&check("sarif").1).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&Value::from(7), &Value::from(1)), "{sarif}");
}

/// Code scanning shows the default level of a rule if a result does not state a level.
#[test]
fn a_question_has_the_level_of_its_rule_in_sarif() {
    let catalog =
        |message| format!("catalog.version = '1.0.0'\n[errors.a]\ncode = 'E1'\nstatus = 409\nmessage = '{message}'\n");
    let folder = project(&[("errors.toml", &catalog("The door is open"))]);
    assert_eq!(run(folder.path(), &["release"]).0, Some(0));
    fs::write(folder.path().join("errors.toml"), catalog("The door is closed")).unwrap();
    let (_, sarif, _) = run(folder.path(), &["check", "--format", "sarif"]);
    let sarif = validate("tests/schemas/sarif.json", &sarif, "sarif");
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "meaning-changed", "{sarif}");
    assert_eq!(run["results"][0]["level"], "warning");
    assert_eq!(run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"], "warning");
}

/// `list`, `explain` and `render` agree on what readers of JSON see without the option `--internal`.
#[test]
fn internal_data_is_only_in_documents_that_ask_for_it() {
    let catalog = "[errors.gone]\nstatus = 410\nmessage = \"Gone\"\ninternal = \"{secret}\"\n\
                   fields = { secret = { type = \"string\", internal = true, description = \"Who hid it\" } }\n";
    let folder = project(&[("errors.toml", catalog)]);
    for command in [&["list", "--format", "json"][..], &["explain", "gone", "--format", "json"], &["render", "json"]] {
        let (code, public, _) = run(folder.path(), command);
        assert_eq!((code, public.contains("secret") || public.contains("hid")), (Some(0), false), "{public}");
        let (code, all, _) = run(folder.path(), &[command, &["--internal"]].concat());
        assert_eq!((code, all.contains("{secret}") && all.contains("Who hid it")), (Some(0), true), "{all}");
    }
}
