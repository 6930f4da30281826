//! The parts of the module that are the same for every catalog.
//!
//! The files contain more than most catalogs need. The lines from `// @if NAME` to `// @end` are written only if the
//! catalog uses what is called so, or does not use it if the name has a `!`. A declaration without `export` is written
//! only if its name is used. A blank line ends a declaration.

use std::collections::{BTreeMap, BTreeSet};

/// What a catalog uses: names of conditions, and of declarations.
pub(super) type Used = BTreeSet<&'static str>;

const TYPES: &str = include_str!("runtime/types.ts");
const VIOLATION: &str = include_str!("runtime/violation.ts");

/// The functions, in the order in which they are written.
const FUNCTIONS: [&str; 13] = [
    include_str!("runtime/api.ts"),
    include_str!("runtime/templates.ts"),
    include_str!("runtime/read.ts"),
    include_str!("runtime/identify.ts"),
    include_str!("runtime/agreement.ts"),
    include_str!("runtime/lists.ts"),
    include_str!("runtime/repeated.ts"),
    include_str!("runtime/values.ts"),
    include_str!("runtime/each.ts"),
    include_str!("runtime/texts.ts"),
    include_str!("runtime/formats.ts"),
    include_str!("runtime/waits.ts"),
    concat!(include_str!("runtime/fields.ts"), "\n", include_str!("runtime/json.ts")),
];

/// Returns the types that do not depend on the errors.
pub(super) fn types(used: &Used) -> String {
    let violation = if used.contains("Violation") { format!("\n{VIOLATION}") } else { String::new() };
    chosen(TYPES, used) + &violation
}

/// Returns the functions.
pub(super) fn functions(used: &Used) -> String {
    let text: Vec<String> = FUNCTIONS.iter().map(|file| chosen(file, used)).collect();
    let text = text.join("\n");
    let declarations: Vec<&str> = text.trim_end().split("\n\n").collect();
    let named: BTreeMap<&str, usize> = (0..).zip(&declarations).map(|(index, it)| (name(it), index)).collect();
    let mut is_written = vec![false; declarations.len()];
    let is_root = |it: &&str| it.contains("\nexport ") || it.starts_with("export ") || used.contains(name(it));
    let mut open: Vec<usize> = (0..declarations.len()).filter(|index| is_root(&declarations[*index])).collect();
    while let Some(index) = open.pop() {
        if !is_written[index] {
            is_written[index] = true;
            open.extend(words(declarations[index]).filter_map(|word| named.get(word)));
        }
    }
    let written = declarations.iter().zip(is_written).filter(|(_, is_written)| *is_written);
    written.map(|(declaration, _)| *declaration).collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Returns the lines whose conditions hold.
fn chosen(file: &str, used: &Used) -> String {
    let mut out = String::new();
    let mut conditions = Vec::new();
    for line in file.lines() {
        if let Some(names) = line.trim_start().strip_prefix("// @if ") {
            let holds = |name: &str| match name.strip_prefix('!') {
                Some(name) => !used.contains(name),
                None => used.contains(name),
            };
            conditions.push(names.split(' ').all(holds));
        } else if line.trim_start() == "// @end" {
            conditions.pop();
        } else if conditions.iter().all(|holds| *holds) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The name of a declaration.
fn name(declaration: &str) -> &str {
    let keywords = ["export", "async", "function", "const", "interface", "type"];
    words(declaration).find(|word| !keywords.contains(word)).unwrap_or_default()
}

/// The words outside of comments.
fn words(declaration: &str) -> impl Iterator<Item = &str> {
    let is_comment = |line: &&str| ["/**", "*", "//"].iter().any(|start| line.trim_start().starts_with(start));
    let lines = declaration.lines().filter(move |line| !is_comment(line));
    lines.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_under_conditions() {
        let file = "a\n// @if x\nb\n  // @if y !z\nc\n  // @end\n// @end\nd\n";
        for (used, expected) in [("", "a d"), ("x", "a b d"), ("x y", "a b c d"), ("x y z", "a b d"), ("y", "a d")] {
            let used = used.split_whitespace().collect();
            assert_eq!(chosen(file, &used).split_whitespace().collect::<Vec<_>>().join(" "), expected);
        }
    }

    #[test]
    fn only_declarations_that_are_used_are_written() {
        let none = functions(&Used::new());
        assert!(none.contains("export function parseError(") && none.contains("function textOf("), "{none}");
        for name in ["splitText", "align", "agreementOf", "asNumber", "violationOf", "rankOf"] {
            assert!(!none.contains(&format!("function {name}(")), "{name}");
        }
        let texts = functions(&Used::from(["texts", "asNumber"]));
        assert!(texts.contains("function splitText(") && texts.contains("function asNumber("), "{texts}");
        assert!(!texts.contains("@if"), "{texts}");
    }
}
