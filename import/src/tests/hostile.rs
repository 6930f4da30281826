//! Imports hostile and broken sources. Nothing panics or runs forever, and the result is either a catalog or the reason
//! why the import failed.

use std::path::Path;

use fastrand::Rng;

use super::{Kind, import, read};
use crate::guess_kind;

const FILES: &str = "lumoauth.txt lomi.txt admin.txt voyager.txt payments.md problem.md openapi.yaml openapi.json \
                     errors.csv names.csv map.json errcodes.txt errors.rs plain.rs";

/// Fragments that have a meaning in some format, separated by spaces. `⏎` is a line break.
const PIECES: &str = "{ } \" ` | |---|---|⏎ ⏎ \u{0} \u{1b}[31m \u{202e} é 404 \t {x} {{ null \\ ## ```json⏎ ' # : - [ ] \"\"\" \
                      code error message <!-- 99999999999999999999 -1 $ref:␠'#/paths' &a␠[*a] r#self , => 0 « 💥";

fn piece(random: &mut Rng) -> Vec<char> {
    let pieces: Vec<&str> = PIECES.split(' ').collect();
    let piece = pieces[random.usize(..pieces.len())];
    piece.replace('⏎', "\n").replace('␠', " ").chars().collect()
}

/// Replaces short parts of the text by nothing, by a piece or by another part.
fn mutate(text: &str, random: &mut Rng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.usize(..6) {
        let mut part = || {
            let at = random.usize(..chars.len() + 1);
            at..at + random.usize(..40).min(chars.len() - at)
        };
        let (old, other) = (part(), part());
        let new = match random.usize(..3) {
            0 => Vec::new(),
            1 => piece(random),
            _ => chars[other].to_vec(),
        };
        let end = if random.bool() { old.start } else { old.end };
        chars.splice(old.start..end, new);
    }
    chars.into_iter().collect()
}

/// Mutates each file at random. `ROUNDS=1000` increases the number of mutations.
#[test]
fn mutated_sources_give_catalogs_or_reasons() {
    let mut random = Rng::with_seed(1);
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(50);
    for name in FILES.split_whitespace() {
        let text = read(&format!("cli/tests/cmd/import.in/{name}"));
        let kind = guess_kind(Path::new(name), &text).unwrap();
        for round in 0..rounds {
            let mutated = mutate(&text, &mut random);
            let Ok(imported) = import(&mutated, kind, name) else { continue };
            let found = imported.report.diagnostics.first().map(|found| imported.report.render(found));
            assert!(imported.catalog.is_some(), "{name}, round {round}: {found:?}\n{mutated}");
        }
    }
}

/// Imports generated sources that would exhaust time, memory or the stack. The import ends, and its result is not much
/// longer than the source. The test measures no time, because the time depends on the load of the machine.
#[test]
fn sources_that_mean_harm_end() {
    let laughs = (1..40).fold("a0: &a0 [x]\n".to_owned(), |text, i| {
        let refs = vec![format!("*a{}", i - 1); 10].join(", ");
        format!("{text}a{i}: &a{i} [{refs}]\n")
    });
    let references: String = (0..200).map(|i| format!("    S{i}: {{ allOf: [{{ $ref: '#/components/schemas/S{}' }}, {{ $ref: '#/components/schemas/S{}' }}] }}\n", i + 1, i + 1)).collect();
    let start = "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        '400':\n          description: d\n          content:\n            application/json:\n              schema: { $ref: '#/components/schemas/S0' }\ncomponents:\n  schemas:\n";
    let list = "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      responses:\n        '400':\n          description: d\n          content:\n            application/json:\n              example: {";
    let enum_of = |ty: &str| format!("#[derive(Error)] enum E {{ #[error(\"x\")] A({ty}) }}");
    for (kind, text) in [
        (Kind::Openapi, format!("openapi: 3.0.0\n{laughs}")),
        (Kind::Openapi, format!("openapi: 3.0.0\nx: {}", "[".repeat(100_000))),
        (Kind::Openapi, format!("{{\"openapi\":\"3.0.0\",\"x\":{}", "[".repeat(100_000))),
        (Kind::Openapi, format!("{start}{references}")),
        (
            Kind::Openapi,
            format!("{list} meta: [{}], errors: [{}] }}\n", "1, ".repeat(20_000), "{ message: M }, ".repeat(2_000)),
        ),
        (Kind::Json, "[".repeat(100_000)),
        (Kind::Json, format!("[{}]", "{\"code\":\"a\"},".repeat(20_000).trim_end_matches(','))),
        (Kind::Markdown, "{\n".repeat(50_000)),
        (Kind::Markdown, format!("## a\n{}", "{ \"a\": ".repeat(20_000))),
        (Kind::Markdown, format!("| Code | Status |\n|---|---|\n{}", "|".repeat(200_000))),
        (Kind::Markdown, format!("## E\n\n{}", "> ".repeat(20_000))),
        (Kind::Markdown, format!("## E\n\n{}", "[".repeat(50_000))),
        (Kind::Csv, format!("code,status\n{}", "\"".repeat(200_000))),
        (Kind::Errcodes, "Section: x\n".repeat(20_000)),
        (Kind::Rust, enum_of(&format!("{}u8{}", "Box<".repeat(5_000), ">".repeat(5_000)))),
        (Kind::Rust, enum_of(&format!("{}u8", "&".repeat(50_000)))),
        (Kind::Rust, enum_of(&format!("{}{}", "(".repeat(100_000), ")".repeat(100_000)))),
        (Kind::Rust, format!("fn f() {{ {}{} }}\n{}", "(".repeat(100_000), ")".repeat(100_000), enum_of("u8"))),
        (Kind::Rust, format!("{}{}", "mod a {".repeat(5_000), "}".repeat(5_000))),
        (Kind::Rust, format!("fn status() {{ {} {} }}", "match a { _ => ".repeat(2_000), "}".repeat(2_000))),
    ] {
        let Ok(imported) = import(&text, kind, "harm") else { continue };
        let start: String = text.chars().take(60).collect();
        assert!(imported.catalog.is_some(), "{start}");
        assert!(imported.text.len() < 10 * text.len(), "{start}: {} bytes", imported.text.len());
    }
}

#[test]
fn what_a_source_holds_stays_text() {
    let text = "| Code | Status | Message |\n|---|---|---|\n| `a\"b` | 404 | {x} \\\" \"\"\" \u{1b}[31m |\n| type | 404 | {{ } |\n| ALL | 400 | x |\n";
    let imported = import(text, Kind::Markdown, "a\n[errors.b]\u{202e}").unwrap();
    assert!(imported.catalog.is_some(), "{}", imported.text);
    assert!(imported.text.starts_with("# Imported from a [errors.b]\u{fffd}.\n"), "{}", imported.text);
    assert!(!imported.text.contains('\u{1b}'));
}
