//! Outputs from templates.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use error_catalog_model::{Catalog, is_unprintable};
use error_catalog_outputs::build::{Plan, Replace, plan_outputs, templates_of};
use error_catalog_outputs::registry::KINDS;

use crate::support::{HOSTILE, hostile};

const ERRORS: &str =
    "\n[errors.user_not_found]\nstatus = 404\nmessage = \"User {id} not found\"\nfields.id = \"u64\"\n";

fn plan(toml: &str, files: &[(&str, &str)]) -> Plan {
    let files = files.iter().copied().chain([("errors.toml", toml)]);
    let files: BTreeMap<String, String> = files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let (catalog, report) = Catalog::parse("errors.toml", &files);
    let found: Vec<String> = report.diagnostics.iter().map(|diagnostic| report.render(diagnostic)).collect();
    let catalog = catalog.unwrap_or_else(|| panic!("{}", found.join("\n\n")));
    plan_outputs(&catalog, &files, KINDS, Replace::EarlierOutputs)
}

fn problems(plan: &Plan) -> String {
    let found: Vec<String> = plan.report.diagnostics.iter().map(|diagnostic| plan.report.render(diagnostic)).collect();
    found.join("\n\n")
}

/// An output `out.EXTENSION` from the template `t.EXTENSION.j2`.
fn output(extension: &str) -> String {
    format!("[outputs.template]\npath = \"out.{extension}\"\ntemplate = \"t.{extension}.j2\"\n")
}

/// Renders a template after the notice.
fn render(toml: &str, extension: &str, template: &str) -> String {
    let path = format!("t.{extension}.j2");
    let plan = plan(&format!("{}{toml}", output(extension)), &[(&path, &format!("// {{{{ notice }}}}\n{template}"))]);
    assert_eq!(problems(&plan), "", "{template}");
    plan.files[0].new.split_once('\n').unwrap().1.to_owned()
}

/// The message of the problem that a template has, and the marked text of the template.
fn problem(template: &str) -> (String, String) {
    let template = format!("// {{{{ notice }}}}\n{template}");
    let plan = plan(&format!("{}{ERRORS}", output("go")), &[("t.go.j2", &template)]);
    assert!(plan.files.is_empty(), "{template}");
    let [found] = plan.report.diagnostics.as_slice() else { panic!("{}", problems(&plan)) };
    assert_eq!(found.rule.id, "output-template");
    let place = found.related.as_ref().map_or("", |(span, _)| &template[span.start..span.end]);
    (found.message.clone(), place.to_owned())
}

#[test]
fn values_are_written_in_the_language_of_the_template() {
    for (extension, template, expected) in [
        ("go", "{{ catalog.errors[0].status }} {{ catalog.errors[0].sends_code }}", "404 true\n"),
        (
            "go",
            "{{ catalog.errors[0].key | pascal }} {{ 'a b' | screaming }} {{ 'a b' | camel }}",
            "UserNotFound A_B aB\n",
        ),
        ("py", "{{ catalog.errors[0].sends_code }}", "True\n"),
        ("go", "{{ 'a b' | snake }} {{ 'a b' | kebab }}", "a_b a-b\n"),
        ("go", "{{ 'a\"b' }} {{ 'a\"b' | literal }}", "a\\\"b \"a\\\"b\"\n"),
        ("kt", "{{ '$a' | literal }}", "\"\\$a\"\n"),
        ("txt", "{{ '$a' | literal('go') }}", "\"$a\"\n"),
        ("html", "{{ '<a>' }}", "&lt;a&gt;\n"),
        ("yaml", "a: {{ 'b' }}\nc: {{ none }}", "a: \"b\"\nc: null\n"),
        ("go", "{{ catalog.errors[0].fields[0] | json }}", "{\"name\":\"id\",\"type\":\"u64\",\"one_of\":[],"),
        ("go", "{{ ['a', '\u{202e}'] | json }}", "[\"a\",\"\\u202e\"]\n"),
        ("go", "// {{ 'one\ntwo' | comment('// ') }}", "// one\n// two\n"),
        ("hpp", "// {{ 'C:\\\\' | comment }}", "// C:\\.\n"),
        ("py", "# {{ 'C:\\\\' | comment }}", "# C:\\\n"),
        ("go", "{% for error in catalog.errors %}\n  {{ error.key }}\n{% endfor %}\n\n\n", "  user_not_found\n"),
        ("go", "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('\"') }}", "<\\\">\n"),
        ("go", "{{ catalog.version | default('1', true) }}", "1\n"),
        ("go", "{{ '\"' | safe }} {{ '\"' }}", "\" \\\"\n"),
        ("go", "{% autoescape false %}{{ '\"' }}{% endautoescape %} {{ '\"' }}", "\" \\\"\n"),
        (
            "py",
            "{% autoescape false %}{{ true }}{% autoescape true %}{{ '\"' }}{% endautoescape %}{% endautoescape %}",
            "True\\\"",
        ),
        ("go", "{% autoescape 'html' %}{{ '<a>' }}{% endautoescape %}", "&lt;a&gt;\n"),
    ] {
        let text = render(ERRORS, extension, template);
        assert!(text.starts_with(expected), "{template}: {text}");
    }
}

