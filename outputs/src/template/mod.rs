//! Outputs in any language, from templates of the user.

#[cfg(feature = "template")]
mod bare;
mod context;
#[cfg(feature = "template")]
mod engine;
#[cfg(feature = "template")]
mod filters;
#[cfg(feature = "template")]
mod language;

use std::ops::Range;

use error_catalog_model::{Literal, Source, SourceError, SourceFile};

pub use self::context::ContextDocument;
use crate::view::View;

/// The most bytes of a template.
pub(crate) const LONGEST: usize = 64 * 1024;

/// The reason why a template cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What is wrong, without a full stop.
    pub message: String,
    /// The bytes of the template that cause the problem; `None` if the template as a whole causes it.
    pub range: Option<Range<usize>>,
}

/// Reads a template. The text of the result has `\n` as line breaks.
///
/// # Errors
///
/// Says why the template cannot be read.
pub fn read_template(source: &dyn Source, path: &str) -> Result<SourceFile, Problem> {
    let why = match source.resolve(path).and_then(|_| source.read(path)) {
        Ok(text) if text.len() > LONGEST => format!("the template `{path}` is larger than 64 KiB"),
        Ok(text) => return Ok(SourceFile { path: path.to_owned(), text: text.replace("\r\n", "\n") }),
        Err(SourceError::NotFound) => format!("the template `{path}` does not exist"),
        Err(SourceError::NotUtf8 { offset }) => {
            format!("the template `{path}` cannot be read: its byte {offset} is not UTF-8")
        }
        Err(SourceError::Outside) => {
            format!("the template `{path}` leads out of the catalog's folder through a symbolic link")
        }
        Err(SourceError::Unreadable(why)) => format!("the template `{path}` cannot be read: {why}"),
    };
    Err(Problem { message: why, range: None })
}

/// Renders the catalog with a template and the options of the user. The text ends in one line break. Unlike the back
/// ends, a template can have problems.
///
/// # Errors
///
/// Returns the first problem of the template. Every template is a problem if the feature `template` is disabled.
pub fn fill_template(view: &View<'_>, template: &SourceFile, options: &[(String, Literal)]) -> Result<String, Problem> {
    #[cfg(feature = "template")]
    return engine::render(view, template, options);
    #[cfg(not(feature = "template"))]
    {
        let _ = (view, template, options);
        Err(Problem { message: "templates need the feature `template`".to_owned(), range: None })
    }
}
