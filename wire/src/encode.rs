//! Runs the programs that write the bytes of every error response.

use core::fmt::{self, Write};

use crate::args::Args;
use crate::format::{write_escaped_as, write_json_as, write_text_as};
use crate::program::{Encoded, Op, Operations, Program, kind};
use crate::value::Value;

impl Program<'_> {
    /// Writes a response body: one JSON value.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_json<W: Write + ?Sized>(self, args: &Args<'_>, out: &mut W) -> fmt::Result {
        // A comma is needed except after `{` or `[`. Only a literal can end with one of them: the value of a slot is
        // complete, and a text is inside a string, which ends with a literal.
        let mut is_open = false;
        let mut ops = self.operations();
        while let Some(op) = ops.next() {
            match op.kind() {
                kind::LITERAL => is_open = self.copy(op, out)?,
                kind::TEXT => {
                    self.copy(op, out)?;
                    args.with(op.slot(), |value| value.write_escaped(out))?;
                }
                kind::JSON => {
                    is_open = false;
                    self.copy(op, out)?;
                    args.with(op.slot(), |value| value.write_json(out))?;
                }
                kind::OPTIONAL_JSON => args.with(op.slot(), |value| {
                    if value.is_absent() {
                        return Ok(());
                    }
                    is_open = false;
                    self.copy(op, out)?;
                    value.write_json(out)
                })?,
                kind::HEADER | kind::NAMES => {}
                kind::COMMA if is_open => {}
                kind::COMMA => out.write_str(",")?,
                kind::SKIP_IF_ABSENT | kind::SKIP_IF_PRESENT => ops.skip_if(op, args),
                kind::CONTEXT if args.has_context() => {
                    is_open = self.write_context(op, ops.rest(), args, out)?;
                    ops.skip_ops(op.count() + 1);
                }
                kind::CONTEXT => ops.skip_ops(op.count()),
                kind::REPEAT => {
                    is_open = self.write_each(op, ops.rest(), args, is_open, out)?;
                    ops.skip_ops(op.count().saturating_add(op.slice().len.into()));
                }
                kind::JSON_AS.. => {
                    is_open = false;
                    self.copy(op, out)?;
                    let write = if op.kind() < kind::TEXT_AS { write_json_as } else { write_escaped_as };
                    args.with(op.slot(), |value| write(value, op.format(), &mut { &mut *out }))?;
                }
                _ => {
                    is_open = false;
                    self.copy(op, out)?;
                    args.with(op.slot(), |value| match value {
                        Value::Violations(violations) => violations.write_json(op.shape(), out),
                        value => value.write_json(out),
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Runs the operations that write slots of the context, and the operation after them. Returns whether the output
    /// ends with the start of an object or an array.
    #[inline(never)]
    fn write_context<W: Write + ?Sized>(
        self,
        op: Encoded,
        rest: &[u8],
        args: &Args<'_>,
        out: &mut W,
    ) -> Result<bool, fmt::Error> {
        let (ops, rest) = rest.split_at_checked(Op::SIZE * op.count() as usize).unwrap_or_default();
        Program { text: self.text, ops }.write_json(args, out)?;
        let Some((next, _)) = rest.split_first_chunk() else { return Ok(false) };
        let next = Encoded(*next).without(op.slice().len);
        Program { text: self.text, ops: &next.0 }.write_json(args, out)?;
        Ok(next.kind() == kind::LITERAL && starts_container(self.slice(next.slice())))
    }

    /// Runs operations for each violation, or the operations after them if there is none. `is_open` says whether the
    /// output ends with the start of an object or an array; so does the result.
    #[inline(never)]
    fn write_each<W: Write + ?Sized>(
        self,
        op: Encoded,
        rest: &[u8],
        args: &Args<'_>,
        is_open: bool,
        out: &mut W,
    ) -> Result<bool, fmt::Error> {
        let (each, rest) = rest.split_at_checked(Op::SIZE * op.count() as usize).unwrap_or_default();
        let otherwise = rest.get(..Op::SIZE * usize::from(op.slice().len)).unwrap_or_default();
        let write = |ops, args: &Args<'_>, is_open: bool, out: &mut W| {
            out.write_str(if is_open { "" } else { "," })?;
            Program { text: self.text, ops }.write_json(args, out)
        };
        args.with(op.slot(), |value| match value {
            Value::Violations(violations) if !violations.is_empty() => {
                let first = each.first_chunk().map(|op| Encoded(*op)).filter(|op| op.kind() == kind::NAMES);
                let names = first.map_or("", |op| self.slice(op.slice()));
                for (index, violation) in violations.iter().enumerate() {
                    write(each, &args.of_violation(violation, names), is_open && index == 0, out)?;
                }
                Ok(false)
            }
            _ if otherwise.is_empty() => Ok(is_open),
            _ => write(otherwise, args, is_open, out).map(|()| false),
        })
    }

    /// Writes a message as plain text. A slot without a value writes nothing.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_text<W: Write + ?Sized>(self, args: &Args<'_>, out: &mut W) -> fmt::Result {
        self.write_plain(args, out, |value, out| value.write_text(out))
    }

    /// Writes a message for logs as plain text, with the units of durations. A slot without a value writes nothing.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_log<W: Write + ?Sized>(self, args: &Args<'_>, out: &mut W) -> fmt::Result {
        self.write_plain(args, out, |value, out| value.write_log(out))
    }

    #[inline]
    fn write_plain<W: Write + ?Sized>(
        self,
        args: &Args<'_>,
        out: &mut W,
        write: impl Fn(&Value<'_>, &mut W) -> fmt::Result,
    ) -> fmt::Result {
        let mut ops = self.operations();
        while let Some(op) = ops.next() {
            match op.kind() {
                kind::LITERAL => _ = self.copy(op, out)?,
                kind::HEADER | kind::COMMA => {}
                kind::OPTIONAL_JSON if args.is_absent(op.slot()) => {}
                kind::SKIP_IF_ABSENT | kind::SKIP_IF_PRESENT => ops.skip_if(op, args),
                // Only bodies contain these operations.
                kind::CONTEXT => ops.skip_ops(op.count()),
                kind::REPEAT | kind::NAMES => {}
                kind::JSON_AS.. => {
                    self.copy(op, out)?;
                    args.with(op.slot(), |value| write_text_as(value, op.format(), &mut { &mut *out }))?;
                }
                _ => {
                    self.copy(op, out)?;
                    args.with(op.slot(), |value| write(value, out))?;
                }
            }
        }
        Ok(())
    }

    /// Copies the slice of an operation, and returns whether the slice ends with the start of an object or an array.
    #[inline]
    fn copy<W: Write + ?Sized>(&self, op: Encoded, out: &mut W) -> Result<bool, fmt::Error> {
        let slice = self.slice(op.slice());
        if !slice.is_empty() {
            out.write_str(slice)?;
        }
        Ok(starts_container(slice))
    }
}

#[inline]
fn starts_container(slice: &str) -> bool {
    matches!(slice.as_bytes(), [.., b'{' | b'['])
}

impl Operations<'_> {
    /// Runs an operation that skips others because a slot has no value or has a value.
    #[inline]
    fn skip_if(&mut self, op: Encoded, args: &Args<'_>) {
        if args.is_absent(op.slot()) == (op.kind() == kind::SKIP_IF_ABSENT) {
            self.skip_ops(op.count());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Args, Builtin, Context, Op, Program, Slice, Slot, Value};
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    const TEXT: &str = r#"{"a":,"b":"x "}"#;

    fn slice(slice: &str) -> Slice {
        Slice { start: TEXT.find(slice).unwrap() as u32, len: slice.len() as u16 }
    }

    fn json(ops: &[Op], fields: &[Value<'_>]) -> String {
        let mut out = String::new();
        let context = Context::new();
        let program = Program { text: TEXT, ops: &Program::assemble(ops) };
        program.write_json(&Args::new(fields, &context), &mut out).unwrap();
        out
    }

    #[test]
    fn leaves_out_absent_members_and_their_commas() {
        let ops = [
            Op::Literal(slice("{")),
            Op::SkipIfAbsent(Slot::Field(0), 2),
            Op::Comma,
            Op::Json(slice("\"a\":"), Slot::Field(0)),
            Op::SkipIfAbsent(Slot::Field(1), 4),
            Op::Comma,
            Op::Literal(slice("\"b\":")),
            Op::Text(slice("\"x "), Slot::Field(1)),
            Op::Literal(slice("\"")),
            Op::Literal(slice("}")),
        ];
        let (one, two) = (Value::Unsigned(1), Value::Str("\"2\""));
        assert_eq!(json(&ops, &[one, two]), r#"{"a":1,"b":"x \"2\""}"#);
        assert_eq!(json(&ops, &[one, Value::Absent]), r#"{"a":1}"#);
        assert_eq!(json(&ops, &[Value::Absent, two]), r#"{"b":"x \"2\""}"#);
        assert_eq!(json(&ops, &[]), "{}");
    }

    #[test]
    fn an_optional_member_is_one_operation() {
        let ops = [
            Op::Literal(slice("{")),
            Op::OptionalJson(slice("\"a\":"), Slot::Field(0)),
            Op::Comma,
            Op::Json(slice("\"b\":"), Slot::Field(1)),
            Op::Literal(slice("}")),
        ];
        let (one, two) = (Value::Unsigned(1), Value::Unsigned(2));
        assert_eq!(json(&ops, &[one, two]), r#"{"a":1,"b":2}"#);
        assert_eq!(json(&ops, &[Value::Absent, two]), r#"{"b":2}"#);
        let mut out = String::new();
        let program = Program { text: TEXT, ops: &Program::assemble(&ops) };
        program.write_text(&Args::new(&[Value::Absent, two], &Context::new()), &mut out).unwrap();
        assert_eq!(out, "{\"b\":2}");
    }

    #[test]
    fn an_empty_context_needs_one_operation() {
        let id = Slot::Builtin(Builtin::RequestId);
        let ops = [
            Op::Context(2, 1),
            Op::Literal(slice("{")),
            Op::Json(slice("\"a\":"), id),
            Op::Literal(slice(TEXT)),
            Op::Comma,
            Op::Context(1, 0),
            Op::Json(slice(","), id),
            Op::Json(slice(","), Slot::Field(0)),
            Op::Comma,
        ];
        let program = Program { text: TEXT, ops: &Program::assemble(&ops) };
        for (context, json, text) in [
            (Context::new(), format!("{TEXT},,1,"), format!("{TEXT},1")),
            (Context::new().request_id("r"), format!("{{\"a\":\"r\"{},,\"r\",1,", &TEXT[1..]), format!("{TEXT},1")),
        ] {
            let (mut body, mut plain, fields) = (String::new(), String::new(), [Value::Unsigned(1)]);
            let args = Args::new(&fields, &context);
            program.write_json(&args, &mut body).unwrap();
            program.write_text(&args, &mut plain).unwrap();
            assert_eq!((body, plain), (json, text));
        }
    }

    #[test]
    fn a_member_with_several_slots_needs_only_one() {
        let ops = [
            Op::Literal(slice("{")),
            Op::SkipIfPresent(Slot::Field(0), 1),
            Op::SkipIfAbsent(Slot::Field(1), 1),
            Op::Json(slice("\"a\":"), Slot::Field(2)),
            Op::Literal(slice("}")),
        ];
        let (absent, some) = (Value::Absent, Value::Unsigned(1));
        for (first, second, expected) in [
            (absent, absent, "{}"),
            (absent, some, r#"{"a":1}"#),
            (some, absent, r#"{"a":1}"#),
            (some, some, r#"{"a":1}"#),
        ] {
            assert_eq!(json(&ops, &[first, second, some]), expected);
        }
    }

    #[test]
    fn a_part_is_written_for_each_violation() {
        use crate::{ViolationPart, Violations};
        let (part, list) = (|part| Slot::Violation(part), Slot::Field(0));
        let ops = [
            Op::Literal(Slice { start: 0, len: 1 }),
            Op::Repeat(list, 4, 1),
            Op::SkipIfAbsent(part(ViolationPart::Field), 1),
            Op::Json(slice("\"a\":"), part(ViolationPart::Field)),
            Op::Comma,
            Op::Json(slice("\"b\":"), part(ViolationPart::Code)),
            Op::Literal(slice("\"x ")),
            Op::Literal(slice("}")),
        ];
        let violations = Violations::new().with("/c/0", "d").with("", "e");
        let (none, absent) = (Violations::new(), Value::Absent);
        assert_eq!(json(&ops, &[Value::Violations(&violations)]), r#"{"a":"c.0","b":null,,"b":null}"#);
        for nothing in [Value::Violations(&none), absent, Value::Unsigned(1)] {
            assert_eq!(json(&ops, &[nothing]), r#"{"x }"#);
        }
    }

    #[test]
    fn operations_survive_their_table() {
        use crate::{SlotFormat, ViolationsShape};
        let slice = Slice { start: 70_000, len: 513 };
        for op in [
            Op::Literal(slice),
            Op::Json(slice, Slot::Field(3)),
            Op::OptionalJson(slice, Slot::Field(4)),
            Op::Text(slice, Slot::Builtin(Builtin::Debug)),
            Op::JsonAs(slice, Slot::Field(3), SlotFormat::String),
            Op::JsonAs(slice, Slot::Field(3), SlotFormat::Pascal),
            Op::TextAs(slice, Slot::Field(3), SlotFormat::String),
            Op::TextAs(slice, Slot::Builtin(Builtin::Key), SlotFormat::Kebab),
            Op::Violations(slice, Slot::Field(1), ViolationsShape::MapOfLists),
            Op::Header(slice),
            Op::Comma,
            Op::SkipIfAbsent(Slot::Field(9), 70_000),
            Op::SkipIfPresent(Slot::Field(9), 70_000),
            Op::Context(70_000, 513),
            Op::Repeat(Slot::Field(2), 70_000, 513),
            Op::Names(Slice { start: 70_000, len: 513 }),
        ] {
            let program = Program { text: "", ops: &op.to_bytes() };
            assert_eq!(program.ops().collect::<Vec<_>>(), [op]);
        }
    }
}
