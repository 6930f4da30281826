//! Writes the constructors of violations, and the enum of their codes. A catalog without violation codes has neither.

use std::fmt::Write;

use error_catalog_model::{Deprecated, ViolationKind};
use error_catalog_wire::Program;

use super::docs::{list_item, tame};
use super::table::Strings;
use super::{Rust, literal, put, types};
use crate::escape::{code, inline, text};
use crate::program::compile_violations;

impl Rust<'_> {
    /// Writes the type of violations, and the enum of their codes.
    ///
    /// ```text
    /// pub struct Violation { code: ViolationCode, violation: error_catalog::Violation }
    /// pub enum ViolationCode { TooShort, … }
    /// ```
    pub(super) fn render_violation_types(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        if catalog.violations.is_empty() {
            return;
        }
        let (private, name, code_name) = (options.private(), &options.violation, &options.violation_code);
        self.put_docs(0, "A field-level validation error with a code of the catalog, for `Violations::add`.");
        put!(self, "#[derive({private}::Clone, {private}::PartialEq, {private}::Debug)]");
        self.put_allow_in_enum();
        put!(self, "{} struct {name} {{", options.visibility);
        put!(self, "    code: {code_name},");
        put!(self, "    violation: {private}::Violation,");
        put!(self, "}}");
        put!(self, "");
        self.put_docs(0, "The violation codes of the catalog.");
        self.put_derives(&[]);
        put!(self, "#[repr(u16)]");
        self.open_enum(code_name);
        for kind in &catalog.violations {
            self.put_docs(4, &format!("{}: {}", code(&kind.code), inline(&kind.description)));
            self.put_violation_deprecated(4, kind);
            put!(self, "    {},", kind.variant);
        }
        self.close_enum();
        put!(self, "");
    }

    /// Writes the constructors of violations, and the methods and traits of both types.
    pub(super) fn render_violation_impls(&mut self) {
        let (catalog, options) = (self.catalog, self.options);
        if catalog.violations.is_empty() {
            return;
        }
        let (name, code_name) = (&options.violation, &options.violation_code);
        put!(self, "");
        self.render_violation_table();
        put!(self, "    impl {name} {{");
        for (row, kind) in catalog.violations.iter().enumerate() {
            self.render_violation_constructor(row, kind);
        }
        put!(self, "    }}");
        let variants = catalog.violations.iter().map(|kind| kind.variant.as_str());
        self.put_list("violations", code_name, variants);
        put!(self, "    impl {code_name} {{");
        self.put_all("violations");
        self.put_docs(8, "Returns the code that is spelled like `text` or has the alias `text`.");
        put!(self, "        #[must_use]");
        put!(self, "        pub fn lookup(text: &__ec::str) -> __ec::Option<Self> {{");
        put!(self, "            match text {{");
        for kind in &catalog.violations {
            let mut names = literal::string(&kind.code);
            for alias in &kind.aliases {
                let _ = write!(names, " | {}", literal::string(alias));
            }
            put!(self, "                {names} => __ec::Some(Self::{}),", kind.variant);
        }
        put!(self, "                _ => __ec::None,");
        put!(self, "            }}");
        put!(self, "        }}");
        put!(self, "    }}");
        put!(self, "    __ec::violation! {{ {name}, {code_name}, VIOLATIONS }}");
    }

    /// Writes the tables of the violation codes, which `error_catalog::__private::ViolationTable` in `src/violation.rs`
    /// describes.
    fn render_violation_table(&mut self) {
        let compiled = compile_violations(self.catalog);
        let (mut ops, mut messages) = (Vec::new(), vec![0; 4]);
        let (mut variants, mut titles, mut fields) = (Strings::new(), Strings::new(), Strings::new());
        for (kind, message) in self.catalog.violations.iter().zip(&compiled.messages) {
            ops.extend(Program::assemble(message));
            messages.extend_from_slice(&(ops.len() as u32).to_le_bytes());
            variants.push(&kind.variant);
            titles.push(kind.title.as_deref().unwrap_or_default());
            fields.push(&field_names(kind));
        }
        let codes: Vec<String> = self.catalog.violations.iter().map(|kind| literal::string(&kind.code)).collect();
        put!(self, "    static VIOLATIONS: __ec::ViolationTable = __ec::ViolationTable {{");
        put!(self, "        codes: &[{}],", codes.join(", "));
        self.put_strings("variants", &variants);
        self.put_strings("titles", &titles);
        self.put_strings("fields", &fields);
        put!(self, "        text: {},", literal::long_string(&compiled.text));
        self.put_bytes("ops", &ops);
        self.put_bytes("messages", &messages);
        put!(self, "    }};");
    }

    /// Writes the constructor of a violation.
    ///
    /// ```text
    /// pub fn too_short(min: u32) -> Self {
    ///     let message = VIOLATIONS.message(0, &[ToValue::to_value(&min)]);
    ///     Self { code: ViolationCode::TooShort, violation: VIOLATIONS.violation(0, message, &mut [Json::from(min)]) }
    /// }
    /// ```
    fn render_violation_constructor(&mut self, row: usize, kind: &ViolationKind) {
        let (mut arguments, mut lets, mut values, mut jsons) =
            (String::new(), String::new(), String::new(), String::new());
        for field in &kind.fields {
            let name = field.rust_name();
            let _ = write!(arguments, "{name}: {}, ", types::argument_type(field, "__ec", ""));
            if types::is_converted(field) {
                let _ =
                    write!(lets, "let {name}: {} = __ec::Into::into({name}); ", types::field_type(field, "__ec", ""));
            }
            let _ = write!(values, "__ec::ToValue::to_value(&{name}), ");
            let _ = write!(jsons, "__ec::From::from({name}), ");
        }
        let [arguments, values, jsons] = [&arguments, &values, &jsons].map(|list| list.trim_end_matches(", "));
        let code_name = &self.options.violation_code;
        self.put_docs(8, &constructor_docs(kind));
        self.put_violation_deprecated(8, kind);
        put!(self, "        #[must_use]");
        put!(self, "        pub fn {}({arguments}) -> Self {{", kind.constructor);
        if !lets.is_empty() {
            put!(self, "            {}", lets.trim_end());
        }
        put!(self, "            let message = VIOLATIONS.message({row}, &[{values}]);");
        put!(self, "            let violation = VIOLATIONS.violation({row}, message, [{jsons}]);");
        put!(self, "            Self {{ code: {code_name}::{}, violation }}", kind.variant);
        put!(self, "        }}");
    }

    fn put_violation_deprecated(&mut self, indent: usize, kind: &ViolationKind) {
        let Some(Deprecated { since, note, instead, .. }) = &kind.deprecated else { return };
        let instead = instead.and_then(|index| self.catalog.violations.get(index));
        let instead = instead.map(|other| format!("use `{}`", other.variant));
        self.put_deprecation(indent, since.as_deref(), note.as_deref(), instead.as_deref());
    }
}

