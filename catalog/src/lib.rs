//! The model of [error-catalog](https://docs.rs/error-catalog): TOML in, a [`Catalog`] that cannot be invalid out,
//! or a [`Report`] that says at which line and column of which file what is wrong.

#![forbid(unsafe_code)]

mod diagnostic;
mod model;
mod source;

pub use crate::diagnostic::{Diagnostic, RULES, Report, Rule, Severity, Snippet, Span};
pub use crate::model::*;
pub use crate::source::{Source, SourceError};

impl Catalog {
    /// Reads the catalog whose main file is `path`, and all files that it includes.
    ///
    /// The report holds every problem of every file. The catalog is there unless one of them is an error.
    #[must_use]
    pub fn parse(path: &str, source: &dyn Source) -> (Option<Catalog>, Report) {
        let _ = (path, source);
        (None, Report { files: Vec::new(), folders: Vec::new(), diagnostics: Vec::new() })
    }

    /// The catalog without any error in it, in the default format: what stands in for one that cannot be used.
    #[must_use]
    pub fn empty() -> Catalog {
        Catalog {
            name: None,
            title: String::new(),
            version: None,
            description: None,
            wire: Wire {
                preset: None,
                body: ValueTemplate::Object(Object::default()),
                content_type: String::new(),
                violations: ViolationsShape::List,
                example: Vec::new(),
                members: Vec::new(),
            },
            headers: Vec::new(),
            statuses: Vec::new(),
            categories: Vec::new(),
            errors: Vec::new(),
            retired: Vec::new(),
            locales: Vec::new(),
            outputs: Vec::new(),
            files: Vec::new(),
        }
    }
}
