//! Asks the questions of `init`.

use std::path::Path;

use dialoguer::Input;
use dialoguer::theme::SimpleTheme;
use error_catalog_model::keys::preset_names;

use super::framework::{Framework, choose};
use super::paste::{frameworks_of, statuses_of};
use super::template::{Answers, Given, Wire, default_name, default_title};
use crate::args::init::{FRAMEWORKS, Member};
use crate::failure::Failure;

/// The answer that selects a custom format.
const CUSTOM: &str = "custom";

/// Asks for each value that the arguments do not give.
pub(super) fn ask(given: Given, main: &Path) -> Result<Answers, Failure> {
    let Given { name, title, wire, frameworks } = given;
    let name = name.map_or_else(|| ask_line("Name of the catalog", default_name(main)), Ok)?;
    let title = title.map_or_else(|| ask_line("Title of the reference", default_title(&name)), Ok)?;
    let wire = wire.map_or_else(ask_wire, Ok)?;
    let frameworks = frameworks.map_or_else(|| ask_frameworks(main), Ok)?;
    let frameworks = Some(frameworks);
    let statuses = statuses_of(&frameworks, main);
    Ok(Answers { name, title, wire, frameworks, statuses })
}

fn ask_line(prompt: &str, default: String) -> Result<String, Failure> {
    let input = Input::with_theme(&SimpleTheme).with_prompt(prompt).default(default);
    input.interact_text().map_err(no_answer)
}

fn ask_wire() -> Result<Wire, Failure> {
    let names: Vec<&str> = preset_names().chain([CUSTOM]).collect();
    // This is not a menu, because a menu hides the cursor and Ctrl-C would leave it hidden.
    let prompt = format!("Response format ({})", names.join(", "));
    let format = ask_valid(prompt, names[0].to_owned(), |format| match names.contains(&format) {
        true => Ok(()),
        false => Err(format!("expected one of {}", names.join(", "))),
    })?;
    if format != CUSTOM {
        return Ok(Wire::Preset(format));
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
