//! Writes a Markdown page: blocks separated by empty lines.

use error_catalog_codegen::escape::fenced;

#[derive(Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Adds a block of Markdown, unless it is empty.
    pub(super) fn push(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for line in block.trim_end().lines() {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    pub(super) fn heading(&mut self, level: usize, heading: &str) {
        self.push(&format!("{} {heading}", "#".repeat(level)));
    }

    pub(super) fn fence(&mut self, language: &str, data: &str) {
        self.push(&fenced(language, data));
    }

    /// Adds a line that introduces a list, and the list, unless the list has no items.
    pub(super) fn list(&mut self, introduction: &str, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !items.is_empty() {
            self.push(introduction);
            self.push(&items.join("\n"));
        }
    }

    /// Adds a table, and leaves out the columns in which every cell is empty.
    pub(super) fn table<const N: usize>(&mut self, head: [&str; N], rows: &[[String; N]]) {
        self.wide_table(&head, &rows.iter().map(<[String; N]>::as_slice).collect::<Vec<_>>());
    }

    /// Adds a table with any number of columns, as [`table`](Self::table) does.
    pub(super) fn wide_table(&mut self, head: &[&str], rows: &[&[String]]) {
        let used: Vec<usize> =
            (0..head.len()).filter(|column| rows.iter().any(|row| !row[*column].is_empty())).collect();
        if used.is_empty() {
            return;
        }
        let line = |cells: Vec<&str>| format!("| {} |", cells.join(" | "));
        let mut lines =
            vec![line(used.iter().map(|column| head[*column]).collect()), format!("|{}", "---|".repeat(used.len()))];
        lines.extend(rows.iter().map(|row| line(used.iter().map(|column| row[*column].as_str()).collect())));
        self.push(&lines.join("\n"));
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
