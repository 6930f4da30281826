//! `[usage]`

use super::reader::{Entry, Reader, Sp};

/// `[usage]`
#[derive(Debug, Default)]
pub(crate) struct RawUsage {
    pub(crate) at_most: Vec<RawLimit>,
    pub(crate) no_test: Vec<Sp<String>>,
}

/// An entry of `[usage] at-most`.
#[derive(Debug)]
pub(crate) struct RawLimit {
    pub(crate) error: Sp<String>,
    pub(crate) most: u32,
}

pub(super) const USAGE: &[&str] = &["at-most", "no-test"];

impl Reader<'_> {
    pub(super) fn parse_usage(&mut self, entry: Entry<'_>) -> RawUsage {
        let Some(table) = self.table(entry, "`[usage]`", USAGE) else { return RawUsage::default() };
        let limits = table.get("at-most").map(|entry| self.as_table(entry)).unwrap_or_default();
        let at_most = limits.into_iter().filter_map(|entry| {
            let most = self.as_u32(entry)?.value;
            Some(RawLimit { error: Sp::new(entry.key.to_owned(), entry.key_span), most })
        });
        RawUsage { at_most: at_most.collect(), no_test: table.strings(self, "no-test") }
    }
}
