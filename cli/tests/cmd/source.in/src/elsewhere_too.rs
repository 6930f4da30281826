pub(crate) use self::inner::*;

mod inner {
    pub(crate) use super::super::errors::*;
    pub(crate) use super::*;
}

fn through_globs() -> Error {
    Error::wrong_address()
}
