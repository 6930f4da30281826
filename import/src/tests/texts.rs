//! The texts of responses, if they differ from the texts of `Display`.

use super::{Kind, import, list, rendered};
use crate::import_for_enum;

const ENUM: &str = r##"
#[derive(Debug, thiserror::Error)]
enum E {
    #[error("connect to {url} failed")] Connect { url: String },
    #[error("no user {id}")] Missing { id: u64 },
    #[error("disk {0} is full")] Disk(String),
}
fn status(e: &E) -> u16 { match e { E::Connect { .. } => 502, E::Missing { .. } => 404, E::Disk(_) => 507 } }
"##;

/// The message and the text for logs of each error of [`ENUM`], followed by this source, and the notes.
fn texts(source: &str) -> (Vec<String>, Vec<String>) {
    let imported = import(&format!("{ENUM}{source}"), Kind::Rust, "e.rs").unwrap();
    let catalog = rendered(&imported);
    let text = |value: &serde_json::Value| value["text"].as_str().or(value.as_str()).unwrap_or("-").to_owned();
    let both = |error: &serde_json::Value| format!("{} / {}", text(&error["message"]), text(&error["internal"]));
    let notes = imported.notes.iter().map(|note| format!("{}: {}", note.line, note.text)).collect();
    (list(&catalog, "errors").iter().map(both).collect(), notes)
}

fn response(body: &str) -> String {
    format!("impl IntoResponse for E {{ fn into_response(self) -> Response {{ {body} }} }}")
}

const PUBLIC: [&str; 3] =
    ["internal error / connect to {url} failed", "no user {id} / -", "internal error / disk {value} is full"];

