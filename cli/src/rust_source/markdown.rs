//! Reads documents, and data files that contain the expected output of tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_codegen::read_text;
use error_catalog_model::Output;
use error_catalog_outputs::build::generated_parts;

use super::modules::relative;
use super::near::Codes;
use super::text::{Cursor, Word, code_spans, quoted_words};
use super::walk::is_test_path;
use super::{Survey, Use, Verdict};
use crate::documents::uses::UseKind;
use crate::load::Loaded;

/// Reads a file that is not Rust. A file below `tests` is searched for codes, any other file for text that only looks
/// like a code. `outputs` are the catalog's outputs in the file.
pub(super) fn read_page(path: &Path, outputs: &[&Output], codes: &Codes, survey: &mut Survey) {
    // A file that is not UTF-8 is binary despite its extension, and mentions no codes.
    let Ok(text) = read_text(path) else { return };
    let name = relative(path);
    if is_test_path(Path::new(&name)) {
        for (number, line) in text.lines().enumerate() {
            let words = quoted_words(line, None).into_iter().chain(code_spans(line));
            let found = words.filter_map(|word| Some((codes.error(word.text)?, word)));
            let mut cursor = Cursor::new(line, number + 1, 1);
            survey.uses.extend(found.map(|(error, word)| Use {
                place: cursor.place(&name, &word),
                kind: UseKind::Mentions,
                error,
                in_test: true,
                is_certain: true,
                arguments: 0,
            }));
        }
        survey.keep_text(&name, &text);
        return;
    }
    let mut generated = generated_parts(outputs, &text);
    generated.sort_by_key(|part| part.start);
    let mut generated = generated.into_iter().peekable();
    let mut is_kept = false;
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = end;
        end += line.len();
        while generated.next_if(|part| part.end <= start).is_some() {}
        if generated.peek().is_some_and(|part| part.contains(&start)) {
            continue;
        }
        let mut cursor = Cursor::new(line, number + 1, 1);
        for (word, verdict) in strangers(line.trim_end(), codes) {
            survey.add_stranger(cursor.place(&name, &word), word.text, verdict);
            is_kept = true;
        }
    }
    if is_kept {
        survey.keep_text(&name, &text);
    }
}

/// The words on a line of a document that look like codes but are not in the catalog.
pub(super) fn strangers<'a>(line: &'a str, codes: &Codes) -> Vec<(Word<'a>, Verdict)> {
    let members = quoted_words(line, codes.member.as_deref()).into_iter().filter(|word| word.is_member);
    let words = members.chain(code_spans(line));
    words.filter_map(|word| codes.judge(word.text, word.is_member).map(|verdict| (word, verdict))).collect()
}

/// The outputs of a catalog, by the canonical path of their file.
pub(super) fn outputs_by_path(loaded: &Loaded) -> BTreeMap<PathBuf, Vec<&Output>> {
    let mut outputs: BTreeMap<PathBuf, Vec<&Output>> = BTreeMap::new();
    for output in &loaded.catalog.outputs {
        if let Ok(path) = fs::canonicalize(loaded.folder.path(&output.path)) {
            outputs.entry(path).or_default().push(output);
        }
    }
    outputs
}
