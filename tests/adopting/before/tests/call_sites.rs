//! The modules that both versions of the service share make, propagate or match errors in hundreds of places.
//!
//! A call site is a line on which the source code has at least one of the following:
//!
//! - the operator `?`
//! - a variant of `ApiError`, in an expression or in a pattern, or the function of a variant or of a trait, as in
//!   `.map_err(ApiError::from)`
//! - a call of `trace`, or of `context` and `with_context` of anyhow
//! - the macro `bail!` or `ensure!`
//!
//! The test counts lines, because one expression can have several of these. The tokens of macros do not count.

#![allow(clippy::unwrap_used, reason = "for tests alone")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::visit::{self, Visit};

const METHODS: [&str; 3] = ["context", "trace", "with_context"];

const MACROS: [&str; 2] = ["bail", "ensure"];

/// The lines of a file that are call sites.
#[derive(Default)]
struct CallSites(BTreeSet<usize>);

impl CallSites {
    fn add(&mut self, span: Span) {
        self.0.insert(span.start().line);
    }
}

impl Visit<'_> for CallSites {
    fn visit_expr_try(&mut self, expression: &syn::ExprTry) {
        self.add(expression.question_token.span);
        visit::visit_expr_try(self, expression);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names: Vec<_> = path.segments.iter().collect();
        if let [.., owner, member] = names.as_slice()
            && owner.ident == "ApiError"
        {
            self.add(member.ident.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        if METHODS.iter().any(|name| call.method == name) {
            self.add(call.method.span());
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        if let Some(name) = call.path.get_ident().filter(|name| MACROS.iter().any(|known| *name == known)) {
            self.add(name.span());
        }
    }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(folder(path)).unwrap()
}

/// The names of the files in a folder, in order.
fn names(path: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder(path)).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn there_are_at_least_300_call_sites() {
    let mut total = 0;
    for name in names("app") {
        let mut found = CallSites::default();
        found.visit_file(&syn::parse_file(&read(&format!("app/{name}"))).unwrap());
        total += found.0.len();
    }
    assert!(total >= 300, "{total}");
}

#[test]
fn only_the_module_of_errors_differs() {
    for version in ["before", "after"] {
        assert_eq!(names(&format!("{version}/src")), ["error.rs", "lib.rs"]);
    }
    let code = |version| {
        let file = read(&format!("{version}/src/lib.rs"));
        file.lines().filter(|line| !line.starts_with("//!")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(code("before"), code("after"));
    for name in names("app") {
        assert!(code("after").contains(&format!("#[path = \"../../app/{name}\"]")), "{name} is not shared");
    }
}
