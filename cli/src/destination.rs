//! Checks the path of a file that a command is about to write, if the user gave this path. The outputs of a catalog
//! follow similar rules, which `outputs/src/build/plan.rs` checks.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf, absolute};

use error_catalog_codegen::follow_links;
use error_catalog_model::keys::locale_of;

use crate::failure::Failure;

/// Fails unless a catalog may be written to `path`. A symbolic link must lead to a file that follows the same rules.
pub(crate) fn check_catalog_path(path: &Path) -> Result<(), Failure> {
    let real = check_visible(path)?;
    for place in [path, &real] {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let why = if !name.ends_with(".toml") {
            "cannot be a catalog; expected a file name that ends in `.toml`".to_owned()
        } else if name.eq_ignore_ascii_case("Cargo.toml") {
            "is the manifest of a package; expected a different file name".to_owned()
        } else if let Some(main) = translated(place, &name) {
            format!("is a translation of {main}; expected a different file name")
        } else {
            continue;
        };
        return Err(refuse(path, &real, &why));
    }
    Ok(())
}

/// Fails if a file or a folder in `path` is hidden, as written or after all symbolic links are followed. Returns the
/// real path. The folder in which the command runs, and the folders above this folder, may be hidden.
pub(crate) fn check_visible(path: &Path) -> Result<PathBuf, Failure> {
    let broken = |error| Failure::Fatal(format!("cannot write {}: {error}", path.display()));
    let here = env::current_dir().map_err(broken)?;
    let real_here = fs::canonicalize(&here).map_err(broken)?;
    let real = follow_links(path).map_err(broken)?;
    if is_hidden(&absolute(path).map_err(broken)?, &here) || is_hidden(&real, &real_here) {
        return Err(refuse(path, &real, "is a hidden file or is in a hidden folder; expected a different path"));
    }
    Ok(real)
}

fn refuse(path: &Path, real: &Path, why: &str) -> Failure {
    let name = path.display();
    Failure::Fatal(match path.file_name() == real.file_name() {
        true => format!("{name} {why}"),
        false => format!("{name} leads through a symbolic link to {}, which {why}", real.display()),
    })
}

/// The main file in the same folder that has the file `name` as a translation.
fn translated(path: &Path, name: &str) -> Option<String> {
    let (stem, _) = name.strip_suffix(".toml")?.rsplit_once('.')?;
    let main = format!("{stem}.toml");
    (locale_of(&main, name).is_some() && path.with_file_name(&main).exists()).then_some(main)
}

/// Whether a path contains a hidden name below the folders that the path shares with `base`.
fn is_hidden(path: &Path, base: &Path) -> bool {
    let shared = path.components().zip(base.components()).take_while(|(a, b)| a == b).count();
    let hides =
        |part: Component<'_>| matches!(part, Component::Normal(name) if name.as_encoded_bytes().starts_with(b"."));
    path.components().skip(shared).any(hides)
}
