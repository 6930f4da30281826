//! Several files in one input, so that an input of the fuzzer can be read and edited as text.
//!
//! The line `-- PATH --` begins the file `PATH`. Text before the first such line is the file `errors.toml`. An input
//! without such a line is therefore a catalog in one file.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Splits an input into files. If a path occurs twice, the later file replaces the earlier one.
pub(crate) fn split(text: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut name = "errors.toml";
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(next) = name_of(line) {
            insert(&mut files, name, &text[start..at]);
            (name, start) = (next, at + line.len());
        }
        at += line.len();
    }
    insert(&mut files, name, &text[start..]);
    files
}

/// Joins files into an input, which [`split`] splits into the same files.
pub(crate) fn join(files: &BTreeMap<String, String>) -> String {
    let mut input = String::new();
    for (name, text) in files {
        // The only file of most catalogs needs no name.
        if files.len() > 1 || name != "errors.toml" {
            let _ = writeln!(input, "-- {name} --");
        }
        input += text;
        if !text.ends_with('\n') && !text.is_empty() {
            input.push('\n');
        }
    }
    input
}

fn insert(files: &mut BTreeMap<String, String>, name: &str, text: &str) {
    if name != "errors.toml" || !text.is_empty() {
        files.insert(name.to_owned(), text.to_owned());
    }
}

/// The path in the line `-- PATH --`. A path has the characters of a portable path, and does not lead out of a folder.
fn name_of(line: &str) -> Option<&str> {
    let name = line.trim_end_matches(['\r', '\n']).strip_prefix("-- ")?.strip_suffix(" --")?;
    let is_part = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
            && !part.trim_matches('.').is_empty()
    };
    (name.split('/').all(is_part) && name.len() < 60).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_contains_files() {
        for (input, files) in [
            ("a = 1\n", &[("errors.toml", "a = 1\n")][..]),
            ("-- a/b.rs --\nx\n-- c.md --\n", &[("a/b.rs", "x\n"), ("c.md", "")]),
            ("a\n-- b --\r\nc\n", &[("b", "c\n"), ("errors.toml", "a\n")]),
            (
                "-- ../a --\n-- /a --\n-- a//b --\n-- .. --\n",
                &[("errors.toml", "-- ../a --\n-- /a --\n-- a//b --\n-- .. --\n")],
            ),
        ] {
            let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            assert_eq!(split(input), files, "{input}");
            assert_eq!(split(&join(&files)), files, "{input}");
        }
    }
}
