//! `retry`

use std::time::Duration;

use toml::de::DeValue;

use super::reader::{Entry, Reader};
use crate::diagnostic::rules;
use crate::model::{Retry, Strategy};

pub(super) const RETRY: &[&str] = &["strategy", "base", "cap", "max-attempts"];

impl Reader<'_> {
    pub(crate) fn parse_retry(&mut self, entry: Entry<'_>) -> Option<Retry> {
        if let DeValue::String(_) = entry.value {
            return self.as_term(entry, Strategy::ALL, Strategy::as_str).map(Retry::new);
        }
        let table = self.table(entry, "`retry`", RETRY)?;
        let strategy = table.require(self, "strategy")?;
        let mut retry = Retry::new(self.as_term(strategy, Strategy::ALL, Strategy::as_str)?);
        retry.base = table.get("base").and_then(|entry| self.parse_duration(entry));
        retry.cap = table.get("cap").and_then(|entry| self.parse_cap(entry, retry.base));
        retry.max_attempts = table.get("max-attempts").and_then(|entry| self.as_u32(entry)).map(|number| number.value);
        Some(retry)
    }

    fn parse_cap(&mut self, entry: Entry<'_>, base: Option<Duration>) -> Option<Duration> {
        let cap = self.parse_duration(entry)?;
        if base.is_some_and(|base| cap < base) {
            self.report(
                &rules::BAD_NUMBER,
                entry.span,
                "the longest wait (`cap`) is shorter than the first wait (`base`)",
            )
            .label("expected a duration that is not shorter than `base`");
            return None;
        }
        Some(cap)
    }

    /// Reads a whole number of seconds, or a string with a unit, such as `"500ms"` or `"2s"`.
    fn parse_duration(&mut self, entry: Entry<'_>) -> Option<Duration> {
        if let DeValue::Integer(_) = entry.value {
            return self.as_u32(entry).map(|seconds| Duration::from_secs(u64::from(seconds.value)));
        }
        let text = self.as_string(entry)?;
        let number = |unit| text.value.strip_suffix(unit).and_then(|number| number.trim().parse::<u32>().ok());
        let duration = number("ms").map(|millis| Duration::from_millis(u64::from(millis)));
        let duration = duration.or_else(|| number("s").map(|seconds| Duration::from_secs(u64::from(seconds))));
        if duration.is_none() {
            self.report(&rules::BAD_NUMBER, text.span, format!("`{}` is not a duration", text.value))
                .label("expected a whole number of seconds, or a number with a unit, such as `\"500ms\"` or `\"2s\"`");
        }
        duration
    }
}
