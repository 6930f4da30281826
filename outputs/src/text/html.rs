//! Escapes text for HTML.

/// Escapes data as the value of a quoted HTML attribute.
pub(crate) fn attribute(data: &str) -> String {
    let mut out = String::new();
    for c in data.chars() {
        if c.is_alphanumeric() || matches!(c, '_' | '.' | '~' | '-') {
            out.push(c);
        } else {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
    }
    out
}

/// Escapes data as the content of an HTML element.
pub(crate) fn content(data: &str) -> String {
    data.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn no_character_of_data_ends_the_attribute() {
        let data = "a \"b\" 'c' <d> & `e` = é_.~-\n\u{0}";
        let escaped = attribute(data);
        let acts = |c: char| matches!(c, '"' | '\'' | '<' | '>' | '`' | '=') || c.is_whitespace() || c.is_control();
        assert!(!escaped.contains(acts), "{escaped}");
        assert!(escaped.starts_with("a&#32;&#34;b&#34;&#32;") && escaped.ends_with("é_.~-&#10;&#0;"), "{escaped}");
    }
}
