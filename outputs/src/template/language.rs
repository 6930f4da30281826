//! Strings and comments in the language of a template.

use std::fmt::Write;

use error_catalog_model::is_unprintable;

/// The extension of the file that a template makes: `go` for `errors.go.j2`.
pub(super) fn extension_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = [".j2", ".jinja", ".jinja2"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// How the strings of a language write a character that is not printable.
#[derive(Clone, Copy)]
enum Escapes {
    /// `\u` and four digits; two of them above U+FFFF.
    Utf16,
    /// `\u` and four digits, or `\U` and eight digits.
    Utf32,
    /// `\u{…}`
    Braces,
    /// The bytes as `\` and three octal digits.
    Octal,
}

/// The escapes of a language, and the characters besides `"` and `\` that need a backslash.
fn strings_of(extension: &str) -> Option<(Escapes, &'static str)> {
    Some(match extension {
        "java" | "cs" | "scala" | "json" | "graphql" | "graphqls" | "gql" => (Escapes::Utf16, ""),
        "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" => (Escapes::Utf16, ""),
        "kt" | "kts" | "groovy" => (Escapes::Utf16, "$"),
        "go" | "py" | "toml" | "yaml" | "yml" => (Escapes::Utf32, ""),
        "rs" | "swift" => (Escapes::Braces, ""),
        "dart" | "php" => (Escapes::Braces, "$"),
        "rb" => (Escapes::Braces, "#"),
        "c" | "h" | "cc" | "cpp" | "cxx" | "hh" | "hpp" | "m" | "mm" | "proto" => (Escapes::Octal, ""),
        _ => return None,
    })
}

/// Writes a text as a string in double quotes; `None` if nothing is known about the strings of the language.
pub(super) fn string_literal(text: &str, extension: &str) -> Option<String> {
    let (escapes, special) = strings_of(extension)?;
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '"' | '\\' => literal.extend(['\\', c]),
            // `??/` can be a spelling of `\`.
            '?' if matches!(escapes, Escapes::Octal) && literal.ends_with('?') => literal.push_str("\\?"),
            c if special.contains(c) => literal.extend(['\\', c]),
            c if is_unprintable(c) => push_escape(&mut literal, c, escapes),
            c => literal.push(c),
        }
    }
    literal.push('"');
    Some(literal)
}

fn push_escape(literal: &mut String, c: char, escapes: Escapes) {
    // Writing to a string cannot fail.
    let _ = match escapes {
        Escapes::Utf16 => c.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(literal, "\\u{unit:04x}")),
        Escapes::Utf32 if u32::from(c) > 0xffff => write!(literal, "\\U{:08x}", u32::from(c)),
        Escapes::Utf32 => write!(literal, "\\u{:04x}", u32::from(c)),
        Escapes::Braces => write!(literal, "\\u{{{:x}}}", u32::from(c)),
        Escapes::Octal => c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(literal, "\\{byte:03o}")),
    };
}

/// Writes a text as the lines of a comment. Each line after the first begins with `prefix`.
pub(super) fn comment_text(text: &str, prefix: &str, extension: &str) -> String {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
    let lines = lines.map(|line| comment_line(line, extension));
    let lines: Vec<String> = lines.filter(|line| !prefix.is_empty() || !line.is_empty()).collect();
    if prefix.is_empty() {
        return lines.join(" ");
    }
    let mut comment = String::new();
    for (index, line) in lines.iter().enumerate() {
        match (index, line.is_empty()) {
            (0, _) => comment.push_str(line),
            (_, true) => comment.extend(["\n", prefix.trim_end()]),
            (_, false) => comment.extend(["\n", prefix, line.as_str()]),
        }
    }
    comment
}

/// Whether a language is C, or is based on it.
fn is_c(extension: &str) -> bool {
    matches!(extension, "c" | "h" | "cc" | "cpp" | "cxx" | "hh" | "hpp" | "m" | "mm")
}

/// The marks that begin or end a comment in a language, besides those that every text is kept from.
fn marks_of(extension: &str) -> &'static [&'static str] {
    match extension {
        // This is another spelling of `\`, which can continue a comment on the next line.
        _ if is_c(extension) => &["??/"],
        // This mark ends the code, even in a comment.
        "php" => &["?>"],
        // `--!>` also ends a comment, and XML allows no `--` in comments.
        "html" | "htm" | "xhtml" | "xml" | "svg" | "md" | "vue" => &["--"],
        "lua" => &["[[", "[=", "]]", "]="],
        "hs" => &["{-", "-}"],
        "ps1" | "psm1" => &["<#", "#>"],
        "ml" | "mli" | "pas" => &["(*", "*)"],
        _ => &[],
    }
}

/// Whether a comment does not end at the end of a line that ends with `\`.
fn continues_comments(extension: &str) -> bool {
    is_c(extension) || matches!(extension, "cu" | "glsl" | "hlsl" | "metal" | "mk" | "tcl")
}

