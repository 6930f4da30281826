//! Each row of the table of limits in `docs/format.md` is a test: an input just above the limit gets the message.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::support::{git, program, project, run};

const SMALL: &str = "[errors.user_gone]\nstatus = 410\nmessage = \"M\"\n";

/// Creates an input above the limit in a folder with a small catalog, and runs a command. Returns all output.
type Case = fn(&Path) -> String;

const CASES: &[(&str, Case)] = &[
    ("file of a catalog", |folder| grow(folder, "errors.toml", 64, &["check"])),
    ("file of a catalog at a revision", |folder| {
        grow(folder, "errors.toml", 64, &[]);
        git(folder, &["init", "--quiet"]);
        git(folder, &["add", "errors.toml"]);
        git(folder, &["commit", "--quiet", "--message", "A"]);
        write(folder, "errors.toml", SMALL);
        output(folder, &["diff", "--against", "HEAD"])
    }),
    ("output that is replaced", |folder| {
        write(folder, "errors.toml", &format!("[outputs.json]\npath = \"errors.json\"\n{SMALL}"));
        grow(folder, "errors.json", 512, &["generate"])
    }),
    ("lock", |folder| grow(folder, "errors.lock", 64, &["check"])),
    ("source of `import`", |folder| grow(folder, "errors.csv", 16, &["import", "errors.csv"])),
    ("standard input of `fmt`", |folder| {
        let mut fmt = program(folder, &["fmt", "-"]);
        let mut fmt = fmt.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // The program does not read the end of the input.
        let _ = fmt.stdin.take().unwrap().write_all(&vec![b'#'; (64 << 20) + 100_000]);
        String::from_utf8(fmt.wait_with_output().unwrap().stderr).unwrap()
    }),
    ("template", |folder| {
        write(folder, "t.go.j2", &" ".repeat((64 << 10) + 1));
        output(folder, &["render", "template", "--template", "t.go.j2"])
    }),
    ("file that is not a regular file, such as a named pipe", |folder| {
        output(folder, &["check", if cfg!(unix) { "/dev/null" } else { "." }]).replace("a folder", "not a regular file")
    }),
    ("Rust file that `usage` searches", |folder| grow(folder, "src/lib.rs", 4, &["usage", "--src", "src"])),
    ("places of a Rust file among the modules of a crate", |folder| {
        let modules = |i| format!("#[path = \"x{i}.rs\"] mod a;\n#[path = \"x{i}.rs\"] mod b;\n");
        write(folder, "src/lib.rs", &modules(0));
        (0..40).for_each(|i| write(folder, &format!("src/x{i}.rs"), &modules(i + 1)));
        write(folder, "src/x40.rs", "");
        output(folder, &["usage", "--src", "src"])
    }),
    ("nested tokens in a Rust file that `usage` searches", |folder| {
        write(folder, "src/lib.rs", &format!("type A = {}u8;", "&".repeat(2_001)));
        output(folder, &["usage", "--src", "src"])
    }),
    ("nested tokens in a Rust file that `import` reads", |folder| {
        write(folder, "src/lib.rs", &format!("type A = {}u8;", "&".repeat(2_001)));
        output(folder, &["import", "src/lib.rs"])
    }),
    ("different members of the bodies that `import` reads", |folder| {
        let members = repeat(1_000, |i| format!(", \"m{i}\": true"));
        write(folder, "errors.md", &format!("## A\n\n```json\n{{ \"message\": \"M\"{members} }}\n```\n"));
        output(folder, &["import", "errors.md"])
    }),
    ("nested objects and lists of a JSON file that `check --openapi` or `import` reads", |folder| {
        describe(folder, &format!("{}{}", "[".repeat(128), "]".repeat(128)))
    }),
    ("nested objects and lists of a YAML file that `check --openapi` or `import` reads", |folder| {
        describe(folder, &format!("a: {}{}", "[".repeat(64), "]".repeat(64)))
    }),
    ("values that the aliases of a YAML file repeat", |folder| {
        describe(folder, &format!("a: &a [{}]\nb: [{}]", "1, ".repeat(1_000), "*a, ".repeat(251)))
    }),
    ("file that `check --openapi` reads", |folder| grow(folder, "api.yaml", 64, &["check", "--openapi", "api.yaml"])),
    ("files that OpenAPI descriptions refer to", |folder| {
        let references = repeat(1_001, |i| {
            write(folder, &format!("f{i}.yaml"), "type: object");
            format!("{{ $ref: f{i}.yaml }}, ")
        });
        describe(folder, &responses(1, &format!("anyOf: [{references}]")))
    }),
    ("references in OpenAPI descriptions that lead to each other", |folder| {
        let schemas = repeat(40, |i| format!("  S{i}: {{ $ref: '#/x/S{}' }}\n", i + 1));
        describe(folder, &format!("{}x:\n{schemas}  S40: {{}}", responses(1, "$ref: '#/x/S0'")))
    }),
    ("schemas of OpenAPI descriptions that contain each other", |folder| {
        let schemas = repeat(101, |i| format!("  S{i}: {{ allOf: [{{ $ref: '#/x/S{}' }}] }}\n", i + 1));
        describe(folder, &format!("{}x:\n{schemas}  S101: {{}}", responses(1, "$ref: '#/x/S0'")))
    }),
    ("schemas, examples and references that OpenAPI descriptions show", |folder| {
        let schema = format!("x:\n  S: {{ examples: [{}] }}", "1, ".repeat(20_000));
        describe(folder, &(responses(101, "$ref: '#/x/S'") + &schema))
    }),
    ("nested TOML arrays and tables", |folder| check(folder, &format!("a = {}{}", "[".repeat(81), "]".repeat(81)))),
    ("chain of included files", |folder| {
        for i in 0..100 {
            write(folder, &format!("f{i}.toml"), &format!("catalog.include = [\"f{}.toml\"]", i + 1));
        }
        write(folder, "f100.toml", "");
        check(folder, "catalog.include = [\"f0.toml\"]")
    }),
    ("patterns in `include`", |folder| check(folder, &format!("catalog.include = [{}]", list(101, "*.toml")))),
    ("length of a pattern", |folder| check(folder, &format!("catalog.include = [\"{}\"]", "*".repeat(4_097)))),
    ("codes and aliases", |folder| check(folder, &format!("{SMALL}aliases = [{}]", list(65_534, "")))),
    ("statuses of an error", |folder| {
        check(folder, &SMALL.replace("status = 410", &format!("status = [{}]", statuses(201))))
    }),
    ("statuses of all errors", |folder| {
        let small = SMALL.replace("status = 410", &format!("status = [{}]", statuses(200)));
        check(folder, &repeat(328, |i| small.replace("user_gone", &format!("e{i}"))))
    }),
    ("categories", |folder| check(folder, &repeat(65_535, |i| format!("[categories.c{i}]\n")))),
    ("violation codes", |folder| check(folder, &repeat(65_535, |i| format!("[violations.v{i}]\nmessage = \"M\"\n")))),
    ("fields of an error", |folder| {
        let fields = repeat(201, |i| format!("f{i} = {{ type = \"string\", internal = true }}\n"));
        check(folder, &format!("{SMALL}[errors.user_gone.fields]\n{fields}"))
    }),
    ("fields of violations in `[wire.violation]`", |folder| {
        let fields = repeat(21, |i| format!("f{i} = \"u8\"\n"));
        let slots = repeat(21, |i| format!("m{i} = \"{{f{i}}}\"\n"));
        let body = "[wire.body]\n\"v?\" = \"{violations}\"\n[errors.a]\nstatus = 422\nmessage = \"M\"\nfields.v = \"violations\"\n";
        check(
            folder,
            &format!("{body}[wire.violation]\n{slots}[violations.a]\nmessage = \"M\"\n[violations.a.fields]\n{fields}"),
        )
    }),
    ("headers of an error", |folder| {
        check(folder, &format!("{SMALL}[errors.user_gone.headers]\n{}", repeat(101, |i| format!("x{i} = \"a\"\n"))))
    }),
    ("headers in `[headers]`", |folder| {
        check(folder, &format!("{SMALL}[headers]\n{}", repeat(101, |i| format!("x{i} = \"a\"\n"))))
    }),
    ("headers of a status", |folder| {
        check(folder, &format!("{SMALL}[statuses.410.headers]\n{}", repeat(101, |i| format!("x{i} = \"a\"\n"))))
    }),
    ("members and elements of the body", |folder| {
        check(folder, &format!("{SMALL}[wire.body]\ncode = \"{{code}}\"\nlist = [{}]", list(999, "")))
    }),
    ("all responses together", |folder| {
        let body = format!("[wire.body]\ncode = \"{{code}}\"\ntext = \"{}\"\n", "x".repeat(1 << 20));
        check(folder, &(body + &repeat(33, |i| SMALL.replace("user_gone", &format!("e{i}")))))
    }),
    ("text of `[wire]` and `[headers]`, counted once for each error", |folder| {
        let header = format!("[headers]\nx = \"{}\"\n", "x".repeat(1 << 20));
        check(folder, &(header + &repeat(33, |i| SMALL.replace("user_gone", &format!("e{i}")))))
    }),
    ("values that errors inherit, counted once for each error", |folder| {
        let category = format!("[categories.c]\nmessage = \"{}\"\n", "x".repeat(1 << 20));
        let error = SMALL.replace("message = \"M\"", "category = \"c\"");
        check(folder, &(category + &repeat(33, |i| error.replace("user_gone", &format!("e{i}")))))
    }),
    ("characters in a text of a problem", |folder| check(folder, &format!("{} = 1", "u".repeat(5_000)))),
    ("problems shown for one rule", |folder| {
        check(folder, &repeat(101, |i| SMALL.replace("user_gone", &format!("e{i}")) + "nope = 1\n"))
    }),
    ("findings shown for one lint", |folder| {
        check(folder, &repeat(11, |i| format!("[errors.e{i}]\nstatus = 401\nmessage = \"M\"\n")))
    }),
];

