//! Parses Markdown into blocks. Within a paragraph, also finds tables and bodies that have lost their markup.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::scan::scan_text;
use super::{Block, Kind, Mode};
use crate::facts::Notes;

/// Languages of code blocks that contain a response rather than a program.
const RESPONSES: &[&str] =
    &["", "json", "jsonc", "json5", "http", "text", "txt", "bash", "sh", "shell", "console", "curl", "plaintext"];

pub(super) fn parse_blocks(text: &str, notes: &mut Notes) -> Vec<Block> {
    let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
    let mut parse = Parse { text, starts, blocks: Vec::new(), run: None, items: 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_STRIKETHROUGH;
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                parse.flush();
                let heading = heading(text, &mut events);
                parse.push(&range, Kind::Heading(level as u8, heading.trim().to_owned()));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                parse.flush();
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                if RESPONSES.contains(&language.to_lowercase().as_str()) {
                    parse.scan(range, Mode::Code);
                }
            }
            Event::Start(Tag::Table(_)) => {
                parse.flush();
                // By the specification, a `|` in a code span ends a cell, excess cells are dropped, and a line directly
                // below a table is a row with one cell.
                parse.scan(range, Mode::Paragraph);
            }
            // The events of these blocks are not needed.
            Event::End(TagEnd::CodeBlock | TagEnd::Table | TagEnd::MetadataBlock(_)) => parse.run = None,
            Event::Start(Tag::HtmlBlock) => {
                parse.flush();
                let html = text.get(range.clone()).unwrap_or_default().to_ascii_lowercase();
                if html.contains("<table") {
                    notes.loss(parse.line(range.start), "a table in HTML is not read");
                }
            }
            Event::Start(Tag::Item) | Event::End(TagEnd::Item) => {
                parse.flush();
                let is_start = matches!(event, Event::Start(_));
                parse.items = if is_start { parse.items + 1 } else { parse.items.saturating_sub(1) };
            }
            Event::Start(Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(_))
            | Event::End(TagEnd::Paragraph | TagEnd::List(_) | TagEnd::BlockQuote(_))
            | Event::Rule => parse.flush(),
            Event::Html(_) => {}
            _ => parse.run = Some(parse.run.as_ref().map_or(range.clone(), |run| run.start..range.end.max(run.end))),
        }
    }
    parse.flush();
    parse.blocks
}

struct Parse<'a> {
    text: &'a str,
    starts: Vec<usize>,
    blocks: Vec<Block>,
    /// The range of the current paragraph that has been read so far.
    run: Option<Range<usize>>,
    items: usize,
}

impl Parse<'_> {
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    fn push(&mut self, range: &Range<usize>, kind: Kind) {
        self.blocks.push((self.line(range.start), kind));
    }

    /// Adds the blocks of the current paragraph, or the current list item.
    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let source = self.text.get(run.clone()).unwrap_or_default();
        if self.items > 0 {
            let item = source.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            return self.push(&run, Kind::Item(item));
        }
        self.scan(run, Mode::Paragraph);
    }

    fn scan(&mut self, range: Range<usize>, mode: Mode) {
        let first = self.line(range.start);
        let source = self.text.get(range).unwrap_or_default();
        let lines: Vec<&str> = source.lines().map(|line| line.trim_start_matches(['>', ' '])).collect();
        self.blocks.extend(scan_text(&lines.join("\n"), first, mode));
    }
}

/// The text of a heading, with the marks of code and of HTML.
fn heading<'a>(text: &str, events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let events = events.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
    let texts = events.filter_map(|(event, range)| match event {
        Event::Code(_) | Event::Text(_) | Event::InlineHtml(_) => Some(text.get(range)?.to_owned()),
        Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
        _ => None,
    });
    texts.collect()
}
