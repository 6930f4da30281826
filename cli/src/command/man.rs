//! `error-catalog man`

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args::Args;
use crate::args::man::Options;
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let program = terminal.program();
    let command = Args::command().bin_name(terminal.name).display_name(&program).disable_help_subcommand(true);
    let Some(dir) = &options.dir else { return Ok(terminal.out.write_all(render_page(command)?.as_bytes())?) };
    let color = command.get_arguments().find(|arg| arg.get_id() == "color").cloned();
    let mut commands = vec![command];
    let mut at = 0;
    while let Some(above) = commands.get(at).cloned() {
        let (called, page) = (above.get_bin_name().unwrap_or_default(), above.get_display_name().unwrap_or_default());
        commands.extend(above.get_subcommands().map(|subcommand| {
            let name = subcommand.get_name();
            let subcommand = subcommand.clone().args(color.clone()).disable_help_subcommand(true);
            subcommand.bin_name(format!("{called} {name}")).display_name(format!("{page}-{name}"))
        }));
        at += 1;
    }
    let mut written = 0;
    for command in commands {
        let path = dir.join(format!("{}.1", command.get_display_name().unwrap_or(&program)));
        if write_file(&path, Old::Any, &render_page(command)?)? {
            writeln!(terminal.out, "wrote {}", path.display())?;
            written += 1;
        }
    }
    if written == 0 {
        writeln!(terminal.out, "{}: up to date", dir.display())?;
    }
    Ok(())
}

fn render_page(command: clap::Command) -> io::Result<String> {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let source = format!("error-catalog {}", env!("CARGO_PKG_VERSION"));
    let has_commands = command.has_subcommands();
    let page = Man::new(command).source(source);
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if has_commands {
        page.render_subcommands_section(&mut text)?;
    }
    let (sections, notes): (Vec<&str>, Vec<&str>) =
        after.split("\n\n").filter(|text| !text.is_empty()).partition(|text| is_section(text));
    render_notes(&notes).to_writer(&mut text)?;
    sections.iter().try_for_each(|section| render_section(section).to_writer(&mut text))?;
    String::from_utf8(text).map_err(io::Error::other)
}

fn is_section(paragraph: &str) -> bool {
    ["Exit codes", "Example"].iter().any(|heading| paragraph.starts_with(heading))
}

/// Renders the section NOTES.
fn render_notes(paragraphs: &[&str]) -> Roff {
    let mut roff = Roff::new();
    if !paragraphs.is_empty() {
        roff.control("SH", ["NOTES"]);
    }
    for paragraph in paragraphs {
        roff.control("PP", []).text([roman(*paragraph)]);
    }
    roff
}

/// Renders a section such as `Exit codes: …` or `Example: …`. Lines that begin with a number become items; other lines
/// are kept.
fn render_section(section: &str) -> Roff {
    let (heading, lines) = section.split_once(':').unwrap_or((section, ""));
    let (heading, remark) = heading.split_once(", ").unwrap_or((heading, ""));
    let mut roff = Roff::new();
    roff.control("SH", [heading.to_uppercase().as_str()]);
    if !remark.is_empty() {
        roff.text([roman(format!("({remark})"))]);
        roff.control("PP", []);
    }
    let has_items = lines.trim().starts_with(|c: char| c.is_ascii_digit());
    if !has_items {
        roff.control("nf", []);
    }
    for line in lines.trim().lines().map(str::trim) {
        match line.split_once("  ").filter(|_| has_items) {
            Some((number, what)) => roff.control("IP", [number, "4"]).text([roman(what)]),
            None => roff.text([roman(line)]),
        };
    }
    if !has_items {
        roff.control("fi", []);
    }
    roff
}
