//! The files of a catalog, as their author wrote them. Each key has a type and a span, but no default is filled in.

mod category;
mod conflict;
mod error;
mod field;
mod file;
mod inherited;
pub(crate) mod keys;
mod literal;
mod one_of;
mod property;
mod quick;
mod reader;
mod retired;
mod retry;
mod slot;
mod source;
mod status;
mod statuses;
mod syntax;
mod template;
mod usage;
mod violation;
mod wire;

pub(crate) use self::category::RawCategory;
#[cfg(feature = "contract")]
pub(crate) use self::conflict::find_conflicts;
pub(crate) use self::field::is_reserved;
pub(crate) use self::file::{Role, parse_file};
pub(crate) use self::property::RawProperty;
pub(crate) use self::reader::Sp;
#[cfg(feature = "contract")]
pub(crate) use self::reader::{Entry, Reader, Table};
pub(crate) use self::retired::{RawRetired, RawRetiredNumbers};
pub(crate) use self::slot::{RawSlot, SlotRole};
pub(crate) use self::source::{RawFrom, RawRust};
#[cfg(feature = "contract")]
pub(crate) use self::syntax::mend;
pub(crate) use self::template::{Need, RawText, RawValue};
pub(crate) use self::wire::is_token;
#[cfg(feature = "lint")]
pub(crate) use self::wire::parse_preset;

pub(crate) use self::inherited::Inherited;
use self::usage::RawUsage;
use crate::diagnostic::{Known, LintSetting, Reported, Span};
use crate::interner::Interner;
use crate::literal::Literal;
use crate::model::{Casing, FieldType, Grpc, Level, RejectionCause, Retry, ViolationsShape};
use crate::names::nearest;

/// The entries of one file, or of all files of a catalog after they are merged. After the merge, each key occurs once,
/// and no two keys become the same Rust name.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    pub(crate) catalog: RawCatalog,
    pub(crate) properties: Vec<RawProperty>,
    pub(crate) wire: RawWire,
    pub(crate) headers: Vec<RawHeader>,
    pub(crate) statuses: Vec<RawStatus>,
    pub(crate) categories: Vec<RawCategory>,
    pub(crate) errors: Vec<RawError>,
    pub(crate) violations: Vec<RawViolation>,
    pub(crate) retired: Vec<RawRetired>,
    pub(crate) retired_numbers: Vec<RawRetiredNumbers>,
    pub(crate) retired_violations: Vec<RawRetired>,
    pub(crate) locales: Vec<RawLocale>,
    pub(crate) outputs: Vec<RawOutput>,
    pub(crate) lints: Vec<LintSetting>,
    pub(crate) usage: RawUsage,
    /// The places of the values that errors have inherited.
    pub(crate) inherited: Inherited,
    /// The keys of entries that were left out because of a problem. A report that such a key is missing would only
    /// repeat the problem.
    pub(crate) left_out: LeftOut,
    /// Set if part of the file could not be read. Nothing can then be reported as missing.
    pub(crate) gap: Option<Reported>,
    /// Whether a file contains an unresolved merge conflict. The lines of both sides were then read as one text, so
    /// every other problem may be a consequence of the conflict.
    pub(crate) has_conflict: bool,
}

impl Raw {
    /// The reported problem that may hide a field of this name in some error.
    pub(crate) fn hidden_field(&self, name: &str) -> Option<Reported> {
        self.gap.or(self.left_out.reported).or_else(|| self.errors.iter().find_map(|error| error.hidden_field(name)))
    }

    /// The reported problem that may hide an entry of this name.
    pub(crate) fn hidden_entry(&self, name: &str) -> Option<Reported> {
        self.gap.or_else(|| self.left_out.get(name))
    }
}

/// The keys of entries that were left out because of a problem.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    keys: Interner<'static>,
    /// Set if an entry was left out.
    pub(crate) reported: Option<Reported>,
}

impl LeftOut {
    pub(crate) fn insert(&mut self, key: &str, reported: Reported) {
        self.keys.insert(key.as_bytes().to_vec());
        self.reported = Some(reported);
    }

    fn get(&self, key: &str) -> Option<Reported> {
        self.reported.filter(|_| self.keys.find(key.as_bytes()).is_some())
    }

    pub(crate) fn append(&mut self, other: LeftOut) {
        other.keys.into_keys().for_each(|key| _ = self.keys.insert(key));
        self.reported = self.reported.or(other.reported);
    }
}

/// `[catalog]`
#[derive(Debug, Default)]
pub(crate) struct RawCatalog {
    pub(crate) name: Option<Sp<String>>,
    pub(crate) title: Option<String>,
    pub(crate) version: Option<Sp<String>>,
    pub(crate) description: Option<String>,
    pub(crate) docs_url: Option<RawText>,
    pub(crate) sends_code: Option<bool>,
    pub(crate) code_style: Option<Casing>,
    pub(crate) include: Vec<Sp<String>>,
    /// `rust = { non-exhaustive = true }`
    pub(crate) non_exhaustive: bool,
}

