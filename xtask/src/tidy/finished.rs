//! Checks that nothing is left unfinished, and that every crate forbids unsafe code at its root.

use super::Problems;
use super::source::Source;

/// Reports each file that contains an unfinished part, and each crate root that does not forbid unsafe code.
pub(crate) fn check_finished(sources: &[Source], problems: &mut Problems) {
    for source in sources {
        if source.text.contains(concat!("todo", "!(")) {
            problems.add(format!("{} is not finished: it has a {}", source.path, concat!("todo", "!()")));
        }
        if is_crate_root(source) && !source.text.contains("#![forbid(unsafe_code)]") {
            problems.add(format!("{} does not forbid unsafe code", source.path));
        }
    }
}

fn is_crate_root(source: &Source) -> bool {
    ["src/lib.rs", "src/main.rs"]
        .iter()
        .any(|root| source.path.strip_suffix(root).is_some_and(|folder| folder.is_empty() || folder.ends_with('/')))
}