#[test]
fn options_are_passed() {
    let toml = format!("options = {{ package = \"shop\", lists = [1, 2] }}\n{ERRORS}");
    assert_eq!(
        render(&toml, "go", "package {{ options.package }} {{ options.lists | join('') }}"),
        "package shop 12\n"
    );
}

#[test]
fn a_problem_has_a_place_in_the_template() {
    for (template, message, place) in [
        ("a\n{{ catalog.error }}", "this value is not defined", "catalog.error"),
        ("{{ options.x | literal }}", "this value is not defined", ""),
        ("{{ catalog.version | pascal }}", "this value is null", ""),
        ("{{ catalog.errors | comment }}", "this filter needs a text, and the value is a sequence", ""),
        ("{{ options.x }}", "this value is not defined", "options.x"),
        ("a\n{% if %}", "unexpected end of block", ""),
        ("{{ catalog.version }}", "this value is null; give another value", "catalog.version"),
        ("{{ catalog.errors }}", "this value is not a text; write it with a loop", "catalog.errors"),
        ("{{ none | required('`a` needs a number') }}", "`a` needs a number", ""),
        ("{{ 'a' | literal('txt') }}", "the strings of `.txt` are not known", ""),
        ("{{ 'a' | literal('') }}", "the name of the template does not show a language", ""),
        ("{{ 'a' | shout }}", "filter shout is unknown", ""),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion", ""),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "the template takes too many steps",
            "",
        ),
        ("{% include 'errors.toml' %}", "unknown statement include", ""),
        ("{% set n = namespace() %}{% set n.n = n %}{{ n | json }}", "namespace is unknown", ""),
    ] {
        let (found, marked) = problem(template);
        assert!(found.contains(message), "{template}: {found}");
        if !place.is_empty() {
            assert_eq!(marked, place, "{template}");
        }
        assert!(!marked.is_empty(), "{template}: {found}");
    }
}

