//! Imports Rust enums, with and without attributes.

use serde_json::json;

use super::{Kind, check, import, list};

const ENUM: &str = r#"
const TEAPOT: StatusCode = StatusCode::IM_A_TEAPOT;
use self::Inner as In;
pub enum ApiError<T> { Gone(T), Pair(u8, u8), Io, Tea, Paid, Odd, Rest }
enum Inner { Gone, Alone }
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
        let other = match self.kind { Kind::Odd => StatusCode::CONFLICT, Kind::Rest => StatusCode::CONFLICT };
    }
}
impl Inner {
    fn code(&self) -> u16 { match self { In::Gone => 404, In::Alone => 409 } }
    fn error_code(&self) -> i32 { match self { Self::Gone => -1, Self::Alone => 1002 } }
}
"#;

#[test]
fn statuses_and_numbers_of_rust_are_those_of_its_own_arms() {
    let expected =
        ["gone 410", "pair 422", "io 500", "tea 418", "paid 402", "odd 599", "rest 502", "inner_gone 404", "alone 409"];
    let notes = [
        "status 400 is left out: status 500 comes first",
        "`Odd` has a computed status in a `match`: left out",
        "`rest` has status 502: a `match` gives it to all other variants",
        "`gone` of `Inner` has the code `inner_gone`",
    ];
    let catalog = check(ENUM, Kind::Rust, &expected, &notes);
    let errors = list(&catalog, "errors");
    assert_eq!((&errors[7]["number"], &errors[8]["number"]), (&json!(null), &json!(1002)));
}

#[test]
fn types_that_contain_any_error_are_read() {
    let source = r#"
        use std::error::Error as StdError;
        use eyre::Report;
        #[derive(thiserror::Error)]
        pub enum ApiError {
            #[error("Boxed")] Boxed(#[from] Box<dyn StdError + Send + Sync + 'static>),
            #[error("Report")] Report(#[from] Report),
            #[error("Anyhow")] Anyhow { #[from] source: ::anyhow::Error },
            #[error("Other")] Other(#[from] Box<dyn StdError>),
            #[error("Twice {0}")] Twice(u32, #[source] anyhow::Error),
        }
        impl From<anyhow::Error> for ApiError { fn from(e: anyhow::Error) -> Self { Self::Twice(1, e) } }
    "#;
    let expected = ["boxed 599", "report 599", "anyhow 599", "other 599", "twice 599"];
    let notes = [
        "`?` does not create `Other` from `Box<dyn StdError>`",
        "`?` does not create `Twice` from `anyhow::Error`, which is only in a comment: the fields of this error need",
    ];
    let catalog = check(source, Kind::Rust, &expected, &notes);
    let any: Vec<_> = list(&catalog, "errors").iter().map(|error| error["rust"]["from_any"].clone()).collect();
    let boxed = "Box<dyn std::error::Error + Send + Sync>";
    assert_eq!(any, [json!([boxed]), json!(["eyre::Report"]), json!(["anyhow::Error"]), json!([]), json!([])]);
}

const PLAIN: &str = r#"
use sqlx::Error as DbError;
pub enum ApiError {
    // Only the cart sends this error.

    /// There is no such order.
    OrderNotFound(u64),
    CardDeclined { why: String }, // see https://bank.example
    Db(DbError),
    Other(anyhow::Error),
    Local(crate::LocalError),
    Full,
}
impl Display for ApiError {
    fn fmt(&self, f: &mut Formatter) -> Result {
        match self {
            Self::OrderNotFound(id) => write!(f, "Order {} not found", id),
            Self::CardDeclined { why: reason, .. } => write!(f, "Card declined: {reason}"),
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
            Self::Full => {
                tracing::error!("disk {} is full", self.disk());
                (StatusCode::INSUFFICIENT_STORAGE, "There is no room".to_owned())
            }
        }.into_response()
    }
}
impl From<DbError> for ApiError { fn from(e: DbError) -> Self { Self::Db(e) } }
impl From<anyhow::Error> for ApiError { fn from(e: anyhow::Error) -> Self { ApiError::Other(e) } }
impl From<::h2::Error> for ApiError { fn from(e: ::h2::Error) -> Self { Self::Full } }
"#;

