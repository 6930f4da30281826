use pulldown_cmark::{Event, Options, Parser, Tag};

use super::*;

mod sites;

/// Pieces of text with a meaning in Markdown, tables or HTML. Their combinations cover cases that a list of examples
/// misses.
const PIECES: &[&str] = &[
    "a",
    "_",
    "*",
    "**",
    "`",
    "``",
    "```",
    "~~~",
    "~",
    "|",
    "\\",
    "\\|",
    "<b>",
    "<script>",
    "</a>",
    "<!--",
    "]]>",
    "&lt;",
    "&#",
    "&#x",
    "&#38;",
    "](a&#",
    "[",
    "](",
    "](x)",
    "](<x>)",
    "](a(b))",
    "(",
    "]: ",
    ")",
    "\"",
    "'",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r",
    "\n    ",
    "\n  ",
    "# ",
    "- ",
    "1. ",
    "> ",
    "\n```\n",
    "\n~~~\n",
    "\n```x`\n",
    "<https://a.b>",
    "<https://a`b>",
    "![",
    "$",
    "{",
    "}",
    "é",
    "=",
    "---",
    "+ ",
    "7. ",
    "7) ",
    ":",
    "#",
    "!",
    "http://a",
    "www.a",
    "{: b }",
    "!!! ",
    "??? ",
    "/// ",
    "\n/// ",
    "=== ",
    "\n: ",
];

/// Returns texts of up to 12 pieces, which are the same in every run.
fn samples() -> impl Iterator<Item = String> {
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..10_000).map(move |_| (0..1 + next(12)).map(|_| PIECES[next(PIECES.len())]).collect())
}

fn events(markdown: &str) -> Vec<Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    Parser::new_ext(markdown, options).collect()
}

fn assert_no_html(markdown: &str) {
    let html =
        |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock));
    assert!(!events(markdown).iter().any(html), "{markdown}");
    assert!(!Parser::new(markdown).any(|event| html(&event)), "{markdown}");
}

/// Returns the content of the second cell of a row, after a check that the row still has three cells.
fn second_cell(cell: &str) -> Vec<Event<'static>> {
    let page = format!("| a | b | c |\n|---|---|---|\n| 1 | {cell} | 3 |\n");
    let events = events(&page);
    let cells: Vec<usize> =
        (0..events.len()).filter(|index| matches!(events[*index], Event::Start(Tag::TableCell))).collect();
    assert_eq!(cells.len(), 6, "{page}");
    assert_eq!(events[cells[5] + 1], Event::Text("3".into()), "{page}");
    assert_no_html(&page);
    events[cells[4] + 1..cells[5] - 1].iter().cloned().map(Event::into_static).collect()
}

fn only_text(events: &[Event<'_>], markdown: &str) -> String {
    let text = events.iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => text.to_string(),
        other => panic!("{other:?} in {markdown}"),
    });
    text.collect()
}

#[test]
fn data_is_shown_as_it_is() {
    for data in samples() {
        let expected = one_line(&data).trim().to_owned();
        let plain = text(&data);
        let page = format!("# {plain}\n");
        let parsed = events(&page);
        assert_eq!(only_text(&parsed[1..parsed.len() - 1], &page), expected, "{page}");
        let parsed = events(&plain);
        let paragraph = parsed.strip_prefix(&[Event::Start(Tag::Paragraph)]).unwrap_or_default();
        assert_eq!(only_text(&paragraph[..paragraph.len().saturating_sub(1)], &plain), expected);
        assert_eq!(only_text(&second_cell(&plain), &plain), expected);
        assert_eq!(only_text(&second_cell(&code_cell(&data)), &data).trim(), expected);

        let page = format!("x {} y\n", code(&data));
        let parsed = events(&page);
        let shown = only_text(&parsed[1..parsed.len() - 1], &page);
        let shown = shown.strip_prefix('x').and_then(|shown| shown.strip_suffix('y')).unwrap();
        assert_eq!(shown.trim(), expected, "{page}");
    }
}

