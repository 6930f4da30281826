//! Finds unresolved merge conflicts in the files of a catalog and in locks.

use std::ops::Range;

use toml::de::Error;

use crate::diagnostic::{Diagnostic, Diagnostics, Reported, Rule, Span, rules};

/// A range of lines that two branches changed in different ways.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The first line, which is a conflict marker.
    first: Range<usize>,
    /// The numbers of the first line and of the last line, from 1.
    lines: (usize, usize),
    /// The offset of the end of the last line.
    end: usize,
    /// Whether the first marker opens a conflict and the last marker closes this conflict.
    is_complete: bool,
}

impl Conflict {
    /// Reports the conflict. `what` is the file in which the conflict is.
    pub(crate) fn report<'d>(
        &self,
        (rule, what): (&'static Rule, &str),
        file: usize,
        diagnostics: &'d mut Diagnostics,
    ) -> &'d mut Diagnostic {
        let span = Span { file, start: self.first.start, end: self.first.end };
        let label = match (self.is_complete, self.lines) {
            (true, (first, last)) => format!("lines {first} to {last} contain different changes from two branches"),
            (false, _) => "this conflict marker has no matching marker".to_owned(),
        };
        diagnostics.report(rule, span, format!("{what} contains an unresolved merge conflict")).label(label)
    }
}

/// Reports the conflicts in a file of a catalog, which has these syntax errors.
pub(super) fn report_catalog_conflicts(
    file: usize,
    text: &str,
    errors: &[Error],
    diagnostics: &mut Diagnostics,
) -> Option<Reported> {
    let before = diagnostics.len();
    for conflict in find_catalog_conflicts(text, errors) {
        conflict
            .report((&rules::MERGE_CONFLICT, "the file"), file, diagnostics)
            .help("keep the correct lines, and delete the other lines and the conflict markers");
    }
    diagnostics.reported_since(before)
}

/// Finds the conflicts in a text that is TOML except for some syntax errors. A marker without its counterpart counts
/// only if the marker is a syntax error: `=======` may also underline a heading in a multi-line string.
fn find_catalog_conflicts(text: &str, errors: &[Error]) -> Vec<Conflict> {
    let mut conflicts = find_conflicts(text);
    let is_error = |conflict: &Conflict| {
        let mut starts = errors.iter().filter_map(Error::span).map(|place| place.start);
        starts.any(|start| (conflict.first.start..conflict.end).contains(&start))
    };
    conflicts.retain(|conflict| conflict.is_complete || is_error(conflict));
    conflicts
}

/// Finds the conflicts in a text, by the markers that Git and other tools write.
pub(crate) fn find_conflicts(text: &str) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut open: Option<Conflict> = None;
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let range = start..start + line.len();
        start = range.end + 1;
        let Some(marker) = marker_of(line) else { continue };
        if marker == '<' {
            conflicts.extend(open.take());
        }
        let number = index + 1;
        let conflict = open.get_or_insert_with(|| Conflict {
            first: range.clone(),
            lines: (number, number),
            end: range.end,
            is_complete: false,
        });
        conflict.lines.1 = number;
        conflict.end = range.end;
        conflict.is_complete = marker == '>' && text[conflict.first.clone()].starts_with('<');
        if marker == '>' {
            conflicts.extend(open.take());
        }
    }
    conflicts.extend(open);
    conflicts
}

/// The character that a conflict marker consists of. A marker is seven such characters at the start of a line, and a
/// space follows unless the line ends.
fn marker_of(line: &str) -> Option<char> {
    let marker = line.chars().next().filter(|first| matches!(first, '<' | '|' | '=' | '>'))?;
    let rest = line.trim_start_matches(marker);
    (line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with([' ', '\r']))).then_some(marker)
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn conflicts_are_found_by_their_markers() {
        for (text, expected) in [
            ("<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> b\n", vec![(1, 5)]),
            ("\n<<<<<<< HEAD\r\na = 1\r\n||||||| c\r\n=======\r\n>>>>>>> b\r\nb = 1", vec![(2, 6)]),
            // Jujutsu shows one side as a diff.
            ("<<<<<<< Conflict 1 of 1\n%%%%%%% Changes\n+a = 1\n+++++++ Contents\n>>>>>>> ends\n", vec![(1, 5)]),
            ("<<<<<<< a\n>>>>>>> b\n[c]\n<<<<<<< a\n>>>>>>> b\n", vec![(1, 2), (4, 5)]),
            ("a = 1\n=======\nb = 1\n>>>>>>> b\n", vec![(2, 4)]),
            ("a = 1\n>>>>>>> b\n", vec![(2, 2)]),
            ("<<<<<<< a\nb = 1\n", vec![(1, 1)]),
            // A conflict in a string is valid TOML.
            ("a = '''\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n'''\n", vec![(2, 6)]),
            ("a = '''\nHeading\n=======\n'''\n", vec![]),
            ("a = '''\nHeading\n=======\n'''\nb c\n", vec![]),
            ("a = '''\n  <<<<<<< HEAD\n  >>>>>>> b\n'''\n", vec![]),
            ("========\n", vec![]),
            ("<<<<<<<a\n", vec![]),
            ("# <<<<<<< a\n", vec![]),
        ] {
            let found = find_catalog_conflicts(text, &DeTable::parse_recoverable(text).1);
            assert_eq!(found.iter().map(|conflict| conflict.lines).collect::<Vec<_>>(), expected, "{text}");
            let lines: Vec<&str> = text.split('\n').collect();
            assert!(found.iter().all(|it| text[it.first.clone()] == *lines[it.lines.0 - 1]), "{text}");
        }
    }
}
