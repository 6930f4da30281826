//! Writes keys with strings.

use std::fmt::Write;

use crate::toml_text::toml_string;

pub(super) fn render_strings(out: &mut String, path: &str, values: impl Iterator<Item = String>) {
    let _ = writeln!(out, "{path} = [");
    for value in values {
        let _ = writeln!(out, "    {},", toml_string(&value));
    }
    out.push_str("]\n");
}

pub(super) fn render_string(out: &mut String, path: &str, value: &str) {
    let _ = writeln!(out, "{path} = {}", toml_string(value));
}
