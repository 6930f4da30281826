//! Text that only some sites take as a link, math, an attribute or a block.

use super::*;

/// Asserts that a page contains no HTML for a parser that makes links of bare URLs. Like GitHub, the parser does not
/// look for code and escapes in such a link, but looks for such a link neither in code nor in another link.
fn assert_no_html_after_urls(page: &str) {
    let known =
        |event: &Event<'_>| matches!(event, Event::Code(_) | Event::Start(Tag::Link { .. } | Tag::CodeBlock(_)));
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_ext(page, options).into_offset_iter();
    let known: Vec<_> = parser.filter(|(event, _)| known(event)).map(|(_, range)| range).collect();
    let is_start = |at: usize| ["http://", "www."].iter().any(|start| page[at..].starts_with(start));
    let mut shown = String::new();
    let mut in_url = false;
    for (at, c) in page.char_indices() {
        in_url |= is_start(at) && !known.iter().any(|range| range.contains(&at));
        in_url &= !c.is_ascii_whitespace() && c != '<';
        shown.push(if in_url { 'u' } else { c });
    }
    assert_no_html(&shown);
}

#[test]
fn no_url_contains_code() {
    for sample in samples() {
        let cells = format!("| a | b |\n|---|---|\n| {} | {} |\n", cell(&sample), text(&sample));
        for page in [inline(&sample), block(&sample), text(&sample), cells] {
            assert_no_html_after_urls(&page);
        }
    }
    for (markdown, escaped) in [
        ("https://a.b/c_(d)?e=f&g=*#h", "https://a.b/c_(d)?e=f&g=*#h"),
        ("see https://a.b, `c`", "see https://a.b, `c`"),
        ("https://a.b/`<c>`", "https&#58;//a.b/`<c>`"),
        ("WWW.a.b/`c`d`e`", "WWW&#46;a.b/`c`d`e`"),
        ("**ftp://a`b`**", "**ftp&#58;//a`b`**"),
        ("http://a(www.b/\\*", "http&#58;//a(www&#46;b/\\*"),
        ("[a](https://a.b)`c`", "[a](https://a.b)`c`"),
        ("[`a`](https://a.b)/[`c`](https://c.d)", "[`a`](https://a.b)/[`c`](https://c.d)"),
        ("http://a[b](c)`d`", "http&#58;//a[b](c)`d`"),
        ("a](https://a.b)`c`", "a](https&#58;//a.b)`c`"),
        ("[a [b](c) d](https://a.b)`c`", "[a [b](c) d](https&#58;//a.b)`c`"),
        ("<https://a.b>`c`", "<https://a.b>`c`"),
        ("http\\://a`b`", "http\\://a`b`"),
    ] {
        assert_eq!(inline(markdown), escaped);
        assert_eq!(block(markdown), escaped);
    }
    for (data, escaped) in [
        ("GET https://a.b/c_d?e=f", "GET https://a.b/c_d?e=f"),
        ("GET https://a.b/c*d_e[x]", "GET https&#58;//a.b/c\\*d_e\\[x\\]"),
        ("https://a.b/{id} *", "https://a.b/{id} \\*"),
        ("www.a.b/~c", "www&#46;a.b/&#126;c"),
    ] {
        assert_eq!(text(data), escaped);
    }
}

#[test]
fn no_text_is_an_attribute() {
    for (markdown, escaped) in [
        ("User {id} not found", "User {id} not found"),
        ("https://a.b/{id}", "https://a.b/{id}"),
        ("a {: onclick=b }", "a \\{: onclick=b }"),
        ("a { onclick=b } ##", "a \\{ onclick=b } ##"),
        ("`a`{.b} *c*{d} [e](f){g} <https://h.i>{j}", "`a`\\{.b} *c*\\{d} [e](f)\\{g} <https://h.i>\\{j}"),
        ("{a", "{a"),
    ] {
        assert_eq!(inline(markdown), escaped);
        assert_eq!(block(markdown), escaped);
        assert_eq!(cell(markdown), escaped);
    }
    assert_eq!(block("a\n{: onclick=b }\n\n| c {d} | e |"), "a\n\\{: onclick=b }\n\n| c \\{d} | e |");
    for (data, escaped) in [
        ("Title {: onclick=alert(1) }", "Title \\{: onclick=alert(1) }"),
        ("User {id} not found", "User {id} not found"),
        ("No {id}", "No \\{id}"),
        ("*a*{b}", "\\*a\\*\\{b}"),
    ] {
        assert_eq!(text(data), escaped);
    }
}

