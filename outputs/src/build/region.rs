//! Finds regions. A region is the part of a file between two markers, which are comments on separate lines.
//!
//! ```text
//! <!-- error-catalog:begin NAME -->
//! …
//! <!-- error-catalog:end -->
//! ```
//!
//! In Markdown, a marker in a fenced code block is an example, and does not begin a region.

use std::collections::BTreeMap;
use std::ops::Range;

use error_catalog_model::Output;

use super::fence::Fences;
use crate::registry::{Comment, KINDS, Options, find_kind};

/// A line that marks the beginning or the end of a region.
enum Marker<'a> {
    Begin(&'a str),
    End,
}

/// The reason why a region cannot be written. The ranges are the ranges of the markers, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The page has no such region. `in_code` is a marker of the region in a code block.
    Missing {
        in_code: Option<Range<usize>>,
    },
    Twice {
        first: Range<usize>,
        second: Range<usize>,
    },
    Unclosed {
        begin: Range<usize>,
        next: Option<Range<usize>>,
    },
}

/// The regions of a page, by name.
pub(super) struct Regions {
    regions: BTreeMap<String, Result<Region, Flaw>>,
    /// The last marker of each name in a code block.
    in_code: BTreeMap<String, Range<usize>>,
}

struct Region {
    /// The range of the begin marker.
    begin: Range<usize>,
    /// The range between the markers, which consists of whole lines.
    inside: Range<usize>,
}

impl Regions {
    /// Finds all regions of a page in one pass.
    pub(super) fn of(page: &str, comment: &Comment) -> Self {
        let mut found = Self { regions: BTreeMap::new(), in_code: BTreeMap::new() };
        let mut open: Option<(&str, Range<usize>, usize)> = None;
        let mut fences = Fences::default();
        let mut end = 0;
        for line in page.split_inclusive('\n') {
            let start = end;
            end += line.len();
            let line = line.trim_start_matches('\u{feff}');
            let visible = line.trim_start();
            // The text of a region is generated, so its first end marker is the real one, even if
            // a fence is not closed.
            let is_code = open.is_none() && comment.is_of_markdown() && fences.is_code(line);
            let Some(marker) = parse_marker(visible, comment) else { continue };
            let place = end - visible.len()..end - (visible.len() - visible.trim_end().len());
            if is_code {
                if let Marker::Begin(name) = marker {
                    found.in_code.insert(name.to_owned(), place);
                }
                continue;
            }
            if let Some((name, begin, inside)) = open.take() {
                let region = match marker {
                    Marker::Begin(_) => Err(Flaw::Unclosed { begin, next: Some(place.clone()) }),
                    Marker::End => Ok(Region { begin, inside: inside..start }),
                };
                found.add(name, region);
            }
            if let Marker::Begin(name) = marker {
                if let Some(Ok(first)) = found.regions.get(name) {
                    let flaw = Flaw::Twice { first: first.begin.clone(), second: place.clone() };
                    found.regions.insert(name.to_owned(), Err(flaw));
                }
                open = Some((name, place, end));
            }
        }
        if let Some((name, begin, _)) = open {
            found.add(name, Err(Flaw::Unclosed { begin, next: None }));
        }
        found
    }

    /// Adds a region. If the page has a region of this name already, the first one counts.
    fn add(&mut self, name: &str, region: Result<Region, Flaw>) {
        self.regions.entry(name.to_owned()).or_insert(region);
    }

    /// Returns the range between the markers of a region.
    pub(super) fn find(&self, name: &str) -> Result<Range<usize>, Flaw> {
        match self.regions.get(name) {
            Some(Ok(region)) => Ok(region.inside.clone()),
            Some(Err(flaw)) => Err(flaw.clone()),
            None => Err(Flaw::Missing { in_code: self.in_code.get(name).cloned() }),
        }
    }
}

/// The regions of a page for each syntax of comments. Most pages need only one syntax.
#[derive(Default)]
pub(super) struct RegionsBySyntax(Vec<(Comment, Regions)>);

impl RegionsBySyntax {
    /// Returns the range between the markers of a region of the page. For the first region of a syntax, this reads the
    /// page.
    pub(super) fn find(&mut self, page: &str, name: &str, comment: Comment) -> Result<Range<usize>, Flaw> {
        if let Some((_, regions)) = self.0.iter().find(|(known, _)| *known == comment) {
            return regions.find(name);
        }
        let regions = Regions::of(page, &comment);
        let found = regions.find(name);
        self.0.push((comment, regions));
        found
    }
}

