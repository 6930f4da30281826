//! Implements the traits of serde for field-level errors.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::pointer::Fragment;
use super::{Violation, Violations};

/// Serializes as a map of `pointer`, `code` (if the violation has one) and `detail`, as in RFC 9457, section 3.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2 + usize::from(self.code.is_some())))?;
        map.serialize_entry("pointer", &format_args!("#{}", Fragment(&self.pointer)))?;
        if let Some(code) = &self.code {
            map.serialize_entry("code", code)?;
        }
        map.serialize_entry("detail", &self.message)?;
        map.end()
    }
}

/// Serializes as a list. In JSON, this is the same as [`ViolationsShape::List`](crate::ViolationsShape::List).
impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Violations, ViolationsShape};
    use alloc::string::String;

    #[test]
    fn the_list_shape() {
        let mut violations = Violations::new().with("zip code", "\"12\" is too short");
        violations.push("", Some("empty"), "Nothing is there.");
        let mut json = String::new();
        violations.write_json(ViolationsShape::List, &mut json).unwrap();
        assert_eq!(serde_json::to_string(&violations).unwrap(), json);
    }
}
