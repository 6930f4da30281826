//! Renders the page of an error for a terminal.

use anstyle::{AnsiColor, Style};
use error_catalog_codegen::escape::code;
use error_catalog_codegen::program::pretty_json;
use error_catalog_model::{Error, Field, RetiredNumbers, printable, reason_phrase};
use error_catalog_outputs::view::{DeprecationView, ErrorView, View};

use super::locale::{Text, Texts};
use crate::load::Loaded;
use crate::lookup::{Target, last_meaning};
use crate::prose::{BOLD, CODE, FAINT, PLACE, markdown, name_of, one_line, pad, styled, wrap};

/// The width of the column that names the facts.
const LABEL: usize = 11;

/// Renders the page, without a line break at its end.
pub(super) fn render_page(
    loaded: &Loaded,
    view: &View<'_>,
    target: Target<'_>,
    texts: Option<&Texts>,
    width: usize,
) -> String {
    let mut page = Page::new(width);
    match (target, texts) {
        (Target::Error(index), Some(texts)) => page.push_error(loaded, view, &view.errors[index], texts),
        (Target::Removed { code, number }, _) => page.push_removed(loaded, code, number),
        (Target::Error(_), None) => {}
    }
    page.finish()
}

/// Renders the page of a retired number, without a line break at its end.
pub(super) fn render_numbers(number: &str, row: &RetiredNumbers, width: usize) -> String {
    let state = match row.first == row.last {
        true => "Retired number".to_owned(),
        false => format!("Retired number, like all of {row}"),
    };
    let blocks = [
        format!("{}\n{state}", styled(BOLD, number)),
        markdown(&row.note, width, 0),
        wrap("No error has this number, and none will ever have it.", width, "", ""),
    ];
    blocks.join("\n\n")
}

/// The blocks of a page.
pub(super) struct Page {
    blocks: Vec<String>,
    width: usize,
}

impl Page {
    pub(super) fn new(width: usize) -> Self {
        Self { blocks: Vec::new(), width }
    }

    pub(super) fn push(&mut self, block: String) {
        self.blocks.push(block);
    }

    pub(super) fn finish(mut self) -> String {
        self.blocks.retain(|block| !block.is_empty());
        self.blocks.join("\n\n")
    }

    fn push_error(&mut self, loaded: &Loaded, view: &View<'_>, error_view: &ErrorView<'_>, texts: &Texts) {
        let error = error_view.error;
        self.push_heading(error_view);
        self.push_deprecation(view, error_view);
        if !error_view.is_description_data {
            self.blocks.push(markdown(&error.description, self.width, 0));
        }
        self.push_facts(&facts(error, texts));
        self.blocks.push(markdown(error.docs.as_deref().unwrap_or_default(), self.width, 0));
        let shared = if error.sends_code { "code" } else { "number" };
        self.push_section(&format!("Other errors with this {shared}"), family(view, error_view, self.width));
        self.push_section("Fields", fields_of(&error.fields.iter().collect::<Vec<_>>(), self.width));
        self.push_section("Causes", bullets(error_view.advice.causes, self.width));
        self.push_section("Solutions", bullets(error_view.advice.solutions, self.width));
        self.push_section("Retry", markdown(&error_view.retry.answer(), self.width, 2));
        for response in error_view.responses(view) {
            let mut lines = vec![format!("HTTP/1.1 {} {}", response.status, reason_phrase(response.status))];
            lines.extend(response.headers.iter().map(|(name, value)| format!("{name}: {value}")));
            lines.push(String::new());
            lines.extend(pretty_json(&response.body).lines().map(str::to_owned));
            let indent = |line: &String| match line.as_str() {
                "" => String::new(),
                line => format!("  {}", styled(CODE, &printable(line))),
            };
            let lines = lines.iter().map(indent);
            self.push_section("Response", lines.collect::<Vec<_>>().join("\n"));
        }
        self.push_section("See also", bullets(&error.see, self.width));
        self.blocks.push(styled(PLACE, &loaded.place(error.location).to_string()));
    }