#[test]
fn every_row_of_the_table_is_a_limit() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/format.md")).unwrap();
    let section = page.split("\n## ").find(|section| section.starts_with("Limits\n")).unwrap();
    let rows: Vec<Vec<&str>> = section
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(|line| line.trim_matches(['|', ' ']).split(" | ").collect())
        .collect();
    let inputs: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(inputs, CASES.iter().map(|(input, _)| *input).collect::<Vec<_>>());
    for (row, (input, case)) in rows.iter().zip(CASES) {
        let folder = project(&[("errors.toml", SMALL), ("src/lib.rs", "")]);
        let (message, found) = (row[2].trim_matches('`'), case(folder.path()));
        let shown: String = found.chars().take(2_000).collect();
        assert!(found.contains(message), "{input}: expected {message:?} in {shown}");
    }
}

/// Renders the elements of a list of statuses.
fn statuses(count: usize) -> String {
    repeat(count, |i| format!("{}, ", 400 + i % 200))
}

fn output(folder: &Path, args: &[&str]) -> String {
    let (_, out, err) = run(folder, args);
    out + &err
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).unwrap();
}

fn check(folder: &Path, catalog: &str) -> String {
    write(folder, "errors.toml", catalog);
    output(folder, &["check"])
}

/// Compares an OpenAPI description with the catalog.
fn describe(folder: &Path, text: &str) -> String {
    write(folder, "api.yaml", text);
    output(folder, &["check", "--openapi", "api.yaml"])
}

/// A description with one schema in the responses of several statuses.
fn responses(count: usize, schema: &str) -> String {
    let content = format!("{{ content: {{ application/json: {{ schema: {{ {schema} }} }} }} }}");
    let responses = repeat(count, |i| format!("        {}: {content}\n", 400 + i));
    format!("openapi: 3.1.0\npaths:\n  /a:\n    get:\n      responses:\n{responses}")
}

/// Makes a file larger than the limit, without writing its content.
fn grow(folder: &Path, path: &str, mebibytes: u64, args: &[&str]) -> String {
    let file = File::options().create(true).append(true).open(folder.join(path)).unwrap();
    file.set_len((mebibytes << 20) + 1).unwrap();
    output(folder, args)
}

fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// A list of different strings.
fn list(count: usize, end: &str) -> String {
    repeat(count, |i| format!("\"a{i}{end}\", "))
}
