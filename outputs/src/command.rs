//! Writes commands as a user types them in a POSIX shell.

use std::borrow::Cow;
use std::path::Path;

/// Returns the arguments of a command, separated by spaces. An argument is quoted if a POSIX shell requires quotes.
#[must_use]
pub fn join_arguments<'a>(arguments: impl IntoIterator<Item = &'a str>) -> String {
    arguments.into_iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// Returns a path as an argument. A path that begins with `-` would be read as an option, so `./` precedes this path.
#[must_use]
pub fn path_argument(path: &Path) -> String {
    let path = path.display().to_string();
    if path.starts_with('-') { format!("./{path}") } else { path }
}

fn quote(argument: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "%+,-./:=@_".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.into();
    }
    // A quoted text cannot contain a quote, so the text ends before each quote, and begins again after the quote.
    format!("'{}'", argument.replace('\'', r"'\''")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_each_argument_unchanged() {
        for (argument, quoted) in [
            ("errors.toml", "errors.toml"),
            ("--reworded", "--reworded"),
            ("a/b-c_d.toml", "a/b-c_d.toml"),
            ("größe.toml", "größe.toml"),
            ("sp ace/errors.toml", "'sp ace/errors.toml'"),
            ("", "''"),
            ("it's", r"'it'\''s'"),
            ("~/x", "'~/x'"),
            ("$HOME", "'$HOME'"),
            ("a*b", "'a*b'"),
            ("a;b", "'a;b'"),
            (r"a\b", r"'a\b'"),
        ] {
            assert_eq!(join_arguments([argument]), quoted);
        }
        assert_eq!(join_arguments(["check", "a b"]), "check 'a b'");
        assert_eq!(path_argument(Path::new("-x.toml")), "./-x.toml");
    }
}
