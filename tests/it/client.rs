//! A client reads the responses that a server writes.

use std::time::Duration;

use error_catalog::{CatalogError, Context, Json, Received, Response, Violations};

/// The same errors in every preset.
macro_rules! samples {
    () => {
        use error_catalog::{Json, Violations};

        use super::Random;

        pub(super) fn samples(random: &mut Random) -> Vec<errors::Error> {
            let mut violations = Violations::new();
            for _ in 0..random.below(4) {
                let (member, code) = (random.text(), random.maybe(Random::text));
                violations.push(&member, code.as_deref(), random.text());
            }
            vec![
                errors::Error::user_not_found(random.text()),
                errors::Error::plain(),
                errors::Error::numbers(
                    random.next() as u8,
                    random.next() as u32,
                    random.next(),
                    random.next() as i64,
                    random.below(2) == 0,
                    random.float(),
                ),
                errors::Error::texts(random.text(), random.text(), random.text(), random.maybe(Random::text)),
                errors::Error::values(
                    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse::<error_catalog::Uuid>().unwrap(),
                    "2024-01-22T10:30:00Z".parse::<error_catalog::Timestamp>().unwrap(),
                    (0..random.below(4)).map(|_| random.text()).collect::<Vec<_>>(),
                    (0..random.below(4)).map(|_| random.next() as u32).collect::<Vec<_>>(),
                    random.maybe(|random| std::time::Duration::from_secs(random.next() >> 20)),
                    random.maybe(|random| Json::from([(random.text(), Json::from(random.text()))])),
                ),
                errors::Error::invalid(violations),
                errors::Error::slow_down(
                    random.maybe(|random| std::time::Duration::from_secs(random.below(1000))),
                    random.next(),
                ),
                errors::Error::hidden("nobody is told", None),
                errors::Error::vague(random.maybe(|random| random.next() as u32), random.maybe(Random::text)),
            ]
        }
    };
}

mod rfc9457 {
    #[error_catalog::error_catalog("tests/fixtures/client/rfc9457.toml")]
    pub mod errors {}
    samples!();
}

mod json_api {
    #[error_catalog::error_catalog("tests/fixtures/client/json-api.toml")]
    pub mod errors {}
    samples!();
}

mod google {
    #[error_catalog::error_catalog("tests/fixtures/client/google.toml")]
    pub mod errors {}
    samples!();
}

mod oauth2 {
    #[error_catalog::error_catalog("tests/fixtures/client/oauth2.toml")]
    pub mod errors {}
    samples!();
}

mod aspnet {
    #[error_catalog::error_catalog("tests/fixtures/client/aspnet.toml")]
    pub mod errors {}
    samples!();
}

mod kubernetes {
    #[error_catalog::error_catalog("tests/fixtures/client/kubernetes.toml")]
    pub mod errors {}
    samples!();
}

mod matrix {
    #[error_catalog::error_catalog("tests/fixtures/client/matrix.toml")]
    pub mod errors {}
    samples!();
}

mod stripe {
    #[error_catalog::error_catalog("tests/fixtures/client/stripe.toml")]
    pub mod errors {}
    samples!();
}

mod graphql {
    #[error_catalog::error_catalog("tests/fixtures/client/graphql.toml")]
    pub mod errors {}
    samples!();
}

/// Numbers that are the same in every run (xorshift64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 8) % end
    }

    fn float(&mut self) -> f64 {
        let float = f64::from_bits(self.next());
        if float.is_finite() { float } else { -0.0 }
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    /// Text with characters that are special to templates, escapes and markers.
    fn text(&mut self) -> String {
        const PIECES: [&str; 22] = [
            "usr_1",
            "'",
            "' not found",
            "User '",
            ", ",
            "/",
            ": ",
            " at ",
            "\"",
            "\\",
            "\\u0000",
            "~1",
            "#/~0/%25.",
            "\0\r\n\t\u{1f}\u{7f}",
            "</script>",
            "é😀\u{FEFF}\u{202E}",
            "{user_id}",
            "\u{FDD0}=0\u{FDD0}",
            "null",
            "5",
            "[",
            "}",
        ];
        (0..self.below(5)).map(|_| PIECES[self.below(22) as usize]).collect()
    }
}

