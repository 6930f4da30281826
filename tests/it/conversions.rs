//! Types that `?` converts into one of several errors.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display};

use error_catalog::CatalogError;

#[error_catalog::error_catalog("tests/fixtures/conversions.toml")]
pub(crate) enum Failure {}

macro_rules! errors {
    ($($type:ident<$($of:ident)?> { $($variant:tt)* })*) => {$(
        #[derive(Debug)]
        #[allow(dead_code, reason = "only `Debug` reads the fields")]
        pub(crate) enum $type $(<$of>)? { $($variant)* }

        impl $(<$of: Debug>)? Display for $type $(<$of>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Debug::fmt(self, f)
            }
        }

        impl $(<$of: Debug>)? StdError for $type $(<$of>)? {}
    )*};
}

errors! {
    StoreError<> { RowNotFound, Gone { since: u32 }, Timeout(u64), Broken(String) }
    Generic<T> { Left(T), Right }
    Both<> { One, Two }
}

fn code<E>(error: E) -> FailureCode
where
    Failure: From<E>,
{
    Failure::from(error).code()
}

#[test]
fn variants_become_different_errors() {
    for (error, expected) in [
        (StoreError::RowNotFound, FailureCode::RowNotFound),
        (StoreError::Gone { since: 7 }, FailureCode::RowNotFound),
        (StoreError::Timeout(9), FailureCode::Timeout),
        (StoreError::Broken(String::new()), FailureCode::StoreError),
    ] {
        let text = error.to_string();
        let failure = Failure::from(error);
        assert_eq!((failure.code(), failure.source().unwrap().to_string()), (expected, text));
        assert!(failure.source().unwrap().is::<StoreError>());
        assert_eq!(failure.location().unwrap().line(), line!() - 3);
    }
    assert_eq!([code(Generic::Left(7)), code(Generic::Right)], [FailureCode::RowNotFound, FailureCode::StoreError]);
    assert_eq!([code(Both::One), code(Both::Two)], [FailureCode::AllOrNothing, FailureCode::Other]);
}

fn of_anyhow(error: anyhow::Error) -> Failure {
    Failure::from(error)
}

#[test]
fn an_error_of_the_catalog_passes_through_anyhow() {
    use anyhow::Context as _;

    fn find(id: &str) -> anyhow::Result<()> {
        Err(Failure::user_not_found(id))?
    }
    fn answer(id: &str) -> Result<(), Failure> {
        find(id).context("the profile").with_context(|| format!("request {id}"))?;
        Ok(())
    }
    let failure = answer("usr_1").unwrap_err();
    assert_eq!((failure.status(), failure.to_string().as_str()), (404, "User usr_1 not found"));
    assert_eq!(of_anyhow(anyhow::Error::new(Failure::user_not_found("usr_2"))).to_string(), "User usr_2 not found");
}

#[test]
fn any_other_error_in_anyhow_is_the_source() {
    let error = anyhow::Error::new(StoreError::RowNotFound).context("the profile");
    let failure = of_anyhow(error);
    assert!(matches!(&failure, Failure::InternalError { hint: None, part: None, .. }));
    let causes: Vec<String> =
        std::iter::successors(failure.source(), |error| (*error).source()).map(ToString::to_string).collect();
    assert_eq!(causes, ["the profile", "RowNotFound"]);
    fn parse() -> Result<u8, Failure> {
        let number: anyhow::Result<u8> = "x".parse().map_err(anyhow::Error::new);
        Ok(number?)
    }
    assert_eq!(parse().unwrap_err().location().unwrap().line(), line!() - 2);
}

/// The application spells the type differently from the catalog.
#[test]
fn an_own_enum_finds_an_error_in_anyhow() {
    #[error_catalog::error_catalog("tests/fixtures/conversions.toml", partial)]
    enum Own {
        UserNotFound { user_id: String },
        InternalError { hint: Option<String>, part: Option<String>, source: Option<::anyhow::Error> },
    }

    #[error_catalog::error_catalog("tests/fixtures/conversions.toml", partial)]
    enum Optional {
        UserNotFound {
            user_id: String,
        },
        InternalError {
            hint: Option<String>,
            part: Option<String>,
            #[from]
            cause: Option<::anyhow::Error>,
        },
    }

    let found = Optional::UserNotFound { user_id: "usr_1".to_owned() };
    assert_eq!(Optional::from(anyhow::Error::new(found).context("the profile")).status(), 404);
    assert_eq!(Optional::from(anyhow::Error::msg("no disk")).source().unwrap().to_string(), "no disk");
    let own = Own::InternalError { hint: None, part: None, source: None };
    assert!(own.source().is_none() && Own::UserNotFound { user_id: String::new() }.status() == 404);
}

#[test]
fn eyre_and_boxes_are_like_anyhow() {
    let wrapped = eyre::Report::new(Failure::user_not_found("usr_1")).wrap_err("the profile");
    assert_eq!(code(wrapped), FailureCode::UserNotFound);
    assert_eq!(code(eyre::eyre!("out of luck")), FailureCode::InternalError);
    let boxed = |error| -> Box<dyn StdError + Send + Sync> { error };
    assert_eq!(code(boxed(Box::new(Failure::user_not_found("usr_1")))), FailureCode::UserNotFound);
    let failure = Failure::from(boxed("out of luck".into()));
    assert_eq!(
        (failure.code(), failure.source().unwrap().to_string()),
        (FailureCode::InternalError, "out of luck".into())
    );
}
