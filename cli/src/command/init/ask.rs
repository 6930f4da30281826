//! What `init` asks.

use std::path::Path;

use dialoguer::theme::SimpleTheme;
use dialoguer::{Input, Select};
use error_catalog_model::keys::preset_names;

use super::template::{Answers, Given, Member, Wire, default_name, default_title};
use crate::Stop;

const FORMATS: [(&str, &str); 5] = [
    ("rfc9457", "Problem Details"),
    ("json-api", "JSON:API"),
    ("google", "google.rpc.Status"),
    ("oauth2", "OAuth 2.0"),
    ("graphql", "GraphQL"),
];

/// Asks for all that is not given.
pub(super) fn ask((name, title, wire): Given, main: &Path) -> Result<Answers, Stop> {
    let name = name.map_or_else(|| ask_line("Name of the catalog", default_name(main)), Ok)?;
    let title = title.map_or_else(|| ask_line("Title of its reference", default_title(&name)), Ok)?;
    let wire = wire.map_or_else(ask_wire, Ok)?;
    Ok(Answers { name, title, wire })
}

fn ask_line(prompt: &str, default: String) -> Result<String, Stop> {
    let input = Input::with_theme(&SimpleTheme).with_prompt(prompt).default(default);
    input.interact_text().map_err(no_answer)
}

fn ask_wire() -> Result<Wire, Stop> {
    let presets: Vec<&str> = preset_names().collect();
    let describe = |preset: &&str| match FORMATS.iter().find(|(name, _)| name == preset) {
        Some((name, what)) => format!("{name}: {what}"),
        None => (*preset).to_owned(),
    };
    let mut items: Vec<String> = presets.iter().map(describe).collect();
    items.push("a body of your own".to_owned());
    let select = Select::with_theme(&SimpleTheme).with_prompt("Format of the responses").items(&items).default(0);
    if let Some(preset) = presets.get(select.interact().map_err(no_answer)?) {
        return Ok(Wire::Preset((*preset).to_owned()));
    }
    let members: String = Input::with_theme(&SimpleTheme)
        .with_prompt("Its members")
        .default("code,message,details".to_owned())
        .validate_with(|text: &String| parse_members(text).map(drop))
        .interact_text()
        .map_err(no_answer)?;
    parse_members(&members).map(Wire::Body).map_err(Stop::Trouble)
}

fn parse_members(text: &str) -> Result<Vec<Member>, String> {
    text.split(',').map(Member::parse).collect()
}

fn no_answer(error: dialoguer::Error) -> Stop {
    Stop::Trouble(format!("no answer: {error}; nothing is written"))
}
