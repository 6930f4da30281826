//! `error-catalog init`

#[cfg(feature = "import")]
mod adopt;
mod ask;
#[cfg(feature = "import")]
mod dependency;
mod framework;
mod paste;
mod template;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use error_catalog_codegen::Folder;
use error_catalog_model::{Catalog, Severity, printable};

use self::ask::ask;
use self::framework::choose;
use self::paste::{instructions, write_build_script};
use self::template::{Answers, Given, Wire, render_catalog};
use crate::args::init::Options;
use crate::destination::check_catalog_path;
use crate::failure::Failure;
use crate::file::{Old, write_file};
use crate::layout::{Role, format_file};
use crate::terminal::Terminal;

pub(crate) fn run(options: &Options, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    #[cfg(feature = "import")]
    if let Some(source) = &options.adopt {
        return adopt::adopt(options, source, terminal);
    }
    let main = options.main_file();
    if main.symlink_metadata().is_ok() {
        return Err(Failure::Fatal(format!("{} already exists; nothing was written", main.display())));
    }
    check_catalog_path(&main)?;
    let wire = match (&options.preset, &options.body) {
        (Some(preset), _) => Some(Wire::Preset(preset.clone())),
        (None, Some(members)) => Some(Wire::Body(members.clone())),
        (None, None) => None,
    };
    let frameworks = (!options.framework.is_empty()).then(|| choose(options.framework.iter().map(String::as_str)));
    let given = Given { name: options.name.clone(), title: options.title.clone(), wire, frameworks };
    let answers = if options.yes || !terminal.is_interactive() {
        Answers::or_default(given, &main)
    } else {
        ask(given, &main, terminal)?
    };
    let text = render_catalog(&answers);
    let text = format_file(&text, Role::Catalog).unwrap_or(text);
    check(&text, &main, terminal)?;
    write_file(&main, Old::Absent, &text)?;
    terminal.print(format_args!("wrote {}", main.display()))?;
    if let Some(script) = write_build_script(&main)? {
        terminal.print(format_args!("wrote {}", script.display()))?;
    }
    Ok(write!(terminal.out, "\n{}", printable(&instructions(&main, answers.frameworks, terminal.name)))?)
}

/// Checks a catalog before it is written. The catalog can only be invalid because of a value that the user gives. The
/// messages name no place in the catalog, because the file does not exist.
fn check(text: &str, main: &Path, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let name = Folder::of(main).main().to_owned();
    let source = BTreeMap::from([(name.clone(), text.to_owned())]);
    let (_, report) = Catalog::parse(&name, &source);
    if !report.has_errors() {
        return Ok(());
    }
    for problem in report.diagnostics.iter().filter(|problem| problem.severity == Severity::Error) {
        let parts = [problem.message.as_str(), &problem.label];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        terminal.say_error(parts.join(": "))?;
        problem.help.iter().try_for_each(|help| terminal.say_help(help))?;
    }
    Err(Failure::Fatal(format!("{} was not written", main.display())))
}

/// The folder of a file.
fn folder_of(main: &Path) -> PathBuf {
    main.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}
