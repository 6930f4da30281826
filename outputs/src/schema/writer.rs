//! Writes a large JSON document, one member after the other.

use std::fmt::Write;

use error_catalog_codegen::program::push_pretty_json;
use error_catalog_wire::write_json_string;

use super::node::Node;

/// Writes an indented object. Only one member at a time is a tree, because the trees of 10,000 errors would take more
/// memory than the document itself.
pub(crate) struct ObjectWriter {
    out: String,
    /// The compact JSON of the current member.
    compact: String,
    /// The number of objects that are open.
    depth: usize,
}

impl ObjectWriter {
    pub(crate) fn new() -> Self {
        Self { out: "{".into(), compact: String::new(), depth: 1 }
    }

    /// Writes a member.
    pub(crate) fn member<'n>(&mut self, key: &str, value: impl Into<Node<'n>>) {
        self.begin(key);
        // Writing to a text cannot fail.
        let _ = write!(self.compact, "{}", value.into());
        push_pretty_json(&mut self.out, &self.compact, self.depth);
    }

    /// Writes a member that is an object with the members that `write` writes. An object without members is left out.
    pub(crate) fn object(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        self.begin(key);
        push_pretty_json(&mut self.out, &self.compact, self.depth);
        self.out.push('{');
        let empty = self.out.len();
        self.depth += 1;
        write(self);
        self.depth -= 1;
        match self.out.len() == empty {
            true => self.out.truncate(before),
            false => self.close(),
        }
    }

    /// Returns the whole document, which ends in a line break.
    pub(crate) fn finish(mut self) -> String {
        self.depth = 0;
        self.close();
        self.out.push('\n');
        self.out
    }

    /// Begins the line of a member. The key waits in `compact`.
    fn begin(&mut self, key: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.push_line();
        self.compact.clear();
        let _ = write_json_string(&mut self.compact, key);
        self.compact.push(':');
    }

    fn close(&mut self) {
        self.push_line();
        self.out.push('}');
    }

    fn push_line(&mut self) {
        self.out.push('\n');
        (0..self.depth).for_each(|_| self.out.push_str("  "));
    }
}
