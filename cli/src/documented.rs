//! Every command is explained where people look for it.

use clap::{Command, CommandFactory};

use crate::args::Args;

/// Every command that can be typed, and those below it, by its whole name.
fn commands() -> Vec<(String, Command)> {
    let mut root = Args::command().term_width(80);
    root.build();
    let mut commands = vec![(root.get_name().to_owned(), root)];
    let mut next = 0;
    while next < commands.len() {
        let (name, command) = &commands[next];
        let below = command.get_subcommands().filter(|command| command.get_name() != "help");
        let below: Vec<_> = below.map(|command| (format!("{name} {}", command.get_name()), command.clone())).collect();
        commands.extend(below);
        next += 1;
    }
    commands
}

#[test]
fn every_help_has_an_example_and_fits_80_columns() {
    for (name, mut command) in commands() {
        let help = command.render_long_help().to_string();
        let example = help.split_once("\nExample").map_or("", |(_, example)| example);
        assert!(example.contains(&name), "the help of {name} has no example of it");
        for help in [help, command.render_help().to_string()] {
            let widest = help.lines().max_by_key(|line| line.chars().count()).unwrap_or_default();
            assert!(widest.chars().count() <= 80, "the help of {name} has a wide line:\n{widest}");
        }
    }
}
