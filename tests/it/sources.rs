//! Errors that have another error as their source.

use std::error::Error as _;
use std::fmt::{self, Display};
use std::num::ParseIntError;

use error_catalog::{CatalogError, Context, Json, Source};

#[error_catalog::error_catalog("tests/fixtures/sources.toml")]
#[derive(Clone, PartialEq)]
pub(crate) enum Failure {}

const SECRET: &str = "postgres://admin:hunter2@10.0.0.7";

#[derive(Debug)]
pub(crate) struct Broken(ParseIntError);

impl Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SECRET)
    }
}

impl std::error::Error for Broken {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[test]
fn a_source_equals_its_clone() {
    let [one, two] = ["", ""].map(|text| parse(text).unwrap_err());
    assert_eq!(one.clone(), one);
    assert_ne!(one, two);
}

fn parse(text: &str) -> Result<u8, Failure> {
    Ok(text.parse::<u8>()?)
}

fn fail() -> Result<(), Failure> {
    Err(Broken("x".parse::<u8>().unwrap_err()))?;
    Ok(())
}

#[test]
fn a_question_mark_converts() {
    assert_eq!(parse("7").unwrap(), 7);
    let error = parse("x").unwrap_err();
    assert!(matches!(&error, Failure::NotANumber { hint: None, input: None, source } if source.is::<ParseIntError>()));
    assert_eq!(
        format!("{error:?}"),
        "NotANumber { hint: None, input: None, source: ParseIntError { kind: InvalidDigit } }"
    );
    assert_eq!(error.to_string(), "Not a number");
    assert_eq!(chain(&Failure::from(crate::shop::Unpaid)), ["unpaid"]);
    let error = fail().unwrap_err();
    assert!(format!("{error:?}").starts_with("Broken { source: Broken("), "{error:?}");
    assert_eq!(chain(&error), [SECRET, "invalid digit found in string"]);
    assert_eq!(chain(&error.clone()), chain(&error));
}

#[test]
fn a_source_is_an_argument() {
    let broken = || Broken("x".parse::<u8>().unwrap_err());
    let error = Failure::unavailable("Billing", SECRET, broken());
    assert_eq!((error.code(), error.to_string().as_str()), (FailureCode::Unavailable, "Billing is not available"));
    assert!(error.source().unwrap().is::<Broken>());
    let error = Failure::not_a_number(None, String::from("x1"), Source::from(broken()));
    assert_eq!((error.log_message().as_str(), chain(&error).len()), ("x1 is no number", 2));
    assert!(Failure::fine().source().is_none());
}

/// The last of the causes, as text.
fn root(error: &Failure) -> String {
    chain(error).pop().unwrap()
}

#[test]
fn a_source_is_anything_that_std_puts_into_a_box() {
    let digit = || "x".parse::<u8>();
    let error = Failure::unavailable("Billing", "", anyhow::Context::context(digit(), "the port").unwrap_err());
    assert_eq!(chain(&error), ["the port", "invalid digit found in string"]);
    let error = Failure::unavailable("Billing", "", eyre::WrapErr::wrap_err(digit(), "the port").unwrap_err());
    assert_eq!(chain(&error), ["the port", "invalid digit found in string"]);
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(Broken(digit().unwrap_err()));
    let error = Failure::unavailable("Billing", "", boxed);
    assert_eq!((chain(&error).len(), error.source().unwrap().is::<Broken>()), (2, true));
    for error in [
        Failure::unavailable("Billing", "", "no port"),
        Failure::unavailable("Billing", "", "no port".to_owned()),
        Failure::unavailable("Billing", "", std::borrow::Cow::Borrowed("no port")),
        Failure::unavailable("Billing", "", anyhow::anyhow!("no port")),
    ] {
        assert_eq!((chain(&error).len(), root(&error).as_str()), (1, "no port"));
    }
}

#[test]
fn a_location_is_the_place_where_the_error_got_its_source() {
    fn of(error: &Failure) -> (&'static str, u32) {
        let location = error.location().unwrap();
        (location.file(), location.line())
    }
    fn read(path: &str) -> Result<Vec<u8>, Failure> {
        Ok(std::fs::read(path)?)
    }
    let error = read("does/not/exist").unwrap_err();
    assert_eq!(of(&error), (file!(), line!() - 3));
    assert!(error.source().unwrap().is::<std::io::Error>());
    assert_eq!(of(&error.clone()), of(&error));

    let error = Failure::from(std::io::Error::other("no disk"));
    assert_eq!(of(&error), (file!(), line!() - 1));
    let read: Result<(), _> = Err(std::io::Error::other("no disk"));
    let error = read.map_err(|error| Failure::broken(error)).unwrap_err();
    assert_eq!(of(&error), (file!(), line!() - 1));
    let error = Failure::broken("a constructor");
    assert_eq!(of(&error), (file!(), line!() - 1));
    let source = Source::from("a source that is older than the error");
    let error = Failure::broken(source);
    assert_eq!(of(&error), (file!(), line!() - 2));
    assert!(Failure::fine().location().is_none());
}

#[test]
fn no_response_shows_a_source() {
    let broken = || Broken("x".parse::<u8>().unwrap_err());
    for error in [
        fail().unwrap_err(),
        Failure::unavailable("Billing", SECRET, broken()),
        Failure::not_a_number(None, SECRET.to_owned(), broken()),
    ] {
        assert!(format!("{error:?} {:?}", chain(&error)).contains(SECRET));
        let response = error.to_response(&Context::new().request_id("r1").debug(&Json::Bool(true))).to_string();
        assert!(!response.contains("hunter2") && !response.contains("digit"), "{response}");
        assert!(!error.to_string().contains("hunter2"));
    }
}

fn chain(error: &Failure) -> Vec<String> {
    std::iter::successors(error.source(), |error| (*error).source()).map(ToString::to_string).collect()
}
