//! The tables with which the module reads responses.

use error_catalog_codegen::program::{OpenSlot, Shape, TextPiece};
use error_catalog_model::{Error, FieldType};

use super::classes::retry;
use super::names::Names;
use crate::client::{Client, Row, Shown, Sight, slot_name};
use crate::text::python::Item;
use crate::view::View;

/// Writes the tables.
pub(super) fn write_tables(view: &View<'_>, client: &Client<'_>, names: &[Names], out: &mut String) {
    template(&client.outline, None, "").write(0, "_OUTLINE: Final[_Template] = ", "", out);
    if client.rows.iter().any(|row| row.is_candidate) {
        template(&client.skeleton, None, "").write(0, "_SKELETON: Final[_Template] = ", "", out);
    }
    // The rows of an error that owns a code come before the rows of the other errors with this code.
    let (owners, others): (Vec<&Row<'_>>, _) = client.rows.iter().partition(|row| row.error.owner.is_none());
    let reads_numbers = client.reads_numbers();
    let rows = owners.into_iter().chain(others).filter_map(|row| {
        let fields = client.errors.get(row.base).map_or(&[][..], |error| &error.fields);
        Some(self::row(row, names.get(row.base)?, fields, reads_numbers))
    });
    let comment = if view.errors.is_empty() { "" } else { "# How the responses of each error are found and read.\n" };
    out.push_str(comment);
    Item::list(rows).write_open(0, "_ROWS: Final[Sequence[_Row]] = ", out);
}

fn row(row: &Row<'_>, names: &Names, fields: &[Shown<'_>], reads_numbers: bool) -> Item {
    let error = row.error;
    let mut items = vec![Item::code(names.class.as_str()), Item::code(error.sent_status().to_string())];
    let template = |shape: &Shape| template(shape, Some(error), "");
    if !matches!(&row.body, Shape::Object(members) if members.is_empty()) {
        items.push(Item::named("body", template(&row.body)));
    }
    items.extend(row.required.as_ref().map(|required| Item::named("required", template(required))));
    if row.is_candidate {
        items.push(Item::named("is_candidate", Item::code("True")));
    }
    if !row.headers.is_empty() {
        let headers = row.headers.iter();
        let headers = headers.map(|(name, shape)| Item::member(&name.to_ascii_lowercase(), template(shape)));
        items.push(Item::named("headers", Item::dict(headers)));
    }
    if !fields.is_empty() {
        let readers = fields.iter().map(|shown| Item::member(&shown.field.name, Item::code(reader(&shown.field.ty))));
        items.push(Item::named("fields", Item::dict(readers)));
        items.extend(named("optional", fields, |shown| shown.sight == Sight::Whole && !shown.is_required));
        items.extend(named("texts", fields, |shown| shown.sight != Sight::Whole));
    }
    if row.aliases().next().is_some() {
        items.push(Item::named("aliases", Item::list(row.aliases().map(Item::text))));
    }
    if let Some(number) = error.number.filter(|_| reads_numbers) {
        items.push(Item::named("number", Item::code(number.to_string())));
    }
    items.extend(row.retry().map(|policy| Item::named("retry", retry(&policy))));
    Item::call("_Row", items)
}

/// The names of some of the fields, if there are any.
fn named(argument: &str, fields: &[Shown<'_>], is_named: impl Fn(&Shown<'_>) -> bool) -> Option<Item> {
    let fields = fields.iter().filter(|shown| is_named(shown));
    let names: Vec<Item> = fields.map(|shown| Item::text(shown.field.name.as_str())).collect();
    (!names.is_empty()).then(|| Item::named(argument, Item::list(names)))
}

/// A template as an expression. `names` are the names of the values of violations.
fn template(shape: &Shape, error: Option<&Error>, names: &str) -> Item {
    let slot = |open: OpenSlot| {
        let mut items = vec![Item::text(slot_name(open.slot, error, names))];
        items.extend(open.format.map(|format| Item::text(format.as_str())));
        Item::call("_Slot", items)
    };
    match shape {
        Shape::Constant(json) => Item::code(match json.as_str() {
            "null" => "None",
            "true" => "True",
            "false" => "False",
            number => number,
        }),
        Shape::Text(pieces) => match pieces.as_slice() {
            [] => Item::text(""),
            [TextPiece::Literal(text)] => Item::text(text.as_str()),
            pieces => text(pieces, &slot),
        },
        Shape::Message(_) => Item::dict([]),
        Shape::Slot(open) => slot(*open),
        Shape::Violations(violations) => slot(OpenSlot { slot: *violations, format: None }),
        Shape::Each { slot, names, value, once } => {
            let name = Item::text(slot_name(*slot, error, ""));
            let each = template(value, error, names);
            match once {
                Some(once) => Item::call("_Spread", vec![name, each, template(once, error, names)]),
                None => Item::call("_Each", vec![name, each]),
            }
        }
        Shape::List(elements) => Item::list(elements.iter().map(|element| template(element, error, names))),
        Shape::Object(members) => {
            Item::dict(members.iter().map(|(key, value)| Item::member(key, template(value, error, names))))
        }
    }
}

