use error_catalog_wire::{Args, Context, Program, Violations, ViolationsShape};

use super::*;

/// The slots of the tests. `a`, `b`, `v` (violations), `code`, `status`, `message` and `details` always have a value.
/// `o` and `p` may have a value, and `n` never has a value.
struct Names {
    message: TextTemplate,
    details: ValueTemplate,
}

impl Scope for Names {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        let open = |slot, optional| SlotBinding::Open { slot: Slot::Field(slot), optional, is_violations: false };
        match name {
            "a" => open(0, false),
            "b" => open(1, false),
            "o" => open(2, true),
            "p" => open(3, true),
            "v" => SlotBinding::Open { slot: Slot::Field(4), optional: false, is_violations: true },
            "code" => SlotBinding::Text("a\"b"),
            "status" => SlotBinding::Number(404),
            "message" => SlotBinding::Message(&self.message),
            "details" => SlotBinding::Template(&self.details),
            _ => SlotBinding::Absent,
        }
    }
}

fn text(pieces: &str) -> TextTemplate {
    let pieces = pieces.split_inclusive('}').flat_map(|part| {
        let (literal, slot) = part.split_once('{').map_or((part, None), |(literal, slot)| (literal, Some(slot)));
        let slot = slot.map(|slot| Piece::Slot(slot.trim_end_matches('}').to_owned()));
        [(!literal.is_empty()).then(|| Piece::Literal(literal.to_owned())), slot].into_iter().flatten()
    });
    TextTemplate { pieces: pieces.collect() }
}

fn value(template: &str) -> ValueTemplate {
    let template = text(template);
    match template.pieces.as_slice() {
        [Piece::Slot(name)] => ValueTemplate::Slot(Placeholder {
            name: name.trim_end_matches(":string").to_owned(),
            as_string: name.ends_with(":string"),
        }),
        _ => ValueTemplate::Text(template),
    }
}

fn object<const N: usize>(members: [(&str, ValueTemplate); N]) -> ValueTemplate {
    let members = members.map(|(key, value)| {
        let plain = key.trim_end_matches('?');
        Member { key: plain.to_owned(), optional: plain != key, value }
    });
    ValueTemplate::Object(Object { members: members.into() })
}

/// Returns the body with all optional values, the body without them, and the number of operations.
fn run(template: &ValueTemplate) -> (String, String, usize) {
    let details = object([("x", value("{a}")), ("y?", value("{o}"))]);
    let names = Names { message: text("No \"{a}\""), details };
    let mut text = Text::default();
    let ops = Assembly::new(&names, ViolationsShape::MapOfLists, &mut text).body(template);
    let text = text.finish();
    let violations = Violations::new().with("m", "bad");
    let fields =
        [Value::Str("\\"), Value::Unsigned(2), Value::Bool(true), Value::Str("p"), Value::Violations(&violations)];
    let json = |fields: &[Value<'_>]| {
        let mut out = String::new();
        let program = Program { text: &text, ops: &Program::assemble(&ops) };
        program.write_json(&Args::new(fields, &Context::new()), &mut out).unwrap();
        out
    };
    let without = [fields[0], fields[1], Value::Absent, Value::Absent, fields[4]];
    (json(&fields), json(&without), ops.len())
}

