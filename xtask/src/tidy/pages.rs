//! Checks that the pages in `docs` also work on docs.rs, where `src/documentation.rs` shows them as modules.

use std::fs;
use std::path::Path;

use super::Problems;
use super::source::find_files;
use super::targets::prose;
use crate::Result;

/// The pages that docs.rs does not show: one leads to a page for each rule, and the other shows plots.
const ONLY_IN_THE_REPOSITORY: &[&str] = &["docs/rules.md", "docs/performance.md"];

/// Checks that docs.rs shows every page, and that every link to another page has a definition for docs.rs.
pub(crate) fn check_pages(root: &Path, problems: &mut Problems) -> Result {
    let modules = fs::read_to_string(root.join("src/documentation.rs"))?;
    let definitions = fs::read_to_string(root.join("src/documentation/links.md"))?;
    let mut pages = Vec::new();
    find_files(root, "docs", &|name| name.ends_with(".md"), &mut pages)?;
    for page in
        pages.iter().filter(|page| !ONLY_IN_THE_REPOSITORY.contains(&page.as_str()) && !page.starts_with("docs/rules/"))
    {
        if !modules.contains(&format!("include_str!(\"../{page}\")")) {
            problems.add(format!("{page} has no module in src/documentation.rs"));
        }
        check_links(page, &fs::read_to_string(root.join(page))?, &definitions, problems);
    }
    Ok(())
}

/// Checks the links of a page.
pub(super) fn check_links(page: &str, text: &str, definitions: &str, problems: &mut Problems) {
    for (line, text) in prose(text) {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if is_relative(link) {
                problems.add(format!("{page}:{line}: docs.rs has no {link}; write the link as `[text][{link}]`"));
            }
        }
        let definition = text.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
        if let Some((label, target)) = definition
            && is_relative(target)
            && !definitions.lines().any(|line| line.starts_with(&format!("[{label}]: ")))
        {
            problems.add(format!("{page}:{line}: `[{label}]` has no definition in src/documentation/links.md"));
        }
    }
}

/// Whether a link leads to another file of the repository.
fn is_relative(link: &str) -> bool {
    !link.starts_with('#') && !link.contains("://")
}
