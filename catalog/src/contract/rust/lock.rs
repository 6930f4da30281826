//! Writes and reads the part of a lock that Rust callers depend on.

use std::fmt::Write;

use super::condition::canonical_cfg;
use super::{RustContract, RustMember, RustVariant};
use crate::diagnostic::rules;
use crate::names::to_variant;
use crate::raw::{Entry, Reader, Sp};
use crate::rust_path::canonical_path;
use crate::spans::Location;
use crate::toml_text::{toml_key, toml_string};

/// The keys of `[rust]`.
const RUST: &[&str] = &["non-exhaustive", "categories", "properties", "values"];
/// The keys of `rust` in the table of an error.
const VARIANT: &[&str] = &["fields", "from", "cfg", "non-exhaustive"];

impl RustContract {
    pub(in crate::contract) fn render(&self, out: &mut String) {
        let _ = write!(out, "\n[rust]\nnon-exhaustive = {}\n", self.non_exhaustive);
        render_list(out, "categories", &self.categories);
        for (name, ty) in &self.properties {
            let _ = writeln!(out, "properties.{} = {}", toml_key(name), toml_string(ty));
        }
        self.values.iter().for_each(|(name, variants)| render_list(out, &format!("values.{name}"), variants));
    }

    /// Writes the keys of the error with this key.
    pub(in crate::contract) fn render_error(&self, out: &mut String, key: &str) {
        let Some(variant) = to_variant(key).and_then(|name| self.variants.get(&name)) else { return };
        render_list(out, "rust.fields", &variant.members);
        render_list(out, "rust.from", &variant.from);
        if let Some(condition) = &variant.cfg {
            let _ = writeln!(out, "rust.cfg = {}", toml_string(condition));
        }
        if variant.non_exhaustive != self.non_exhaustive {
            let _ = writeln!(out, "rust.non-exhaustive = {}", variant.non_exhaustive);
        }
    }

    /// Reads `[rust]`. The result has no variants.
    pub(in crate::contract) fn parse(reader: &mut Reader<'_>, entry: Entry<'_>) -> Option<Self> {
        let table = reader.table(entry, "`[rust]`", RUST)?;
        let categories = table.strings(reader, "categories");
        let properties = table.get("properties").map_or_else(Vec::new, |entry| reader.as_table(entry)).into_iter();
        let properties = properties.filter_map(|entry| Some((entry.key.to_owned(), reader.as_string(entry)?.value)));
        let properties = properties.collect();
        let enums = table.get("values").map_or_else(Vec::new, |entry| reader.as_table(entry)).into_iter();
        let values = enums.map(|entry| {
            let variants = reader.as_strings(entry).into_iter().map(|variant| variant.value);
            (entry.key.to_owned(), variants.collect())
        });
        Some(Self {
            properties,
            values: values.collect(),
            non_exhaustive: table.bool(reader, "non-exhaustive").unwrap_or(false),
            categories: categories.into_iter().map(|category| category.value).collect(),
            ..Self::default()
        })
    }

    /// Reads the keys of an error.
    pub(in crate::contract) fn parse_error(
        &mut self,
        reader: &mut Reader<'_>,
        (key, entry): (&str, Option<Entry<'_>>),
        location: Location,
    ) {
        let Some(name) = to_variant(key) else { return };
        let key = key.to_owned();
        let mut variant = RustVariant { key, location, non_exhaustive: self.non_exhaustive, ..RustVariant::default() };
        if let Some(table) = entry.and_then(|entry| reader.table(entry, "`rust`", VARIANT)) {
            let members = table.strings(reader, "fields");
            variant.members = members.into_iter().filter_map(|member| parse_member(reader, member)).collect();
            variant.from = table.strings(reader, "from").into_iter().map(|path| canonical_path(&path.value)).collect();
            variant.cfg = table.string(reader, "cfg").map(|condition| canonical_cfg(&condition.value));
            variant.non_exhaustive = table.bool(reader, "non-exhaustive").unwrap_or(self.non_exhaustive);
        }
        self.variants.insert(name, variant);
    }
}

fn parse_member(reader: &mut Reader<'_>, member: Sp<String>) -> Option<RustMember> {
    let Some((name, ty)) = member.value.split_once(": ") else {
        reader
            .report(&rules::BAD_RUST_TYPE, member.span, format!("`{}` is not a field in Rust", member.value))
            .label("expected a name and a type, such as `room: String`");
        return None;
    };
    Some(RustMember::new(name, &canonical_path(ty)))
}

fn render_list<T: ToString>(out: &mut String, key: &str, values: impl IntoIterator<Item = T>) {
    let mut values = values.into_iter().peekable();
    if values.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "{key} = [");
    for value in values {
        let _ = writeln!(out, "    {},", toml_string(&value.to_string()));
    }
    out.push_str("]\n");
}
