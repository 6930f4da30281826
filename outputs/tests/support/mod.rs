//! Catalogs that several tests render.

// Each test uses only some of these.
#![allow(dead_code, unreachable_pub)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;
use serde_json::Value;

/// Parses a catalog in a file with this name.
pub fn parse(name: &str, toml: &str) -> Catalog {
    let files = BTreeMap::from([(name.to_owned(), toml.to_owned())]);
    let (catalog, report) = Catalog::parse(name, &files);
    let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    catalog.unwrap_or_else(|| panic!("{}", found.join("\n\n")))
}

/// Every catalog in the examples, the contracts, the fixtures and the folders of rules, and the hostile catalogs.
/// `root` is the folder of the repository.
pub fn catalogs(root: &str) -> Vec<(String, Catalog)> {
    let mut found = Vec::new();
    for folder in ["examples", "tests/contracts", "tests/fixtures", "catalog/tests/fixtures", "outputs/tests/reference"]
    {
        push_catalogs(&Path::new(root).join(folder), &mut found);
    }
    assert!(found.len() > 300, "{}", found.len());
    found.extend(HOSTILE.iter().map(|text| (format!("{text:?}"), parse("errors.toml", &hostile(text)))));
    found
}

fn push_catalogs(path: &Path, found: &mut Vec<(String, Catalog)>) {
    let mut paths: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            push_catalogs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let folder = Folder::of(&path);
            if let Some(catalog) = Catalog::parse(folder.main(), &folder).0 {
                found.push((path.display().to_string(), catalog));
            }
        }
    }
}

/// Texts that try to break out of the syntax around them.
pub const HOSTILE: &[&str] = &[
    "a | b || c",
    "<script>alert(1)</script>",
    "`` <img src=x> `",
    "```\n<b>\n```",
    "line\n\n<div>\n\n# heading\n\n| x | y |\n|---|---|\n",
    "]]> --> <!-- error-catalog:end -->",
    "[x](javascript:alert) ![x](data:x) [a]: <b>",
    "\\| \\\\| \\` ` \\",
    "*a* _b_ **c ~~d~~ $e$ &lt; &amp; #",
    "\u{1b}[31m red \u{7} bell \u{0} nul",
    // Control characters, then marks of direction, then invisible characters.
    "\u{8}\u{1b}]0;title\u{7}\r\u{1f} \u{7f}\u{80}\u{85}\u{9b}2J\u{9f}",
    "\u{202a}a\u{202e} \u{2066}b\u{2069} \u{200e}\u{200f}\u{61c}",
    "a\u{ad}\u{200b}b\u{2028}c\u{2029}\u{2060}d\u{206f}\u{feff}\u{fffb} `\u{e0001}\u{e0041}`",
    "\n::error::x\n##[error]y ##vso[z]",
    "~~~\n\n> - 1. <i>\n    <u>\r\n\u{85}\t<s>",
    // The syntax of MDX and of its directives.
    "import x from 'y'",
    "export const a = {b}\n\nimport c from \"d\"\n\n{/* e */} <Foo bar={baz}>x</Foo> <>y</> https://a.b/{id}",
    "{",
    ":::danger x\n\n::y\n\n:z[a]{b=c}\n\n:::",
    "```mdx-code-block\n<A b={c}/>\n```",
    // The syntax of VitePress, which is also in code.
    "{{ }} `{{ $b }}` {{{ c }}} &#123;&#123; d.e.f }} }}",
    "Heading {#id .b onclick=alert(1)}\n\n> x `y`{#z}",
    "[[toc]]\n\n[TOC]\n\n<<< @/index.md\n\n<!-- @include: ./index.md -->\n\n`<!--@include: index.md-->`",
    "```js\"><img/src=x/onerror=alert(1)> {1} [a]\nx // [!code --]\n<!-- @include: ./index.md -->\n```",
    "</script><style>*{}</style></template><Badge v-html=\"'x'\"/>",
    "An indented\n\n    {{ block }} {a} <b>\n\n\t``` :::c\n\n- a\n  - b\n\n    {c} <d>\n",
    "- a",
    // Text that Python-Markdown would read as HTML, or after which it would lose its position.
    "[a [b](c &#\n\n- `<div>` &#x; `&#38` <mailto:b>\n\n```\u{939}\u{93f}\n<b>\n```",
    // A bare URL ends only at white space, and contains neither code nor escapes.
    "see http://a` {globalThis.x = y} ` and www.a.b/`<img src={'https://c.d'} />` end **ftp://e``<f>``** [g](http://h)`<i>`",
    "j](http://a)`</p></div>{{ 3*37 }}<div><p>` GET https://a.b/c*d_e[f]/{id}|g \\| www.a.b/~c\\`<d>` http://e`",
    // Math contains no code either.
    "costs 5$ or ` 6$ {globalThis.x = y} ` $$ <a> $$ `$`{b}",
    "Title {: onclick=alert(1) }",
    "*x* `y`{: onclick=alert(1) } [z](https://y.z){ onclick=alert(1) } <https://a.b>{onclick=alert(1)}\n{: onclick=alert(1) }",
    // Colons begin directives and emoji.
    "see at 12:30, redis://user:secret@host:80/c:d, foo://a:smile:x, <mailto:a@b.c>, http://a:80/b:c 1:100: :1234: :+1:",
    ":D ;) 8-) x-) ]:) :/ a:/ b: c :: d a:\u{e9} a:_b :-1: [https://a.b:80/c see](d:e) <https://a.b:80/:x>",
    "# Owned",
    "---",
    "***",
    "> a",
    "1) a",
    "[ ] task",
    "!!! note \"a\"",
    "=== \"a\"",
    "x // [!code --]",
    "\\<style> <https://a.b/{c}>",
    // Words that linters, formatters and other tools obey.
    "# noqa: E501",
    "biome-ignore lint: a",
    "@ts-nocheck\n@ts-ignore\n* eslint-disable\nprettier-ignore\n/* istanbul ignore next */\n- v8 ignore next\n# noqa # type: a\n\n# mypy: ignore-errors\n# ruff: noqa\n# pyright: basic\n# fmt: off\nisort:skip_file\n>>> exit(1)\n\n.. include:: a",
    // Characters that are two columns wide, and marks without a width.
    "\u{c0ac}\u{c6a9}\u{c790} \u{c0ac}\u{c6a9}\u{c790} \u{c0ac}\u{c6a9}\u{c790} \u{c0ac}\u{c6a9}\u{c790} \u{c0ac}\u{c6a9}\u{c790} \u{540d}\u{524d} \u{1f600} e\u{301} \u{928}\u{940} \u{c0ac}\u{c6a9}\u{c790} \u{c0ac}\u{c6a9}\u{c790} \u{c0ac}\u{c6a9}\u{c790}",
    "1. \u{1f469}\u{200d}\u{1f680} caf\u{e9} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \"q\" 'r' % \\",
];

