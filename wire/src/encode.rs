//! Runs the programs that write the bytes of every error response.

use core::fmt::{self, Write};

use crate::args::Args;
use crate::program::{Op, Program};
use crate::value::Value;

impl Program<'_> {
    /// Writes a response body: one JSON value.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_json(self, args: &Args<'_>, out: &mut dyn Write) -> fmt::Result {
        let mut out = LastByte { out, last: 0 };
        self.run(args, |op| match op {
            Op::Literal { start, len } => out.write_str(self.piece(start, len)),
            Op::Json(slot) => args.get(slot).write_json(&mut out),
            Op::Text(slot) => args.get(slot).write_escaped(&mut out),
            Op::Violations(slot, shape) => match args.get(slot) {
                Value::Violations(violations) => violations.write_json(shape, &mut out),
                value => value.write_json(&mut out),
            },
            Op::Comma if matches!(out.last, b'{' | b'[') => Ok(()),
            Op::Comma => out.write_str(","),
            Op::SkipIfAbsent(..) | Op::SkipIfPresent(..) => Ok(()),
        })
    }

    /// Writes a message as plain text. A slot without a value writes nothing.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_text(self, args: &Args<'_>, out: &mut dyn Write) -> fmt::Result {
        self.write_plain(args, out, |value, out| value.write_text(out))
    }

    /// Writes a message for logs as plain text, with the units of durations. A slot without a value writes nothing.
    ///
    /// # Errors
    ///
    /// Fails only if `out` fails.
    pub fn write_log(self, args: &Args<'_>, out: &mut dyn Write) -> fmt::Result {
        self.write_plain(args, out, |value, out| value.write_log(out))
    }

    fn write_plain(
        self,
        args: &Args<'_>,
        out: &mut dyn Write,
        write: impl Fn(Value<'_>, &mut dyn Write) -> fmt::Result,
    ) -> fmt::Result {
        self.run(args, |op| match op {
            Op::Literal { start, len } => out.write_str(self.piece(start, len)),
            Op::Json(slot) | Op::Text(slot) | Op::Violations(slot, _) => write(args.get(slot), out),
            Op::Comma | Op::SkipIfAbsent(..) | Op::SkipIfPresent(..) => Ok(()),
        })
    }

    /// Calls `step` for each operation, except those that are skipped because a slot has no value or has a value.
    fn run(self, args: &Args<'_>, mut step: impl FnMut(Op) -> fmt::Result) -> fmt::Result {
        let mut ops = self.ops();
        while let Some(op) = ops.next() {
            let skipped = match op {
                Op::SkipIfAbsent(slot, count) if args.get(slot).is_absent() => count,
                Op::SkipIfPresent(slot, count) if !args.get(slot).is_absent() => count,
                op => {
                    step(op)?;
                    0
                }
            };
            ops.by_ref().take(skipped as usize).for_each(drop);
        }
        Ok(())
    }
}

/// A writer that remembers the last byte written, because a comma is needed except after `{` or `[`. Commas are written
/// outside of strings, and a string ends with a quotation mark, so a bracket inside a string is never mistaken for an
/// opening bracket.
struct LastByte<'a> {
    out: &'a mut dyn Write,
    last: u8,
}

impl Write for LastByte<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if let Some(last) = text.as_bytes().last() {
            self.last = *last;
        }
        self.out.write_str(text)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Args, Builtin, Context, Op, Program, Slot, Value};
    use alloc::string::String;

    const TEXT: &str = r#"{"a":,"b":"x "}"#;

    fn literal(piece: &str) -> Op {
        Op::Literal { start: TEXT.find(piece).unwrap() as u32, len: piece.len() as u16 }
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
            literal("{"),
            Op::SkipIfAbsent(Slot::Field(0), 3),
            Op::Comma,
            literal("\"a\":"),
            Op::Json(Slot::Field(0)),
            Op::SkipIfAbsent(Slot::Field(1), 5),
            Op::Comma,
            literal("\"b\":"),
            literal("\"x "),
            Op::Text(Slot::Field(1)),
            literal("\""),
            literal("}"),
        ];
        let (one, two) = (Value::Unsigned(1), Value::Str("\"2\""));
        assert_eq!(json(&ops, &[one, two]), r#"{"a":1,"b":"x \"2\""}"#);
        assert_eq!(json(&ops, &[one, Value::Absent]), r#"{"a":1}"#);
        assert_eq!(json(&ops, &[Value::Absent, two]), r#"{"b":"x \"2\""}"#);
        assert_eq!(json(&ops, &[]), "{}");
    }

    #[test]
    fn a_member_with_several_slots_needs_only_one() {
        let ops = [
            literal("{"),
            Op::SkipIfPresent(Slot::Field(0), 1),
            Op::SkipIfAbsent(Slot::Field(1), 2),
            literal("\"a\":"),
            Op::Json(Slot::Field(2)),
            literal("}"),
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
    fn operations_survive_their_table() {
        use crate::ViolationsShape;
        for op in [
            Op::Literal { start: 70_000, len: 513 },
            Op::Json(Slot::Field(3)),
            Op::Text(Slot::Builtin(Builtin::Debug)),
            Op::Violations(Slot::Field(1), ViolationsShape::MapOfLists),
            Op::Comma,
            Op::SkipIfAbsent(Slot::Field(9), 70_000),
            Op::SkipIfPresent(Slot::Field(9), 70_000),
        ] {
            assert_eq!(Op::from_bytes(op.to_bytes()), op);
        }
    }
}
