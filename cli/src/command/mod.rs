//! The commands, a module each: what may stand behind it, and what it does.

mod check;
mod completions;
mod diff;
mod explain;
mod fmt;
mod generate;
#[cfg(feature = "import")]
mod import;
mod init;
mod list;
mod man;
mod places;
mod release;
mod render;
mod usage;

use clap::Subcommand;

use crate::Stop;
use crate::terminal::Terminal;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(check::Options),
    Diff(diff::Options),
    Release(release::Options),
    Explain(explain::Options),
    List(list::Options),
    Where(places::Options),
    Usage(usage::Options),
    Init(init::Options),
    #[cfg(feature = "import")]
    Import(import::Options),
    Fmt(fmt::Options),
    Generate(generate::Options),
    Render(render::Options),
    Completions(completions::Options),
    Man(man::Options),
}

/// The usage that a command words itself calls the program as the user does.
pub(crate) fn word_usage(command: clap::Command, program: &str) -> clap::Command {
    command.mut_subcommand("diff", |command| command.override_usage(diff::usage(program)))
}

pub(crate) fn run(command: &Command, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    match command {
        Command::Check(options) => check::run(options, terminal),
        Command::Diff(options) => diff::run(options, terminal),
        Command::Release(options) => release::run(options, terminal),
        Command::Explain(options) => explain::run(options, terminal),
        Command::List(options) => list::run(options, terminal),
        Command::Where(options) => places::run(options, terminal),
        Command::Usage(options) => usage::run(options, terminal),
        Command::Init(options) => init::run(options, terminal),
        #[cfg(feature = "import")]
        Command::Import(options) => import::run(options, terminal),
        Command::Fmt(options) => fmt::run(options, terminal),
        Command::Generate(options) => generate::run(options, terminal),
        Command::Render(options) => render::run(options, terminal),
        Command::Completions(options) => completions::run(options, terminal),
        Command::Man(options) => man::run(options, terminal),
    }
}
