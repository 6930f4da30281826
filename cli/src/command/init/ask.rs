//! Asks the questions of `init`.

use std::path::Path;

use dialoguer::Input;
use dialoguer::theme::SimpleTheme;
use error_catalog_model::keys::preset_names;

use super::template::{Answers, Given, Wire, default_name, default_title};
use crate::args::init::Member;
use crate::failure::Failure;

/// The answer that selects a custom format.
const CUSTOM: &str = "custom";

/// Asks for each value that the arguments do not give.
pub(super) fn ask((name, title, wire): Given, main: &Path) -> Result<Answers, Failure> {
    let name = name.map_or_else(|| ask_line("Name of the catalog", default_name(main)), Ok)?;
    let title = title.map_or_else(|| ask_line("Title of the reference", default_title(&name)), Ok)?;
    let wire = wire.map_or_else(ask_wire, Ok)?;
    Ok(Answers { name, title, wire })
}

fn ask_line(prompt: &str, default: String) -> Result<String, Failure> {
    let input = Input::with_theme(&SimpleTheme).with_prompt(prompt).default(default);
    input.interact_text().map_err(no_answer)
}

fn ask_wire() -> Result<Wire, Failure> {
    let names: Vec<&str> = preset_names().chain([CUSTOM]).collect();
    // This is not a menu, because a menu hides the cursor and Ctrl-C would leave it hidden.
    let format: String = Input::with_theme(&SimpleTheme)
        .with_prompt(format!("Response format ({})", names.join(", ")))
        .default(names[0].to_owned())
        .validate_with(|format: &String| match names.contains(&format.as_str()) {
            true => Ok(()),
            false => Err(format!("expected one of {}", names.join(", "))),
        })
        .interact_text()
        .map_err(no_answer)?;
    if format != CUSTOM {
        return Ok(Wire::Preset(format));
    }
    let members: String = Input::with_theme(&SimpleTheme)
        .with_prompt("Members of the body, separated by commas")
        .default("code,message,details".to_owned())
        .validate_with(|text: &String| parse_members(text).map(drop))
        .interact_text()
        .map_err(no_answer)?;
    parse_members(&members).map(Wire::Body).map_err(Failure::Fatal)
}

fn parse_members(text: &str) -> Result<Vec<Member>, String> {
    text.split(',').map(Member::parse).collect()
}

fn no_answer(error: dialoguer::Error) -> Failure {
    Failure::Fatal(format!("cannot read the answer: {error}; nothing was written"))
}