#[test]
fn enums_without_attributes_are_read() {
    let expected = ["order_missing 404", "card_declined 402", "upstream 502", "upstream 502", "local 599", "full 507"];
    let notes = ["`local` has no status"];
    let catalog = check(PLAIN, Kind::Rust, &expected, &notes);
    let errors = list(&catalog, "errors");
    let messages: Vec<&str> = errors.iter().filter_map(|error| error["message"].as_str()).collect();
    let expected = "Order {value} not found|Card declined: {why}|The database failed|Other|Local|There is no room";
    assert_eq!(messages.join("|"), expected);
    assert_eq!(errors[2]["rust"]["from"], json!(["sqlx::Error"]));
    assert_eq!(errors[3]["rust"]["from_any"], json!(["anyhow::Error"]));
    assert_eq!(errors[5]["rust"]["from"], json!(["::h2::Error"]));
    assert_eq!((&errors[0]["description"], &errors[0]["docs"]), (&json!("There is no such order."), &json!(null)));
    let text = import(PLAIN, Kind::Rust, "errors.rs").unwrap().text;
    for comment in ["Only the cart sends this error.\n", "see https://bank.example\n"] {
        assert!(text.contains(&format!("\n# {comment}")), "{text}");
    }
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
    #[error("Add {}", names.join(", "))] #[status(422)] Lacks { names: Vec<String> },
}
impl E { fn status(&self) -> u16 { match self { E::Taken(_) => 410 } } }"#;
    let expected = ["user-gone 404", "many 429", "taken 409", "a::b 410", "item 404", "lacks 422"];
    let catalog = check(text, Kind::Rust, &expected, &["status 410 is left out: status 409 comes first"]);
    let errors = list(&catalog, "errors");
    let messages: Vec<&str> = errors.iter().filter_map(|error| error["message"].as_str()).collect();
    let expected =
        ["User {id} is gone", "Too many {what}", "Name {value} taken", "odd {value}", "Item {id}", "Add {names}"];
    assert_eq!(messages, expected);
    assert_eq!(errors[5]["fields"][0]["type"], "list<string>");
    assert_eq!((&errors[3]["level"], &errors[3]["solutions"]), (&json!("warn"), &json!(["Try again"])));
}

#[test]
fn what_no_catalog_gets_from_a_match_is_noted() {
    let text = r#"
enum E { Tea, Made, Named, Two, Inner, Guarded }
enum DeepError { X }
impl IntoResponse for E { fn into_response(self) -> Response {
    if matches!(self, E::Inner) { return StatusCode::GONE.into_response(); }
    match self {
        E::Tea => (StatusCode::IM_A_TEAPOT, [("x-tea", "1")], Json(json!({ "error_code": "tea_pot" }))),
        E::Made => StatusCode::CONFLICT.into_response(),
        E::Named => (StatusCode::from_u16(404).unwrap_or(StatusCode::BAD_GATEWAY), NAMED),
        E::Two => if x() { (StatusCode::BAD_REQUEST, "two_a") } else { (StatusCode::NOT_FOUND, "two") },
        E::Guarded => { if y() { return StatusCode::FORBIDDEN; } StatusCode::CONFLICT }
    }
} }
const NAMED: &str = "named_code";
impl E {
    fn code(&self) -> String { match self { E::Made => format!("a-{}", 1), other => concat!("p", "q") } }
    fn help_url(&self) -> &str { match self { E::Tea => "https://a.example", _ => "" } }
    fn title(&self) -> &str { match self { E::Tea => "Tea" } }
}"#;
    let expected = ["tea_pot 418", "made 409", "named_code 404", "two_a 400", "inner 410", "guarded 409"];
    let notes = [
        "the headers of its responses are not read",
        "`Made` has a computed code in a `match`",
        "`Inner` has a computed code in a `match`",
        "status 404 is left out: status 400 comes first",
        "`two` in another branch of a `match` is left out",
        "status 403 is left out: status 409 comes first",
        "the values of `help_url` are not read",
        "the enum `DeepError` is left out",
    ];
    let catalog = check(text, Kind::Rust, &expected, &notes);
    assert_eq!(list(&catalog, "errors")[0]["title"], json!("Tea"));
}

