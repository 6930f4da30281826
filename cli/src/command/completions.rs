//! `error-catalog completions`

use clap::CommandFactory;
use clap_complete::Shell;

use crate::Stop;
use crate::args::Args;
use crate::terminal::Terminal;

/// Prints what a shell needs to complete commands
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: error-catalog completions bash > error-catalog.bash")]
pub(crate) struct Options {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Args::command(), terminal.program(), &mut script);
    Ok(terminal.out.write_all(&script)?)
}
