//! Checks the prohibitions in ARCHITECTURE.md: what particular parts of the code must never do. The check covers only
//! guarantees that can be proved from the paths in the code.

use syn::visit::{self, Visit};

use super::Problems;
use super::paths::used_paths;
use super::source::Source;

/// Paths that the code in some folders must not use.
struct Absence {
    /// The folders, relative to the repository.
    within: &'static [&'static str],
    /// The files and folders in these folders that may use the paths.
    except: &'static [&'static str],
    paths: &'static [&'static str],
    because: &'static str,
}

/// The library packages, which are all that a user's build compiles.
const LIBRARIES: &[&str] =
    &["wire/src/", "catalog/src/", "codegen/src/", "outputs/src/", "build/src/", "macros/src/", "src/"];

/// The packages that read the files of users.
const READERS: &[&str] = &["codegen/src/", "outputs/src/", "build/src/", "macros/src/", "import/src/", "cli/src/"];

/// Paths of functions and crates that write or remove files.
const WRITERS: &[&str] = &[
    "std::fs::File::create",
    "std::fs::File::create_new",
    "std::fs::OpenOptions",
    "std::fs::copy",
    "std::fs::create_dir",
    "std::fs::create_dir_all",
    "std::fs::remove_dir_all",
    "std::fs::remove_file",
    "std::fs::rename",
    "std::fs::write",
    "tempfile",
];

const ABSENCES: &[Absence] = &[
    Absence {
        within: LIBRARIES,
        except: &[
            "codegen/src/folder.rs",
            "codegen/src/read.rs",
            "outputs/src/build/",
            "build/src/",
            "macros/src/",
            "src/record.rs",
        ],
        paths: &["std::fs", "std::env", "std::process::Command", "std::net"],
        because: "only the doors do IO",
    },
    Absence {
        within: READERS,
        // `OpenFolder` opens only folders.
        except: &["codegen/src/read.rs", "outputs/src/build/open_folder.rs"],
        paths: &["std::fs::File::open", "std::fs::OpenOptions", "std::fs::read", "std::fs::read_to_string"],
        because: "to read a named pipe can wait forever; `codegen::read_text` reads only regular files",
    },
    Absence {
        within: &["catalog/src/", "codegen/src/", "outputs/src/"],
        // These files use the time to give temporary files of two builds different names.
        except: &["outputs/src/build/file.rs", "outputs/src/build/write.rs"],
        paths: &["std::time::SystemTime", "std::time::Instant"],
        because: "no time gets into an output",
    },
    Absence {
        within: &["codegen/src/", "outputs/src/", "macros/src/"],
        except: &[],
        paths: &["std::collections::HashMap", "std::collections::HashSet", "std::collections::hash_map"],
        because: "no hash map is iterated into an output",
    },
    Absence {
        within: &["catalog/src/"],
        except: &[],
        paths: &["syn", "quote", "proc_macro2", "serde", "serde_json"],
        because: "the model is TOML alone",
    },
    Absence {
        within: &["cli/src/", "import/src/"],
        except: &[],
        paths: WRITERS,
        because: "the command line writes every file with `outputs::build::replace_file`",
    },
    Absence {
        within: &["cli/src/args/"],
        except: &["cli/src/args/tests.rs"],
        paths: &["crate::command"],
        because: "arguments know no command",
    },
];

/// Checks that no code uses a path that `ABSENCES` forbids, that commands do not use each other, and that renderers
/// cannot fail.
pub(crate) fn check_promises(sources: &[Source], problems: &mut Problems) {
    for source in sources.iter().filter(|source| !source.is_test) {
        let is_below = |folders: &[&str]| folders.iter().any(|folder| source.path.starts_with(folder));
        let absences: Vec<&Absence> =
            ABSENCES.iter().filter(|absence| is_below(absence.within) && !is_below(absence.except)).collect();
        let command = command(&source.path);
        if absences.is_empty() && command.is_none() {
            continue;
        }
        for path in used_paths(source) {
            let place = format!("{}:{}", source.path, path.line);
            for absence in &absences {
                if absence.paths.iter().any(|prefix| path.starts_with(prefix)) {
                    problems.add(format!("{place}: `{}` is used, but {}", path.parts.join("::"), absence.because));
                }
            }
            if let (Some(command), Some([first, other, ..])) = (command, path.in_crate())
                && first == "command"
                && other != command
            {
                problems.add(format!("{place}: the command `{command}` uses the command `{other}`"));
            }
        }
        if is_below(&["codegen/src/", "outputs/src/"]) {
            check_renderers(source, problems);
        }
    }
}

/// The command that a file belongs to.
fn command(path: &str) -> Option<&str> {
    let name = path.strip_prefix("cli/src/command/")?;
    let name = name.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (name != "mod").then_some(name)
}

/// Checks that a `render_` function returns text and not a `Result`, because earlier stages reject whatever could fail.
fn check_renderers(source: &Source, problems: &mut Problems) {
    let mut renderers = Renderers::default();
    renderers.visit_file(&source.syntax);
    for (line, name) in renderers.fallible {
        problems.add(format!("{}:{line}: `{name}` returns a `Result`, but no back end fails", source.path));
    }
}

#[derive(Default)]
struct Renderers {
    fallible: Vec<(usize, String)>,
}

impl Visit<'_> for Renderers {
    fn visit_signature(&mut self, signature: &syn::Signature) {
        let name = signature.ident.to_string();
        if let syn::ReturnType::Type(_, returned) = &signature.output
            && let syn::Type::Path(returned) = &**returned
            && returned.path.segments.last().is_some_and(|last| last.ident == "Result")
            && name.starts_with("render_")
        {
            self.fallible.push((signature.fn_token.span.start().line, name));
        }
        visit::visit_signature(self, signature);
    }
}
