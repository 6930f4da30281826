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