#[test]
fn an_output_needs_the_notice_and_a_template_inside_the_folder() {
    let toml = format!("{}{ERRORS}", output("go"));
    for (files, expected) in [
        (&[][..], "the template `t.go.j2` does not exist"),
        (&[("t.go.j2", "package x\n")][..], "the first two lines from `t.go.j2` do not contain the notice"),
        (&[("t.go.j2", "")][..], "do not contain the notice"),
        (&[("t.go.j2", "\n \n")][..], "do not contain the notice"),
        (&[("t.go.j2", "package x\n\n// {{ notice }}\n")][..], "do not contain the notice"),
    ] {
        assert!(problems(&plan(&toml, files)).contains(expected));
    }
    for path in ["../t.go.j2", "/etc/passwd", "a\\\\b", ".env", "a/.git/config", ""] {
        let toml = format!("[outputs.template]\npath = \"out.go\"\ntemplate = \"{path}\"\n{ERRORS}");
        assert!(problems(&plan(&toml, &[])).contains("is not the path of a template"), "{path}");
    }
    let toml = format!("[outputs.template]\npath = \"out.go\"\n{ERRORS}");
    assert!(problems(&plan(&toml, &[])).contains("needs the key `template`"));
    let toml = format!("[outputs.template]\npath = \"t.go.j2\"\ntemplate = \"t.go.j2\"\n{ERRORS}");
    let found = plan(&toml, &[("t.go.j2", "// {{ notice }}\n")]);
    assert_eq!(found.report.diagnostics[0].rule.id, "output-is-input", "{}", problems(&found));
    assert_eq!(found.report.diagnostics[0].message, "`t.go.j2` is the template of an output");
}

/// What the first run writes, the second run replaces. The beginning of the output belongs to its language.
#[test]
fn the_notice_is_in_the_first_two_lines() {
    for (extension, template) in [
        ("sh", "#!/bin/sh\n# {{ notice }}\n"),
        ("php", "<?php // {{ notice }}\n"),
        ("php", "<?php\n/* {{ notice }} */\n"),
        ("xml", "<?xml version=\"1.0\"?>\n<!-- {{ notice }} -->\n"),
        ("html", "<!DOCTYPE html><!-- {{ notice }} -->\n"),
        ("json", "{\n  \"notice\": {{ notice }}\n}\n"),
        ("yaml", "x-generated: {{ notice }}\n"),
        ("bat", "REM {{ notice }}\n"),
        ("go", "{% if 1 %}\n\n{% endif %}\npackage x\n// {{ notice }}\n"),
    ] {
        let (toml, path) = (format!("{}{ERRORS}", output(extension)), format!("t.{extension}.j2"));
        let first = plan(&toml, &[(&path, template)]);
        assert_eq!(problems(&first), "", "{template}");
        let (out, template) = (format!("out.{extension}"), format!("{template}a\n"));
        let second = plan(&toml, &[(&path, &template), (&out, &first.files[0].new)]);
        assert_eq!(problems(&second), "", "{template}");
        assert!(second.files[0].is_stale(), "{template}");
    }
}

/// The blocks of `docs/outputs/templates.md` whose text contains all of these words.
fn block_of_the_page(words: &[&str]) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/outputs/templates.md");
    let page = fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    let mut blocks = page.split("\n```").skip(1).step_by(2);
    let block = blocks.find(|block| words.iter().all(|word| block.contains(word))).unwrap();
    block.split_once('\n').unwrap().1.to_owned() + "\n"
}

#[test]
fn the_page_shows_the_message_for_a_mistake_in_its_template() {
    let toml = block_of_the_page(&["[outputs.go]"]) + ERRORS;
    let template = block_of_the_page(&["package client"]);
    assert_eq!(problems(&plan(&toml, &[("errors.go.j2", &template)])), "");
    let mistake = template.replace("error.code |", "error.cod |");
    let found = plan(&toml, &[("errors.go.j2", &mistake)]);
    assert_eq!(format!("{}\n", problems(&found)), block_of_the_page(&["error[output-template]"]));
}

#[test]
fn the_page_shows_how_to_write_csv() {
    let toml = "[errors.a]\nstatus = 400\nmessage = \"Say \\\"hi\\\", $x \\\\ it's\"\n";
    let line = block_of_the_page(&["replace("]);
    let template = format!("{{% for error in catalog.errors %}}\n{line}{{% endfor %}}\n");
    assert_eq!(render(toml, "csv", &template), "a,400,\"Say \"\"hi\"\", $x \\ it's\"\n");
}