/// A text as its constant start, and its slots, each with the constant text after it.
fn text(pieces: &[TextPiece], slot: &dyn Fn(OpenSlot) -> Item) -> Item {
    let (start, pieces) = match pieces {
        [TextPiece::Literal(start), rest @ ..] => (start.as_str(), rest),
        pieces => ("", pieces),
    };
    let mut parts = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let TextPiece::Slot(open) = piece else { continue };
        let after = match pieces.get(index + 1) {
            Some(TextPiece::Literal(after)) => after.as_str(),
            _ => "",
        };
        parts.push(Item::tuple(vec![slot(*open), Item::text(after)]));
    }
    Item::call("_Text", vec![Item::text(start), Item::list(parts)])
}

/// The function that reads a value of a type.
fn reader(ty: &FieldType) -> String {
    match ty {
        FieldType::Bool => "_boolean".to_owned(),
        FieldType::Unsigned(bits) => format!("_integer(0, 2**{bits} - 1)"),
        FieldType::Signed(bits) => format!("_integer(-(2**{0}), 2**{0} - 1)", bits.saturating_sub(1)),
        FieldType::Float => "_number".to_owned(),
        FieldType::Duration => "_duration".to_owned(),
        FieldType::Object => "_object".to_owned(),
        FieldType::Any => "_any".to_owned(),
        FieldType::Violations => "_violations".to_owned(),
        FieldType::List(element) => format!("_list({})", reader(element)),
        _ => "_string".to_owned(),
    }
}

/// The part of the skeleton with the function that reads a value of a type.
pub(super) fn reader_part(ty: &FieldType) -> Option<&'static str> {
    Some(match ty {
        FieldType::Bool => "boolean",
        FieldType::Unsigned(_) | FieldType::Signed(_) => "integer",
        FieldType::Float => "number",
        FieldType::Duration => "duration",
        FieldType::Object => "object",
        FieldType::Any => "any",
        FieldType::Violations => "violations",
        FieldType::List(_) => "list",
        _ => "string",
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use error_catalog_model::Catalog;

    use super::*;

    /// The rows of a catalog, without white space.
    fn rows(toml: &str) -> String {
        let files = BTreeMap::from([("errors.toml".to_owned(), toml.to_owned())]);
        let (catalog, report) = Catalog::parse("errors.toml", &files);
        let catalog = catalog.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
        let view = View::of(&catalog);
        let mut out = String::new();
        write_tables(&view, &Client::of(&view), &Names::all(&view), &mut out);
        let rows = out.split_once("_ROWS: Final[Sequence[_Row]] = ").map_or("", |(_, rows)| rows);
        rows.split_whitespace().collect::<Vec<_>>().join("").replace(",]", "]").replace(",)", ")").replace(",}", "}")
    }

    #[test]
    fn rows_have_only_what_a_client_reads() {
        for (toml, expected) in [
            ("[errors.a]\nstatus = 404\nmessage = 'A'\n", "_Row(A,404)"),
            (
                "[errors.a]\nstatus = 404\nmessage = 'No {x}, {y}'\nfields = { x = 'u8', y = 'list<bool>' }\n",
                "_Row(A,404,body={\"detail\":_Text(\"No\",[(_Slot(\"fields.x\"),\",\"),(_Slot(\"fields.y\"),\"\")])},\
                 fields={\"x\":_integer(0,2**8-1),\"y\":_list(_boolean)},texts=[\"x\",\"y\"])",
            ),
            (
                "[errors.a]\nstatus = 404\nmessage = 'A'\naliases = ['b']\nfields.at = 'timestamp'\n\
                 headers = { X-At = '{at:epoch}', X-B = 'b' }\n",
                "_Row(A,404,headers={\"x-at\":_Text(\"\",[(_Slot(\"fields.at\",\"epoch\"),\"\")])},\
                 fields={\"at\":_string},texts=[\"at\"],aliases=[\"b\"])",
            ),
            (
                "[wire]\nbody = { m = '{message}', 'c?' = '{user_message}' }\n[errors.a]\nstatus = [404, 503]\n\
                 message = 'A'\n",
                "_Row(A,404,body={\"m\":\"A\"},is_candidate=True),\
                 _Row(A,503,body={\"m\":\"A\"},is_candidate=True,retry=RetryPolicy(\"after\"))",
            ),
            (
                "[errors.b]\nstatus = 404\nmessage = 'B'\ncode-of = 'a'\n[errors.a]\nstatus = 404\nmessage = 'A'\n\
                 aliases = ['c']\n[wire]\nbody = { code = '{code}', text = '{message}', 'id?' = '{request_id}' }\n",
                "_Row(A,404,body={\"code\":\"a\",\"text\":\"A\",\"id\":_Slot(\"request_id\")},\
                 required={\"code\":\"a\",\"text\":\"A\"},aliases=[\"c\"]),\
                 _Row(B,404,body={\"code\":\"a\",\"text\":\"B\",\"id\":_Slot(\"request_id\")},\
                 required={\"code\":\"a\",\"text\":\"B\"},aliases=[\"c\"])",
            ),
        ] {
            assert_eq!(rows(toml), format!("[{expected}]"), "{toml}");
        }
    }
}
