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
    pub fn write_json<W: Write + ?Sized>(self, args: &Args<'_>, out: &mut W) -> fmt::Result {
        // A comma is needed except after `{` or `[`. Only a literal can end with one of them: the value of a slot is
        // complete, and a text is inside a string, which ends with a literal.
        let mut is_open = false;
        self.run(args, |op| match op {
            Op::Literal { start, len } => {
                let piece = self.piece(start, len);
                is_open = matches!(piece.as_bytes().last(), Some(b'{' | b'['));
                out.write_str(piece)
            }
            Op::Text(slot) => args.get(slot).write_escaped(out),
            Op::Json(slot) => {
                is_open = false;
                args.get(slot).write_json(out)
            }
            Op::Violations(slot, shape) => {
                is_open = false;
                match args.get(slot) {
                    Value::Violations(violations) => violations.write_json(shape, out),
                    value => value.write_json(out),
                }
            }
            Op::Comma if is_open => Ok(()),
            Op::Comma => out.write_str(","),
            Op::SkipIfAbsent(..) | Op::SkipIfPresent(..) => Ok(()),
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

    fn write_plain<W: Write + ?Sized>(
        self,
        args: &Args<'_>,
        out: &mut W,
        write: impl Fn(Value<'_>, &mut W) -> fmt::Result,
    ) -> fmt::Result {
        self.run(args, |op| match op {
            Op::Literal { start, len } => out.write_str(self.piece(start, len)),
            Op::Json(slot) | Op::Text(slot) | Op::Violations(slot, _) => write(args.get(slot), out),
            Op::Comma | Op::SkipIfAbsent(..) | Op::SkipIfPresent(..) => Ok(()),
        })
    }

    /// Calls `step` for each operation, except those that are skipped because a slot has no value or has a value.
    fn run(self, args: &Args<'_>, mut step: impl FnMut(Op) -> fmt::Result) -> fmt::Result {
        let mut ops = self.ops;
        while let Some((op, rest)) = ops.split_first_chunk() {
            let skipped = match Op::from_bytes(*op) {
                Op::SkipIfAbsent(slot, count) if args.get(slot).is_absent() => count,
                Op::SkipIfPresent(slot, count) if !args.get(slot).is_absent() => count,
                op => {
                    step(op)?;
                    0
                }
            };
            ops = rest.get(Op::SIZE * skipped as usize..).unwrap_or_default();
        }
        Ok(())
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