    fn push_heading(&mut self, view: &ErrorView<'_>) {
        let error = view.error;
        let colour = if error.status < 500 { AnsiColor::Yellow } else { AnsiColor::Red };
        let statuses = error.statuses().map(|status| format!("{status} {}", reason_phrase(status)));
        let status = statuses.collect::<Vec<_>>().join(" or ");
        let mut line = styled(Style::new().bold().fg_color(Some(colour.into())), &status);
        if let Some(category) = view.category {
            line += &format!(", in {}", one_line(&category.title));
        }
        let code = styled(BOLD, &name_of(error));
        let code = if error.sends_code { code } else { format!("{code} (no code is sent)") };
        self.blocks.push(format!("{code}\n{}", wrap(&line, self.width, "", "")));
    }

    fn push_deprecation(&mut self, view: &View<'_>, error_view: &ErrorView<'_>) {
        if let Some(DeprecationView { since, note, instead }) = view.deprecation(error_view) {
            let code = instead.map(|instead| match instead.error.owner {
                Some(_) => instead.error.key.as_str(),
                None => instead.error.code.as_str(),
            });
            self.push_deprecated(since, code, note);
        }
    }

    /// Adds a deprecation, with the code to use instead.
    pub(super) fn push_deprecated(&mut self, since: Option<&str>, instead: Option<&str>, note: Option<&str>) {
        let mut text = "**Deprecated".to_owned();
        if let Some(since) = since {
            text += &format!(" since {since}");
        }
        text += ".**";
        if let Some(instead) = instead {
            text += &format!(" Use `{instead}` instead.");
        }
        if let Some(note) = note {
            text += &format!(" {note}");
        }
        self.blocks.push(markdown(&text, self.width, 0));
    }

    /// Adds the facts that fit on one line each.
    pub(super) fn push_facts(&mut self, facts: &[(&str, String)]) {
        let rest = " ".repeat(LABEL + 1);
        let lines = facts
            .iter()
            .map(|(label, value)| wrap(value, self.width, &format!("{} ", styled(FAINT, &pad(label, LABEL))), &rest));
        self.blocks.push(lines.collect::<Vec<_>>().join("\n"));
    }

    fn push_removed(&mut self, loaded: &Loaded, code: &str, number: Option<u32>) {
        let catalog = &loaded.catalog;
        let retired = catalog.retired.iter().find(|retired| retired.code == code);
        let is_alive = catalog.errors.iter().any(|error| error.code == code);
        let state = match (retired, number) {
            (_, Some(number)) if is_alive => format!("The number {number} is retired"),
            (Some(_), Some(number)) => format!("Retired, number {number}"),
            (Some(_), None) => "Retired".to_owned(),
            (None, Some(number)) => format!("Removed, number {number}"),
            (None, None) => "Removed".to_owned(),
        };
        self.blocks.push(format!("{}\n{state}", styled(BOLD, code)));
        self.blocks.push(markdown(retired.map_or("", |retired| &retired.note), self.width, 0));
        if let Some((meaning, until)) = last_meaning(loaded, code, number) {
            let heading = until.map_or_else(|| "Former meaning".to_owned(), |until| format!("Meaning before {until}"));
            self.push_section(&heading, wrap(&one_line(&meaning), self.width, "  ", "  "));
        }
        let never = match is_alive {
            true => "The number will never be reused.",
            false => "The code is no longer sent, and will never be reused.",
        };
        self.blocks.push(wrap(never, self.width, "", ""));
    }

    pub(super) fn push_section(&mut self, heading: &str, text: String) {
        if !text.trim().is_empty() {
            self.blocks.push(format!("{}\n{text}", styled(BOLD, heading)));
        }
    }
}

