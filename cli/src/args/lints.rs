//! `--deny`, `--warn` and `--allow`, in the order in which they are given.

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use error_catalog_model::{Diagnostic, LintSetting, Report, Rule, Severity, nearest, rules};

/// The lint levels that the command line sets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lints {
    /// The settings in the order of the arguments. The last setting of a lint wins.
    pub(crate) settings: Vec<LintSetting>,
    /// After all other settings are applied, every lint whose level is still `warn` gets this level.
    warnings: Option<Severity>,
}

impl Lints {
    /// Applies `--deny warnings` and `--allow warnings`. Both leave `meaning-changed` as it is, because only
    /// `release --reworded` resolves this warning.
    pub(crate) fn judge_warnings(&self, report: &mut Report) {
        let Some(severity) = self.warnings else { return };
        let is_warning = |it: &&mut Diagnostic| it.severity == Severity::Warning && it.rule.is_lint();
        let warnings = report.diagnostics.iter_mut().filter(is_warning);
        warnings.for_each(|diagnostic| diagnostic.severity = severity);
        report.diagnostics.retain(|diagnostic| diagnostic.severity != Severity::Allowed);
    }

    fn add(&mut self, lint: Lint, severity: Severity) {
        match lint {
            Lint::Rule(rule) => self.settings.push(LintSetting { rule, severity }),
            Lint::Warnings => self.warnings = Some(severity),
        }
    }
}

/// Each flag, the level that the flag gives to a lint, and the help of the flag.
const FLAGS: [(&str, Severity, &str); 3] = [
    ("deny", Severity::Error, "Report this lint as an error; `warnings` means every warning"),
    ("warn", Severity::Warning, "Report this lint as a warning"),
    ("allow", Severity::Allowed, "Do not report this lint; `warnings` means every warning"),
];

#[derive(Clone, Copy, Debug)]
enum Lint {
    Rule(&'static Rule),
    /// Every lint that still has the level `warn` when all other settings are applied.
    Warnings,
}

fn parse_lint(name: &str) -> Result<Lint, String> {
    if name == "warnings" {
        return Ok(Lint::Warnings);
    }
    let Some(rule) = rules::find(name) else {
        let lints: Vec<&str> = rules::all().filter(|rule| rule.is_lint()).map(|rule| rule.id).collect();
        let near = nearest(name, &lints).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("there is no lint of this name{near}"));
    };
    rule.refuse_level().map_or(Ok(Lint::Rule(rule)), Err)
}

impl FromArgMatches for Lints {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut lints = Lints::default();
        lints.update_from_arg_matches(matches)?;
        Ok(lints)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let mut given = Vec::new();
        for (flag, severity, _) in FLAGS {
            let lints = matches.try_get_many::<Lint>(flag).map_err(|_| clap::Error::new(ErrorKind::InvalidValue))?;
            if matches.value_source(flag) == Some(ValueSource::CommandLine) {
                let places = matches.indices_of(flag).into_iter().flatten();
                given.extend(places.zip(lints.into_iter().flatten()).map(|(place, lint)| (place, *lint, severity)));
            }
        }
        given.sort_by_key(|(place, ..)| *place);
        given.into_iter().for_each(|(_, lint, severity)| self.add(lint, severity));
        Ok(())
    }
}

impl Args for Lints {
    fn augment_args(command: Command) -> Command {
        command.args(FLAGS.map(|(flag, _, help)| {
            Arg::new(flag).long(flag).value_name("RULE").action(ArgAction::Append).value_parser(parse_lint).help(help)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}
