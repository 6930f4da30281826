//! `error-catalog completions`

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::args::completions::Options;
use crate::failure::Failure;
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Args::command(), terminal.program(), &mut script);
    if options.shell == Shell::Bash {
        script = fix_labels(script, &terminal.program());
    }
    Ok(terminal.data.write_all(&script)?)
}

/// Makes the labels of commands in the script consistent. clap_complete writes a dash in the program's name as `__` in
/// one place and as `__subcmd__` in another, so no option would be completed.
fn fix_labels(script: Vec<u8>, program: &str) -> Vec<u8> {
    match String::from_utf8(script) {
        Ok(text) => text.replace(&program.replace('-', "__subcmd__"), &program.replace('-', "__")).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}
