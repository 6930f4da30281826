use std::fs;
use std::path::Path;

use super::*;

/// What the crate toml parses, spans included; `None` if there is an error.
fn expected(text: &str) -> Option<String> {
    let (table, errors) = DeTable::parse_recoverable(text);
    errors.is_empty().then(|| format!("{:?}", table.get_ref()))
}

/// Whether a text is parsed quickly. The result is the result of the crate toml.
fn is_quick(text: &str) -> bool {
    let quick = parse_quickly(text).map(|table| format!("{table:?}"));
    assert!(quick.is_none() || quick == expected(text), "{text}\n{quick:?}\n{:?}", expected(text));
    quick.is_some()
}

/// The TOML files below a folder.
fn files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.extend(fs::read_to_string(path));
        }
    }
}

#[test]
fn most_of_toml_is_quick() {
    for text in [
        "",
        "\n# a\n  \t\n",
        "a = 1 # b\n'b c' = 0x1f\n\"d\" = 1.5e3\ne.f.g = true\ne . h = 1979-05-27T07:32:00Z",
        "a = 'b\\'\nc = \"\"\nd = ''\ne = \"é\t\\n\\\"\"\nf = '''\n'g'\n'''\nh = \"\"\"\\\n  i\"\"\"\"\"",
        "a = []\nb = [ 1, [2 , 'c',], # d\n\n { e = 3 } ]\nf = {}\ng = {h.i = 1, h.j = [],\n  # k\n }",
        "a.b = 1\n[c]\nd = 1\n[ c . e ]\nf = 2\n[c.g.h]\n[c.g.i]\n[j.k]\n[ \"\" ]\n'' = 1",
        // The crate toml finds no error here.
        "[a]\nb.c = 1\n[a.b.d]\ne = 1",
    ] {
        assert!(is_quick(text), "{text}");
    }
}

#[test]
fn the_rest_is_not_quick() {
    for text in [
        "a = 1\r\n",
        "a = '\u{1}'",
        "a = \"\u{7f}\"",
        "# \u{7f}",
        "# \u{0}\na = 1",
        "a = 1\u{0}",
        "\u{0}",
        "\u{feff}a = 1",
        "[[a]]\nb = 1",
        "[a.b]\n[a]\nc = 1",
        "a = 1979-05-27 07:32:00",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = {b = 1}\n[a.c]",
        "a = {b = 1}\na.c = 1",
        "[a]\nb.c = 1\n[a.b]",
        "[a.b]\nc = 1\n[a]\nb.d = 1",
        "a = {b = 1, b.c = 2}",
        "a = [1, 2\n",
        "a = [1 2]",
        "a = [,]",
        "a = {b = 1 c = 2}",
        "a = 01",
        "a = truee",
        "a = 1 b = 2",
        "a\n= 1",
        "a = \n1",
        "a = \"b\nc\"",
        "a = \"\"\"b",
        "a = \"\\q\"",
        "[a\n]",
        "[a] b",
        "[]",
        "= 1",
        "a. = 1",
        "a = ",
    ] {
        assert!(!is_quick(text), "{text}");
    }
    assert!(!is_quick(&format!("a = {}{}", "[".repeat(100), "]".repeat(100))));
    assert!(!is_quick(&format!("{}a = 1", "a.".repeat(100))));
}

/// Also tries changed texts, because the files of the tests cover few errors of syntax.
#[test]
fn every_file_is_the_same_table() {
    let mut texts = Vec::new();
    files(Path::new(env!("CARGO_MANIFEST_DIR")), &mut texts);
    let quick = texts.iter().filter(|text| is_quick(text)).count();
    assert!(quick * 10 > texts.len() * 9, "{quick} of {} files", texts.len());
    const PARTS: [&str; 27] = [
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\n",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ".",
        "=",
        "#",
        " ",
        "a",
        "a = 1\n",
        "[a]\n",
        "a.b = 1\n",
        "1",
        "-",
        "é",
        "\0",
        "\r\n",
        "\u{7f}",
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for text in texts.iter().filter(|text| text.len() < 2_000) {
        for _ in 0..8 {
            let mut text = text.clone();
            let [start, end] = [next(text.len() + 1), next(4)].map(|at| at.min(text.len()));
            let end = (start + end).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, PARTS[next(PARTS.len())]);
                is_quick(&text);
            }
        }
    }
    for _ in 0..20_000 {
        let text: String = (0..next(12)).map(|_| PARTS[next(PARTS.len())]).collect();
        is_quick(&text);
    }
}
