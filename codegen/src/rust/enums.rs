//! Writes the three enums in the layout of rustfmt.

use super::{Rust, WIDTH, put};

impl Rust<'_> {
    /// Writes `#[allow(…)]`, `#[non_exhaustive]` and `pub enum Name {`.
    pub(super) fn open_enum(&mut self, name: &str) {
        self.put_allow_in_enum();
        self.put_non_exhaustive_enum();
        put!(self, "{} enum {name} {{", self.options.visibility);
    }

    pub(super) fn close_enum(&mut self) {
        // rustfmt puts the braces of an empty enum on one line.
        if self.out.ends_with("{\n") {
            self.out.pop();
        }
        put!(self, "}}");
    }

    /// Writes a field of a variant. A long type goes on its own line, and an even longer type is broken at its
    /// arguments.
    ///
    /// ```text
    ///         items: ::error_catalog::__private::Option<
    ///             ::error_catalog::__private::Vec<::error_catalog::__private::String>,
    ///         >,
    /// ```
    pub(super) fn put_field(&mut self, name: &str, ty: &str) {
        let mut line = format!("        {name}: {ty},");
        let own_line = format!("            {ty},");
        if line.chars().count() > WIDTH && own_line.chars().count() <= WIDTH {
            put!(self, "        {name}:");
            put!(self, "{own_line}");
            return;
        }
        let mut closing = String::new();
        let mut indent = String::from("        ");
        while line.chars().count() > WIDTH {
            let generic = line.strip_suffix(">,").and_then(|line| line.split_once('<'));
            let Some((head, argument)) = generic else { break };
            put!(self, "{head}<");
            closing = format!("{indent}>,\n{closing}");
            indent.push_str("    ");
            line = format!("{indent}{argument},");
        }
        put!(self, "{line}");
        self.out.push_str(&closing);
    }
}
