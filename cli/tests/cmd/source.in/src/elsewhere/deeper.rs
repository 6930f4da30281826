//! A file in another folder: the parent module has a `#[path]`.

type Failure = crate::errors::Error;

pub(super) fn refuse() -> Failure {
    Failure::CardRefused
}