/// A text of the catalog stays in the comment or the string that the template puts it in.
#[test]
fn a_hostile_text_stays_where_it_is() {
    let template = "{% for error in catalog.errors %}\n\
                    /* {{ error.message }} */ /* {{ error.description | comment }} */\n\
                    // {{ error.docs | default('', true) | comment('// ') }}\n\
                    {{ error.title | literal }} {{ error.causes | json }}\n\
                    {% endfor %}\n";
    for text in HOSTILE {
        let rendered = render(&hostile(text), "java", template);
        let unprintable = rendered.chars().find(|c| is_unprintable(*c) && !matches!(c, '\n' | '\t'));
        assert_eq!(unprintable, None, "{text:?}");
        for line in rendered.lines() {
            assert!(line.starts_with(['/', '"']), "{text:?}: {line}");
            assert_eq!(line.matches("*/").count(), line.matches("/*").count(), "{text:?}: {line}");
            assert!(line.matches("*/").count() <= 2, "{text:?}: {line}");
        }
    }
}

/// The templates of `examples/templates`, with a large catalog of an API that exists.
#[test]
fn the_examples_render_another_catalog() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let toml = fs::read_to_string(examples.join("admin/errors.toml")).unwrap();
    let mut outputs = String::new();
    let mut files = Vec::new();
    for (name, path, options) in [
        ("errors.go.j2", "errors.go", "{ package = \"admin\" }"),
        ("ApiErrors.java.j2", "ApiErrors.java", "{ package = \"com.example.admin\" }"),
        ("errors.graphql.j2", "errors.graphql", "{}"),
    ] {
        files.push((name, fs::read_to_string(examples.join("templates").join(name)).unwrap()));
        outputs += &format!(
            "[outputs.\"{name}\"]\nkind = \"template\"\npath = \"{path}\"\ntemplate = \"{name}\"\noptions = {options}\n"
        );
    }
    let (before, rest) = toml.split_once("[outputs.").unwrap();
    let after = rest.split_once("\n[").map_or("", |(_, after)| after);
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let plan = plan(&format!("{outputs}{before}[{after}"), &files);
    assert_eq!(problems(&plan), "");
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/templates");
    // The catalog may have other outputs, which are in folders.
    for file in plan.files.into_iter().filter(|file| !file.path.contains('/')) {
        let expected = snapbox::Data::read_from(&reference.join(&file.path), None).raw();
        snapbox::assert_data_eq!(file.new, expected);
    }
    // Numbers of an enum must not depend on the order of the errors.
    let template = fs::read_to_string(examples.join("templates/errors.proto.j2")).unwrap();
    let toml = format!("options = {{ package = \"a\" }}\n{ERRORS}");
    let plan = self::plan(&format!("{}{toml}", output("proto")), &[("t.proto.j2", &template)]);
    assert!(problems(&plan).contains("the error `user_not_found` needs a `number`"), "{}", problems(&plan));
}

#[test]
fn templates_are_inputs() {
    let files = BTreeMap::from([("errors.toml".to_owned(), format!("{}{ERRORS}", output("go")))]);
    let catalog = Catalog::parse("errors.toml", &files).0.unwrap();
    assert_eq!(templates_of(&catalog, KINDS).collect::<Vec<_>>(), ["t.go.j2"]);
}

/// The parser of templates calls itself for each operator of a chain.
#[test]
fn a_long_chain_does_not_overflow_the_stack() {
    for (start, link, end) in
        [("{{ none", ".a", " }}"), ("{{ 1", " + 1", " }}"), ("{{ 1", "|json", " }}"), ("{{", " not", " 1 }}")]
    {
        assert_ends(&format!("{start}{}{end}", link.repeat(50_000 / link.len())));
    }
    assert_ends(&format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(5_000)));
}

fn assert_ends(template: &str) {
    let template = format!("// {{{{ notice }}}}\n{template}");
    let plan = plan(&format!("{}{ERRORS}", output("go")), &[("t.go.j2", &template)]);
    assert_ne!(plan.files.is_empty(), plan.report.diagnostics.is_empty());
}
