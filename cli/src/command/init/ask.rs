//! Asks the questions of `init`.

use std::path::Path;

use dialoguer::Input;
use dialoguer::theme::SimpleTheme;

use super::framework::{Framework, choose};
use super::paste::{frameworks_of, statuses_of};
use super::template::{Answers, Given, Wire, default_name, default_title};
use crate::args::init::{FORMATS, FRAMEWORKS, Member, find_preset};
use crate::failure::Failure;
use crate::terminal::Terminal;

/// The answer that selects a custom format.
const CUSTOM: &str = "custom";

/// Asks for each value that the arguments do not give.
pub(super) fn ask(given: Given, main: &Path, terminal: &mut Terminal<'_>) -> Result<Answers, Failure> {
    let Given { name, title, wire, frameworks } = given;
    let name = name.map_or_else(|| ask_line("Name of the catalog", default_name(main)), Ok)?;
    let title = title.map_or_else(|| ask_line("Title of the reference", default_title(&name)), Ok)?;
    let wire = wire.map_or_else(|| ask_wire(terminal), Ok)?;
    let frameworks = frameworks.map_or_else(|| ask_frameworks(main), Ok)?;
    let frameworks = Some(frameworks);
    let statuses = statuses_of(&frameworks, main);
    Ok(Answers { name, title, wire, frameworks, statuses })
}

fn ask_line(prompt: &str, default: String) -> Result<String, Failure> {
    let input = Input::with_theme(&SimpleTheme).with_prompt(prompt).default(default);
    input.interact_text().map_err(no_answer)
}

fn ask_wire(terminal: &mut Terminal<'_>) -> Result<Wire, Failure> {
    // This is not a menu, because a menu hides the cursor and Ctrl-C would leave it hidden.
    terminal.print_err("Response formats:")?;
    for (preset, format) in FORMATS.into_iter().chain([(CUSTOM, "members that you choose")]) {
        terminal.print_err(format_args!("  {preset:<10}  {format}"))?;
    }
    let (default, _) = FORMATS[0];
    let format = ask_valid("Response format".to_owned(), default.to_owned(), |format| {
        let is_known = format == CUSTOM || find_preset(format).is_some();
        is_known.then_some(()).ok_or_else(|| "expected a name in the list of response formats".to_owned())
    })?;
    if let Some(preset) = find_preset(&format) {
        return Ok(Wire::Preset(preset.to_owned()));
    }
    let prompt = "Members of the body, separated by commas".to_owned();
    let members = ask_valid(prompt, "code,message,details".to_owned(), |text| parse_members(text).map(drop))?;
    parse_members(&members).map(Wire::Body).map_err(Failure::Fatal)
}

/// Asks for the frameworks. The default is the frameworks that the package depends on.
fn ask_frameworks(main: &Path) -> Result<Vec<&'static Framework>, Failure> {
    let used: Vec<&str> = frameworks_of(main).iter().map(|framework| framework.name).collect();
    let names = parse_names(&ask_valid(
        format!("Framework ({})", FRAMEWORKS.join(", ")),
        if used.is_empty() { "none".to_owned() } else { used.join(",") },
        |text| match parse_names(text).into_iter().find(|name| !FRAMEWORKS.contains(&name.as_str())) {
            None => Ok(()),
            Some(name) => Err(format!("`{name}` is not one of {}", FRAMEWORKS.join(", "))),
        },
    )?);
    Ok(choose(names.iter().map(String::as_str)))
}

fn parse_names(text: &str) -> Vec<String> {
    text.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Asks for a line until it is valid.
fn ask_valid(prompt: String, default: String, check: impl Fn(&str) -> Result<(), String>) -> Result<String, Failure> {
    let input = Input::with_theme(&SimpleTheme).with_prompt(prompt).default(default);
    input.validate_with(|text: &String| check(text)).interact_text().map_err(no_answer)
}

fn parse_members(text: &str) -> Result<Vec<Member>, String> {
    text.split(',').map(Member::parse).collect()
}

fn no_answer(error: dialoguer::Error) -> Failure {
    Failure::Fatal(format!("cannot read the answer: {error}; nothing was written"))
}
