//! Text inside HTML.

/// Data as the value of an HTML attribute between quotation marks.
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
