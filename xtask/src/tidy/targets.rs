//! Checks that links of Markdown pages to files and headings of this repository lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::Problems;
use super::source::find_files;
use crate::Result;

/// The start of a URL of a file of this repository.
const REPOSITORY: [&str; 2] =
    [concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/"), concat!(env!("CARGO_PKG_REPOSITORY"), "/tree/main/")];

/// Checks the pages in the root, in `docs` and in the folders of packages.
pub(crate) fn check_targets(root: &Path, problems: &mut Problems) -> Result {
    let mut pages = Vec::new();
    find_files(root, ".", &|name| name.ends_with(".md"), &mut pages)?;
    let is_ours = |page: &&str| {
        page.starts_with("docs/") || !page.contains('/') || (page.ends_with("/README.md") && !page.contains("/tests/"))
    };
    for page in pages.iter().map(|page| page.trim_start_matches("./")).filter(is_ours) {
        check_page(root, page, problems)?;
    }
    Ok(())
}

/// Checks the links of one page.
pub(super) fn check_page(root: &Path, page: &str, problems: &mut Problems) -> Result {
    let text = fs::read_to_string(root.join(page))?;
    for (line, text) in prose(&text) {
        for link in links(text) {
            let (folder, link) = match REPOSITORY.iter().find_map(|repository| link.strip_prefix(repository)) {
                Some(link) => (Path::new(""), link),
                None if link.contains("://") || link.starts_with("mailto:") => continue,
                None => (Path::new(page).parent().unwrap_or(Path::new("")), link),
            };
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let path = if path.is_empty() { PathBuf::from(page) } else { normalize(&folder.join(path)) };
            if !root.join(&path).exists() {
                problems.add(format!("{page}:{line}: {link} does not exist"));
            } else if !heading.is_empty() && !headings(&fs::read_to_string(root.join(&path))?).contains(heading) {
                problems.add(format!("{page}:{line}: {} has no heading #{heading}", path.display()));
            }
        }
    }
    Ok(())
}

/// The lines outside of code blocks, with their numbers.
pub(super) fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_code = false;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// The targets of links in a line, and of a definition of a link.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let inline = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let definition = line.strip_prefix('[').and_then(|rest| Some(rest.split_once("]: ")?.1));
    inline.chain(definition)
}

/// The names that GitHub gives to the headings of a page.
fn headings(text: &str) -> BTreeSet<String> {
    let mut counts = BTreeMap::new();
    let headings = prose(text).filter_map(|(_, line)| Some(line.strip_prefix('#')?.trim_start_matches('#').trim()));
    headings
        .map(|heading| {
            let name = heading.to_lowercase().replace(' ', "-");
            let name: String = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
            let count = counts.entry(name.clone()).or_insert(0);
            *count += 1;
            if *count == 1 { name } else { format!("{name}-{}", *count - 1) }
        })
        .collect()
}

/// Resolves `..` without access to files.
fn normalize(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::CurDir => {}
            part => parts.push(part),
        }
    }
    parts
}
