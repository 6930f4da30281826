//! Keeps text of a catalog from directing a tool. Linters, formatters and other tools obey words such as `# noqa`. In
//! documentation, such a word gets the backticks of code, so that people can still read the text.

/// The words that tools obey after `#` in a file of Python. Some tools search every line, and not only comments.
const PYTHON: [&str; 15] = [
    "black:",
    "flake8",
    "fmt:",
    "isort:",
    "mypy:",
    "noinspection",
    "noqa",
    "nosec",
    "pragma",
    "pylint:",
    "pyre-",
    "pyright:",
    "ruff:",
    "type:",
    "yapf:",
];

/// The words that tools obey at the start of a comment's line in a file of JavaScript.
const JAVASCRIPT: [&str; 17] = [
    "biome-",
    "c8 ignore",
    "cspell:",
    "deno-",
    "dprint-",
    "eslint",
    "istanbul ignore",
    "jshint",
    "node:coverage",
    "noinspection",
    "nosonar",
    "oxlint-",
    "prettier-",
    "rome-",
    "spell-checker:",
    "tslint:",
    "v8 ignore",
];

/// The words that tools obey anywhere in a comment of JavaScript. Words with `@` are escaped already.
const ANYWHERE: [&str; 4] = ["__NO_SIDE_EFFECTS__", "__PURE__", "sourceMappingURL", "sourceURL"];

/// The marker at the start of `text` that makes a directive of the text after it, in any line of Python.
pub(crate) fn python_marker(text: &str) -> Option<&str> {
    match text.strip_prefix('#') {
        Some(comment) => starts_with_any(comment.trim_start(), &PYTHON).then_some("#"),
        // Older versions of isort need no comment.
        None => text.starts_with("isort:").then_some("isort"),
    }
}

/// The marker at the start of a word in a docstring that makes an example or a directive of the text after it.
fn docstring_marker(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let directive = || rest.split(' ').next().is_some_and(|next| next.contains("::"));
    (word == ">>>" || word == ".." && directive()).then_some(word)
}

/// A text for a docstring, whose words are separated by single spaces.
pub(crate) fn python_doc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_start = out.is_empty() || out.ends_with(' ');
        let marker = python_marker(rest).or_else(|| docstring_marker(rest).filter(|_| is_start));
        let len = marker.map_or(c.len_utf8(), str::len);
        match marker {
            Some(marker) => out.push_str(&format!("`{marker}`")),
            None => out.push(c),
        }
        rest = rest.get(len..).unwrap_or_default();
    }
    out
}

/// A line of a comment of JavaScript.
pub(crate) fn javascript_doc(line: &str) -> String {
    let text = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let (start, mut out) = (line.len() - text.len(), line.to_owned());
    if starts_with_any(text, &JAVASCRIPT) && !line[..start].ends_with('`') {
        let end = start + text.find([' ', '\t', '*']).unwrap_or(text.len());
        out = format!("{}`{}`{}", &line[..start], &line[start..end], &line[end..]);
    }
    for word in ANYWHERE {
        out = out.replace(word, &format!("`{word}`"));
    }
    out
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docstrings_direct_no_tool() {
        for (text, expected) in [
            ("a # noqa: E501 b", "a `#` noqa: E501 b"),
            ("#noqa", "`#`noqa"),
            ("x#  Type: ignore", "x`#`  Type: ignore"),
            ("# mypy: ignore-errors", "`#` mypy: ignore-errors"),
            ("isort: skip_file", "`isort`: skip_file"),
            ("a >>> exit() >>>b", "a `>>>` exit() >>>b"),
            (".. include:: /a .. b", "`..` include:: /a .. b"),
            ("Issue #5 of #types, 한 # 국", "Issue #5 of #types, 한 # 국"),
        ] {
            assert_eq!(python_doc(text), expected);
        }
    }

    #[test]
    fn comments_direct_no_tool() {
        for (line, expected) in [
            ("biome-ignore lint: x", "`biome-ignore` lint: x"),
            ("* eslint-disable", "* `eslint-disable`"),
            ("Prettier-ignore", "`Prettier-ignore`"),
            ("/* istanbul ignore next", "/* `istanbul` ignore next"),
            ("- v8 ignore", "- `v8` ignore"),
            ("`biome-ignore`", "`biome-ignore`"),
            ("The v8 engine", "The v8 engine"),
            ("v8 stops", "v8 stops"),
            ("//# sourceMappingURL=a", "//# `sourceMappingURL`=a"),
        ] {
            assert_eq!(javascript_doc(line), expected);
        }
    }
}
