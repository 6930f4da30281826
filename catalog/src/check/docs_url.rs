//! Checks the URLs of documentation.

use crate::diagnostic::{Diagnostics, rules};
use crate::model::Piece;
use crate::names::{list_of, nearest};
use crate::raw::{Raw, RawDocsUrl, RawText};

/// The slots whose values are known when the catalog is read.
const KNOWN: &[&str] = &["code", "key", "number", "status", "category", "catalog"];
/// The slots whose case a format can change.
const NAMES: &[&str] = &["code", "key", "category"];

/// Checks each `docs-url`: the slots have values that are known when the catalog is read, and the text is a URI.
pub(super) fn check_docs_urls(raw: &Raw, diagnostics: &mut Diagnostics) {
    let categories = raw.categories.iter().filter_map(|category| category.docs_url.as_ref());
    let errors = raw.errors.iter().filter_map(|error| error.docs_url.as_ref());
    let own = categories.chain(errors).filter_map(|url| match url {
        RawDocsUrl::Url(url) => Some(url),
        RawDocsUrl::None => None,
    });
    raw.catalog.docs_url.iter().chain(own).for_each(|url| check_docs_url(url, diagnostics));
}

fn check_docs_url(url: &RawText, diagnostics: &mut Diagnostics) {
    for slot in &url.slots {
        let name = slot.value.as_str();
        if !KNOWN.contains(&name) {
            let label = nearest(name, KNOWN).map_or_else(
                || format!("expected one of {}", list_of(KNOWN)),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("unknown slot `{name}` in `docs-url`");
            diagnostics.report(&rules::UNKNOWN_SLOT, slot.span, message).label(label);
        } else if let Some(format) = slot.format.filter(|_| !NAMES.contains(&name)) {
            let message = format!("the format `{format}` does not fit the slot `{name}`");
            let label = format!("expected one of the slots {}", list_of(NAMES));
            diagnostics.report(&rules::SLOT_TYPE, slot.span, message).label(label);
        }
    }
    let pieces = url.template.pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => text.as_str(),
        Piece::Slot(_) => "_",
    });
    let text: String = pieces.collect();
    let is_url_character = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    if !is_absolute(&text) || !text.chars().all(is_url_character) {
        diagnostics
            .report(&rules::BAD_URL, url.span, "`docs-url` does not produce a valid URL")
            .label("expected `https://…`, `http://…`, `/…` or another URI, such as `urn:…`")
            .help("a URI contains no spaces, no quotation marks and no characters beyond ASCII");
    }
}

/// Whether a text starts as a path does, or as a URI does (RFC 3986, section 3.1). A host with a port, as in
/// `example.com:80`, is taken for a URL without a scheme.
fn is_absolute(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':').filter(|_| !text.starts_with('/')) else {
        return text.starts_with('/');
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+' || c == '-');
    match scheme {
        _ if !is_scheme || rest.is_empty() => false,
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')),
        // A browser runs or shows what follows, and a reader of a response may pass the URL to a browser.
        _ if ["javascript", "vbscript", "data"].iter().any(|other| scheme.eq_ignore_ascii_case(other)) => false,
        _ => !rest.starts_with(|c: char| c.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_absolute;

    #[test]
    fn a_url_has_a_scheme_or_is_a_path() {
        for (text, expected) in [
            ("https://a.example/_", true),
            ("http://a.example", true),
            ("/errors:_", true),
            ("urn:ietf:params:acme:error:_", true),
            ("tag:a.example,2024:_", true),
            ("about:blank", true),
            ("git+ssh://a", true),
            ("https:a.example", false),
            ("https://", false),
            ("http:///path", false),
            ("JavaScript:alert(_)", false),
            ("data:text/html,_", false),
            ("urn:", false),
            ("a.example/_", false),
            ("a.example:80/_", false),
            ("localhost:80/_", false),
            ("_", false),
            ("_:a", false),
            ("errors#_", false),
            ("", false),
        ] {
            assert_eq!(is_absolute(text), expected, "{text}");
        }
    }
}
