//! Shows values of the application in logs. The code that shows a value can fail, and can panic.

use core::fmt::{self, Debug, Formatter, Write};

use error_catalog_wire::{Encode, Value};

#[cfg(feature = "std")]
use crate::panic::catch;

/// Calls `show`. If `show` fails or panics, the text after the part that `show` has written says so. The result is
/// therefore an error only if `out` fails. Without the feature `std`, a panic is not caught.
pub(crate) fn guarded<W: Write + ?Sized>(out: &mut W, show: impl FnOnce(&mut W) -> fmt::Result) -> fmt::Result {
    #[cfg(feature = "std")]
    let shown = match catch(|| show(out)) {
        Ok(shown) => shown,
        Err(panic) => {
            return write!(out, "[could not be shown: the application panicked: {}]", panic.message());
        }
    };
    #[cfg(not(feature = "std"))]
    let shown = show(out);
    shown.or_else(|fmt::Error| out.write_str("[could not be shown]"))
}

/// A value that logs show, even if its code panics.
pub(crate) struct Guarded<T>(pub(crate) T);

impl<T: Debug> Debug for Guarded<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        guarded(f, |f| self.0.fmt(f))
    }
}

/// Whether code of the application may show the value. Only such a value needs a guard.
pub(crate) fn runs_code(value: &Value<'_>) -> bool {
    matches!(value, Value::Display(_) | Value::Other(_))
}

impl Guarded<Value<'_>> {
    /// Returns the value, with a guard if the value needs one.
    pub(crate) fn value(&self) -> Value<'_> {
        if runs_code(&self.0) { Value::Other(self) } else { self.0 }
    }
}

impl Encode for Guarded<Value<'_>> {
    fn encode_json(&self, out: &mut dyn Write) -> fmt::Result {
        guarded(out, |out| self.0.write_json(out))
    }

    fn encode_text(&self, out: &mut dyn Write) -> fmt::Result {
        guarded(out, |out| self.0.write_text(out))
    }

    fn encode_debug(&self, out: &mut dyn Write) -> fmt::Result {
        guarded(out, |out| self.0.write_debug(out))
    }

    fn encode_log(&self, out: &mut dyn Write) -> fmt::Result {
        guarded(out, |out| self.0.write_log(out))
    }
}
