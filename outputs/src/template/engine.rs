//! Renders templates with minijinja.

use error_catalog_model::{Literal, SourceFile};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::Problem;
use super::bare::write_bare;
use super::context::ContextDocument;
use super::filters::add_filters;
use super::language::extension_of;
use crate::view::View;

/// A template takes about 20 steps for a line of its text. The limit only stops a template that would not end.
const STEPS: u64 = 1_000_000;
const STEPS_OF_ERROR: u64 = 20_000;
/// Macros may call each other this deeply. A step of a deeper template would overflow the stack of a thread.
const DEPTH: usize = 60;
/// The stack on which a template of [`LONGEST`](super::LONGEST) is parsed. The parser calls itself for each operator of
/// a chain. Memory that is not used is only reserved.
const STACK: usize = 256 * 1024 * 1024;
/// These functions make or show values that contain themselves, and such a value has no end.
const ENDLESS: [&str; 2] = ["namespace", "debug"];

pub(super) fn render(view: &View<'_>, template: &SourceFile, options: &[(String, Literal)]) -> Result<String, Problem> {
    let context = serde_json::to_string(&ContextDocument::of(view, options));
    let context = context.and_then(|text| serde_json::from_str::<Value>(&text));
    let context = context.map_err(|error| Problem { message: error.to_string(), range: None })?;
    let entries = view.catalog.errors.len() + view.catalog.violations.len();
    let steps = STEPS_OF_ERROR.saturating_mul(u64::try_from(entries).unwrap_or(u64::MAX)).saturating_add(STEPS);
    let render = move || environment(steps).render_named_str(&template.path, &template.text, context);
    let text = on_large_stack(render)?.map_err(|error| explain(&error, template))?;
    Ok(format!("{}\n", text.trim_end_matches('\n')))
}

fn on_large_stack<T: Send>(render: impl FnOnce() -> T + Send) -> Result<T, Problem> {
    let problem = |message: String| Problem { message, range: None };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, render);
        let thread = thread.map_err(|error| problem(format!("no thread can be started: {error}")))?;
        thread.join().map_err(|_| problem("the template engine has failed".to_owned()))
    })
}

fn environment(steps: u64) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(steps));
    environment.set_recursion_limit(DEPTH);
    // A line that consists of a tag leaves no line in the output.
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default());
    // With this setting, the result of a macro is not escaped a second time.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("code".into()));
    environment.set_formatter(|out, state, value| match state.auto_escape() {
        AutoEscape::Html => write_bare(out, "html", value, true),
        // A part of the template can be in `{% autoescape false %}`.
        escape => write_bare(out, extension_of(state.name()), value, !matches!(escape, AutoEscape::None)),
    });
    ENDLESS.into_iter().for_each(|name| environment.remove_global(name));
    environment.remove_filter("pprint");
    add_filters(&mut environment);
    environment
}

fn explain(error: &Error, template: &SourceFile) -> Problem {
    let message = match error.kind() {
        ErrorKind::UndefinedError => "this value is not defined".to_owned(),
        ErrorKind::OutOfFuel => "the template takes too many steps".to_owned(),
        kind => error.detail().map_or_else(|| kind.to_string(), str::to_owned),
    };
    let text = &template.text;
    let is_valid = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some() && !range.is_empty();
    let range = error.range().filter(is_valid).or_else(|| line_of(text, error.line()?));
    Problem { message, range }
}

/// The bytes of a line without its line break. Lines are counted from 1.
fn line_of(text: &str, line: usize) -> Option<std::ops::Range<usize>> {
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2)?.0 + 1,
    };
    let rest = text.get(start..)?;
    Some(start..start + rest.find('\n').unwrap_or(rest.len()))
}
