//! `fields`

use toml::de::DeValue;

use super::RawField;
use super::reader::{Entry, Reader, Sp};
use crate::diagnostic::{Known, Reported, rules};
use crate::model::{Builtin, FieldType};
use crate::names::{is_field_name, is_keyword, to_identifier};
use crate::rust_path::is_rust_path;

pub(super) const FIELD: &[&str] =
    &["type", "one-of", "rust", "rust-name", "internal", "sensitive", "optional", "description", "example"];
/// The keys of a field of a violation. Such a field is a value that clients receive, and has the Rust type of its type.
pub(super) const VIOLATION_FIELD: &[&str] = &["type", "rust-name", "optional", "description", "example"];
pub(super) const TYPES: &[&str] = &[
    "string",
    "bool",
    "u8",
    "u16",
    "u32",
    "u64",
    "i8",
    "i16",
    "i32",
    "i64",
    "f64",
    "uuid",
    "timestamp",
    "duration",
    "object",
    "any",
    "list<T>",
    "violations",
];

impl Reader<'_> {
    /// Reads the fields, whose tables may contain these keys. The second list contains the names of the fields that
    /// were left out because of a problem.
    pub(super) fn parse_fields(
        &mut self,
        entry: Option<Entry<'_>>,
        keys: &'static [&'static str],
    ) -> (Vec<RawField>, Vec<(String, Reported)>) {
        let (mut fields, mut left_out) = (Vec::new(), Vec::new());
        for entry in entry.map_or_else(Vec::new, |entry| self.as_table(entry)) {
            let before = self.diagnostics.len();
            match Known::read(self.parse_field(entry, keys), before, self.diagnostics) {
                Known::Is(field) => fields.push(field),
                Known::Broken(reported) => left_out.push((entry.key.to_owned(), reported)),
                Known::Absent => {}
            }
        }
        (fields, left_out)
    }

    fn parse_field(&mut self, entry: Entry<'_>, keys: &'static [&'static str]) -> Option<RawField> {
        let name = Sp::new(entry.key.to_owned(), entry.key_span);
        if !is_field_name(entry.key) {
            self.report(&rules::BAD_NAME, name.span, format!("`{}` cannot be the name of a field", name.value))
                .label("expected snake_case");
            return None;
        }
        if Builtin::from_term(entry.key).is_some_and(is_reserved) {
            self.report(&rules::RESERVED_NAME, name.span, format!("`{{{}}}` is a slot of every error", name.value))
                .label("a field cannot have the name of a built-in slot");
            return None;
        }
        if let DeValue::String(_) = entry.value {
            let (ty, optional) = self.parse_type(entry)?;
            return Some(RawField {
                rust_name: self.default_rust_name(&name)?,
                name,
                ty,
                one_of: Vec::new(),
                rust: None,
                internal: false,
                sensitive: false,
                optional,
                description: None,
                example: None,
                is_inherited: false,
            });
        }
        let table = self.table(entry, format!("field `{}`", entry.key), keys)?;
        let (ty, optional) = table.require(self, "type").and_then(|entry| self.parse_type(entry))?;
        let one_of = match table.get("one-of") {
            Some(entry) => self.parse_one_of(entry, &ty)?,
            None => Vec::new(),
        };
        let rust_name = match table.get("rust-name") {
            Some(entry) => self.parse_rust_name(entry)?,
            None => self.default_rust_name(&name)?,
        };
        let example = match table.get("example") {
            Some(entry) => self.as_literal(entry).map(|value| Sp::new(value, entry.span)),
            None => None,
        };
        let given = table.bool(self, "optional");
        if let (true, Some(false), Some(entry)) = (optional, given, table.get("optional")) {
            self.report(
                &rules::CONFLICTING_KEYS,
                entry.span,
                format!("field `{}` is both optional and required", name.value),
            )
            .label("the `?` in the type makes the field optional, so remove either the `?` or `optional = false`");
        }
        Some(RawField {
            name,
            rust_name,
            ty,
            one_of,
            rust: table.get("rust").and_then(|entry| self.parse_rust_type(entry)),
            internal: table.bool(self, "internal").unwrap_or(false),
            sensitive: table.bool(self, "sensitive").unwrap_or(false),
            optional: given.unwrap_or(optional),
            description: table.get("description").and_then(|entry| self.as_prose(entry)).map(|text| text.value),
            example,
            is_inherited: false,
        })
    }

    fn parse_rust_name(&mut self, entry: Entry<'_>) -> Option<Sp<String>> {
        let name = self.as_string(entry)?;
        if !is_field_name(&name.value) || is_keyword(&name.value) {
            let label = if is_keyword(&name.value) { "this word is reserved in Rust" } else { "expected snake_case" };
            let message = format!("`{}` cannot be the name of a field in Rust", name.value);
            self.report(&rules::BAD_NAME, name.span, message).label(label);
            return None;
        }
        Some(name)
    }

    /// Returns the name that a field has in Rust by default.
    fn default_rust_name(&mut self, name: &Sp<String>) -> Option<Sp<String>> {
        let identifier = to_identifier(name.value.clone());
        if identifier.is_none() {
            self.report(&rules::BAD_NAME, name.span, format!("no field in Rust can have the name `{}`", name.value))
                .label("this word is reserved in Rust")
                .help(format!(
                    "give the field another name in Rust: `{{ type = …, rust-name = \"{}_\" }}`",
                    name.value
                ));
        }
        Some(Sp::new(identifier?, name.span))
    }

    /// Reads a type, and whether a `?` makes the field optional.
    pub(crate) fn parse_type(&mut self, entry: Entry<'_>) -> Option<(Sp<FieldType>, bool)> {
        let text = self.as_string(entry)?;
        let (name, optional) = text.value.strip_suffix('?').map_or((text.value.as_str(), false), |name| (name, true));
        let ty = to_type(name, 8);
        if ty.is_none() {
            let diagnostic = self.report(&rules::BAD_TYPE, text.span, format!("unknown type `{}`", text.value));
            if name.starts_with("list<") {
                diagnostic.label("expected `list<T>`, where `T` is a type other than `violations`");
            } else {
                diagnostic.choice(name, TYPES);
            }
        }
        Some((Sp::new(ty?, text.span), optional))
    }

    fn parse_rust_type(&mut self, entry: Entry<'_>) -> Option<String> {
        let path = self.as_string(entry)?;
        self.check_rust_path(path).map(|path| path.value)
    }

    /// Returns a path that can be pasted into Rust, and reports any other path.
    pub(super) fn check_rust_path(&mut self, path: Sp<String>) -> Option<Sp<String>> {
        if !is_rust_path(&path.value) {
            self.report(&rules::BAD_RUST_TYPE, path.span, format!("`{}` is not the path of a type", path.value))
                .label("expected a path, such as `crate::UserId`");
            return None;
        }
        Some(path)
    }
}