/// Only the texts of the response are public.
#[test]
fn the_texts_of_responses_are_the_messages() {
    let to_string = |text: &str| {
        format!(
            "let (status, message) = match &self {{
                Self::Connect {{ .. }} => (StatusCode::BAD_GATEWAY, {text}),
                Self::Missing {{ .. }} => (StatusCode::NOT_FOUND, self.to_string()),
                Self::Disk(_) => (StatusCode::INSUFFICIENT_STORAGE, {text}),
            }};
            (status, Json(json!({{ \"error\": message }}))).into_response()"
        )
    };
    let bodies = [
        to_string("\"internal error\""),
        to_string("\"internal error\".to_string()"),
        to_string("String::from(\"internal error\")"),
        to_string("Cow::Borrowed(\"internal error\")"),
        "let m = match &self { Self::Missing { .. } => (StatusCode::NOT_FOUND, self.to_string()),
            Self::Connect { .. } | Self::Disk(_) => (StatusCode::BAD_GATEWAY, \"internal error\".into()) };"
            .to_owned(),
        "match &self { E::Missing { .. } => (StatusCode::NOT_FOUND, self.to_string()).into_response(),
            _ => (StatusCode::BAD_GATEWAY, \"internal error\").into_response() }"
            .to_owned(),
        "let message = match &self { E::Missing { id } => format!(\"no user {id}\"), _ => \"internal error\".into() };"
            .to_owned(),
        "let (status, code, message) = match &self {
            E::Connect { .. } => (StatusCode::BAD_GATEWAY, \"connect\", \"internal error\".to_owned()),
            E::Missing { .. } => (StatusCode::NOT_FOUND, \"missing\", self.to_string()),
            E::Disk(_) => (StatusCode::BAD_GATEWAY, \"disk_full\", \"internal error\".to_owned()) };"
            .to_owned(),
        "let text = if status(&self).is_server_error() { \"internal error\".to_owned() } else { self.to_string() };"
            .to_owned(),
        "let text = if !self.status().is_server_error() { self.to_string() } else { \"internal error\".into() };"
            .to_owned(),
        "let text = if self.status().as_u16() >= 500 { \"internal error\".into() } else { self.to_string() };"
            .to_owned(),
        "if self.status().is_client_error() { (self.status(), self.to_string()).into_response() }
         else { (self.status(), Json(json!({ \"error\": \"internal error\" }))).into_response() }"
            .to_owned(),
        "if let Self::Missing { .. } = self { return (StatusCode::NOT_FOUND, self.to_string()).into_response(); }
         (StatusCode::BAD_GATEWAY, \"internal error\").into_response()"
            .to_owned(),
    ];
    for body in bodies {
        let (texts, notes) = texts(&response(&body));
        assert_eq!(texts, PUBLIC, "{body}\n{notes:#?}");
        let is_said = notes.iter().any(|note| note.contains("the message of `Connect` is the text of its response"));
        assert!(is_said, "{notes:#?}");
        let is_lost = notes.iter().any(|note| note.contains("internal error") && note.contains("left out"));
        assert!(!is_lost, "{body}\n{notes:#?}");
    }
}

#[test]
fn texts_of_methods_and_conversions_are_read() {
    let arms = "match self { E::Missing { id } => format!(\"no user {id}\"), _ => \"internal error\".to_owned() }";
    for source in [
        format!("impl E {{ fn public_message(&self) -> String {{ {arms} }} }}"),
        format!("impl E {{ fn user_message(&self) -> String {{ {arms} }} }}"),
        format!("impl E {{ fn client_text(&self) -> String {{ {arms} }} }}"),
        format!("impl E {{ fn message(&self) -> String {{ {arms} }} }}"),
        format!("impl E {{ fn msg(&self) -> String {{ {arms} }} }}\n{}", response("Json(self.msg()).into_response()")),
        format!(
            "impl From<E> for Response {{ fn from(e: E) -> Response {{ let message = {}; }} }}",
            arms.replace("self", "&e")
        ),
        format!("impl ResponseError for E {{ fn error_response(&self) -> HttpResponse {{ let message = {arms}; }} }}"),
    ] {
        let (texts, notes) = texts(&source);
        assert_eq!(texts, PUBLIC, "{source}\n{notes:#?}");
    }
}

/// A single text is the message of each error.
#[test]
fn a_text_without_a_condition_is_the_message_of_each_error() {
    for body in [
        "tracing::error!(\"it is {self:?}\"); (StatusCode::BAD_GATEWAY, \"internal error\").into_response()",
        "Json(json!({ \"error\": \"internal error\" })).into_response()",
        "(self.status(), Json(Body { error: \"internal error\".into() })).into_response()",
    ] {
        let (texts, notes) = texts(&response(body));
        assert!(texts.iter().all(|text| text.starts_with("internal error / ")), "{body} {texts:?}\n{notes:#?}");
    }
}

/// A field can be the whole text of a response.
#[test]
fn a_field_that_the_response_sends_is_the_message() {
    let body = "let (status, message) = match self {
        Self::Connect { url: text } => (StatusCode::BAD_GATEWAY, text.clone()),
        Self::Missing { .. } => (StatusCode::NOT_FOUND, self.to_string()),
        Self::Disk(text) => (StatusCode::BAD_GATEWAY, text) };";
    let (texts, notes) = texts(&response(body));
    let expected = ["{url} / connect to {url} failed", "no user {id} / -", "{value} / disk {value} is full"];
    assert_eq!(texts, expected, "{notes:#?}");
}

/// A text of a response that no rule understands is in the report.
#[test]
fn other_texts_of_responses_are_lost() {
    for (body, text) in [
        ("let text = if self.is_secret() {\n\"internal error\".into() } else { self.to_string() };", "internal error"),
        ("let text = self.status().is_server_error().then_some(\n\"Internal\");", "Internal"),
        ("let text = SECRET.get(&self).unwrap_or_else(||\n\"it does not work\");", "it does not work"),
        ("let text = match self.kind() { Kind::A =>\n\"No way out\", _ => \"x_y\" };", "No way out"),
    ] {
        let (_, notes) = texts(&response(body));
        let expected = format!("10: `{text}` in a response of `E` is left out");
        assert!(notes.iter().any(|note| note.starts_with(&expected)), "{body}\n{notes:#?}");
    }
}

/// In the catalog of an enum that stays, a field that only the text for logs shows is internal.
#[test]
fn fields_of_the_text_for_logs_stay() {
    let arms = "let m = match self { E::Missing { .. } => (StatusCode::NOT_FOUND, self.to_string()), _ => \
                (StatusCode::BAD_GATEWAY, \"internal error\".into()) };";
    let imported = import_for_enum(&format!("{ENUM}{}", response(arms)), "e.rs").unwrap();
    for line in ["internal = \"connect to {url} failed\"", "fields = { url = { type = \"string\", internal = true } }"]
    {
        assert!(imported.toml.contains(line), "{}", imported.toml);
    }
    let key = ("E".to_owned(), "Connect".to_owned());
    assert_eq!(imported.shown.get(&key), Some(&vec!["url".to_owned()]));
}
