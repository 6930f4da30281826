use error_catalog_model::{Guard, Member, SlotFormat};
use error_catalog_wire::{Args, Builtin, Context, Json, Program, Violations, ViolationsShape};

use super::*;

/// The slots of the tests. `a`, `b`, `v` (violations), `code`, `status`, `message` and `details` always have a value.
/// `o` and `p` may have a value, and `n` never has a value. `sparse` is an object that is empty if `o` and `p` have no
/// value. `list` is a list of the values of `a`, `o` and `b`.
struct Names {
    optional: [Slot; 2],
    message: TextTemplate,
    details: ValueTemplate,
    list: ValueTemplate,
    sparse: ValueTemplate,
}

impl Scope for Names {
    fn binding(&self, name: &str) -> SlotBinding<'_> {
        let open = |slot, optional| SlotBinding::Open { slot, optional, is_violations: false };
        match name {
            "a" => open(Slot::Field(0), false),
            "b" => open(Slot::Field(1), false),
            "o" => open(self.optional[0], true),
            "p" => open(self.optional[1], true),
            "v" => SlotBinding::Open { slot: Slot::Field(4), optional: false, is_violations: true },
            "code" => SlotBinding::Text("a\"b"),
            "status" => SlotBinding::Number(404),
            "message" => SlotBinding::Message(&self.message),
            "details" => SlotBinding::Template(&self.details),
            "list" => SlotBinding::Template(&self.list),
            "sparse" => SlotBinding::Template(&self.sparse),
            _ => SlotBinding::Absent,
        }
    }
}

fn text(pieces: &str) -> TextTemplate {
    let pieces = pieces.split_inclusive('}').flat_map(|part| {
        let (literal, slot) = part.split_once('{').map_or((part, None), |(literal, slot)| (literal, Some(slot)));
        let slot = slot.map(|slot| Piece::Slot(placeholder(slot.trim_end_matches('}'))));
        [(!literal.is_empty()).then(|| Piece::Literal(literal.to_owned())), slot].into_iter().flatten()
    });
    TextTemplate { pieces: pieces.collect() }
}

fn placeholder(inner: &str) -> Placeholder {
    let rest = inner.trim_end_matches('?');
    let (name, format) =
        rest.split_once(':').map_or((rest, None), |(name, format)| (name, SlotFormat::from_term(format)));
    Placeholder { format, or_null: rest != inner, ..Placeholder::plain(name) }
}

fn value(template: &str) -> ValueTemplate {
    let template = text(template);
    match template.pieces.as_slice() {
        [Piece::Slot(slot)] => ValueTemplate::Slot(slot.clone()),
        _ => ValueTemplate::Text(template),
    }
}

fn item(guard: Option<&str>, template: &str) -> Item {
    Item { guard: guard.map_or(Guard::None, |slot| Guard::If(slot.to_owned())), value: value(template) }
}

fn object<const N: usize>(members: [(&str, ValueTemplate); N]) -> ValueTemplate {
    let members = members.map(|(key, value)| {
        let plain = key.trim_end_matches('?');
        Member { key: plain.to_owned(), optional: plain != key, value }
    });
    ValueTemplate::Object(Object { members: members.into() })
}

/// The slots `o` and `p`, as fields and as slots of the context.
const FIELDS: [Slot; 2] = [Slot::Field(2), Slot::Field(3)];
const CONTEXT: [Slot; 2] = [Slot::Builtin(Builtin::Debug), Slot::Builtin(Builtin::RequestId)];

/// Compiles a body.
fn compile(template: &ValueTemplate) -> (String, Vec<Op>) {
    compile_with(template, FIELDS)
}

fn compile_with(template: &ValueTemplate, optional: [Slot; 2]) -> (String, Vec<Op>) {
    let names = Names {
        optional,
        message: text("No \"{a}\""),
        details: object([("x", value("{a}")), ("y?", value("{o}"))]),
        list: ValueTemplate::List(vec![item(None, "{a}"), item(Some("o"), "{o}"), item(None, "{b}")]),
        sparse: object([("o?", value("{o}")), ("in?", object([("b", value("{b}")), ("p", value("{p}"))]))]),
    };
    let mut text = Text::default();
    let ops = Assembly::new(&names, &ViolationsFormat::Shape(ViolationsShape::MapOfLists), &mut text).body(template);
    (text.finish(), ops)
}