#[test]
fn no_line_begins_a_block() {
    for sample in samples() {
        for page in [inline(&sample), text(&sample)] {
            let events = events(&page);
            let is_paragraph = events.is_empty()
                || events.iter().position(|event| matches!(event, Event::Start(Tag::Paragraph))) == Some(0);
            assert!(is_paragraph, "{sample:?} {page:?} {events:?}");
            let page = format!("- {page}\n- b\n");
            let items = Parser::new(&page).filter(|event| matches!(event, Event::Start(Tag::Item))).count();
            let is_block =
                |event| matches!(event, Event::Rule | Event::Start(Tag::Heading { .. } | Tag::BlockQuote(_)));
            assert!(items == 2 && !Parser::new(&page).any(is_block), "{page}");
        }
    }
    for (markdown, escaped) in [
        ("# Owned", "\\# Owned"),
        ("#1 a", "\\#1 a"),
        ("---", "\\---"),
        ("* * *", "\\* * *"),
        ("***a***", "***a***"),
        ("- item", "\\- item"),
        ("-1", "-1"),
        ("-", "\\-"),
        ("2) item", "2\\) item"),
        ("> quote", "\\> quote"),
        ("[ ] task", "\\[ ] task"),
        ("[x](y) link", "[x](y) link"),
        ("!!! note", "\\!!! note"),
        ("=== \"a\"", "&#61;== \"a\""),
        ("???", "&#63;??"),
        (": a", "&#58; a"),
    ] {
        assert_eq!(inline(markdown), escaped);
    }
}

#[test]
fn no_line_begins_a_block_of_an_extension() {
    for sample in samples() {
        let page = block(&sample);
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            if let Some(marker) = fence_marker(line) {
                lines.by_ref().find(|line| closes(line, marker));
                continue;
            }
            let mut text = line;
            while let Some(inside) = [" ", ">", "- ", "+ "].iter().find_map(|marker| text.strip_prefix(marker)) {
                text = inside;
            }
            let is_tab = text.starts_with("===") && !text.bytes().all(|byte| byte == b'=');
            assert!(!is_tab && !["!!!", "???", "///", ": "].iter().any(|start| text.starts_with(start)), "{page}");
        }
    }
    for (markdown, escaped) in [
        ("/// html | img[onerror=a]", "&#47;// html | img[onerror=a]"),
        ("a\n\n!!! note\n    b", "a\n\n\\!!! note\n    b"),
        ("a\n??? b", "a\n&#63;?? b"),
        ("- /// html", "- &#47;// html"),
        ("> 1. === \"Tab\"", "> 1. &#61;== \"Tab\""),
        ("a\n  : b", "a\n  &#58; b"),
        ("a\n===", "a\n==="),
        ("a !!! b: c === d", "a !!! b: c === d"),
        ("```\n/// a\n```\n\n    !!! b", "```\n/// a\n```\n\n```\n!!! b\n```"),
    ] {
        assert_eq!(block(markdown), escaped);
    }
}

#[test]
fn no_code_is_math() {
    for (markdown, escaped) in [
        ("$5 or `$b`", "&#36;5 or `$b`"),
        ("5$ or ` 6$ {a} `", "5&#36; or ` 6$ {a} `"),
        ("$a$ \\$", "&#36;a&#36; \\$"),
        ("only $5", "only $5"),
        ("http://a?$b=`c$`", "http&#58;//a?&#36;b=`c$`"),
    ] {
        assert_eq!((inline(markdown).as_str(), cell(markdown).as_str()), (escaped, escaped));
        assert_eq!(block(markdown), escaped);
    }
    assert_eq!(block("$$\na `$`"), "&#36;&#36;\na `$`");
}
