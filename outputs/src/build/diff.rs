//! Shows how a file would change.

use std::fmt::Write;
use std::time::Duration;

use error_catalog_model::{printable_line, visible_except};
use similar::TextDiff;

use super::PlannedFile;

/// The maximum number of lines of a diff: enough to see the change, and few enough for a log.
const MAX_LINES: usize = 40;

/// The time after which the search for the shortest diff of two long files stops.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Renders a unified diff from the current content of a file to its expected content. A long diff is truncated. The
/// text has no line break at its end, and is empty if nothing would change.
#[must_use]
pub fn render_diff(file: &PlannedFile) -> String {
    render_lines(file, MAX_LINES)
}

/// Renders a unified diff as [`render_diff`] does, but completely.
#[must_use]
pub fn render_full_diff(file: &PlannedFile) -> String {
    render_lines(file, usize::MAX)
}

fn render_lines(file: &PlannedFile, most: usize) -> String {
    let old_name = if file.old.is_some() { &file.path } else { "/dev/null" };
    let old = file.old.as_deref().unwrap_or("");
    let diff = TextDiff::configure().timeout(TIMEOUT).diff_lines(old, file.new.as_str());
    let text = diff.unified_diff().header(&printable_line(old_name), &printable_line(&file.path)).to_string();
    let mut lines = text.lines();
    // Control characters in files must not reach the terminal.
    let shown = lines.by_ref().take(most).map(|line| visible_except(line, &['\t']));
    let mut out = shown.collect::<Vec<_>>().join("\n");
    let more = lines.count();
    if more > 0 {
        let _ = write!(out, "\n… and {more} more lines");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: Option<&str>, new: &str) -> String {
        render_diff(&PlannedFile { path: "a.md".into(), old: old.map(str::to_owned), new: new.into() })
    }

    #[test]
    fn shows_what_changed() {
        assert_eq!(diff(Some("a\n"), "a\n"), "");
        assert_eq!(diff(Some("a\nb\nc\n"), "a\nB\nc\n"), "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c");
        assert_eq!(diff(Some("a\r\n"), "\u{1b}[2J\n"), "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-a\n+␛[2J");
        assert_eq!(diff(None, "a\n"), "--- /dev/null\n+++ a.md\n@@ -0,0 +1 @@\n+a");
    }

    #[test]
    fn a_path_is_one_line() {
        let file = PlannedFile { path: "a\n::error::b".into(), old: None, new: "a\n".into() };
        assert!(render_diff(&file).contains("\n+++ a␊::error::b\n"));
    }

    #[test]
    fn truncates_a_long_diff() {
        let shown = diff(None, &"a\n".repeat(100));
        assert_eq!(shown.lines().count(), MAX_LINES + 1);
        assert!(shown.ends_with("\n… and 63 more lines"), "{shown}");
    }
}
