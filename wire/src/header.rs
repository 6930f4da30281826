//! Header values.

use core::fmt::{self, Write};
use core::iter;

use crate::args::Args;
use crate::program::{Encoded, Op, Program, kind};

/// The maximum length of a header value, in bytes.
const MAX_LEN: usize = 8_000;

impl<'a> Program<'a> {
    /// The names of headers, and the programs of their values. Each header begins with [`Op::Header`].
    pub fn headers(self) -> impl Iterator<Item = (&'a str, Program<'a>)> {
        let mut rest = self.ops;
        iter::from_fn(move || {
            let (header, tail) = rest.split_first_chunk()?;
            let mut following = Program { text: "", ops: tail }.operations();
            let len = following.position(|op| op.kind() == kind::HEADER).map_or(tail.len(), |count| Op::SIZE * count);
            let (ops, next) = tail.split_at_checked(len)?;
            rest = next;
            Some((self.slice(Encoded(*header).slice()), Program { text: self.text, ops }))
        })
    }

    /// Writes a header value and returns `true`. If a slot has no value, or the header value is longer than 8,000
    /// bytes, this function writes nothing and returns `false`. The caller must then leave out the header.
    ///
    /// The value has the form of [RFC 9110, section 5.5] and contains no line break. Each control character, including
    /// the tab and DEL, becomes a space, and spaces at both ends are removed. Characters beyond ASCII are written in
    /// UTF-8, which HTTP allows.
    ///
    /// HTTP does not limit the length of a value ([section 5.4]), but most clients, proxies and servers do, often to 8
    /// KiB for a line or for all headers. If a value is longer, a client may reject the whole response.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    ///
    /// [RFC 9110, section 5.5]: https://www.rfc-editor.org/rfc/rfc9110#section-5.5
    /// [section 5.4]: https://www.rfc-editor.org/rfc/rfc9110#section-5.4
    pub fn write_header<W: Write + ?Sized>(self, args: &Args<'_>, out: &mut W) -> Result<bool, fmt::Error> {
        let complete = self.ops().filter_map(Op::slot).all(|slot| !args.is_absent(slot.to_byte()));
        let mut room = Room(MAX_LEN);
        if !complete || self.write_text(args, &mut HeaderValue::new(&mut room)).is_err() {
            return Ok(false);
        }
        self.write_text(args, &mut HeaderValue::new(out))?;
        Ok(true)
    }
}

/// A writer that keeps a value on one line and removes the spaces at both ends.
struct HeaderValue<'a, W: ?Sized> {
    out: &'a mut W,
    started: bool,
    /// The number of spaces that were held back. These spaces are written only if text follows.
    spaces: usize,
}

impl<'a, W: Write + ?Sized> HeaderValue<'a, W> {
    fn new(out: &'a mut W) -> Self {
        Self { out, started: false, spaces: 0 }
    }
}

impl<W: Write + ?Sized> Write for HeaderValue<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for (index, part) in text.split(|c: char| c.is_control() || c == ' ').enumerate() {
            self.spaces += usize::from(index > 0 && self.started);
            if part.is_empty() {
                continue;
            }
            for _ in 0..core::mem::take(&mut self.spaces) {
                self.out.write_str(" ")?;
            }
            self.out.write_str(part)?;
            self.started = true;
        }
        Ok(())
    }
}

/// A writer that discards text, and fails after the given number of bytes.
struct Room(usize);

impl Write for Room {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Json, Slice, Slot, Value};
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    fn header(value: Value<'_>) -> Option<String> {
        let ops = Program::assemble(&[Op::Text(Slice::default(), Slot::Field(0))]);
        let mut out = String::new();
        let program = Program { text: "", ops: &ops };
        let written = program.write_header(&Args::new(&[value], &Context::new()), &mut out).unwrap();
        assert!(written || out.is_empty());
        written.then_some(out)
    }

    #[test]
    fn each_header_has_its_name_and_its_value() {
        let slice = |start, len| Slice { start, len };
        let ops = [
            Op::Header(slice(0, 1)),
            Op::Text(slice(1, 1), Slot::Field(0)),
            Op::Literal(slice(2, 1)),
            Op::Header(slice(3, 1)),
            Op::Header(slice(4, 1)),
            Op::Literal(slice(5, 1)),
        ];
        let program = Program { text: "AbcDEf", ops: &Program::assemble(&ops) };
        let headers = program.headers().map(|(name, value)| {
            let mut out = String::new();
            value.write_text(&Args::new(&[Value::Unsigned(7)], &Context::new()), &mut out).unwrap();
            (name, out)
        });
        assert_eq!(headers.collect::<Vec<_>>(), [("A", "b7c".into()), ("D", "".into()), ("E", "f".into())]);
    }

    #[test]
    fn a_header_cannot_be_split() {
        for (text, value) in [
            ("30\r\nSet-Cookie: a=b\0", "30  Set-Cookie: a=b"),
            (" \t a\t \tb \r\n", "a   b"),
            ("\u{7f}a\u{7f}\u{85}b\u{1b}[31m", "a  b [31m"),
            ("\r\n\r\n<script>", "<script>"),
            (" \0\n", ""),
            ("é\u{2028}😀\"\\", "é\u{2028}😀\"\\"),
            ("\\ud800\\r\\n%0d%0a", "\\ud800\\r\\n%0d%0a"),
        ] {
            assert_eq!(header(Value::Str(text)).as_deref(), Some(value), "{text:?}");
        }
        let slices = Json::from([("a\r", "\n"), ("b", "\u{0}")]);
        assert_eq!(header(Value::Other(&slices)).as_deref(), Some(r#"{"a\r":"\n","b":"\u0000"}"#));
        assert_eq!(header(Value::Absent), None);
    }

    #[test]
    fn a_header_that_is_too_long_is_left_out() {
        let longest = "x".repeat(MAX_LEN);
        assert_eq!(header(Value::Str(&longest)).map(|value| value.len()), Some(MAX_LEN));
        assert_eq!(header(Value::Str(&(longest.to_string() + "x"))), None);
        assert_eq!(header(Value::Str(&(longest.to_string() + "\r\n"))).map(|value| value.len()), Some(MAX_LEN));
        assert_eq!(header(Value::Str(&"é\n".repeat(1 << 20))), None);
    }
}
