//! `error-catalog render`

use std::collections::BTreeSet;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args as _, FromArgMatches, Subcommand};
use error_catalog_model::Literal;
use error_catalog_outputs::registry::{KINDS, Kind, NAME_CHARACTERS, OptionSpec, Values, find_kind};

use super::CatalogPath;
use crate::schemas::SCHEMAS;

/// Print one output of a catalog, or a JSON Schema
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example: error-catalog render json | jq -r '.errors[].code'",
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
pub(crate) struct Options {
    /// List the kinds of outputs, one per line
    #[arg(long)]
    pub(crate) list: bool,
    #[command(subcommand)]
    pub(crate) what: Option<What>,
}

/// A subcommand for each kind of output, and one for schemas.
#[derive(Debug)]
pub(crate) enum What {
    Output(&'static Kind, CatalogPath, Vec<(String, Literal)>),
    Schema(SchemaOptions),
}

impl Subcommand for What {
    fn augment_subcommands(mut command: clap::Command) -> clap::Command {
        for kind in KINDS {
            let Kind { name, extension, .. } = kind;
            let example = match kind.template_option() {
                None => format!("Example: error-catalog render {name} api/errors.toml > errors.{extension}"),
                Some(option) => format!(
                    "The path of the template starts in the folder of the catalog.\n\nExample: error-catalog render {name} api/errors.toml --{} errors.go.j2 > errors.go",
                    option.name
                ),
            };
            let output = clap::Command::new(*name).about(kind.summary).after_help(example);
            let output = output.args(kind.options.iter().map(option_argument));
            command = command.subcommand(CatalogPath::augment_args(output));
        }
        let schema = clap::Command::new("schema")
            .about("The JSON Schema of the catalog format, or of a document that a command prints")
            .after_help("Example: error-catalog render schema > errors.schema.json");
        command.subcommand(SchemaOptions::augment_args(schema))
    }

    fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        name == "schema" || find_kind(KINDS, name).is_some()
    }
}

impl FromArgMatches for What {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let (name, matches) = matches.subcommand().ok_or_else(|| clap::Error::new(ErrorKind::MissingSubcommand))?;
        match find_kind(KINDS, name) {
            Some(kind) => {
                let options = given_options(kind, matches);
                refuse_repeated_members(&options)?;
                Ok(What::Output(kind, CatalogPath::from_arg_matches(matches)?, options))
            }
            None => Ok(What::Schema(SchemaOptions::from_arg_matches(matches)?)),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Returns the argument for an option of a kind.
fn option_argument(option: &OptionSpec) -> Arg {
    let argument = Arg::new(option.name).long(option.name).help(option.summary);
    match option.values {
        Values::Flag => argument.action(ArgAction::SetTrue),
        Values::Text => argument.value_name("TEXT"),
        Values::OneOf(choices) => argument.value_name("NAME").value_parser(PossibleValuesParser::new(choices)),
        Values::Name => argument.value_name("TEXT").value_parser(parse_name),
        Values::Template => argument.value_name("PATH").required(true),
        Values::Table => argument.value_name("NAME=TEXT").action(ArgAction::Append).value_parser(parse_member),
    }
}

/// Parses a part of a name.
fn parse_name(argument: &str) -> Result<String, String> {
    match Values::Name.accept(&Literal::String(argument.to_owned())) {
        true => Ok(argument.to_owned()),
        false => Err(format!("expected {NAME_CHARACTERS}")),
    }
}

/// Parses a member of a table.
fn parse_member(argument: &str) -> Result<(String, String), String> {
    match argument.split_once('=') {
        Some((name, text)) if !name.is_empty() => Ok((name.to_owned(), text.to_owned())),
        _ => Err("expected a name, `=` and a text, such as `package=shop`".to_owned()),
    }
}

/// Returns the options of a kind that were given as arguments.
fn given_options(kind: &Kind, matches: &ArgMatches) -> Vec<(String, Literal)> {
    let value = |OptionSpec { name, values, .. }: &OptionSpec| match values {
        Values::Flag => matches.get_flag(name).then_some(Literal::Bool(true)),
        Values::Text | Values::Name | Values::OneOf(_) | Values::Template => {
            matches.get_one::<String>(name).cloned().map(Literal::String)
        }
        Values::Table => {
            let members = matches.get_many::<(String, String)>(name)?.cloned();
            Some(Literal::Table(members.map(|(name, text)| (name, Literal::String(text))).collect()))
        }
    };
    kind.options.iter().filter_map(|option| Some((option.name.to_owned(), value(option)?))).collect()
}

/// Rejects a table with two members of the same name, as clap rejects an option that is given twice.
fn refuse_repeated_members(options: &[(String, Literal)]) -> Result<(), clap::Error> {
    for (option, value) in options {
        let Literal::Table(members) = value else { continue };
        let mut names = BTreeSet::new();
        if let Some((name, _)) = members.iter().find(|(name, _)| !names.insert(name)) {
            let message = format!("the member `{name}` of '--{option}' cannot be given multiple times\n");
            return Err(clap::Error::raw(ErrorKind::ArgumentConflict, message));
        }
    }
    Ok(())
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchemaOptions {
    /// Print the schema of this format or document
    #[arg(long = "for", value_name = "NAME", default_value = SCHEMAS[0].name, value_parser = schema_names())]
    pub(crate) of: String,
}

fn schema_names() -> PossibleValuesParser {
    SCHEMAS.iter().map(|schema| PossibleValue::new(schema.name).help(schema.about)).collect::<Vec<_>>().into()
}