/// Whether a character after a line would complete a mark that begins or ends a comment.
pub(super) fn completes_mark(line: &str, c: char, extension: &str) -> bool {
    let marks = ["*/", "/*", "-->"].iter().chain(marks_of(extension));
    marks.filter_map(|mark| mark.strip_suffix(c)).any(|start| line.ends_with(start))
}

fn comment_line(text: &str, extension: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let is_ocaml = matches!(extension, "ml" | "mli");
    // These languages read `\u002a` as `*`, even in a comment.
    let reads_escapes = matches!(extension, "java" | "groovy" | "scala");
    for c in text.trim().chars() {
        match c {
            '\t' => line.push(' '),
            c if is_unprintable(c) => {}
            // A comment of OCaml ends only after the end of each string in it.
            '"' if is_ocaml => line.push_str("''"),
            '{' if is_ocaml => line.push_str("{ "),
            'u' if reads_escapes && line.ends_with('\\') => line.push_str(" u"),
            c if completes_mark(&line, c, extension) => line.extend([' ', c]),
            c => line.push(c),
        }
    }
    line.truncate(line.trim_end().len());
    // The next line would also belong to the comment.
    if line.ends_with('\\') && continues_comments(extension) {
        line.push('.');
    }
    line
}

/// Escapes a text for HTML and XML.
pub(super) fn html_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' => html.push('\n'),
            c if is_unprintable(c) => {}
            c => html.push(c),
        }
    }
    html
}

/// Writes a text as a block string of GraphQL. The lines after the first begin with `indentation`.
pub(super) fn block_string(text: &str, indentation: &str) -> String {
    let mut block = String::from("\"\"\"\n");
    for line in text.lines() {
        let line: String = line.chars().filter(|c| !is_unprintable(*c)).collect();
        let line = line.replace("\"\"\"", "\\\"\"\"");
        block.extend([if line.trim().is_empty() { "" } else { indentation }, line.trim_end(), "\n"]);
    }
    block + indentation + "\"\"\""
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_extension_is_that_of_the_output() {
        for (path, extension) in [
            ("errors.go.j2", "go"),
            ("a.b/ApiErrors.java.jinja", "java"),
            ("errors.proto", "proto"),
            ("a.b/errors", ""),
            ("errors.j2", ""),
        ] {
            assert_eq!(extension_of(path), extension, "{path}");
        }
    }

    #[test]
    fn strings_have_the_escapes_of_the_language() {
        let text = "a\"\\\n$x #{y}\u{1}\u{202e}\u{e0001}";
        for (extension, literal) in [
            ("java", r#""a\"\\\n$x #{y}\u0001\u202e\udb40\udc01""#),
            ("kt", r#""a\"\\\n\$x #{y}\u0001\u202e\udb40\udc01""#),
            ("go", r#""a\"\\\n$x #{y}\u0001\u202e\U000e0001""#),
            ("swift", r#""a\"\\\n$x #{y}\u{1}\u{202e}\u{e0001}""#),
            ("rb", r#""a\"\\\n$x \#{y}\u{1}\u{202e}\u{e0001}""#),
            ("proto", r#""a\"\\\n$x #{y}\001\342\200\256\363\240\200\201""#),
        ] {
            assert_eq!(string_literal(text, extension).unwrap(), literal, "{extension}");
        }
        assert_eq!(string_literal("What??/", "c").unwrap(), r#""What?\?/""#);
        assert_eq!(string_literal(text, "txt"), None);
    }

    #[test]
    fn a_text_stays_in_its_comment() {
        for (text, prefix, extension, expected) in [
            ("one\ntwo", "", "go", "one two"),
            ("one\n\ntwo", "// ", "go", "one\n//\n// two"),
            ("one\u{2028}two", "// ", "js", "one\n// two"),
            ("*/ x /* -->", "", "java", "* / x / * -- >"),
            ("\\u002a/ \\\\u002a/", "", "java", "\\ u002a/ \\\\ u002a/"),
            ("ends \\", "", "c", "ends \\."),
            ("ends \\ \u{202e}", "", "c", "ends \\."),
            ("ends ??/", "", "c", "ends ?? /"),
            ("x ?> y", "", "php", "x ? > y"),
            ("x *) (* y", "", "ml", "x * ) ( * y"),
            ("\" {id|", "", "ml", "'' { id|"),
            ("x *) (* y", "", "pas", "x * ) ( * y"),
            ("x -} {- y", "", "hs", "x - } { - y"),
            ("[[ ]] [=[ ]=]", "", "lua", "[ [ ] ] [ =[ ] =]"),
            ("x #> <# y", "", "ps1", "x # > < # y"),
            ("x --> --!> y", "", "html", "x - -> - -!> y"),
            ("a\u{202e}b", "", "go", "ab"),
        ] {
            assert_eq!(comment_text(text, prefix, extension), expected, "{text}");
        }
    }

    #[test]
    fn a_text_stays_in_its_block_string() {
        assert_eq!(block_string("a\n\n\"\"\"b", "  "), "\"\"\"\n  a\n\n  \\\"\"\"b\n  \"\"\"");
    }
}
