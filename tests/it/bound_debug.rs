//! The `Debug` of enums that the application wrote is the `Debug` that a derive implements.

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::time::Duration;

use error_catalog::{Json, Timestamp, Uuid};

#[derive(Debug)]
pub(crate) struct Tag(&'static str);

impl Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

error_catalog::field_type!(Tag as string);

/// A type without `Debug`.
pub(crate) struct Plain(u8);

impl Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

error_catalog::field_type!(Plain as string);

type Cause = Box<dyn Error + Send + Sync>;

#[error_catalog::error_catalog("tests/fixtures/bound_debug.toml")]
#[allow(non_camel_case_types)]
enum Ours {
    Named {
        #[internal]
        r#try: [u8; 2],
        tags: Vec<Tag>,
        r#type: u8,
        hint: Option<Tag>,
        name: String,
    },
    Tuple(Tag, #[internal] (), Option<u8>),
    Bare,
    #[key("bare")]
    Parentheses(),
    #[key("bare")]
    Braces {},
    #[key("bare")]
    r#try,
    #[key("bare")]
    r#loop(#[internal] &'static str),
    Sourced(#[source] Option<Cause>),
    #[key("sourced")]
    Boxed {
        #[internal]
        note: Option<Option<u8>>,
        #[from]
        cause: Option<fmt::Error>,
    },
    Timed {
        at: Timestamp,
        id: Uuid,
        json: Json,
        wait: Duration,
    },
}

#[derive(Debug)]
#[allow(dead_code, non_camel_case_types)]
enum Derived {
    Named { r#try: [u8; 2], tags: Vec<Tag>, r#type: u8, hint: Option<Tag>, name: String },
    Tuple(Tag, (), Option<u8>),
    Bare,
    Parentheses(),
    Braces {},
    r#try,
    r#loop(&'static str),
    Sourced(Option<Cause>),
    Boxed { note: Option<Option<u8>>, cause: Option<fmt::Error> },
    Timed { at: Timestamp, id: Uuid, json: Json, wait: Duration },
}

macro_rules! values {
    ($name:ident) => {
        [
            $name::Named {
                r#try: [1, 2],
                tags: vec![Tag("a"), Tag("b")],
                r#type: 3,
                hint: Some(Tag("c")),
                name: "d \"e\"\n".to_owned(),
            },
            $name::Named { r#try: [0; 2], tags: Vec::new(), r#type: 0, hint: None, name: String::new() },
            $name::Tuple(Tag("a"), (), Some(1)),
            $name::Tuple(Tag("a"), (), None),
            $name::Bare,
            $name::Parentheses(),
            $name::Braces {},
            $name::r#try,
            $name::r#loop("a"),
            $name::Sourced(Some("cause".into())),
            $name::Sourced(None),
            $name::Boxed { note: Some(None), cause: Some(fmt::Error) },
            $name::Timed {
                at: Timestamp::from_unix(0, 0),
                id: Uuid::from_bytes([1; 16]),
                json: Json::object([("a", 1)]),
                wait: Duration::from_millis(350),
            },
        ]
    };
}

#[test]
fn debug_is_what_a_derive_implements() {
    for (ours, derived) in values!(Ours).iter().zip(&values!(Derived)) {
        assert_eq!(format!("{ours:?}"), format!("{derived:?}"));
        assert_eq!(format!("{ours:#?}"), format!("{derived:#?}"));
        assert_eq!(format!("{ours:>40?}"), format!("{derived:>40?}"));
    }
    assert_eq!(format!("{:?}", Ours::r#try), "try");
    assert_eq!(format!("{:?}", Ours::r#loop("a")), "loop(\"a\")");
}

/// A derive could not implement `Debug` for a type without `Debug`. The value is then the value in responses.
#[test]
fn a_type_without_debug_shows_its_value() {
    #[error_catalog::error_catalog("tests/fixtures/bound_debug.toml", partial)]
    enum Shown {
        Named {
            name: Plain,
            #[allow(dead_code)]
            r#type: u8,
            hint: Option<Plain>,
            tags: Vec<Plain>,
        },
    }
    let error = Shown::Named { name: Plain(1), r#type: 2, hint: Some(Plain(3)), tags: vec![Plain(4)] };
    assert_eq!(format!("{error:?}"), r#"Named { name: "1", type: 2, hint: Some("3"), tags: ["4"] }"#);
    let error = Shown::Named { name: Plain(1), r#type: 2, hint: None, tags: Vec::new() };
    assert_eq!(format!("{error:?}"), r#"Named { name: "1", type: 2, hint: None, tags: [] }"#);
}
