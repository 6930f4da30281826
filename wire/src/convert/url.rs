//! URLs of the crate `url`. A `Url` converts into a `String` without help, so only [`Json`] needs a conversion.

use ::url::Url;

use crate::json::Json;

/// Converts the URL into a JSON string.
impl From<Url> for Json {
    fn from(url: Url) -> Self {
        Json::String(url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_a_string() {
        let url = Url::parse("https://example.com/a b?c=%22#d").unwrap();
        assert_eq!(Json::from(url), Json::from("https://example.com/a%20b?c=%22#d"));
    }
}
