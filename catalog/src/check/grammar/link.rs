//! `Link` (RFC 8288, section 3).

use super::scan::{FREE, elements, is_parameter, is_token, split};

/// Whether a value is a list of links. The application may know a whole link.
pub(super) fn is_links(value: &str) -> bool {
    elements(value).all(|link| {
        let mut parts = split(link, ';');
        let target = parts.next().unwrap_or_default();
        let url = target.strip_prefix('<').and_then(|target| target.strip_suffix('>'));
        let is_url = url.is_some_and(|url| url.chars().all(|c| c == FREE || is_url_character(c)));
        let is_open = target.chars().eq([FREE]);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        (is_url || is_open)
            && parts.iter().all(|part| is_token(part) || is_parameter(part))
            && SINGLE.iter().all(|name| values(&parts, name).count() <= 1)
            && (is_open || has_relation(&parts))
    })
}

/// The parameters that a link must not repeat.
const SINGLE: [&str; 5] = ["rel", "media", "title", "title*", "type"];

/// Whether a link has the required parameter `rel`, which lists at least one type of relation.
fn has_relation(parts: &[&str]) -> bool {
    let is_list = |value: &str| !value.trim_matches(['"', ' ', '\t']).is_empty();
    values(parts, "rel").any(is_list) || parts.iter().any(|part| name_and_value(part).0.contains(FREE))
}

/// The values of the parameters with a name, which can be in any case.
fn values<'a>(parts: &'a [&str], name: &'a str) -> impl Iterator<Item = &'a str> {
    parts
        .iter()
        .map(|part| name_and_value(part))
        .filter(move |part| part.0.eq_ignore_ascii_case(name))
        .map(|part| part.1)
}

fn name_and_value(part: &str) -> (&str, &str) {
    let (name, value) = part.split_once('=').unwrap_or((part, ""));
    (name.trim_end(), value.trim_start())
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
            ("\u{1}", true),
            ("<a>; \u{1}", true),
            ("<a>; REL = \"next last\"; hreflang=en; hreflang=de", true),
            ("<https://x.y>", false),
            ("<a>; title=\"rel=x\"", false),
            ("<a>; rel", false),
            ("<a>; rel=\" \"", false),
            ("<a>; rel=x; Rel=y", false),
            ("<a>; rel=x; title=a; title=b", false),
            ("<a>; rel=x, <b>", false),
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