/// Writes a compiled body with or without a value for `o`, and with or without a value for `p`.
fn write((text, ops): &(String, Vec<Op>), [o, p]: [bool; 2]) -> String {
    let optional = |is_present: bool, value| if is_present { value } else { Value::Absent };
    let violations = Violations::new().with("m", "bad");
    let fields = [
        Value::Str("\\"),
        Value::Unsigned(2),
        optional(o, Value::Bool(true)),
        optional(p, Value::Str("p")),
        Value::Violations(&violations),
    ];
    let (mut out, mut context) = (String::new(), Context::new());
    if o {
        context = context.debug(&Json::Bool(true));
    }
    if p {
        context = context.request_id("p");
    }
    let program = Program { text, ops: &Program::assemble(ops) };
    program.write_json(&Args::new(&fields, &context), &mut out).unwrap();
    out
}

/// Returns the body with all optional values, the body without them, and the number of operations.
fn run(template: &ValueTemplate) -> (String, String, usize) {
    let compiled = compile(template);
    (write(&compiled, [true; 2]), write(&compiled, [false; 2]), compiled.1.len())
}

#[test]
fn folds_what_is_known() {
    for (template, expected, ops) in [
        (value("x {code} {status}"), r#""x a\"b 404""#, 1),
        (value("{status}"), "404", 1),
        (value("{status:string}"), r#""404""#, 1),
        (value("{message}"), r#""No \"\\\"""#, 2),
        (value("{b:string}"), r#""2""#, 2),
        (value("{v}"), r#"{"m":["bad"]}"#, 1),
        (value("{v:string}"), r#""m: bad""#, 2),
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
            r#"{"d":{"x":"\\"}}"#,
        ),
        (
            ValueTemplate::List(vec![item(Some("o"), "{o}"), item(None, "{a}"), item(Some("n"), "{a}")]),
            r#"[true,"\\"]"#,
            r#"["\\"]"#,
        ),
        (value("{details:string}"), r#""x: \\, y: true""#, r#""x: \\""#),
        (value("{list:string}"), r#""\\, true, 2""#, r#""\\, 2""#),
        (ValueTemplate::List(vec![item(Some("o"), "{b}"), item(Some("p"), "{b}")]), "[2,2]", "[]"),
    ] {
        let (with, without, _) = run(&template);
        assert_eq!((with.as_str(), without.as_str()), (full, bare));
    }
}

#[test]
fn an_object_without_members_counts_as_no_value() {
    let guarded = |guard: &str| item(Some(guard), "{a}");
    let both = "\"in\":{\"b\":2,\"p\":\"p\"}";
    for (template, expected) in [
        (
            object([("d?", value("{sparse}"))]),
            [
                "{}",
                &format!("{{\"d\":{{{both}}}}}"),
                r#"{"d":{"o":true}}"#,
                &format!("{{\"d\":{{\"o\":true,{both}}}}}"),
            ],
        ),
        (
            object([("d", value("{sparse}"))]),
            [
                r#"{"d":{}}"#,
                &format!("{{\"d\":{{{both}}}}}"),
                r#"{"d":{"o":true}}"#,
                &format!("{{\"d\":{{\"o\":true,{both}}}}}"),
            ],
        ),
        (
            object([("d?", object([("o?", value("{o}")), ("p?", value("{p}"))]))]),
            ["{}", r#"{"d":{"p":"p"}}"#, r#"{"d":{"o":true}}"#, r#"{"d":{"o":true,"p":"p"}}"#],
        ),
        (
            object([("d?", object([("e?", object([("p?", value("{p}"))])), ("op?", value("{o}{p}"))]))]),
            ["{}", r#"{"d":{"e":{"p":"p"}}}"#, "{}", r#"{"d":{"e":{"p":"p"},"op":"truep"}}"#],
        ),
        (object([("d?", object([("n?", value("{n}"))])), ("e?", object([]))]), ["{}"; 4]),
        (
            object([("d?", ValueTemplate::List(vec![guarded("o"), guarded("n")]))]),
            ["{}", "{}", r#"{"d":["\\"]}"#, r#"{"d":["\\"]}"#],
        ),
        (ValueTemplate::List(vec![guarded("sparse")]), ["[]", r#"["\\"]"#, r#"["\\"]"#, r#"["\\"]"#]),
        (
            object([("t?", value("{sparse:string}")), ("a", value("{a}"))]),
            [
                r#"{"a":"\\"}"#,
                r#"{"t":", in: b: 2, p: p","a":"\\"}"#,
                r#"{"t":"o: true","a":"\\"}"#,
                r#"{"t":"o: true, in: b: 2, p: p","a":"\\"}"#,
            ],
        ),
    ] {
        let compiled = compile(&template);
        let states = [[false, false], [false, true], [true, false], [true, true]];
        assert_eq!(states.map(|has| write(&compiled, has)), expected, "{template:?}");
    }
}

#[test]
fn a_slot_with_a_question_mark_becomes_null() {
    for (template, expected) in [
        ("{o?}", ["null", "null", "true", "true"]),
        ("{o:string?}", ["null", "null", r#""true""#, r#""true""#]),
        ("{n?}", ["null"; 4]),
        ("{n:string?}", ["null"; 4]),
        ("{status?}", ["404"; 4]),
        ("{code:string?}", [r#""a\"b""#; 4]),
        ("{sparse?}", ["null", r#"{"in":{"b":2,"p":"p"}}"#, r#"{"o":true}"#, r#"{"o":true,"in":{"b":2,"p":"p"}}"#]),
    ] {
        let template = object([("x", value(template)), ("y?", value("{o}"))]);
        let compiled = compile(&template);
        let states = [[false, false], [false, true], [true, false], [true, true]];
        let expected = states.map(|has| {
            let y = if has[0] { r#","y":true"# } else { "" };
            format!(r#"{{"x":{}{y}}}"#, expected[usize::from(has[0]) * 2 + usize::from(has[1])])
        });
        assert_eq!(states.map(|has| write(&compiled, has)), expected, "{template:?}");
    }
}

#[test]
fn a_condition_is_asked_once() {
    let inner = object([("o", value("{o}")), ("also?", value("{o}"))]);
    let (full, bare, ops) = run(&object([("in?", inner)]));
    assert_eq!((full.as_str(), bare.as_str()), (r#"{"in":{"o":true,"also":true}}"#, "{}"));
    // The operations are `{`, the condition, the slot with its key, twice, and the `}` of both objects.
    assert_eq!(ops, 6);
}

#[test]
fn an_empty_context_needs_one_operation() {
    let optional = |key| (key, value(if key == "o?" { "{o}" } else { "{p}" }));
    let (o, p, a, b) = (optional("o?"), optional("p?"), ("a", value("{a}")), ("b", value("{code}")));
    let long = ("b", value(&"x".repeat(70_000)));
    for (template, count, context) in [
        (object([b.clone(), o.clone()]), 4, Some(0)),
        (object([b.clone(), o.clone(), b.clone(), p.clone(), a.clone()]), 7, Some(0)),
        // Without text before them, only several members are worth an operation.
        (object([a.clone(), o.clone(), b.clone()]), 3, None),
        (object([("t", value("{a}")), ("u", object([a.clone(), o.clone(), p.clone()]))]), 6, Some(2)),
        // The text is too long for one slice.
        (object([b.clone(), o.clone(), long]), 4, None),
        // A comma may be needed after the members.
        (object([o, p, a]), 8, None),
    ] {
        let (_, ops) = compile_with(&template, CONTEXT);
        let found = ops.iter().position(|op| matches!(op, Op::Context(..)));
        assert_eq!((ops.len(), found), (count, context), "{ops:#?}");
    }
}

/// Writes a template in a slow and obvious way, to compare the result with that of the program. The arguments `o` and
/// `p` are as in [`write`].
fn interpret(template: &ValueTemplate, [o, p]: [bool; 2]) -> String {
    let slot = |name: &str| match name {
        "a" => Some(r#""\\""#),
        "b" => Some("2"),
        "o" if o => Some("true"),
        "p" if p => Some(r#""p""#),
        "code" => Some(r#""a\"b""#),
        "status" => Some("404"),
        "sparse" => match (o, p) {
            (false, false) => Some("{}"),
            (true, false) => Some(r#"{"o":true}"#),
            (false, true) => Some(r#"{"in":{"b":2,"p":"p"}}"#),
            (true, true) => Some(r#"{"o":true,"in":{"b":2,"p":"p"}}"#),
        },
        _ => None,
    };
    let has_value = |name: &str| slot(name).is_some_and(|value| value != "{}");
    let is_there = |value: &ValueTemplate| {
        let mut there = true;
        value.needed_slots(&mut |name| there &= has_value(name));
        there && !["{}", "[]"].contains(&interpret(value, [o, p]).as_str())
    };
    match template {
        ValueTemplate::Slot(Placeholder { name, or_null: true, .. }) if !has_value(name) => "null".to_owned(),
        ValueTemplate::Slot(Placeholder { name, format: Some(SlotFormat::String), .. }) => {
            format!("\"{}\"", slot(name).unwrap_or_default().trim_matches('"'))
        }
        ValueTemplate::Slot(placeholder) => slot(&placeholder.name).unwrap_or("null").to_owned(),
        ValueTemplate::Text(text) => {
            let pieces = text.pieces.iter().map(|piece| match piece {
                Piece::Literal(text) => text.as_str(),
                Piece::Slot(piece) => slot(&piece.name).unwrap_or_default().trim_matches('"'),
            });
            format!("\"{}\"", pieces.collect::<String>())
        }
        ValueTemplate::List(items) => {
            let shown = items.iter().filter(|item| item.guard.condition().is_none_or(has_value));
            let shown: Vec<String> = shown.map(|item| interpret(&item.value, [o, p])).collect();
            format!("[{}]", shown.join(","))
        }
        ValueTemplate::Object(object) => {
            let shown = object.members.iter().filter(|member| !member.optional || is_there(&member.value));
            let shown: Vec<String> =
                shown.map(|member| format!("\"{}\":{}", member.key, interpret(&member.value, [o, p]))).collect();
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
    for _ in 0..1_000 {
        let template = random_template(&mut next, 0);
        for optional in [FIELDS, CONTEXT, [FIELDS[0], CONTEXT[1]]] {
            let compiled = compile_with(&template, optional);
            for has in [[false, false], [false, true], [true, false], [true, true]] {
                assert_eq!(write(&compiled, has), interpret(&template, has), "{has:?} {optional:?} {template:?}");
            }
        }
    }
}

fn random_template(next: &mut dyn FnMut(usize) -> usize, depth: usize) -> ValueTemplate {
    const NAMES: [&str; 7] = ["a", "b", "o", "p", "n", "code", "status"];
    let count = next(4);
    match next(if depth < 3 { 5 } else { 3 }) {
        0 => value(["{sparse}", "{sparse?}"][next(2)]),
        1 => value(&format!("{{{}{}}}", NAMES[next(NAMES.len())], ["", "?", ":string?"][next(3)])),
        2 => value(&format!("x {{{}}}{{{}}}", NAMES[next(NAMES.len())], NAMES[next(NAMES.len())])),
        3 => ValueTemplate::List(
            (0..count)
                .map(|_| Item {
                    guard: match next(2) {
                        0 => Guard::If([NAMES.as_slice(), &["sparse"]].concat()[next(8)].to_owned()),
                        _ => Guard::None,
                    },
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
