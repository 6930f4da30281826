//! Field-level errors from reports of garde.

use alloc::string::{String, ToString};

use garde::Report;

use super::Violations;

/// Converts each error of the report into a violation with the error's message, in order. garde has no codes.
///
/// The path of a member becomes a pointer: `items[0].name` becomes `/items/0/name`. garde exposes a path only as text,
/// so a map key that contains a dot or a bracket becomes several tokens of the pointer.
///
/// ```
/// use error_catalog_wire::Violations;
/// use garde::Validate;
///
/// #[derive(Validate)]
/// struct Order {
///     #[garde(dive)]
///     items: Vec<Item>,
/// }
///
/// #[derive(Validate)]
/// struct Item {
///     #[garde(range(min = 1))]
///     count: u32,
/// }
///
/// let order = Order { items: vec![Item { count: 1 }, Item { count: 0 }] };
/// let violations = Violations::from(order.validate().unwrap_err());
/// let violation = violations.iter().next().unwrap();
/// assert_eq!((violation.pointer(), violation.message()), ("/items/1/count", "lower than 1"));
/// ```
impl From<&Report> for Violations {
    fn from(report: &Report) -> Self {
        let mut violations = Self::new();
        for (path, error) in report.iter() {
            violations.push(&pointer(&path.to_string()), None, error.message());
        }
        violations
    }
}

/// Does the same as the conversion from a reference.
impl From<Report> for Violations {
    fn from(report: Report) -> Self {
        Self::from(&report)
    }
}

fn pointer(path: &str) -> String {
    let mut pointer = String::new();
    if !path.is_empty() && !path.starts_with(['.', '[']) {
        pointer.push('/');
    }
    for c in path.chars() {
        match c {
            '.' | '[' => pointer.push('/'),
            ']' => {}
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;
    use garde::error::NoKey;
    use garde::{Error, Path};

    #[test]
    fn paths_become_pointers() {
        let email = Path::new("email");
        for (path, pointer) in [
            (Path::empty(), ""),
            (email.clone(), "/email"),
            (email.join("zip code"), "/email/zip code"),
            (Path::new("items").join(3_usize).join("name"), "/items/3/name"),
            (Path::new(0_usize).join(1_usize), "/0/1"),
            (Path::new("hint").join(NoKey::default()).join("text"), "/hint/text"),
            (Path::new(NoKey::default()).join("text"), "/text"),
            (Path::new("a/b~c"), "/a~1b~0c"),
        ] {
            let mut report = Report::new();
            report.append(path, Error::new("no"));
            let violations = Violations::from(report);
            assert_eq!(violations, Violations::new().with(pointer, "no"));
        }
    }
}
