//! JSON with white space in it.

/// The compact JSON text that the encoder writes, with line breaks and an indentation of two spaces. Nothing but
/// white space differs, so what a reader sees is what a client gets.
#[must_use]
pub fn pretty_json(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    let mut depth = 0_usize;
    let (mut in_string, mut escaped) = (false, false);
    let mut chars = compact.chars().peekable();
    while let Some(c) = chars.next() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            out.push(c);
            continue;
        }
        match c {
            '{' | '[' if matches!(chars.peek(), Some('}' | ']')) => {
                out.push(c);
                out.extend(chars.next());
            }
            '{' | '[' => {
                depth += 1;
                out.push(c);
                push_line(&mut out, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                push_line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                push_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c => {
                in_string = c == '"';
                out.push(c);
            }
        }
    }
    out
}

fn push_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::pretty_json;

    #[test]
    fn adds_white_space_between_tokens_alone() {
        for (compact, pretty) in [
            ("{}", "{}"),
            ("[[],{}]", "[\n  [],\n  {}\n]"),
            (r#"{"a":1,"b":[true,"{,:\"}\\"]}"#, "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    \"{,:\\\"}\\\\\"\n  ]\n}"),
            (r#""é\\""#, r#""é\\""#),
        ] {
            assert_eq!(pretty_json(compact), pretty);
        }
    }
}
