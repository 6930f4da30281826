//! The example of a rule: its folder in `tests/fixtures`. Tests prove that it is one.

use std::borrow::Cow;

/// What breaks a rule, what is reported, and what is right.
#[derive(Debug)]
#[non_exhaustive]
pub struct Example {
    /// The files that break the rule; of a change, what was released and what it became.
    pub bad: &'static [ExampleFile],
    /// What is reported.
    pub message: &'static str,
    /// The files that differ in a version without the finding. It is empty for a change that needs no better version.
    pub good: &'static [ExampleFile],
}

/// A file of an example.
#[derive(Debug)]
#[non_exhaustive]
pub struct ExampleFile {
    /// Its path in the catalog's folder; what was released before is in `old/`.
    pub path: &'static str,
    pub(super) bytes: &'static [u8],
}

impl ExampleFile {
    /// What it contains. Bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'static, str> {
        String::from_utf8_lossy(self.bytes)
    }
}

/// The example in the folder of a rule: of `errors.toml`, or of the files that are named.
macro_rules! example {
    ($id:literal) => {
        $crate::diagnostic::rules::example!($id ["errors.toml"] -> ["errors.toml"])
    };
    ($id:literal [$($bad:literal)*] -> [$($good:literal)*]) => {
        $crate::diagnostic::rules::Example {
            bad: &[$($crate::diagnostic::rules::ExampleFile {
                path: $bad,
                bytes: include_bytes!(concat!("../../../tests/fixtures/", $id, "/", $bad)),
            },)*],
            message: include_str!(concat!("../../../tests/fixtures/", $id, "/expected.txt")),
            good: &[$($crate::diagnostic::rules::ExampleFile {
                path: $good,
                bytes: include_bytes!(concat!("../../../tests/fixtures/", $id, "/good/", $good)),
            },)*],
        }
    };
}
pub(super) use example;
