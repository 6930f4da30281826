use super::*;

fn edit(text: &str, path: &str, value: Literal) -> Result<String, String> {
    let mut document = Document::parse(text)?;
    let path: Vec<String> = path.split(' ').map(str::to_owned).collect();
    document.set(&path, &value)?;
    Ok(document.to_string())
}

/// The original text, the path of a number in this text, and the text that results from setting the number to 7.
const CASES: &[(&str, &str, &str)] = &[
    // Existing values.
    ("[errors.a]\nnumber = 1 # one\n", "errors a number", "[errors.a]\nnumber = 7 # one\n"),
    ("errors = { a = { number = 1, b = 2 } }\n", "errors a number", "errors = { a = { number = 7, b = 2 } }\n"),
    ("errors.a.number = 1 # one\n", "errors a number", "errors.a.number = 7 # one\n"),
    (
        "[[errors.a.examples]]\nx = 1\n[[errors.a.examples]]\nx = 1\n",
        "errors a examples 1 x",
        "[[errors.a.examples]]\nx = 1\n[[errors.a.examples]]\nx = 7\n",
    ),
    ("a = [\n  1, # one\n  2,\n]\n", "a 0", "a = [\n  7, # one\n  2,\n]\n"),
    ("a = [{ x = 1 }, { x = 2 }]\n", "a 1 x", "a = [{ x = 1 }, { x = 7 }]\n"),
    // New values.
    (
        "[errors.a]\nb = 1 # one\n\n# next\n[errors.b]\n",
        "errors a number",
        "[errors.a]\nb = 1 # one\nnumber = 7\n\n# next\n[errors.b]\n",
    ),
    (
        "[errors.a]\nstatus  = 1\nmessage = 2\n",
        "errors a number",
        "[errors.a]\nstatus  = 1\nmessage = 2\nnumber  = 7\n",
    ),
    ("[errors.a]\nb = 1\n", "errors a rust number", "[errors.a]\nb = 1\nrust = { number = 7 }\n"),
    ("errors.a.status = 1\n", "errors a number", "errors.a.status = 1\nerrors.a.number = 7\n"),
    ("errors = { a = { b = 1 } }\n", "errors a number", "errors = { a = { b = 1, number = 7 } }\n"),
    (
        "a = {\n  b = 1, # one\n  c = 2 # two\n}\n",
        "a number",
        "a = {\n  b = 1, # one\n  c = 2, # two\n  number = 7\n}\n",
    ),
    (
        "a = {\n  b = 1, # one\n  c = 2, # two\n}\n",
        "a number",
        "a = {\n  b = 1, # one\n  c = 2, # two\n  number = 7,\n}\n",
    ),
    (
        "[errors.b]\nx = 1\n\n# of a\n[errors.a.fields]\nx = 1\n",
        "errors a number",
        "[errors.b]\nx = 1\n\n[errors.a]\nnumber = 7\n\n# of a\n[errors.a.fields]\nx = 1\n",
    ),
    (
        "[errors.b]\nx = 1\n\n[outputs.c]\n",
        "errors a number",
        "[errors.b]\nx = 1\n\n[errors.a]\nnumber = 7\n\n[outputs.c]\n",
    ),
    ("# Head\n[errors.a]\nb = 1\n# end\n", "retired a b", "# Head\n[errors.a]\nb = 1\n# end\n\n[retired.a]\nb = 7\n"),
    (
        "[locales.a]\nb = 1\n[errors.a]\nc = 1",
        "retired a",
        "[locales.a]\nb = 1\n[errors.a]\nc = 1\n\n[retired]\na = 7\n",
    ),
    ("", "retired a", "[retired]\na = 7\n"),
    ("# Head\n\n# Of a\n[errors.a]\n", "catalog version", "# Head\n\n[catalog]\nversion = 7\n\n# Of a\n[errors.a]\n"),
    ("[errors.a]\n", "catalog version", "[catalog]\nversion = 7\n\n[errors.a]\n"),
    ("errors.a.b = 1\n", "catalog version", "errors.a.b = 1\n\n[catalog]\nversion = 7\n"),
    // Keys that need quotation marks.
    ("[errors.\"a b\"]\n", "errors x.y number", "[errors.\"a b\"]\n\n[errors.\"x.y\"]\nnumber = 7\n"),
    // A byte order mark and Windows line breaks, as some editors write them.
    ("\u{feff}[errors.a]\r\nb = 1 # one\r\n", "errors a b", "\u{feff}[errors.a]\r\nb = 7 # one\r\n"),
    ("a = '''\r\nx\r\n'''\r\nb = 1\r\n", "b", "a = '''\r\nx\r\n'''\r\nb = 7\r\n"),
];

#[test]
fn sets_one_value() {
    for (before, path, after) in CASES {
        assert_eq!(edit(before, path, Literal::Integer(7)).as_deref(), Ok(*after), "{path} in {before}");
        assert_eq!(edit(after, path, Literal::Integer(7)).as_deref(), Ok(*after), "{path} twice in {before}");
    }
}

#[test]
fn rejects_a_path_through_a_value() {
    for (text, path) in [
        ("[errors.a]\n", "errors a"),
        ("errors = 1\n", "errors a"),
        ("a = [1]\n", "a 1"),
        ("a = [1]\n", "a x"),
        ("a = [1]\n", "a 0 x"),
        ("[[a]]\n", "a 1 x"),
    ] {
        assert!(edit(text, path, Literal::Integer(7)).is_err(), "{path} in {text}");
    }
    assert!(Document::parse("a = \n").is_err());
}

#[test]
fn writes_every_value() {
    let list = Literal::List(vec![Literal::Bool(true), Literal::Float(0.5)]);
    let value = Literal::Table(vec![("a b".to_owned(), Literal::String("\"\t".to_owned())), ("c".to_owned(), list)]);
    let text = edit("", "a b", value);
    assert_eq!(text.as_deref(), Ok("[a]\nb = { \"a b\" = '\"\t', c = [true, 0.5] }\n"));
}