/// Whether a field cannot have the name of this slot. A field called `reason`, `category`, `number` or `key` hides a
/// constant that few catalogs show.
pub(crate) fn is_reserved(builtin: Builtin) -> bool {
    !builtin.is_fillable() && !matches!(builtin, Builtin::Reason | Builtin::Category | Builtin::Number | Builtin::Key)
}

/// The type with this name, in which lists are nested at most `depth` levels deep.
fn to_type(name: &str, depth: usize) -> Option<FieldType> {
    Some(match name {
        "string" => FieldType::String,
        "bool" => FieldType::Bool,
        "u8" => FieldType::Unsigned(8),
        "u16" => FieldType::Unsigned(16),
        "u32" => FieldType::Unsigned(32),
        "u64" => FieldType::Unsigned(64),
        "i8" => FieldType::Signed(8),
        "i16" => FieldType::Signed(16),
        "i32" => FieldType::Signed(32),
        "i64" => FieldType::Signed(64),
        "f64" => FieldType::Float,
        "uuid" => FieldType::Uuid,
        "timestamp" => FieldType::Timestamp,
        "duration" => FieldType::Duration,
        "object" => FieldType::Object,
        "any" => FieldType::Any,
        "violations" => FieldType::Violations,
        _ => {
            let element = name.strip_prefix("list<")?.strip_suffix('>')?;
            let element = to_type(element.trim(), depth.checked_sub(1)?)?;
            FieldType::List(Box::new(Some(element).filter(|ty| *ty != FieldType::Violations)?))
        }
    })
}
