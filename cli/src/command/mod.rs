//! The commands, with one module for each command. No command uses another command.

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

use crate::args::Command;
use crate::failure::Failure;
use crate::terminal::Terminal;

pub(crate) fn run(command: &Command, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
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