#[test]
fn folds_what_is_known() {
    for (template, expected, ops) in [
        (value("x {code} {status}"), r#""x a\"b 404""#, 1),
        (value("{status}"), "404", 1),
        (value("{status:string}"), r#""404""#, 1),
        (value("{message}"), r#""No \"\\\"""#, 3),
        (value("{b:string}"), r#""2""#, 3),
        (value("{v}"), r#"{"m":["bad"]}"#, 1),
        (value("{v:string}"), r#""m: bad""#, 3),
        (
            object([("t", ValueTemplate::Bool(true)), ("c", value("{code}")), ("n?", value("{n}"))]),
            r#"{"t":true,"c":"a\"b"}"#,
            1,
        ),
        (object([("n?", value("{n}")), ("m?", value("{n}{a}"))]), "{}", 1),
        (object([("f", ValueTemplate::Float(1e300)), ("i", ValueTemplate::Integer(-1))]), r#"{"f":1e300,"i":-1}"#, 1),
    ] {
        let (full, bare, count) = run(&template);
        assert_eq!((full.as_str(), bare.as_str(), count), (expected, expected, ops));
    }
}

#[test]
fn leaves_out_what_may_be_absent() {
    let item = |guard: Option<&str>, template| Item { guard: guard.map(str::to_owned), value: value(template) };
    for (template, full, bare) in [
        (
            object([("o?", value("{o}")), ("p?", value("{p}")), ("a", value("{a}"))]),
            r#"{"o":true,"p":"p","a":"\\"}"#,
            r#"{"a":"\\"}"#,
        ),
        (
            object([("a", value("{b}")), ("o?", value("{o}")), ("p?", value("{p}"))]),
            r#"{"a":2,"o":true,"p":"p"}"#,
            r#"{"a":2}"#,
        ),
        (
            object([("both?", value("{o}{p}{o}")), ("in?", object([("o", value("{o}")), ("b?", value("{b}"))]))]),
            r#"{"both":"trueptrue","in":{"o":true,"b":2}}"#,
            "{}",
        ),
        (
            object([("d?", value("{details}")), ("e?", object([("p?", value("{p}"))]))]),
            r#"{"d":{"x":"\\","y":true},"e":{"p":"p"}}"#,
            r#"{"d":{"x":"\\"},"e":{}}"#,
        ),
        (
            ValueTemplate::List(vec![item(Some("o"), "{o}"), item(None, "{a}"), item(Some("n"), "{a}")]),
            r#"[true,"\\"]"#,
            r#"["\\"]"#,
        ),
        (value("{details:string}"), r#""x: \\, y: true""#, r#""x: \\""#),
        (ValueTemplate::List(vec![item(Some("o"), "{b}"), item(Some("p"), "{b}")]), "[2,2]", "[]"),
    ] {
        let (with, without, _) = run(&template);
        assert_eq!((with.as_str(), without.as_str()), (full, bare));
    }
}

#[test]
fn a_condition_is_asked_once() {
    let inner = object([("o", value("{o}")), ("also?", value("{o}"))]);
    let (full, bare, ops) = run(&object([("in?", inner)]));
    assert_eq!((full.as_str(), bare.as_str()), (r#"{"in":{"o":true,"also":true}}"#, "{}"));
    // The operations are `{`, the condition, a literal, the slot, a literal, the slot, and the `}` of both objects.
    assert_eq!(ops, 8);
}

/// Writes a template in a slow and obvious way, to compare the result with that of the program.
fn interpret(template: &ValueTemplate, has_optional: bool) -> String {
    let slot = |name: &str| match name {
        "a" => Some(r#""\\""#),
        "b" => Some("2"),
        "o" if has_optional => Some("true"),
        "p" if has_optional => Some(r#""p""#),
        "code" => Some(r#""a\"b""#),
        "status" => Some("404"),
        _ => None,
    };
    let is_there = |value: &ValueTemplate| {
        let mut there = true;
        value.needed_slots(&mut |name| there &= slot(name).is_some());
        there
    };
    match template {
        ValueTemplate::Slot(placeholder) => slot(&placeholder.name).unwrap_or("null").to_owned(),
        ValueTemplate::Text(text) => {
            let pieces = text.pieces.iter().map(|piece| match piece {
                Piece::Literal(text) => text.as_str(),
                Piece::Slot(name) => slot(name).unwrap_or_default().trim_matches('"'),
            });
            format!("\"{}\"", pieces.collect::<String>())
        }
        ValueTemplate::List(items) => {
            let shown = items.iter().filter(|item| item.guard.as_deref().is_none_or(|name| slot(name).is_some()));
            let shown: Vec<String> = shown.map(|item| interpret(&item.value, has_optional)).collect();
            format!("[{}]", shown.join(","))
        }
        ValueTemplate::Object(object) => {
            let shown = object.members.iter().filter(|member| !member.optional || is_there(&member.value));
            let shown: Vec<String> =
                shown.map(|member| format!("\"{}\":{}", member.key, interpret(&member.value, has_optional))).collect();
            format!("{{{}}}", shown.join(","))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn agrees_with_an_interpreter() {
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..5_000 {
        let template = random_template(&mut next, 0);
        let (full, bare, _) = run(&template);
        assert_eq!(full, interpret(&template, true), "{template:?}");
        assert_eq!(bare, interpret(&template, false), "{template:?}");
    }
}

fn random_template(next: &mut dyn FnMut(usize) -> usize, depth: usize) -> ValueTemplate {
    const NAMES: [&str; 7] = ["a", "b", "o", "p", "n", "code", "status"];
    let count = next(4);
    match next(if depth < 3 { 4 } else { 2 }) {
        0 => value(&format!("{{{}}}", NAMES[next(NAMES.len())])),
        1 => value(&format!("x {{{}}}{{{}}}", NAMES[next(NAMES.len())], NAMES[next(NAMES.len())])),
        2 => ValueTemplate::List(
            (0..count)
                .map(|_| Item {
                    guard: (next(2) == 0).then(|| NAMES[next(NAMES.len())].to_owned()),
                    value: random_template(next, depth + 1),
                })
                .collect(),
        ),
        _ => ValueTemplate::Object(Object {
            members: (0..count)
                .map(|index| Member {
                    key: format!("k{index}"),
                    optional: next(3) > 0,
                    value: random_template(next, depth + 1),
                })
                .collect(),
        }),
    }
}