/// `[wire]`
#[derive(Debug)]
pub(crate) struct RawWire {
    pub(crate) preset: Option<&'static str>,
    /// The catalog's own body, or the body of the preset, whose slots have the span of the preset's name.
    pub(crate) body: Known<RawValue>,
    pub(crate) content_type: Option<Sp<String>>,
    pub(crate) status: Option<u16>,
    pub(crate) violations: Option<ViolationsShape>,
    /// The template of a violation, from the catalog or from the preset. It is `None` if `violations` is a shape.
    pub(crate) violation: Option<RawValue>,
    pub(crate) example: Vec<RawMember>,
    pub(crate) members: Vec<(Sp<String>, String)>,
}

/// A name and a value without slots.
#[derive(Clone, Debug)]
pub(crate) struct RawMember {
    pub(crate) name: Sp<String>,
    pub(crate) value: Sp<Literal>,
}

/// A header.
#[derive(Clone, Debug)]
pub(crate) struct RawHeader {
    pub(crate) name: Sp<String>,
    pub(crate) value: RawText,
}

/// `[statuses.N]`
#[derive(Debug)]
pub(crate) struct RawStatus {
    pub(crate) status: Sp<u16>,
    pub(crate) description: Option<String>,
    pub(crate) causes: Vec<String>,
    pub(crate) solutions: Vec<String>,
    /// The headers of the errors with this status.
    pub(crate) headers: Vec<RawHeader>,
    /// The errors that are sent for the status: the error for every cause, then the errors for single causes.
    pub(crate) rejections: Vec<RawRejection>,
}

/// The keys `code` and `with` of `[statuses.N]` or `[statuses.N.CAUSE]`.
#[derive(Debug)]
pub(crate) struct RawRejection {
    pub(crate) cause: Option<RejectionCause>,
    pub(crate) code: Sp<String>,
    /// The values of the fields of the error. The span is the span of the key `with`.
    pub(crate) with: Option<Sp<Vec<RawWith>>>,
    /// Set if part of the table could not be read.
    pub(crate) broken: Option<Reported>,
}

/// A field and its value in `with`.
#[derive(Debug)]
pub(crate) struct RawWith {
    pub(crate) name: Sp<String>,
    pub(crate) value: Sp<RawWithValue>,
}

/// A value in `with`.
#[derive(Debug)]
pub(crate) enum RawWithValue {
    Literal(Literal),
    /// A text that has slots.
    Text(RawText),
}

/// `docs-url` of an error or a category.
#[derive(Debug)]
pub(crate) enum RawDocsUrl {
    /// `docs-url = false`
    None,
    /// `docs-url = "…"`
    Url(RawText),
}

/// `[errors.NAME]`
#[derive(Debug)]
pub(crate) struct RawError {
    pub(crate) key: Sp<String>,
    pub(crate) variant: String,
    pub(crate) constructor: String,
    /// The status, or the first element of the list of statuses.
    pub(crate) status: Known<Sp<u16>>,
    /// The other elements of the list of statuses; `None` if the status is not in a list.
    pub(crate) other_statuses: Option<Vec<Sp<u16>>>,
    pub(crate) sent_status: Option<u16>,
    pub(crate) message: Option<RawText>,
    /// Whether the table has a message, which is `None` if the message has a problem.
    pub(crate) has_message: bool,
    pub(crate) title: Option<Sp<String>>,
    pub(crate) description: Option<String>,
    pub(crate) user_message: Option<RawText>,
    pub(crate) internal: Option<RawText>,
    pub(crate) code: Option<RawCode>,
    /// The key of the error whose code this error sends.
    pub(crate) code_of: Option<Sp<String>>,
    pub(crate) number: Option<Sp<u32>>,
    pub(crate) category: Option<Sp<String>>,
    pub(crate) properties: Vec<RawMember>,
    pub(crate) fields: Vec<RawField>,
    /// Set if a problem hides which fields the error has.
    pub(crate) hidden_fields: Option<Reported>,
    /// The names of the fields that were left out because of a problem.
    pub(crate) left_out_fields: Vec<(String, Reported)>,
    /// Set if part of the table could not be read. That part might have used a field that otherwise seems unused.
    pub(crate) broken: Option<Reported>,
    pub(crate) rust: RawRust,
    pub(crate) details: Option<Sp<RawDetails>>,
    pub(crate) headers: Vec<RawHeader>,
    pub(crate) retry: Option<Retry>,
    pub(crate) level: Option<Level>,
    pub(crate) grpc: Option<Grpc>,
    pub(crate) docs_url: Option<RawDocsUrl>,
    pub(crate) docs: Option<String>,
    pub(crate) causes: Vec<String>,
    pub(crate) solutions: Vec<String>,
    pub(crate) see: Vec<String>,
    pub(crate) examples: Vec<Vec<RawMember>>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<RawDeprecated>,
    pub(crate) aliases: Vec<Sp<String>>,
}

