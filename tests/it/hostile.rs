//! A catalog whose text means something to Rust, Markdown, JSON and format strings.

#[error_catalog::error_catalog("tests/fixtures/hostile.toml")]
mod errors {}

use error_catalog::{CatalogError, Context};
use errors::{Category, Code, Error};

#[test]
#[allow(deprecated)]
fn text_stays_text() {
    let error = Error::bad("\"{}\"");
    let title = "\"#; } \\ {x} \u{202e}";
    let message = "{} {0} \"{}\"\u{85} \\{what}";
    assert_eq!((error.title(), error.to_string().as_str()), (title, message));
    assert_eq!(Code::lookup("{}'"), Some(Code::Bad));
    assert_eq!((Code::Bad.as_str(), Category::Bad.title()), ("bad{}'//*#", "\"; compile_error!(); //"));
    assert_eq!(Code::Bad.docs_url().unwrap_or_default(), "https://example.com/?bad{}'//*#");

    let body: serde_json::Value = serde_json::from_str(&error.to_response(&Context::new()).body).unwrap();
    let members: Vec<(String, String)> = serde_json::from_value::<serde_json::Map<_, _>>(body)
        .unwrap()
        .into_iter()
        .map(|(key, value)| (key, value.as_str().unwrap().to_owned()))
        .collect();
    let key = ("\"key\" \\ }".to_owned(), format!("\" + {title} + {message} \\ \u{1}"));
    assert_eq!(members, [key, ("code".to_owned(), "bad{}'//*#".to_owned())]);
}
