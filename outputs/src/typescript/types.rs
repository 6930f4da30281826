//! The types of errors, and the functions that read their fields.

use error_catalog_model::{Field, FieldType, Language};

use super::layout::WIDTH;
use super::runtime::Used;
use super::{doc, put, put_item, union};
use crate::client::{ClientError, Shown, Sight};
use crate::text::typescript::{doc_lines, key, string};
use crate::text::width::width_of;
use crate::view::{ErrorView, View};

/// An error of the module.
pub(super) struct Known<'a> {
    pub(super) view: &'a ErrorView<'a>,
    /// The name of the type.
    pub(super) name: String,
    /// Whether several errors have the code.
    pub(super) is_shared: bool,
    fields: &'a [Shown<'a>],
}

impl<'a> Known<'a> {
    pub(super) fn of(ClientError { view, fields }: &'a ClientError<'a>) -> Self {
        Self {
            view,
            name: Language::TypeScript.type_name(&view.error.variant),
            is_shared: view.error.owner.is_some() || !view.shared_by.is_empty(),
            fields,
        }
    }
}

/// Writes the type of an error.
pub(super) fn push_type(view: &View<'_>, known: &Known<'_>, out: &mut String) {
    let error = known.view;
    let mut lines = doc_lines(&error.error.description);
    if let Some(last) = lines.last_mut().filter(|last| !last.ends_with(['.', '!', '?'])) {
        last.push('.');
    }
    let retry = match error.retry.guidance() {
        Some(phrase) => format!("Retry {}.", phrase.render(|code| format!("`{code}`"))),
        None => "Do not retry: the same request would fail again.".to_owned(),
    };
    lines.push(String::new());
    lines.extend(doc_lines(&format!("Status {}. {retry}", error.statuses())));
    if let Some(deprecation) = view.deprecation(error) {
        let instead = deprecation.instead.map(|instead| format!("Use `{}` instead.", instead.error.code));
        let words = [deprecation.note.map(str::to_owned), instead];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let words = if words.is_empty() { "The API no longer sends this error.".to_owned() } else { words };
        lines.extend([String::new(), format!("@deprecated {}", doc_lines(&words).join(" "))]);
    }
    out.push('\n');
    doc(&lines, "", out);
    put!(out, "export interface {} extends Received {{", known.name);
    put!(out, "  readonly known: true;");
    put!(out, "  readonly code: {};", string(&error.error.code));
    if known.is_shared {
        doc(&["The name of the error in the catalog, because several errors have the code.".to_owned()], "  ", out);
        put!(out, "  readonly key: {};", string(&error.error.key));
    }
    if known.fields.is_empty() {
        put!(out, "  readonly fields: NoFields;");
    } else {
        put!(out, "  readonly fields: {{");
        for shown in known.fields {
            let Shown { field, is_required, .. } = shown;
            let mut lines = field.description.as_deref().map(doc_lines).unwrap_or_default();
            if field.ty == FieldType::Duration {
                lines.push("A number of seconds.".to_owned());
            }
            lines.extend(shown.note("undefined").iter().flat_map(|note| doc_lines(note)));
            doc(&lines, "    ", out);
            let optional = (!*is_required && field.ty != FieldType::Any).then_some("undefined");
            let mut members = field_types(field);
            members.extend(optional.map(str::to_owned));
            put!(out, "{}", union("    readonly ", &format!("{}:", key(&field.name)), &members));
        }
        put!(out, "  }};");
    }
    put!(out, "}}");
}

/// The types whose union is the type of a field.
fn field_types(field: &Field) -> Vec<String> {
    if field.ty != FieldType::String || field.one_of.is_empty() {
        return vec![type_of(&field.ty)];
    }
    // A later version of the catalog may add values.
    let values = field.one_of.iter().map(|value| string(value));
    values.chain(["(string & Record<never, never>)".to_owned()]).collect()
}

