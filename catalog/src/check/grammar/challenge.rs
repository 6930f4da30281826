//! `WWW-Authenticate` and `Proxy-Authenticate` (RFC 9110, section 11.6.1).

use super::scan::{FREE, elements, is_parameter, is_token};

/// Whether a value is a list of challenges. The commas between challenges and the commas between the parameters of one
/// challenge look the same: an element with a scheme starts a challenge.
pub(super) fn is_challenges(value: &str) -> bool {
    let mut takes_parameters = false;
    let mut names = Vec::new();
    elements(value).all(|element| {
        if is_parameter(element) {
            return takes_parameters && is_first(element, &mut names);
        }
        names.clear();
        let (scheme, rest) = element.split_once(' ').unwrap_or((element, ""));
        let rest = rest.trim_start();
        takes_parameters = rest.is_empty() || is_parameter(rest);
        let is_valid = if takes_parameters { is_first(rest, &mut names) } else { is_token68(rest) };
        is_token(scheme) && is_valid
    })
}

/// Whether a challenge has no earlier parameter with the same name. Adds the name to the names of the challenge. Only
/// the application knows a name that contains [`FREE`].
fn is_first(parameter: &str, names: &mut Vec<String>) -> bool {
    let Some((name, _)) = parameter.split_once('=') else { return true };
    let name = name.trim_end().to_ascii_lowercase();
    let is_first = name.contains(FREE) || !names.contains(&name);
    names.push(name);
    is_first
}

/// Whether a text is the data of a challenge in one piece, as the scheme `Negotiate` sends it.
fn is_token68(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    !data.is_empty() && data.chars().all(|c| c == FREE || c.is_ascii_alphanumeric() || "-._~+/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_have_a_scheme() {
        for (value, expected) in [
            ("Bearer", true),
            ("Bearer, Basic realm=\"shop\"", true),
            ("Bearer realm=\"a, b\", error=\"invalid_token\", error_description=\"The token expired\"", true),
            ("Digest realm=\"x\", qop=\"auth, auth-int\", Basic", true),
            ("Negotiate oYGeMIGbo==", true),
            ("Bearer realm=\"\u{1}\"", true),
            ("Bearer realm=\u{1}", true),
            ("\u{1} realm=\"x\"", true),
            ("Bearer realm=\"x\", Basic realm=\"y\"", true),
            ("Bearer \u{1}=x, \u{1}=y", true),
            ("Bearer realm=\"x\", realm=\"y\"", false),
            ("Basic, Bearer realm=\"x\", scope=a, Realm = y", false),
            ("", false),
            ("realm=\"shop\"", false),
            ("Please log in", false),
            ("Bearer realm=\"shop", false),
            ("Bearer realm=my shop", false),
            ("Bearer error=\"a\" scope=\"b\"", false),
            ("Negotiate abc=, realm=\"x\"", false),
            ("Bearer,", false),
            ("1999-12-31T23:59:59Z", false),
        ] {
            assert_eq!(is_challenges(value), expected, "{value}");
        }
    }
}
