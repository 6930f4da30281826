//! Checks that files, functions and the lines of comments are short.

use syn::visit::{self, Visit};

use super::Problems;
use super::source::Source;

/// The maximum number of lines of a source file.
const MAX_FILE: usize = 400;

/// The maximum number of lines of a function, from its `fn` to its closing brace.
const MAX_FUNCTION: usize = 80;

/// The maximum width of a comment, in characters. Rustfmt wraps code at this width, but does not wrap comments.
const MAX_WIDTH: usize = 120;

/// The macro crate must have fewer lines than this, because it only parses its input and gives tokens their spans.
const MAX_MACROS: usize = 650;

/// Checks the lengths of files, of functions, of comments, and of the macro crate.
pub(crate) fn check_sizes(sources: &[Source], problems: &mut Problems) {
    let mut macros = 0;
    for source in sources {
        let lines = source.text.lines().count();
        if lines > MAX_FILE {
            problems.add(format!("{} has {lines} lines; the limit is {MAX_FILE}", source.path));
        }
        if source.path.starts_with("macros/src/") {
            macros += lines;
        }
        // Fixtures are generated.
        let lines = source.text.lines().enumerate().filter(|_| !source.path.starts_with("tests/fixtures/"));
        for (number, line) in lines.filter(|(_, line)| is_wide_comment(line)) {
            let width = line.chars().count();
            let place = format!("{}:{}", source.path, number + 1);
            problems.add(format!("{place}: the comment is {width} characters wide; the limit is {MAX_WIDTH}"));
        }
        let mut functions = Functions::default();
        functions.visit_file(&source.syntax);
        for (line, name, lines) in functions.long {
            let place = format!("{}:{line}", source.path);
            problems.add(format!("{place}: `{name}` has {lines} lines; the limit is {MAX_FUNCTION}"));
        }
    }
    if macros >= MAX_MACROS {
        problems.add(format!("macros/src has {macros} lines; the work belongs in codegen"));
    }
}

/// Whether a line is a comment that is too wide. A row of a table and a URL cannot be wrapped.
fn is_wide_comment(line: &str) -> bool {
    let Some(comment) = line.trim_start().strip_prefix("//") else { return false };
    let comment = comment.trim_start_matches(['/', '!']).trim_start();
    line.chars().count() > MAX_WIDTH && !comment.starts_with('|') && !comment.contains("://")
}

/// The functions that are too long: the line where each begins, its name, and its length.
#[derive(Default)]
struct Functions {
    long: Vec<(usize, String, usize)>,
}

impl Functions {
    fn measure(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let start = signature.fn_token.span.start().line;
        let lines = block.brace_token.span.close().end().line + 1 - start;
        if lines > MAX_FUNCTION {
            self.long.push((start, signature.ident.to_string(), lines));
        }
    }
}

impl Visit<'_> for Functions {
    fn visit_item_fn(&mut self, function: &syn::ItemFn) {
        self.measure(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &syn::ImplItemFn) {
        self.measure(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.measure(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}
