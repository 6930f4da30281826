//! Imports Rust enums, with and without attributes.

use serde_json::json;

use super::teams::check;
use super::{Kind, import, list, rendered};

const ENUM: &str = r#"
const TEAPOT: StatusCode = StatusCode::IM_A_TEAPOT;
#[derive(Error)]
pub enum ApiError<T> {
    #[error("a")] Gone(T),
    #[error("b")] Pair(u8, u8),
    #[error("c")] Io,
    #[error("d")] Tea,
    #[error("e")] Paid,
    #[error("f")] Odd,
    #[error("g")] Rest,
}
#[derive(Error)]
enum Inner { #[error("h")] Gone, #[error("i")] Alone }
impl<T> IntoResponse for ApiError<T> {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Gone(_) => StatusCode::GONE,
            ApiError::Pair(..) => StatusCode::from_u16(422).unwrap(),
            Self::Io if later() => StatusCode::BAD_REQUEST,
            Self::Io => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Tea => TEAPOT,
            Self::Paid => HttpResponse::PaymentRequired().finish(),
            Self::Odd => self.compute(),
            _ => StatusCode::BAD_GATEWAY,
        };
    }
}
"#;

#[test]
fn statuses_of_rust_are_those_of_its_own_arms() {
    let expected =
        ["gone 410", "pair 422", "io 500", "tea 418", "paid 402", "odd 599", "rest 502", "inner_gone 410", "alone 599"];
    check(
        ENUM,
        Kind::Rust,
        &expected,
        &[
            "`Io` can also have status 400: the catalog has 500",
            "the status of `Odd` is computed, so it is not read",
            "`rest` has status 502: a `match` gives it to all other variants",
            "`gone` of `Inner` has the code `inner_gone`",
            "`alone` has no status",
        ],
    );
}

const PLAIN: &str = r#"
use sqlx::Error as DbError;
pub enum ApiError {
    // Only the cart sends this error.
    /// There is no such order.
    OrderNotFound(u64),
    CardDeclined { why: String }, // see the bank
    Db(DbError),
    Other(anyhow::Error),
    Local(crate::LocalError),
}
impl Display for ApiError {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self {
            Self::OrderNotFound(id) => write!(f, "Order {} not found", id),
            Self::CardDeclined { why, .. } => write!(f, "Card declined: {why}"),
            Self::Db(e) => write!(f, "The database failed: {e}"),
            Self::Other(e) => write!(f, "{}", e),
            Self::Local(e) => e.fmt(f),
        }
    }
}
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::OrderNotFound(_) => (StatusCode::NOT_FOUND, "order_missing"),
            Self::CardDeclined { .. } => (StatusCode::PAYMENT_REQUIRED, "card_declined"),
            Self::Db(_) | Self::Other(_) => (StatusCode::BAD_GATEWAY, "upstream"),
            Self::Local(_) => later(),
        }.into_response()
    }
}
impl From<DbError> for ApiError { fn from(e: DbError) -> Self { Self::Db(e) } }
impl From<anyhow::Error> for ApiError { fn from(e: anyhow::Error) -> Self { ApiError::Other(e) } }
"#;

#[test]
fn enums_without_attributes_are_read() {
    let expected = ["order_missing 404", "card_declined 402", "db 502", "other 502", "local 599"];
    check(PLAIN, Kind::Rust, &expected, &["`?` does not create `Other` from `anyhow::Error`", "`local` has no status"]);
    let imported = import(PLAIN, Kind::Rust, "errors.rs").unwrap();
    let catalog = rendered(&imported);
    let errors = list(&catalog, "errors");
    assert_eq!(errors[0]["message"], "Order {value} not found");
    assert_eq!(errors[2]["message"], "The database failed");
    assert_eq!(errors[2]["rust"]["from"], json!(["sqlx::Error"]));
    assert!(imported.text.contains("\n# Only the cart sends this error.\n"), "{}", imported.text);
    assert!(imported.text.contains("\n# see the bank\n"), "{}", imported.text);
    assert!(imported.text.contains("\n# rust = { from = [\"anyhow::Error\"] }: "), "{}", imported.text);
    assert_eq!(errors[0]["description"], "There is no such order.");
    assert_eq!(errors[0]["docs"], json!(null));
}

#[test]
fn numbers_in_a_match_are_statuses_or_numbers() {
    let text = "enum E { A, B }\nimpl std::error::Error for E {}\nimpl E {\n    fn code(&self) -> u16 { match self { E::A => 404, \
        E::B => 410 } }\n    fn error_code(&self) -> u32 { match self { E::A => 1001, E::B => 1002 } }\n}\n";
    check(text, Kind::Rust, &["a 404", "b 410"], &[]);
    assert_eq!(list(&rendered(&import(text, Kind::Rust, "e.rs").unwrap()), "errors")[1]["number"], 1002);
}

#[test]
fn attributes_state_codes_statuses_and_messages() {
    let text = r#"
#[derive(MyError)]
enum E {
    #[error(code = "user-gone", status = 404, message = "User {id} is gone")] Gone { id: u64 },
    #[error("Too many {what}", what = .0)] #[http(status = StatusCode::TOO_MANY_REQUESTS)] Many(String),
    #[status = 409] #[msg("Name {0} taken")] Taken(String),
    #[diagnostic(code(a::b), help("Try again"), severity(Warning))] #[status(Gone)] #[display("odd {_0}")] Odd(u8),
    #[display(fmt = "Item {}", id)] #[status(404)] Item { id: u32 },
}"#;
    check(text, Kind::Rust, &["user-gone 404", "many 429", "taken 409", "a::b 410", "item 404"], &[]);
    let catalog = rendered(&import(text, Kind::Rust, "errors.rs").unwrap());
    let errors = list(&catalog, "errors");
    let messages: Vec<&str> = errors.iter().filter_map(|error| error["message"].as_str()).collect();
    assert_eq!(messages, ["User {id} is gone", "Too many {what}", "Name {value} taken", "odd {value}", "Item {id}"]);
    assert_eq!((&errors[3]["level"], &errors[3]["solutions"]), (&json!("warn"), &json!(["Try again"])));
}