#[test]
fn markdown_stays_in_its_place() {
    // If a parser finds a link target here, it does not find code.
    let targets = ["[a](b`c) <i> `", "[a](<b`c>) <i> `", "[a](b \"`\") <i> `", "[a](b(`)c) <i> `", "[a](b\\)`) <i> `"];
    for markdown in targets.into_iter().map(str::to_owned).chain(samples()) {
        second_cell(&cell(&markdown));
        assert_no_html(&inline(&markdown));
        let page = format!("{}\n\n## End\n\n| a |\n|---|\n| b |\n", block(&markdown));
        assert_no_html(&page);
        let mut depth = 0;
        let mut headings = 0;
        for event in events(&page) {
            match event {
                Event::Start(Tag::Heading { .. }) if depth == 0 => headings += 1,
                Event::Start(Tag::Table(_)) => assert_eq!(depth, 0, "{page}"),
                _ => {}
            }
            depth += match event {
                Event::Start(_) => 1,
                Event::End(_) => -1,
                _ => 0,
            };
        }
        assert!(headings > 0, "{page}");
    }
}

/// Asserts that Python-Markdown recognizes the fences of a page, and does not lose its position in other lines.
fn assert_position_is_kept(page: &str) {
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(marker) = fence_marker(line) {
            assert!(line[marker.len()..].is_ascii(), "{page}");
            lines.by_ref().find(|line| closes(line, marker));
            continue;
        }
        assert!(!has_broken_reference(line), "{line}");
    }
}

#[test]
fn python_markdown_keeps_its_position() {
    for sample in samples() {
        for page in [text(&sample), code(&sample), code_cell(&sample), inline(&sample), cell(&sample), block(&sample)] {
            assert_position_is_kept(&page);
        }
    }
    for (markdown, expected) in [
        ("a &# b", "a &amp;# b"),
        ("\\&# \\&lt;", "&amp;# &amp;lt;"),
        ("&#38; &#x26; &amp;", "&#38; &#x26; &amp;"),
        ("&#38 &#x; &#3a;", "&amp;#38 &amp;#x; &amp;#3a;"),
        ("`&#` `&#38;`", "&amp;\\# `&#38;`"),
        ("[a](b?c&#d)", "[a\\](b?c&amp;#d)"),
        ("<https://a.b?c&#d>", "&lt;https&#58;//a.b?c&amp;#d>"),
        ("<mailto:a> <mailto:a@b.c>", "&lt;mailto:a> <mailto:a@b.c>"),
    ] {
        assert_eq!(inline(markdown), expected);
        assert_eq!(block(markdown), expected);
        assert_eq!(cell(markdown), expected);
    }
    assert_eq!(block("```\u{939}\u{93f}\n<b>\n```"), "```\n<b>\n```");
}

#[test]
fn data_in_fences_cannot_close_them() {
    for data in samples() {
        let page = format!("{}\n\nend\n", fenced("json", &data.replace('\r', "")));
        let parsed = events(&page);
        assert!(matches!(parsed[0], Event::Start(Tag::CodeBlock(_))), "{page}");
        assert_eq!(parsed[parsed.len() - 2], Event::Text("end".into()), "{page}");
    }
}

