//! `Link` (RFC 8288, section 3).

use super::scan::{FREE, elements, is_parameter, is_token, split};

/// Whether a value is a list of links. The application may know a whole link.
pub(super) fn is_links(value: &str) -> bool {
    elements(value).all(|link| {
        let mut parts = split(link, ';');
        let target = parts.next().unwrap_or_default();
        let url = target.strip_prefix('<').and_then(|target| target.strip_suffix('>'));
        let is_url = url.is_some_and(|url| url.chars().all(|c| c == FREE || is_url_character(c)));
        (is_url || target.chars().eq([FREE]))
            && parts.all(|part| part.is_empty() || is_token(part) || is_parameter(part))
    })
}

fn is_url_character(c: char) -> bool {
    c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_url_with_parameters() {
        for (value, expected) in [
            ("<https://example.com/help>; rel=\"help\"", true),
            ("<\u{1}>; rel=about; crossorigin", true),
            ("</a,b;c>;rel=\"next\" , <?page=3>; rel=last", true),
            ("<>; rel=self", true),
            ("\u{1}, <a>; rel=x", true),
            ("https://example.com/help", false),
            ("https://example.com/help; rel=\"help\"", false),
            ("<https://example.com/help", false),
            ("<a b>; rel=x", false),
            ("<a>; rel=\"x", false),
            ("<a>; rel=x y", false),
            ("<a> rel=x", false),
            ("", false),
        ] {
            assert_eq!(is_links(value), expected, "{value}");
        }
    }
}
