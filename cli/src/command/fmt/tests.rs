//! Formats many mutated TOML documents. `FMT_MUTATIONS=100000` sets their number, and `FMT_SEED=12` selects other
//! documents.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::cell::Cell;
use std::fs;
use std::path::Path;

use fastrand::Rng;
use toml_parser::Source;

use super::*;

/// Documents that contain every construct of TOML.
const SEEDS: &[&str] = &[
    "a = { b = 1, c.d = [1, 2], e = { f = 'x' } } # a\n# b\n[t]\nx = [{ y = {} }, []] # c\n[[u]]\nv = 1\n[[u.w]]\n",
    "s = \"\"\"\r\nx \\\r\n y\"\"\" # s\r\nt = '''\nz'''\r\n[d]\r\n  # e\r\n\r\nf = 1979-05-27 07:32:00\r\n",
    "#:schema x\n[errors.a]\nstatus = 404 # s\nmessage = 'ü 日本'\nfields = { x = 'u8', \"y z\" = { type = 'u8' } }\n",
    "a.b.c = 1 # c\na . 'd e' = nan\nx.y = [ # x\n  1, 2 # two\n  , # three\n]\na.b.f = -0.0 # f\n# tail",
];

/// Texts to insert between two tokens. The first [`SPACES`] of them are white space and comments.
const PIECES: &[&str] = &[
    " ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "# one\n",
    " # two \t\n",
    "\n#\n",
    "#\u{9b}31m\n",
    "\r\n# three\r\n",
    ",",
    ".",
    "=",
    "[]",
    "{}",
    "[",
    "]",
    "{",
    "}",
    "a",
    "'b'",
    "\"\"\"c\r\n\"\"\"",
    "\n[d]\n",
    "\n[[e]]\n",
    "\nf = { g = 1 }\n",
    "\u{feff}",
];
const SPACES: usize = 10;

fn seeds() -> Vec<String> {
    let mut paths = Vec::new();
    crate::layout::find_catalogs(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), &mut paths);
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).filter(|text| text.len() < 3000);
    SEEDS.iter().map(|text| (*text).to_owned()).chain(texts).collect()
}

fn mutate(text: &str, random: &mut Rng) -> String {
    let tokens = Source::new(text).lex().into_vec();
    let mut tokens: Vec<&str> =
        tokens.iter().filter_map(|token| text.get(token.span().start()..token.span().end())).collect();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..=tokens.len());
        let other = random.usize(..=tokens.len());
        match (random.u8(..8), tokens.get(other).copied()) {
            (0, Some(token)) => tokens.insert(at, token),
            (1, Some(_)) => drop(tokens.remove(other)),
            (2, Some(_)) if at < tokens.len() => tokens.swap(at, other),
            (3, Some(token)) if at < tokens.len() => tokens[at] = token,
            // After most of these mutations, the document is still TOML.
            (4..6, _) => tokens.insert(at, PIECES[random.usize(..SPACES)]),
            _ => tokens.insert(at, PIECES[random.usize(..PIECES.len())]),
        }
    }
    tokens.concat()
}

/// Calls a function with a terminal that nobody reads.
fn with_terminal<T>(data: &mut Vec<u8>, run: impl FnOnce(&mut Terminal<'_>) -> T) -> T {
    let (mut out, mut err, is_closed) = (Vec::new(), Vec::new(), Cell::new(false));
    run(&mut Terminal { name: "error-catalog", out: &mut out, err: &mut err, data, is_closed: &is_closed })
}

/// Formats a document as the standard input. Returns `None` if it is not TOML.
fn format_as_input(text: &str) -> Option<String> {
    let mut data = Vec::new();
    match with_terminal(&mut data, |terminal| format_text(text, false, terminal)) {
        Ok(_) => Some(String::from_utf8(data).unwrap()),
        Err(Failure::Findings) => None,
        Err(failure) => panic!("{failure:?}: {text:?}"),
    }
}

/// Formats a document as a file of a catalog. Returns the file's new text, and whether the command succeeded.
fn format_as_file(text: &str, name: &str, folder: &Path) -> (String, bool) {
    fs::write(folder.join("errors.toml"), "").unwrap();
    fs::write(folder.join(name), text).unwrap();
    let format = |terminal: &mut Terminal<'_>| format_catalog(folder.join("errors.toml"), false, terminal);
    let is_done = match with_terminal(&mut Vec::new(), format) {
        Ok(_) => true,
        Err(Failure::Findings) => false,
        Err(failure) => panic!("{failure:?}: {text:?}"),
    };
    let new = fs::read_to_string(folder.join(name)).unwrap();
    fs::remove_file(folder.join(name)).unwrap();
    (new, is_done)
}

#[test]
fn mutated_documents_keep_their_contents() {
    let variable = |name: &str, default| std::env::var(name).map_or(default, |value| value.parse().unwrap());
    let (number, seed) = (variable("FMT_MUTATIONS", 500), variable("FMT_SEED", 11));
    let folder = tempfile::tempdir().unwrap();
    let seeds = seeds();
    let mut random = Rng::with_seed(seed);
    let (mut inputs, mut changed, mut files) = (0, 0, 0);
    while inputs < number {
        let text = mutate(&seeds[random.usize(..seeds.len())], &mut random);
        // If formatting would lose a value or a comment, the command fails, and so does this test.
        let Some(new) = format_as_input(&text) else { continue };
        inputs += 1;
        changed += u64::from(new != text);
        assert_eq!(format_as_input(&new).as_ref(), Some(&new), "not stable: {text:?}");
        for (name, role) in [("errors.toml", Role::Catalog), ("errors.fr.toml", Role::Locale)] {
            let (file, is_done) = format_as_file(&text, name, folder.path());
            // A catalog whose includes do not exist is not formatted.
            let expected = if is_done { format_file(&text, role) } else { Some(text.clone()) };
            assert_eq!(Some(&file), expected.as_ref(), "{name}: {text:?}");
            files += u64::from(is_done);
        }
    }
    eprintln!("{inputs} inputs, of which {changed} changed; {files} files formatted");
    assert!(changed > number / 2 && files > number, "{changed} inputs changed, {files} files formatted");
}
