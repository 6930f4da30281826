//! Field-level validation errors.

mod pointer;
mod shape;
mod violation;

#[cfg(feature = "garde")]
mod from_garde;
#[cfg(feature = "serde_path_to_error")]
mod from_serde;
#[cfg(feature = "validator")]
mod from_validator;
#[cfg(feature = "serde")]
mod serialize;

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};

pub(crate) use self::pointer::{Fragment, Key, tokens};
use self::pointer::{push_token, read_fragment};
pub use self::shape::ViolationsShape;
pub use self::violation::Violation;

/// The field-level errors of one request, in the order in which they were found.
///
/// With the features `validator`, `garde` and `serde_path_to_error`, [`From`] converts the errors of these crates.
///
/// ```
/// use error_catalog_wire::Violations;
///
/// let mut violations = Violations::new()
///     .with("email", "Invalid email format")
///     .with("/address/street", "This field is required.");
/// violations.push("/items/0/name", Some("too_long"), "At most 50 characters.");
/// assert_eq!(violations.len(), 3);
/// assert_eq!(violations.iter().next().unwrap().pointer(), "/email");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Violations {
    entries: Vec<Entry>,
    /// The index of the last violation of each key. Different members can have the same key, such as `/a/b` and `/a.b`,
    /// but a JSON object must not contain a key twice. This map makes it possible to write the object without
    /// allocating or searching.
    last: BTreeMap<String, usize>,
}

#[derive(Clone, PartialEq, Eq)]
struct Entry {
    violation: Violation,
    /// Whether this is the first violation with its key.
    first: bool,
    /// The index of the next violation with the same key.
    next: Option<usize>,
}

impl Violations {
    /// Creates an empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a violation with a human-readable message and an optional machine-readable code. `member` is a JSON Pointer
    /// (`/address/street`, `#/address/street`) or the plain name of a top-level member (`email`).
    pub fn push(&mut self, member: &str, code: Option<&str>, message: impl Into<String>) {
        self.insert(member, Violation::with(code.map(String::from), message.into()));
    }

    /// Adds a violation that has more than a code and a message. `member` has one of the forms of [`push`](Self::push).
    ///
    /// ```
    /// use error_catalog_wire::{Violation, Violations};
    ///
    /// let mut violations = Violations::new();
    /// let missing = Violation::new("Field required").with_code("missing").with_location("query");
    /// violations.add("page", missing);
    /// assert_eq!(violations.iter().next().unwrap().location(), "query");
    /// ```
    pub fn add(&mut self, member: &str, violation: impl Into<Violation>) {
        self.insert(member, violation.into());
    }

    fn insert(&mut self, member: &str, mut violation: Violation) {
        let pointer = match member.strip_prefix('#') {
            Some(pointer) if pointer.is_empty() || pointer.starts_with('/') => read_fragment(pointer),
            None if member.is_empty() || member.starts_with('/') => member.to_string(),
            name => {
                let mut pointer = String::new();
                push_token(&mut pointer, name.unwrap_or(member));
                pointer
            }
        };
        let index = self.entries.len();
        let previous = self.last.insert(Key(&pointer).to_string(), index);
        if let Some(previous) = previous.and_then(|previous| self.entries.get_mut(previous)) {
            previous.next = Some(index);
        }
        violation.pointer = pointer;
        self.entries.push(Entry { violation, first: previous.is_none(), next: None });
    }

    /// Adds a violation without a code, and returns the list, so that calls can be chained. See [`push`](Self::push).
    #[must_use]
    pub fn with(mut self, member: &str, message: impl Into<String>) -> Self {
        self.push(member, None, message);
        self
    }

    /// Whether the list contains no violations.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The number of violations.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The violations, in the order in which they were added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Violation> {
        self.entries.iter().map(|entry| &entry.violation)
    }
}

/// Formats the violations as a list.
impl Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Formats the violations as `email: Invalid email format; name: Name is required`.
impl Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            f.write_str(if index > 0 { "; " } else { "" })?;
            write!(f, "{}: {}", violation.key(), violation.message())?;
        }
        Ok(())
    }
}

impl Extend<(String, String)> for Violations {
    fn extend<I: IntoIterator<Item = (String, String)>>(&mut self, members: I) {
        for (member, message) in members {
            self.push(&member, None, message);
        }
    }
}

impl FromIterator<(String, String)> for Violations {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(members: I) -> Self {
        let mut violations = Self::new();
        violations.extend(members);
        violations
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{borrow::ToOwned, format};

    #[test]
    fn a_list_of_members_and_messages() {
        let pair = |member: &str, message: &str| (member.to_owned(), message.to_owned());
        let mut violations = Violations::from_iter([pair("a", "1"), pair("/b/c", "2")]);
        assert_eq!((violations.len(), violations.is_empty()), (2, false));
        violations.extend([pair("#/d", "3")]);
        assert_eq!(violations, Violations::new().with("a", "1").with("/b/c", "2").with("/d", "3"));
        assert_eq!((Violations::new().len(), Violations::new().is_empty()), (0, true));
        let debug = r#"[Violation { pointer: "/a", code: None, message: "1" }]"#;
        assert_eq!(format!("{:?}", Violations::new().with("a", "1")), debug);
    }
}
