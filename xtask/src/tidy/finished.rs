//! Nothing is left unfinished, and every crate forbids unsafe code at its root.

use super::Problems;
use super::source::Source;

/// Checks each file for what it must not have, and each crate root for what it must have.
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