fn type_of(ty: &FieldType) -> String {
    match ty {
        FieldType::Bool => "boolean".to_owned(),
        FieldType::Unsigned(_) | FieldType::Signed(_) | FieldType::Float | FieldType::Duration => "number".to_owned(),
        FieldType::Object => "Readonly<Record<string, unknown>>".to_owned(),
        FieldType::Any => "unknown".to_owned(),
        FieldType::Violations => "readonly Violation[]".to_owned(),
        FieldType::List(element) => {
            let element = type_of(element);
            if element.contains(' ') { format!("readonly ({element})[]") } else { format!("readonly {element}[]") }
        }
        _ => "string".to_owned(),
    }
}

/// The members of every object.
const INHERITED: [&str; 7] =
    ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf"];

/// Writes the function that reads an error, and notes the functions that it uses.
pub(super) fn push_reader(known: &Known<'_>, used: &mut Used, out: &mut String) {
    let own = known.view.error;
    let name = &known.name;
    let code = string(&own.code);
    // TypeScript does not infer the types of the parameters in these members, because every object has the members.
    let is_inherited = INHERITED.contains(&own.key.as_str());
    let parameters = match (known.fields.is_empty(), is_inherited) {
        (true, false) => "received",
        (true, true) => "received: Received",
        (false, false) => "received, field",
        (false, true) => "received: Received, field: (name: string) => Found | undefined",
    };
    let start = format!("    read: ({parameters}): {name} => ({{");
    let line = format!("{start} ...received, known: true, code: {code}, fields: {{}} }}),");
    if known.fields.is_empty() && !known.is_shared && width_of(&line) <= WIDTH {
        put!(out, "{line}");
        return;
    }
    if start.len() <= WIDTH {
        put!(out, "{start}");
    } else {
        put!(out, "    read: (\n      {},\n    ): {name} => ({{", parameters.replace(", ", ",\n      "));
    }
    put!(out, "      ...received,");
    put!(out, "      known: true,");
    put_item!(out, 6, ",", "code: {code}");
    if known.is_shared {
        put_item!(out, 6, ",", "key: {}", string(&own.key));
    }
    if known.fields.is_empty() {
        put!(out, "      fields: {{}},");
    } else {
        put!(out, "      fields: {{");
        for shown in known.fields {
            put_item!(out, 8, ",", "{}: {}", key(&shown.field.name), read(shown, used));
        }
        put!(out, "      }},");
    }
    put!(out, "    }}),");
}

/// The expression that reads a field.
fn read(Shown { field, sight, is_required, .. }: &Shown<'_>, used: &mut Used) -> String {
    let value = format!("field({})", string(&field.name));
    if field.ty == FieldType::Any {
        return format!("{value}?.value");
    }
    let reader = reader(&field.ty, used);
    let function = match (is_required, sight) {
        (true, _) => "requiredField",
        (false, Sight::Whole) => "optionalField",
        (false, Sight::InText | Sight::Never) => "textField",
    };
    used.insert(function);
    format!("{function}({reader}, {value})")
}

/// The function that reads a value of a type.
fn reader(ty: &FieldType, used: &mut Used) -> String {
    let name = match ty {
        FieldType::List(element) => {
            used.insert("listOf");
            return format!("listOf({})", reader(element, used));
        }
        FieldType::Unsigned(bits) => {
            used.insert("integer");
            return format!("integer(0, 2 ** {bits} - 1)");
        }
        FieldType::Signed(bits) => {
            used.insert("integer");
            let bits = bits.saturating_sub(1);
            return format!("integer(-(2 ** {bits}), 2 ** {bits} - 1)");
        }
        FieldType::Any => "asAny",
        FieldType::Bool => "asBoolean",
        FieldType::Float => "asNumber",
        FieldType::Duration => "asSeconds",
        FieldType::Object => "asObject",
        FieldType::Violations => {
            used.insert("Violation");
            "asViolations"
        }
        _ => "asString",
    };
    used.insert(name);
    name.to_owned()
}