/// How much of the typed error a client gets from a response.
#[derive(Clone, Copy, PartialEq)]
enum Typed {
    /// The same error.
    Same,
    /// An error that gives the same response.
    Alike,
    /// None.
    Absent,
}

fn read<E: CatalogError>(response: &Response) -> Received<E> {
    let headers = response.headers.iter().map(|(name, value)| (*name, value.as_str()));
    Received::parse(response.status, headers, response.body.as_bytes())
}

fn check<E: CatalogError>(error: &E, typed: Typed) {
    let debug = Json::from([("trace", "t1")]);
    for context in [Context::new(), Context::new().request_id("req_1").instance("/i").debug(&debug)] {
        let response = error.to_response(&context);
        let received = read::<E>(&response);
        assert_eq!((received.status(), received.code()), (response.status, Some(error.code())), "{response}");
        assert_eq!(received.message(), Some(error.to_string().as_str()), "{response}");
        assert_eq!(received.retry().strategy(), error.retry().strategy);
        match (received.error(), typed) {
            (Some(read), Typed::Same | Typed::Alike) => {
                assert_eq!(read.to_response(&context), response);
                assert!(typed == Typed::Alike || format!("{read:?}") == format!("{error:?}"), "{read:?}\n{error:?}");
            }
            (None, Typed::Absent) => {}
            (read, _) => panic!("{read:?} of {error:?}\n{response}"),
        }
    }
}

macro_rules! check_preset {
    ($preset:ident, $rounds:expr, $code:ident => { $($pattern:pat => $typed:expr,)* }) => {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for _ in 0..$rounds {
            for error in $preset::samples(&mut random) {
                use $preset::errors::Code as $code;
                let typed = match error.code() { $($pattern => $typed,)* };
                check(&error, typed);
            }
        }
    };
}

#[test]
fn rfc9457_comes_back() {
    check_preset!(rfc9457, 100, Code => { Code::Hidden => Typed::Absent, _ => Typed::Same, });
}

#[test]
fn json_api_comes_back() {
    check_preset!(json_api, 100, Code => { Code::Hidden => Typed::Absent, _ => Typed::Same, });
}

#[test]
fn graphql_comes_back() {
    check_preset!(graphql, 100, Code => { Code::Hidden => Typed::Absent, _ => Typed::Same, });
}

/// The preset sends every field as a string of the metadata.
#[test]
fn google_comes_back() {
    check_preset!(google, 100, Code => { Code::Hidden => Typed::Absent, _ => Typed::Alike, });
}

/// The preset sends only a message.
#[test]
fn oauth2_comes_back() {
    check_preset!(oauth2, 100, Code => {
        Code::Hidden | Code::Values | Code::Invalid => Typed::Absent,
        _ => Typed::Alike,
    });
}

#[test]
fn aspnet_comes_back() {
    check_preset!(aspnet, 100, Code => { Code::Hidden => Typed::Absent, _ => Typed::Same, });
}

#[test]
fn kubernetes_comes_back() {
    check_preset!(kubernetes, 100, Code => {
        Code::Hidden | Code::Values => Typed::Absent,
        _ => Typed::Alike,
    });
}

/// The preset sends only a message and the time to wait.
#[test]
fn matrix_comes_back() {
    check_preset!(matrix, 100, Code => {
        Code::Hidden | Code::Values | Code::Invalid => Typed::Absent,
        _ => Typed::Alike,
    });
}

/// The preset sends only a message.
#[test]
fn stripe_comes_back() {
    check_preset!(stripe, 100, Code => {
        Code::Hidden | Code::Values | Code::Invalid => Typed::Absent,
        _ => Typed::Alike,
    });
}

macro_rules! check_examples {
    ($($name:ident: $errors:path, $untyped:expr;)*) => {$(
        #[test]
        #[cfg(feature = "examples")]
        fn $name() {
            use $errors as errors;
            for code in errors::Code::ALL {
                let Some(error) = errors::Error::example(*code) else {
                    assert!($untyped.contains(&code.as_str()), "{code} has no example");
                    continue;
                };
                let typed = if $untyped.contains(&code.as_str()) { Typed::Absent } else { Typed::Same };
                check(&error, typed);
            }
        }
    )*};
}

