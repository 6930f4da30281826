//! The example of a rule, from the rule's folder in `tests/fixtures`. Tests prove that the example breaks the rule.

use std::borrow::Cow;

/// The example of a rule: files that break the rule, the report, and the corrected files.
#[derive(Debug)]
#[non_exhaustive]
pub struct Example {
    /// The files that break the rule; for a kind of change, the files before and after a change of this kind.
    pub bad: &'static [ExampleFile],
    /// The report about the files in `bad`.
    pub message: &'static str,
    /// The corrected versions of the files that need a correction. No problem is reported for the corrected files. The
    /// list is empty if the example is about a kind of change that needs no correction.
    pub good: &'static [ExampleFile],
}

/// A file of an example.
#[derive(Debug)]
#[non_exhaustive]
pub struct ExampleFile {
    /// The file's path in the catalog's folder; a file from before a change is in `old/`.
    pub path: &'static str,
    pub(super) bytes: &'static [u8],
}

impl ExampleFile {
    /// The content of the file. Bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'static, str> {
        String::from_utf8_lossy(self.bytes)
    }
}

/// The example in the folder of a rule. The example consists of `errors.toml`, unless other files are named.
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
