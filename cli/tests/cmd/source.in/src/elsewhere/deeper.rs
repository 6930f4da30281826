//! A file by the side: the module above has a `#[path]`.

type Failure = crate::errors::Error;

pub(super) fn refuse() -> Failure {
    Failure::CardRefused
}
