//! `error-catalog man`

use std::io;
use std::path::PathBuf;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::Stop;
use crate::args::Args;
use crate::file::write_file;
use crate::terminal::Terminal;

/// Prints the manual, or writes a page for each command
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog man | man -l -")]
pub(crate) struct Options {
    /// A folder that gets the page of the program and one for each of its commands
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let program = terminal.program();
    let command = Args::command().bin_name(terminal.name).display_name(&program).disable_help_subcommand(true);
    let Some(dir) = &options.dir else { return Ok(terminal.out.write_all(render_page(command)?.as_bytes())?) };
    let mut commands = vec![command.clone()];
    for subcommand in command.get_subcommands() {
        let name = subcommand.get_name();
        let color = command.get_arguments().find(|arg| arg.get_id() == "color").cloned();
        let page = subcommand.clone().args(color).bin_name(format!("{} {name}", terminal.name));
        commands.push(page.display_name(format!("{program}-{name}")));
    }
    let mut written = 0;
    for command in commands {
        let path = dir.join(format!("{}.1", command.get_display_name().unwrap_or(&program)));
        if write_file(&path, &render_page(command)?)? {
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
    after.split("\n\n").try_for_each(|paragraph| render_after(paragraph, &mut text))?;
    String::from_utf8(text).map_err(io::Error::other)
}

/// `Exit codes: …` and `Example: …`, as sections whose lines stay as they are.
fn render_after(paragraph: &str, text: &mut Vec<u8>) -> io::Result<()> {
    let Some((heading, lines)) = paragraph.split_once(':') else { return Ok(()) };
    let (heading, remark) = heading.split_once(", ").unwrap_or((heading, ""));
    let mut roff = Roff::new();
    roff.control("SH", [heading.to_uppercase().as_str()]);
    if !remark.is_empty() {
        roff.text([roman(format!("({remark})"))]);
        roff.control("PP", []);
    }
    roff.control("nf", []);
    for line in lines.trim().lines() {
        roff.text([roman(line.trim())]);
    }
    roff.control("fi", []);
    roff.to_writer(text)
}