/// Returns the part of a page that is generated for each of the outputs, as ranges of bytes: the whole page, or the
/// region of the output. The range is empty if the page has no such region.
#[must_use]
pub fn generated_parts(outputs: &[&Output], page: &str) -> Vec<Range<usize>> {
    let mut regions = RegionsBySyntax::default();
    let part_of = |output: &&Output| {
        let Some(name) = &output.region else { return 0..page.len() };
        let kind = find_kind(KINDS, &output.kind);
        let comment = kind.and_then(|kind| Some((kind.region?)(&Options::of(kind, output))));
        comment.and_then(|comment| regions.find(page, name, comment).ok()).unwrap_or_default()
    };
    outputs.iter().map(part_of).collect()
}

/// Whether any line of the text is a marker of a region.
pub(super) fn has_marker(text: &str, comment: &Comment) -> bool {
    text.lines().any(|line| parse_marker(line, comment).is_some())
}

/// Returns the two markers of a region.
pub(super) fn markers(name: &str, comment: &Comment) -> (String, String) {
    (comment.around(&format!("error-catalog:begin {name}")), comment.around("error-catalog:end"))
}

fn parse_marker<'a>(line: &'a str, comment: &Comment) -> Option<Marker<'a>> {
    let mut words = line.trim().strip_prefix(comment.open)?.strip_suffix(comment.close)?.split_whitespace();
    let marker = match words.next()? {
        "error-catalog:begin" => Marker::Begin(words.next()?),
        "error-catalog:end" => Marker::End,
        _ => return None,
    };
    words.next().is_none().then_some(marker)
}

#[cfg(test)]
mod tests {
    use error_catalog_model::Catalog;

    use super::*;

    #[test]
    fn finds_whole_lines_between_markers() {
        let begin = "<!-- error-catalog:begin a -->";
        let end = "<!-- error-catalog:end -->";
        let other = "<!-- error-catalog:begin b -->";
        let find = |page: &str| Regions::of(page, &Comment::HTML).find("a").map(|inside| page[inside].to_owned());
        let missing = |in_code| Err(Flaw::Missing { in_code });
        let cases = [
            (format!("x\n{begin}\nold\n{end}\ny"), Ok("old\n")),
            (format!("{begin}\r\nold\r\n{end}"), Ok("old\r\n")),
            (format!("{begin}\n{end}\n"), Ok("")),
            (format!("  {begin}  \nold\n<!--error-catalog:end-->\n"), Ok("old\n")),
            (format!("{end}\n{other}\nb\n{end}\n{begin}\nold\n{end}\n{end}\n"), Ok("old\n")),
            (format!("\u{feff}{begin}\nold\n{end}"), Ok("old\n")),
            (format!("```\n{begin}\n{end}\n```\n{begin}\nold\n{end}\n"), Ok("old\n")),
            (format!("{begin}\n```\n{end}\n```\n"), Ok("```\n")),
            (format!("{other}\n```\n{end}\n{begin}\nold\n{end}\n"), Ok("old\n")),
            (String::new(), missing(None)),
            (format!("{other}\n{end}\n"), missing(None)),
            (format!("see {begin}\n{end}\n"), missing(None)),
            (format!("```\n{begin}\n{end}\n```\n"), missing(Some(4..34))),
            (format!("- ~~~ md\n  {begin}\n  {end}\n  ~~~\n"), missing(Some(11..41))),
            (format!("```\n{other}\n{end}\n```\n"), missing(None)),
            (format!("{begin}\n"), Err(Flaw::Unclosed { begin: 0..30, next: None })),
            (format!("{begin}\n {other}\n{end}\n"), Err(Flaw::Unclosed { begin: 0..30, next: Some(32..62) })),
            (format!("{begin}\n{end}\n{begin}\n{end}\n"), Err(Flaw::Twice { first: 0..30, second: 58..88 })),
        ];
        for (page, expected) in cases {
            assert_eq!(find(&page), expected.map(str::to_owned), "{page:?}");
        }
    }

    #[test]
    fn a_region_is_what_the_writer_takes_for_one() {
        let toml = "outputs.page = { kind = 'markdown', path = 'a.md' }\n\
                    outputs.part = { kind = 'markdown', path = 'b.md', region = 'a' }\n\
                    outputs.none = { kind = 'json', path = 'c.json' }\n";
        let files = BTreeMap::from([("errors.toml".to_owned(), toml.to_owned())]);
        let (catalog, report) = Catalog::parse("errors.toml", &files);
        let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
        let page = "by hand\n  <!--error-catalog:begin  a-->\nold\n<!--error-catalog:end-->\nby hand\n";
        let outputs: Vec<&Output> = catalog.outputs.iter().collect();
        let parts: Vec<&str> = generated_parts(&outputs, page).into_iter().map(|part| &page[part]).collect();
        assert_eq!(parts, [page, "old\n", page]);
        assert_eq!(generated_parts(&outputs[1..2], "no region"), [Range::<usize>::default()]);
    }
}