/// An error has one code, and several errors can send it. A note names each text that may be another code.
#[test]
fn each_variant_keeps_the_code_that_it_sends() {
    let several = r#"
enum E { Price, Quota, Missing, Odd, Valid }
impl IntoResponse for E { fn into_response(self) -> Response {
    let (status, code) = match &self {
        E::Price | E::Quota => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        E::Missing => (StatusCode::NOT_FOUND, "gone_away"),
        E::Odd => (StatusCode::CONFLICT, "Odd", "warning"),
        E::Valid => (StatusCode::from_u16(410).expect("valid"), "gone_away"),
    };
} }"#;
    let notes = [
        "`Odd` next to the status of `Odd` in a `match` is left out",
        "`warning` next to the status of `Odd` in a `match` is left out",
    ];
    check(several, Kind::Rust, &["invalid 422", "invalid 422", "gone_away 404", "odd 409", "gone_away 410"], &notes);
    let separate = r#"
#[derive(thiserror::Error)]
enum E { #[error("a", status = 409)] Price, #[error("b", status = 400)] Quota }
impl E { fn code(&self) -> &str { match self { Self::Price => "same", Self::Quota => "same" } } }"#;
    check(separate, Kind::Rust, &["same 409", "same 400"], &[]);
}

/// A code that the source states stays with its variant. A code that is made from a name is another one, even if the
/// variant with the name comes first.
#[test]
fn a_stated_code_wins_against_a_code_from_a_name() {
    let text = r#"
#[derive(thiserror::Error)]
enum E { #[error("a", status = 409)] NotFound, #[error("b", status = 409)] Missing,
    #[error("c", status = 409)] ENotFound, #[error("d", status = 409)] Price, #[error("e", status = 409)] Quota }
impl E { fn code(&self) -> &str { match self {
    Self::Missing => "not_found",
    Self::Price => "price",
    Self::Quota => "not_found",
} } }"#;
    let notes = [
        "`not_found` of `E` has the code `e_not_found`: another error has the code `not_found`",
        "`e_not_found` of `E` has the code `e_e_not_found`: another error has the code `e_not_found`",
    ];
    let expected = ["e_not_found 409", "not_found 409", "e_e_not_found 409", "price 409", "not_found 409"];
    check(text, Kind::Rust, &expected, &notes);
    let two = r#"
#[derive(thiserror::Error)]
enum A { #[error("a", status = 409)] Gone }
#[derive(thiserror::Error)]
enum B { #[error("b", status = 409)] Other }
impl B { fn code(&self) -> &str { match self { Self::Other => "gone" } } }"#;
    let notes = ["`gone` of `A` has the code `a_gone`: another error has the code `gone`"];
    check(two, Kind::Rust, &["a_gone 409", "gone 409"], &notes);
}

/// The arm that matches every value of a variant wins, wherever it is, against arms that match some values.
#[test]
fn the_general_arm_of_a_variant_wins() {
    let text = r#"
#[derive(thiserror::Error)]
enum E { #[error("a")] Db(#[from] sqlx::Error), #[error("b")] Io { kind: Kind }, #[error("c")] Id(UserId), Some, Deep(X), Both(u8) }
impl E {
    fn status(&self) -> StatusCode { match self {
        Self::Db(sqlx::Error::RowNotFound) | Self::Some => StatusCode::NOT_FOUND,
        Self::Db(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Self::Io { kind: Kind::Full } => StatusCode::CONFLICT,
        Self::Id(UserId(_)) => StatusCode::GONE,
        Self::Deep(e) => match e { X::A => StatusCode::CONFLICT, _ => StatusCode::LOCKED },
        Self::Both(1) => StatusCode::CONFLICT,
        Self::Both(..) => StatusCode::GONE,
        _ => StatusCode::BAD_GATEWAY,
    } }
    fn code(&self) -> &str { match self {
        Self::Db(sqlx::Error::RowNotFound) => "row_not_found",
        Self::Db(_) => "database_error",
        Self::Io { kind } if kind.is_full() => "full",
        Self::Io { .. } => "io_error",
        Self::Id(_) => "user_gone", Self::Some => "some", Self::Deep(_) => "deep", Self::Both(_) => "both",
    } }
}"#;
    let notes = [
        "status 404 is left out: status 500 comes first",
        "status 409 is left out: status 502 comes first",
        "status 409 is left out: status 423 comes first",
        "status 409 is left out: status 410 comes first",
        "the code `row_not_found` is left out: an error has one code, here `database_error`",
        "the code `full` is left out: an error has one code, here `io_error`",
    ];
    let expected = ["database_error 500", "io_error 502", "user_gone 410", "some 404", "deep 423", "both 410"];
    check(text, Kind::Rust, &expected, &notes);
}

/// Variants with one code are several errors, the first of which owns the code and its number.
#[test]
fn variants_can_share_a_code() {
    let source = r#"
        pub enum ApiError { NoMerchant, NoPayment, NoRefund, Alone }
        impl ApiError {
            fn status(&self) -> StatusCode {
                match self {
                    Self::NoMerchant | Self::NoPayment => StatusCode::NOT_FOUND,
                    Self::NoRefund => StatusCode::GONE,
                    Self::Alone => StatusCode::CONFLICT,
                }
            }
            fn code(&self) -> &'static str {
                match self { Self::NoMerchant | Self::NoPayment | Self::NoRefund => "HE_02", Self::Alone => "HE_03" }
            }
            fn errno(&self) -> u32 { match self { Self::NoMerchant | Self::NoPayment => 2, Self::NoRefund => 20, Self::Alone => 7 } }
        }
    "#;
    let expected = ["HE_02 404", "HE_02 404", "HE_02 410", "HE_03 409"];
    let catalog = check(source, Kind::Rust, &expected, &[]);
    let errors = list(&catalog, "errors");
    let owners: Vec<_> = errors.iter().map(|error| error["code_of"].as_str().unwrap_or_default()).collect();
    let numbers: Vec<_> = errors.iter().map(|error| error["number"].as_u64().unwrap_or_default()).collect();
    assert_eq!(numbers, [2, 2, 20, 7]);
    assert_eq!(owners, ["", "no_merchant", "no_merchant", ""]);
}
