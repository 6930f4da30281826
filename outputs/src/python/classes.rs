//! The classes of errors.

use std::time::Duration;

use error_catalog_model::{Field, FieldType, Language, Retry, Strategy};

use super::names::Names;
use crate::client::{ClientError, Shown};
use crate::text::python::{Item, WIDTH, docstring, sentence, string};
use crate::view::{ErrorView, View};

/// Writes the class of an error.
pub(super) fn write_class(view: &View<'_>, error: &ClientError<'_>, names: &Names, out: &mut String) {
    let ClientError { view: error, fields } = error;
    if !fields.is_empty() {
        out.push_str("@dataclass(frozen=True, slots=True)\n");
    }
    out.push_str(&format!("class {}(_Known):\n", names.class));
    docstring(4, &format!("The error {}.", names.class), &paragraphs(view, error), out);
    out.push('\n');
    if fields.is_empty() {
        out.push_str("    __slots__ = ()\n\n");
    }
    write_code(&names.constant, out);
    info(error).write(4, "info: ClassVar[ErrorInfo] = ", "", out);
    for (index, shown) in fields.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { "" });
        write_field(shown, out);
    }
    out.push_str("\n\n");
}

/// Writes the attribute `code`.
fn write_code(constant: &str, out: &mut String) {
    let code = format!("ErrorCode.{constant}");
    let before = format!("    code: ClassVar[Literal[{code}]] = ");
    if before.len() + code.len() <= WIDTH {
        out.push_str(&format!("{before}{code}\n"));
    } else if before.len() < WIDTH {
        out.push_str(&format!("{before}(\n        {code}\n    )\n"));
    } else {
        let literal = format!("        Literal[{code}]\n");
        let literal = match literal.len() <= WIDTH + 1 {
            true => literal,
            false => format!("        Literal[\n            {code}\n        ]\n"),
        };
        out.push_str(&format!("    code: ClassVar[\n{literal}    ] = {code}\n"));
    }
}

/// The paragraphs of a class's docstring.
fn paragraphs<'a>(view: &View<'a>, error: &ErrorView<'a>) -> Vec<String> {
    let retry = match error.retry.guidance() {
        Some(phrase) => format!("Retry {}.", phrase.render(str::to_owned)),
        None => "Do not retry: the same request would fail again.".to_owned(),
    };
    let mut paragraphs = vec![sentence(&error.error.description), format!("Status {}. {retry}", error.statuses())];
    if let Some(deprecation) = view.deprecation(error) {
        let since = deprecation.since.map(|since| format!(" since {since}")).unwrap_or_default();
        let mut text = format!("Deprecated{since}.");
        if let Some(note) = deprecation.note {
            text.push_str(&format!(" {}", sentence(note)));
        }
        if let Some(instead) = deprecation.instead {
            text.push_str(&format!(" Use `{}` instead.", instead.error.code));
        }
        paragraphs.push(text);
    }
    paragraphs
}

fn write_field(shown: &Shown<'_>, out: &mut String) {
    let Shown { field, is_required, .. } = shown;
    let none = if *is_required || field.ty == FieldType::Any { "" } else { " | None" };
    let name = Language::Python.member_name(&field.name);
    out.push_str(&format!("    {name}: {}{none}\n", type_of(&field.ty)));
    let mut notes: Vec<String> = field.description.iter().map(|text| sentence(text)).collect();
    notes.extend(values(field));
    if field.ty == FieldType::Duration {
        notes.push("A number of seconds.".to_owned());
    }
    notes.extend(shown.note("None"));
    if !notes.is_empty() {
        docstring(4, &format!("The field {name}."), &notes, out);
    }
}

/// The sentence about the values of a field. A later version of the catalog may add values.
fn values(field: &Field) -> Option<String> {
    let values: Vec<String> = field.one_of.iter().map(|value| string(value)).collect();
    (!values.is_empty()).then(|| format!("Known values: {}.", values.join(", ")))
}

/// The Python type of a field.
fn type_of(ty: &FieldType) -> String {
    match ty {
        FieldType::Bool => "bool",
        FieldType::Unsigned(_) | FieldType::Signed(_) => "int",
        FieldType::Float | FieldType::Duration => "float",
        FieldType::Object => "dict[str, Json]",
        FieldType::Any => "Json",
        FieldType::Violations => "tuple[Violation, ...]",
        FieldType::List(element) => return format!("tuple[{}, ...]", type_of(element)),
        _ => "str",
    }
    .to_owned()
}

fn info(error_view: &ErrorView<'_>) -> Item {
    let error = error_view.error;
    let text = |name, text: &str| Item::named(name, Item::text(text));
    let mut items = vec![Item::named("status", Item::code(error.status.to_string())), text("title", &error.title)];
    items.extend(error_view.category.map(|category| text("category", &category.key)));
    let constant = error.user_message.as_ref().and_then(|message| message.as_constant());
    items.extend(constant.map(|message| text("user_message", message)));
    items.extend(error.docs_url.as_deref().map(|url| text("docs_url", url)));
    if error.retry != Retry::new(Strategy::No) {
        items.push(Item::named("retry", retry(&error.retry)));
    }
    Item::call("ErrorInfo", items)
}

/// The policy for sending a request again.
pub(super) fn retry(retry: &Retry) -> Item {
    let seconds = |wait: Duration| Item::code(format!("{:?}", wait.as_secs_f64()));
    let mut items = vec![Item::text(retry.strategy.as_str())];
    items.extend(retry.base.map(|wait| Item::named("base", seconds(wait))));
    items.extend(retry.cap.map(|wait| Item::named("cap", seconds(wait))));
    items.extend(retry.max_attempts.map(|most| Item::named("max_attempts", Item::code(most.to_string()))));
    Item::call("RetryPolicy", items)
}

/// Writes the types of all errors.
pub(super) fn write_union(names: &[Names], out: &mut String) {
    match names {
        [] => out.push_str("KnownError: TypeAlias = NoReturn\nError: TypeAlias = UnknownError\n"),
        [only] => out.push_str(&format!(
            "KnownError: TypeAlias = {}\nError: TypeAlias = KnownError | UnknownError\n",
            only.class
        )),
        names => {
            out.push_str("KnownError: TypeAlias = Union[  # noqa: UP007 - `|` is slow for many classes\n");
            for names in names {
                out.push_str(&format!("    {},\n", names.class));
            }
            out.push_str("]\nError: TypeAlias = Union[KnownError, UnknownError]  # noqa: UP007\n");
        }
    }
    out.push_str("\n\n");
}

/// Writes the tables of all codes and categories.
pub(super) fn write_info(view: &View<'_>, names: &[Names], out: &mut String) {
    let owners = view.catalog.errors.iter().zip(names).filter(|(error, _)| error.owner.is_none());
    let members = owners.map(|(_, names)| {
        let before = format!("ErrorCode.{}: ", names.constant);
        Item::After(before, Box::new(Item::code(format!("{}.info", names.class))))
    });
    Item::dict(members).write_open(0, "ERROR_INFO: Final[Mapping[ErrorCode, ErrorInfo]] = ", out);
    if !view.catalog.categories.is_empty() {
        let categories = view.catalog.categories.iter();
        let members =
            categories.map(|category| Item::member(&category.key, Item::code(format!("{}ApiError", category.variant))));
        Item::dict(members).write_open(0, "_EXCEPTIONS: Final[Mapping[str | None, type[ApiError]]] = ", out);
    }
}