#[test]
fn markdown_keeps_what_it_means() {
    for (markdown, in_line, in_cell) in [
        ("See *this* and **that**.", "See *this* and **that**.", "See *this* and **that**."),
        ("`Vec<T>` or `a|b`", "`Vec<T>` or `a|b`", "`Vec<T>` or `a\\|b`"),
        ("a | b <c>", "a | b &lt;c>", "a \\| b &lt;c>"),
        ("[limits](../limits.md#x)", "[limits](../limits.md#x)", "[limits](../limits.md#x)"),
        ("[a](https://a.b \"It's\")", "[a](https://a.b \"It's\")", "[a](https://a.b \"It's\")"),
        ("([a](https://a.b/c_(d(e)_f)))", "([a](https://a.b/c_(d(e)_f)))", "([a](https://a.b/c_(d(e)_f)))"),
        ("[a](b(c \"d)\")", "[a\\](b(c \"d)\")", "[a\\](b(c \"d)\")"),
        ("[a](b(c)", "[a\\](b(c)", "[a\\](b(c)"),
        ("<https://a.b/c>", "<https://a.b/c>", "<https://a.b/c>"),
        ("\\<b>", "&lt;b>", "&lt;b>"),
        ("[a](javascript:alert)", "[a\\](javascript:alert)", "[a\\](javascript:alert)"),
        ("[a]: b", "[a\\]: b", "[a\\]: b"),
        ("two\nlines", "two lines", "two lines"),
        ("one ` tick", "one \\` tick", "one \\` tick"),
        ("C:\\dir \\* \\|", "C:\\\\dir \\* \\|", "C:\\\\dir \\* \\|"),
    ] {
        assert_eq!((inline(markdown).as_str(), cell(markdown).as_str()), (in_line, in_cell));
    }
    let docs = "Try:\n\n```sh\ncurl <url>\n```\n\n- a `b`\n- <i>c</i>";
    assert_eq!(block(docs), "Try:\n\n```sh\ncurl <url>\n```\n\n- a `b`\n- &lt;i>c&lt;/i>");
    assert_eq!(block("~~~\nopen"), "~~~\nopen\n~~~");
    for (markdown, expected) in [
        ("a\n\n    <b>\n\n      {c}\n\nd", "a\n\n```\n<b>\n\n  {c}\n```\n\nd"),
        ("a\n\n  \t```\n\n", "a\n\n````\n```\n````"),
        ("a\n    <b>", "a\n    &lt;b>"),
        ("- a\n\n    <b>\n\nc\n\n    <d>", "- a\n\n    &lt;b>\n\nc\n\n```\n<d>\n```"),
        ("1) a\n\n b\n\n    <c>", "1) a\n\n b\n\n    &lt;c>"),
        ("1\n\n    - <a>\n    b\n-c\n\n    d", "1\n\n```\n- <a>\nb\n```\n\n-c\n\n```\nd\n```"),
    ] {
        assert_eq!(block(markdown), expected);
    }
    assert_eq!(block("``` c++ {1} x=\"<y>\"\na\n`````\n~~~<b>\n"), "```c++\na\n```\n~~~\n~~~");
}

#[test]
fn data_is_shown_plainly() {
    for (data, plain, span) in [
        ("a_b", "a_b", "`a_b`"),
        ("R&D & co", "R&D & co", "`R&D & co`"),
        ("&amp;", "&amp;amp;", "`&amp;`"),
        ("~$5~", "&#126;&#36;5&#126;", "`~$5~`"),
        ("1. - a", "1\\. - a", "`1. - a`"),
        ("- 1.5", "\\- 1.5", "`- 1.5`"),
        ("1.5", "1.5", "`1.5`"),
        ("C#", "C\\#", "`C#`"),
        ("_a_ *b*", "\\_a\\_ \\*b\\*", "`_a_ *b*`"),
        ("`x`", "\\`x\\`", "`` `x` ``"),
        ("<a|b>", "&lt;a\\|b\\>", "`<a|b>`"),
        ("a&#b", "a&amp;#b", "a&amp;#b"),
        ("&#38; &#38", "&amp;#38; &amp;#38", "&amp;#38; &amp;#38"),
    ] {
        assert_eq!((text(data).as_str(), code(data).as_str()), (plain, span));
    }
}

/// The texts are so long that the test would not end if the time were quadratic.
#[test]
fn the_time_is_linear() {
    for (piece, end) in [("{b} c ", "x<"), ("www.", "*b*`c`")] {
        let markdown = format!("a {}{end}", piece.repeat(300_000));
        for escape in [text, inline, cell, block] {
            assert!(escape(&markdown).len() > markdown.len());
        }
    }
}