/// Renders a line for each other error that sends the code: its key, its status and its message.
fn family(view: &View<'_>, error_view: &ErrorView<'_>, width: usize) -> String {
    let owner = error_view.error.owner.unwrap_or(error_view.index);
    let all = || [owner].into_iter().chain(view.errors[owner].shared_by.iter().copied());
    let others = || all().filter(|index| *index != error_view.index).map(|index| view.errors[index].error);
    let longest = others().map(|error| error.key.len()).max().unwrap_or(0);
    let lines = others().map(|error| {
        let line = format!("{}  {} {}", pad(&error.key, longest), error.status, one_line(&error.message.to_string()));
        wrap(&line, width, "  ", "    ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The facts about an error that fit on one line each.
fn facts<'a>(error: &'a Error, texts: &Texts) -> Vec<(&'a str, String)> {
    let mut facts: Vec<(&str, String)> = Vec::new();
    let translated = |text: &Text| match &text.lang {
        Some(lang) => format!("{} ({lang})", one_line(&text.text)),
        None => one_line(&text.text),
    };
    facts.push(("Message", translated(&texts.message)));
    if texts.title.text != reason_phrase(error.status) {
        facts.push(("Title", translated(&texts.title)));
    }
    if let Some(message) = &texts.user_message {
        facts.push(("For users", translated(message)));
    }
    if let Some(internal) = &error.internal {
        facts.push(("For logs", one_line(&internal.to_string())));
    }
    if error.sent_status() != error.status {
        facts.push(("Sent with", format!("{} {}", error.sent_status(), reason_phrase(error.sent_status()))));
    }
    if error.key != error.code {
        facts.push(("Key", error.key.clone()));
    }
    if let Some(number) = error.number {
        facts.push(("Number", number.to_string()));
    }
    for property in &error.properties {
        facts.extend(property.to_text().map(|value| (property.name.as_str(), one_line(&value))));
    }
    if !error.aliases.is_empty() {
        facts.push(("Aliases", error.aliases.join(", ")));
    }
    let has_arguments = !error.fields.is_empty() || error.has_source || error.statuses().nth(1).is_some();
    let arguments = if has_arguments { "(…)" } else { "()" };
    let mut rust = format!("{}; in a generated enum, constructed by {}{arguments}", error.variant, error.constructor);
    if !error.from.is_empty() {
        rust += &format!(" or by `?` from {}", error.from.join(", "));
    }
    facts.push(("Rust", rust));
    facts.push(("Log level", error.level.as_str().to_owned()));
    facts.push(("gRPC", error.grpc.as_str().to_owned()));
    if let Some(since) = &error.since {
        facts.push(("Since", since.clone()));
    }
    if let Some(url) = &error.docs_url {
        facts.push(("Docs", one_line(url)));
    }
    facts
}

fn bullets(items: &[String], width: usize) -> String {
    let items = items.iter().map(|item| {
        let text = markdown(item, width, 4);
        // The mark takes the place of the first line's indentation.
        text.strip_prefix("    ").map_or_else(|| text.clone(), |rest| format!("  - {rest}"))
    });
    items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The documentation of a field, in Markdown, followed by the values that the field can have.
fn description(field: &Field) -> Option<String> {
    let values: Vec<String> = field.one_of.iter().map(|value| code(value)).collect();
    let values = (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")));
    let texts: Vec<String> = field.description.iter().cloned().chain(values).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// Renders a line for each field: its name, its type, and its documentation.
pub(super) fn fields_of(fields: &[&Field], width: usize) -> String {
    let describe = |field: &Field| {
        let mut ty = field.ty.to_string();
        if field.optional {
            ty.push('?');
        }
        if field.internal {
            ty.push_str(", for logs only");
        }
        if field.sensitive {
            ty.push_str(", sensitive");
        }
        ty
    };
    let name = fields.iter().map(|field| field.name.len()).max().unwrap_or(0);
    let ty = fields.iter().map(|field| describe(field).len()).max().unwrap_or(0);
    let lines = fields.iter().map(|field| {
        let head = format!("  {}  {}", styled(CODE, &pad(&field.name, name)), pad(&describe(field), ty));
        let Some(description) = description(field) else { return head.trim_end().to_owned() };
        let indent = name + ty + 6;
        if indent + 20 > width {
            return format!("{}\n{}", head.trim_end(), markdown(&description, width, 6));
        }
        let text = markdown(&description, width, indent);
        format!("{head}  {}", text.get(indent..).unwrap_or(&text))
    });
    lines.collect::<Vec<_>>().join("\n")
}
