//! `--color`

use std::ffi::OsString;

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// Finds `--color` before the arguments are parsed, because `--color` also applies to help and usage
/// errors.
pub(crate) fn find_color(args: &[OsString]) -> Color {
    let args = args.iter().take_while(|arg| *arg != "--").filter_map(|arg| arg.to_str());
    let following = args.clone().skip(1).map(Some).chain([None]);
    let values = args.zip(following).filter_map(|(arg, next)| match arg {
        "--color" => next,
        _ => arg.strip_prefix("--color="),
    });
    values.filter_map(|value| Color::from_str(value, false).ok()).last().unwrap_or(Color::Auto)
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}
