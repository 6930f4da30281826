//! The time and the length of each output are proportional to the number of errors.

#![allow(clippy::panic, clippy::unwrap_used)]

mod support;

use std::fmt::Write;
use std::fs;
use std::time::{Duration, Instant};

use error_catalog_model::{Literal, SourceFile};
use error_catalog_outputs::registry::{KINDS, Kind, Options};
use error_catalog_outputs::template::fill_template;
use error_catalog_outputs::view::View;

use crate::support::parse;

/// The numbers of errors. The larger number is `FACTOR` times the smaller number.
const FEW: usize = 300;
const FACTOR: usize = 6;
/// The number of measurements after which an output counts as slow.
const ATTEMPTS: usize = 5;

/// Writes the error with this number.
type WriteError = fn(&mut String, usize);

/// The names of catalogs, the texts before their errors, and their errors.
const CATALOGS: &[(&str, &str, WriteError)] = &[
    ("categories and fields", "[wire.body]\ncode = \"{code}\"\ndetails = \"{details}\"\n", |toml, n| {
        let status = [400, 403, 404, 409, 422, 429, 500, 503][n % 8];
        let _ = write!(
            toml,
            "[categories.c{n}]\ntitle = \"C{n}\"\n[errors.e{n}]\nstatus = {status}\ncategory = \"c{n}\"\n\
             message = \"No {{x}} in {n}\"\nfields = {{ x = \"string\", y = \"u32\", retry_after = \"duration\" }}\n\
             details = [\"x\", \"y\"]\nheaders = {{ Retry-After = \"{{retry_after}}\" }}\nretry = \"after\"\n\
             see = [\"e0\"]\ncauses = [\"Cause {n}\"]\nsolutions = [\"Solution {n}\"]\n"
        );
    }),
    ("one code", "", |toml, n| {
        let code = if n == 0 { "" } else { "code-of = \"e0\"\n" };
        let _ = write!(toml, "[errors.e{n}]\n{code}status = 400\nmessage = \"Text {n}\"\n");
    }),
    ("no codes", "[wire.body]\nmessage = \"{message}\"\n", |toml, n| {
        let _ = write!(toml, "[errors.e{n}]\nstatus = 400\nmessage = \"No {{x}} in {n}\"\nfields.x = \"string\"\n");
    }),
    ("deprecated errors", "", |toml, n| {
        let instead = if n == 0 { String::new() } else { format!("deprecated.use = \"e{}\"\n", n - 1) };
        let _ = write!(toml, "[errors.e{n}]\n{instead}status = 400\nmessage = \"Text {n}\"\n");
    }),
    ("several statuses", "", |toml, n| {
        let _ = write!(toml, "[errors.e{n}]\nstatus = [400, 403, 404]\nmessage = \"Text {n}\"\n");
    }),
];

/// A template that reads every error.
const TEMPLATE: &str = "// {{ notice }}\n{% for error in catalog.errors %}{{ error.key | pascal }}\n{% endfor %}";

#[test]
fn outputs_take_linear_time() {
    for (name, start, error) in CATALOGS {
        let [few, many] = [FEW, FEW * FACTOR].map(|count| {
            let mut toml = (*start).to_owned();
            (0..count).for_each(|n| error(&mut toml, n));
            parse("errors.toml", &toml)
        });
        for kind in KINDS.iter().filter(|kind| kind.render.is_some()) {
            let render = |catalog, times| {
                let runs = (0..times).map(|_| {
                    let begin = Clock::start();
                    let length = render(kind, &View::of(catalog)).len();
                    (begin.elapsed(), length)
                });
                runs.min().unwrap()
            };
            let is_linear = |few: usize, many: usize, allowance: usize| many <= few * FACTOR * allowance / 10;
            let mut times = Vec::new();
            // Other work on the machine can disturb a measurement, but quadratic time would be six times this long
            // whenever it is measured.
            while times.iter().all(|(few, many)| !is_linear(*few, *many, 25)) {
                assert!(times.len() < ATTEMPTS, "{} of {name} in microseconds: {times:?}", kind.name);
                let ((few_time, few_length), (many_time, many_length)) = (render(&few, 3), render(&many, 1));
                // Numbers have more digits in the larger catalog.
                assert!(is_linear(few_length, many_length, 15), "{} of {name}: {few_length}, {many_length}", kind.name);
                let micros = |time: Duration| usize::try_from(time.as_micros()).unwrap();
                times.push((micros(few_time), micros(many_time)));
            }
        }
    }
}

fn render(kind: &Kind, view: &View<'_>) -> String {
    if kind.template_option().is_some() {
        let template = SourceFile { path: "errors.txt.j2".to_owned(), text: TEMPLATE.to_owned() };
        return fill_template(view, &template, &[] as &[(String, Literal)]).unwrap();
    }
    kind.render.unwrap()(view, &Options::given(kind, &[]))
}

/// The time for which the processor has run this thread, or the time of day if the former is not known.
struct Clock(Option<Duration>, Instant);

impl Clock {
    fn start() -> Self {
        Self(Self::processor(), Instant::now())
    }

    fn processor() -> Option<Duration> {
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }

    fn elapsed(&self) -> Duration {
        match (self.0, Self::processor()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => self.1.elapsed(),
        }
    }
}
