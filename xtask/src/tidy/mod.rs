//! `cargo xtask tidy`: checks the rules of this repository that no compiler checks.

mod circle;
mod finished;
mod layer;
mod modules;
mod old_rust;
mod package;
mod pages;
mod paths;
mod promise;
mod published;
mod size;
mod source;
mod targets;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use self::package::{cargo_output, read_metadata};
use crate::{Result, root};

/// The problems that the checks found, in the order of the checks.
#[derive(Default)]
pub(crate) struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, problem: String) {
        self.0.push(problem);
    }
}

/// Runs all checks, and reports every problem.
pub(crate) fn run() -> Result {
    let mut problems = Problems::default();
    let root = root()?;
    let sources = source::read_sources(&root)?;
    size::check_sizes(&sources, &mut problems);
    finished::check_finished(&sources, &mut problems);
    circle::check_circles(&sources, &mut problems);
    layer::check_layers(&sources, &mut problems);
    promise::check_promises(&sources, &mut problems);
    let metadata = package::read_metadata()?;
    package::check_packages(&metadata, &mut problems)?;
    published::check_published(&metadata, &mut problems)?;
    old_rust::check_syntax(&metadata.stated_versions().collect::<Vec<_>>(), &sources, &mut problems);
    pages::check_pages(&root, &mut problems)?;
    targets::check_targets(&root, &mut problems)?;
    words::check_words(&root, &sources, &mut problems)?;
    if problems.0.is_empty() {
        println!("tidy: no problems");
        return Ok(());
    }
    Err(format!("the repository is not tidy:\n- {}", problems.0.join("\n- ")).into())
}