/// A catalog with `text` wherever a text is allowed.
pub fn hostile(text: &str) -> String {
    // A JSON string is a TOML string, but TOML requires an escape for DEL.
    let string = |text: &str| Value::from(text).to_string().replace('\u{7f}', "\\u007f");
    let literal = string(text);
    let line = string(text.replace(char::is_control, " ").trim());
    let template = string(&text.replace('{', "{{").replace('}', "}}"));
    let pointer = string(&format!("/{text}"));
    format!(
        r#"
[catalog]
name = "hostile"
title = {line}
description = {literal}

[wire]
body = {{ t = {template}, title = "{{title}}", detail = "{{message}}", "code?" = "{{code}}", "e?" = "{{violations}}" }}
members = {{ title = {line} }}
example = {{ title = {line}, message = {literal} }}

[statuses.404]
description = {line}
causes = [{literal}, {literal}]
solutions = {literal}

[categories.one]
title = {line}
description = {literal}

[errors.first]
status = 404
category = "one"
title = {line}
message = {template}
user-message = {template}
description = {line}
docs = {literal}
causes = [{literal}]
solutions = [{literal}]
see = [{literal}]
fields.f = {{ type = "string", description = {literal}, example = {literal} }}
details = "{{f}}"
headers = {{ X-F = "{{f}}" }}
deprecated = {{ note = {line}, use = "second" }}

[errors.second]
status = 404
code = false
message = {template}
fields.violations = "violations"
example.violations = {{ {pointer} = {literal} }}

[retired]
gone = {line}

[locales.fr]
first = {{ title = {line}, message = {template}, user-message = {template} }}
second = {{ message = {template} }}
"#
    )
}