/// The names of the fields, each with a comma after it. An optional field has a `?` before the comma, and a field that
/// is not in the slot `params` has a `-`.
fn field_names(kind: &ViolationKind) -> String {
    let mut names = String::new();
    for field in &kind.fields {
        names.push_str(&field.name);
        names.push_str(if field.optional { "?" } else { "" });
        names.push_str(if kind.params.contains(&field.name) { "," } else { "-," });
    }
    names
}

/// Returns the documentation of a violation's constructor.
fn constructor_docs(kind: &ViolationKind) -> String {
    let mut out = format!("Creates the violation {}", code(&kind.code));
    if let Some(message) = &kind.message {
        let _ = write!(out, ": {}", code(&message.to_string()));
    }
    out.push_str(".\n");
    if !kind.fields.is_empty() {
        out.push('\n');
    }
    for field in &kind.fields {
        let optional = if field.optional { ", optional" } else { "" };
        let item = format!("`{}`: `{}`{optional}", field.rust_name(), field.ty);
        match &field.description {
            Some(description) => out.push_str(&list_item(&format!("{item}\n\n{description}"))),
            None => out.push_str(&format!("- {item}\n")),
        }
    }
    if let Some(docs) = &kind.docs {
        out.push_str(&format!("\n{}\n", tame(docs)));
    }
    if let Some(since) = &kind.since {
        let _ = write!(out, "\nSince {}.\n", text(since));
    }
    out
}
