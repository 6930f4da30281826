//! Values whose `Display` belongs to the application.

use core::fmt::{self, Display, Write};

/// Writes a value as its `Display` writes it. If the `Display` fails, the text that was written before is kept, so that
/// a body is complete. Only an error of `out` is returned.
pub(crate) fn write_display(value: &dyn Display, out: &mut dyn Write) -> fmt::Result {
    let mut out = Sticky { out, result: Ok(()) };
    let _ = write!(out, "{value}");
    out.result
}

/// A writer that keeps the first error of `out`, and writes nothing after that error.
struct Sticky<'a> {
    out: &'a mut dyn Write,
    result: fmt::Result,
}

impl Write for Sticky<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.result = self.result.and_then(|()| self.out.write_str(text));
        self.result
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::value::Value;

    /// A value whose `Display` fails after it has written a part of the value.
    struct Half;

    impl Display for Half {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half\"")?;
            Err(fmt::Error)
        }
    }

    struct Full;

    impl Write for Full {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Err(fmt::Error)
        }
    }

    #[test]
    fn a_display_that_fails_cuts_nothing_short() {
        let (mut json, mut text) = (String::new(), String::new());
        assert!(Value::Display(&Half).write_json(&mut json).is_ok());
        assert!(Value::Display(&Half).write_text(&mut text).is_ok());
        assert_eq!((json.as_str(), text.as_str()), (r#""half\"""#, "half\""));
        assert!(Value::Display(&Half).write_text(&mut Full).is_err());
    }
}