/// The catalogs of the four example APIs.
mod apis {
    pub(super) mod lumoauth {
        #[error_catalog::error_catalog("examples/lumoauth/errors.toml")]
        pub mod errors {}
    }
    pub(super) mod lomi {
        #[error_catalog::error_catalog("examples/lomi/errors.toml")]
        pub mod errors {}
    }
    pub(super) mod admin {
        #[error_catalog::error_catalog("examples/admin/errors.toml")]
        pub mod errors {}
    }
    pub(super) mod voyager {
        #[error_catalog::error_catalog("examples/voyager/errors.toml")]
        pub mod errors {}
    }
}

check_examples! {
    examples_of_lumoauth_come_back: apis::lumoauth::errors, [""];
    examples_of_lomi_come_back: apis::lomi::errors, [""];
    examples_of_admin_come_back: apis::admin::errors, [""];
    examples_of_voyager_come_back: apis::voyager::errors, [""];
    // These errors have a required internal field, or a Rust type of the application.
    examples_of_the_shop_come_back: crate::shop::errors, ["order_too_large", "unknown_currency"];
}

#[test]
fn violations_of_each_shape() {
    let mut violations = Violations::new().with("email", "Bad").with("/address/street", "Required");
    violations.push("/email", Some("too_long"), "Too long");
    let show = |received: &Violations| {
        let show = |it: &error_catalog::Violation| format!("{} {:?} {}", it.pointer(), it.code(), it.message());
        received.iter().map(show).collect::<Vec<_>>()
    };
    let in_order = [r#"/email None Bad"#, r#"/address/street None Required"#, r#"/email Some("too_long") Too long"#];
    let joined = ["/email None Bad Too long", "/address/street None Required"];
    macro_rules! shown {
        ($preset:ident) => {
            show(
                read::<$preset::errors::Error>(
                    &$preset::errors::Error::invalid(violations.clone()).to_response(&Context::new()),
                )
                .violations(),
            )
        };
    }
    assert_eq!(shown!(rfc9457), in_order);
    assert_eq!(shown!(google), in_order);
    assert_eq!(shown!(json_api), in_order);
    assert_eq!(shown!(graphql), joined);
}

#[test]
fn accessors() {
    use rfc9457::errors::{Code, Error};
    let error = Error::slow_down(Duration::from_secs(30), 100_u64);
    let received = read::<Error>(&error.to_response(&Context::new().request_id("req_1")));
    assert_eq!((received.code(), received.code_text()), (Some(Code::SlowDown), Some("slow_down")));
    assert_eq!((received.title(), received.user_message()), (Some("Too Many Requests"), None));
    assert_eq!((received.retry_after(), received.request_id()), (Some(Duration::from_secs(30)), Some("req_1")));
    assert_eq!(received.field("limit"), Some(&Json::from("100")));
    assert_eq!(received.field("retry_after"), Some(&Json::from(30_u64)));
    assert_eq!((received.field("missing"), received.details()), (None, None));
    assert_eq!(received.retry().wait_after_with(6, 0.0), Some(Duration::from_secs(30)));
    assert_eq!(received.retry().wait_after_with(7, 0.0), None);
    assert_eq!(received.to_string(), "429 slow_down: Slow down");
    assert_eq!(received.into_error().unwrap().code(), Code::SlowDown);

    let received = read::<Error>(&Error::plain().to_response(&Context::new()));
    assert_eq!((received.title(), received.user_message()), (Some("Nothing in it"), Some("Sorry!")));

    let response = Error::vague(None::<u32>, None::<String>).to_response(&Context::new());
    assert!(!response.body.contains("details"), "{response}");
    assert_eq!(read::<Error>(&response).details(), None);

    fn into_error() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Err(Received::<Error>::parse(404, [("a", "b")], br#"{"detail":"Gone","code":"no_such_user"}"#))?
    }
    let error = into_error().unwrap_err();
    let received = error.downcast_ref::<Received<Error>>().unwrap();
    assert_eq!((received.code(), received.code_text()), (Some(Code::UserNotFound), Some("no_such_user")));
    assert_eq!(received.to_string(), "404 no_such_user: Gone");
    assert!(received.error().is_none());
    assert_eq!(size_of::<Received<Error>>(), size_of::<usize>());
}