impl RawError {
    /// The span that determines the error's code: the code itself, or the key that generates it.
    pub(crate) fn code_span(&self) -> Span {
        match &self.code {
            Some(RawCode::Sent(code)) => code.span,
            _ => self.key.span,
        }
    }

    /// The reported problem that may hide a field of this name.
    pub(crate) fn hidden_field(&self, name: &str) -> Option<Reported> {
        hidden_field(self.hidden_fields, &self.left_out_fields, name)
    }
}

fn hidden_field(all: Option<Reported>, left_out: &[(String, Reported)], name: &str) -> Option<Reported> {
    let hidden_by =
        |(left_out, reported): &(String, Reported)| nearest(name, std::slice::from_ref(left_out)).map(|_| *reported);
    all.or_else(|| left_out.iter().find_map(hidden_by))
}

/// `[violations.NAME]`
#[derive(Debug)]
pub(crate) struct RawViolation {
    pub(crate) key: Sp<String>,
    pub(crate) variant: String,
    pub(crate) constructor: String,
    pub(crate) message: Option<RawText>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) code: Option<Sp<String>>,
    pub(crate) fields: Vec<RawField>,
    /// Set if a problem hides which fields the violation has.
    pub(crate) hidden_fields: Option<Reported>,
    /// The names of the fields that were left out because of a problem.
    pub(crate) left_out_fields: Vec<(String, Reported)>,
    pub(crate) params: Option<Vec<Sp<String>>>,
    pub(crate) docs: Option<String>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<RawDeprecated>,
    pub(crate) aliases: Vec<Sp<String>>,
    /// Set if part of the table could not be read. That part might have used a field that otherwise seems unused.
    pub(crate) broken: Option<Reported>,
}

impl RawViolation {
    /// The span that determines the violation's code: the code itself, or the key that generates it.
    pub(crate) fn code_span(&self) -> Span {
        self.code.as_ref().map_or(self.key.span, |code| code.span)
    }

    /// The reported problem that may hide a field of this name.
    pub(crate) fn hidden_field(&self, name: &str) -> Option<Reported> {
        hidden_field(self.hidden_fields, &self.left_out_fields, name)
    }
}

/// `code`
#[derive(Debug)]
pub(crate) enum RawCode {
    /// `code = false`
    NotSent,
    /// `code = true`: the code is generated from the key.
    OfKey,
    /// `code = "…"`
    Sent(Sp<String>),
}

/// `details`
#[derive(Clone, Debug)]
pub(crate) enum RawDetails {
    /// A list of field names, short for an object with these fields.
    Fields(Vec<Sp<String>>),
    /// A value template.
    Value(RawValue),
}

/// A field.
#[derive(Clone, Debug)]
pub(crate) struct RawField {
    pub(crate) name: Sp<String>,
    /// The name in Rust, which may be a raw identifier. The default has the span of the name.
    pub(crate) rust_name: Sp<String>,
    pub(crate) ty: Sp<FieldType>,
    /// The values of `one-of`, none without the key.
    pub(crate) one_of: Vec<Sp<String>>,
    pub(crate) rust: Option<String>,
    pub(crate) internal: bool,
    pub(crate) sensitive: bool,
    pub(crate) optional: bool,
    pub(crate) description: Option<String>,
    pub(crate) example: Option<Sp<Literal>>,
    /// Whether the error has the field from its category.
    pub(crate) is_inherited: bool,
}

/// `deprecated`
#[derive(Debug)]
pub(crate) struct RawDeprecated {
    #[cfg_attr(not(feature = "lint"), expect(dead_code, reason = "only a lint reports the key"))]
    pub(crate) span: Span,
    pub(crate) since: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) instead: Option<Sp<String>>,
}

/// `[locales.LANG]`, or the file of a locale.
#[derive(Debug)]
pub(crate) struct RawLocale {
    pub(crate) lang: Sp<String>,
    pub(crate) translations: Vec<RawTranslation>,
}

/// The translation of one error.
#[derive(Debug)]
pub(crate) struct RawTranslation {
    pub(crate) key: Sp<String>,
    pub(crate) title: Option<String>,
    pub(crate) message: Option<RawText>,
    pub(crate) user_message: Option<RawText>,
}

/// `[outputs.NAME]`
#[derive(Debug)]
pub(crate) struct RawOutput {
    pub(crate) name: Sp<String>,
    pub(crate) kind: Option<String>,
    pub(crate) path: Sp<String>,
    pub(crate) region: Option<Sp<String>>,
    pub(crate) options: Vec<(String, Literal)>,
}
