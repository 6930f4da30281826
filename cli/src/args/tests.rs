//! Checks that the documentation describes every command and option.

use clap::{Command, CommandFactory, Parser};

use crate::args::Args;

/// Every command and subcommand, with its full name.
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

/// The pages that show commands.
const PAGES: [(&str, &str); 3] = [
    ("README.md", include_str!("../../../README.md")),
    ("docs/cli.md", CLI),
    ("docs/format.md", include_str!("../../../docs/format.md")),
];
const CLI: &str = include_str!("../../../docs/cli.md");

#[test]
fn the_reference_has_every_command_and_option() {
    let (common, _) = CLI.split_once("\n## `error-catalog ").unwrap();
    let section = |name: &str| {
        let heading = format!("\n## `{name}`\n");
        let (_, section) = CLI.split_once(&heading).unwrap_or_else(|| panic!("docs/cli.md has no heading `{name}`"));
        section.split("\n## ").next().unwrap()
    };
    for (name, command) in commands() {
        // A subcommand of a command is described in the section of that command.
        let words: Vec<&str> = name.split(' ').collect();
        let section = if words.len() > 1 { section(&words[..2].join(" ")) } else { common };
        assert!(words.iter().skip(2).all(|word| section.contains(word)), "docs/cli.md does not know {name}");
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            let option = format!("`--{option}");
            let is_there = |page: &str| [" ", "`"].iter().any(|end| page.contains(&format!("{option}{end}")));
            assert!(is_there(section) || is_there(common), "docs/cli.md does not know {option}` of {name}");
        }
    }
}

#[test]
fn the_commands_that_pages_show_can_be_typed() {
    let mut typed = 0;
    for (page, text) in PAGES {
        for block in text.split("\n```sh\n").skip(1).filter_map(|block| block.split("\n```").next()) {
            for line in block.lines().filter(|line| line.starts_with("error-catalog ")) {
                let command = line.split(['#', '>', '|']).next().unwrap_or_default();
                let outcome = Args::try_parse_from(command.split_whitespace());
                assert!(outcome.is_ok(), "{page}: {line}\n{}", outcome.err().unwrap());
                typed += 1;
            }
        }
    }
    assert!(typed > 5, "the pages show {typed} commands");
}
