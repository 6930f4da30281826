//! What a client in another language knows about the responses of a catalog. The templates are the trees of the Rust
//! client, so that all clients agree.

mod fields;

use error_catalog_codegen::program::{IdentifiedRow, Optional, Shape, TextPiece, identified_rows};
use error_catalog_model::{Builtin, Catalog, Error, FieldType, Retry, Slot};

pub(crate) use self::fields::{Shown, Sight};
use crate::view::{ErrorView, View};

/// What a client knows.
pub(crate) struct Client<'a> {
    pub(crate) catalog: &'a Catalog,
    /// The slots of every body that a client reads before it knows the error.
    pub(crate) outline: Shape,
    /// The parts that the body of every error without a code has.
    pub(crate) skeleton: Shape,
    pub(crate) errors: Vec<ClientError<'a>>,
    /// What the responses of the errors look like, a row for each status of an error, in the order of
    /// [`Catalog::rows`].
    pub(crate) rows: Vec<Row<'a>>,
}

/// An error, and how its responses show its fields.
pub(crate) struct ClientError<'a> {
    pub(crate) view: &'a ErrorView<'a>,
    pub(crate) fields: Vec<Shown<'a>>,
}

/// What the responses of an error with one status look like.
pub(crate) struct Row<'a> {
    pub(crate) catalog: &'a Catalog,
    /// The error with this status.
    pub(crate) error: &'a Error,
    /// The index of the error.
    pub(crate) base: usize,
    /// The body, or the parts of the body that a client reads if the code has identified the error.
    pub(crate) body: Shape,
    /// The parts of the body that every response has, if a client compares the body with other errors, and if some
    /// parts are optional.
    pub(crate) required: Option<Shape>,
    /// Whether a response without a code can be this error.
    pub(crate) is_candidate: bool,
    /// Whether the response has the same status with each of the error's statuses, so that the body is compared.
    pub(crate) shares_status: bool,
    /// The headers with slots that a client reads.
    pub(crate) headers: Vec<(&'a str, Shape)>,
}

impl<'a> Client<'a> {
    pub(crate) fn of(view: &'a View<'a>) -> Self {
        let catalog = view.catalog;
        let outline = read_outline(Shape::of_outline(catalog));
        let errors = view.errors.iter().map(|view| {
            let further = catalog.further_of(view.index).iter().map(|further| &further.error);
            let rows: Vec<&Error> = std::iter::once(view.error).chain(further).collect();
            ClientError { view, fields: fields::shown(catalog, &rows) }
        });
        let rows = identified_rows(catalog).map(|row| {
            let IdentifiedRow { error, base, is_candidate, .. } = row;
            let mut body = Shape::of_error(catalog, error, Optional::Present);
            let mut required = None;
            if row.is_compared() {
                required = Some(Shape::of_error(catalog, error, Optional::Absent)).filter(|it| *it != body);
            } else if !row.needs_constants() {
                body = pruned(body, &outline);
            }
            let (shares_status, headers) = (row.shares_status, headers(catalog, error));
            Row { catalog, error, base, body, required, is_candidate, shares_status, headers }
        });
        let rows = rows.collect();
        Self { catalog, errors: errors.collect(), rows, skeleton: Shape::of_skeleton(catalog), outline }
    }

    /// Whether a field is a list of violations.
    pub(crate) fn has_violations(&self) -> bool {
        fn is_of(ty: &FieldType) -> bool {
            match ty {
                FieldType::Violations => true,
                FieldType::List(element) => is_of(element),
                _ => false,
            }
        }
        self.errors.iter().flat_map(|error| &error.fields).any(|shown| is_of(&shown.field.ty))
    }

    /// Whether a number in the body may identify an error.
    pub(crate) fn reads_numbers(&self) -> bool {
        let is_number = |slot| slot == Slot::Builtin(Builtin::Number);
        self.catalog.errors.iter().any(|error| error.number.is_some()) && self.outline.has_slot(&is_number)
    }
}

impl Row<'_> {
    /// The other codes of the error.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &String> {
        let owner = self.error.owner.and_then(|owner| self.catalog.errors.get(owner));
        let own = self.catalog.errors.get(self.base);
        owner.into_iter().chain(own).flat_map(|error| &error.aliases)
    }

    /// The title, if it is not that of the error's first status.
    pub(crate) fn title(&self) -> Option<&str> {
        let own = &self.catalog.errors.get(self.base)?.title;
        Some(self.error.title.as_str()).filter(|title| title != own)
    }

    /// The retry policy, if it is not that of the error's first status.
    pub(crate) fn retry(&self) -> Option<Retry> {
        let own = self.catalog.errors.get(self.base)?.retry;
        Some(self.error.retry).filter(|retry| *retry != own)
    }
}

/// The headers that a client reads from the responses of an error.
fn headers<'a>(catalog: &Catalog, error: &'a Error) -> Vec<(&'a str, Shape)> {
    let mut headers = Shape::of_headers(catalog, error);
    headers.retain(|(name, shape)| {
        // A client always reads these headers.
        let is_common = ["x-request-id", "retry-after"].iter().any(|read| name.eq_ignore_ascii_case(read));
        shape.has_slot(&|slot| !is_common || matches!(slot, Slot::Field(_)))
    });
    headers
}

/// The parts of the outline that a client reads.
fn read_outline(outline: Shape) -> Shape {
    let mut slots: Vec<Slot> = OUTLINE.iter().map(|builtin| Slot::Builtin(*builtin)).collect();
    // Other values show where slots end in a text.
    push_text_slots(&outline, &mut slots);
    prune(outline, &|slot| slots.contains(&slot))
}

/// The slots that a client reads before it knows the error.
const OUTLINE: [Builtin; 7] = [
    Builtin::Code,
    Builtin::Number,
    Builtin::Title,
    Builtin::Message,
    Builtin::UserMessage,
    Builtin::RequestId,
    Builtin::RetryAfter,
];

fn push_text_slots(shape: &Shape, slots: &mut Vec<Slot>) {
    match shape {
        Shape::Text(pieces) if pieces.len() > 1 => slots.extend(pieces.iter().filter_map(|piece| match piece {
            TextPiece::Slot(open) => Some(open.slot),
            TextPiece::Literal(_) => None,
        })),
        Shape::List(elements) => elements.iter().for_each(|element| push_text_slots(element, slots)),
        Shape::Object(members) => members.iter().for_each(|(_, value)| push_text_slots(value, slots)),
        _ => {}
    }
}

/// The parts of a body that a client reads once the code has identified the error.
fn pruned(body: Shape, outline: &Shape) -> Shape {
    let is_read = |slot: Slot| match slot {
        Slot::Field(_) => true,
        Slot::Builtin(Builtin::RequestId | Builtin::RetryAfter) => !outline.has_slot(&|other| other == slot),
        _ => false,
    };
    prune(body, &is_read)
}

fn prune(shape: Shape, is_read: &dyn Fn(Slot) -> bool) -> Shape {
    let Shape::Object(members) = shape else { return shape };
    let kept = members.into_iter().filter(|(_, value)| reads(value, is_read));
    Shape::Object(kept.map(|(key, value)| (key, prune(value, is_read))).collect())
}

/// Whether a client reads a part of a value.
fn reads(shape: &Shape, is_read: &dyn Fn(Slot) -> bool) -> bool {
    match shape {
        Shape::Violations(slot) | Shape::Each { slot, once: None, .. } => is_read(*slot),
        // The elements may show violations instead of the error.
        Shape::Each { .. } => true,
        Shape::List(elements) => elements.iter().any(|element| reads(element, is_read)),
        Shape::Object(members) => members.iter().any(|(_, value)| reads(value, is_read)),
        shape => shape.has_slot(is_read),
    }
}

/// The name of a slot. `names` are the names of the values of violations.
pub(crate) fn slot_name(slot: Slot, error: Option<&Error>, names: &str) -> String {
    match slot {
        Slot::Field(index) => {
            let field = error.and_then(|error| error.public_fields().nth(usize::from(index)));
            format!("fields.{}", field.map_or("", |field| &field.name))
        }
        Slot::Builtin(builtin) => builtin.as_str().to_owned(),
        Slot::Violation(part) => format!("parts.{}", part.as_str()),
        Slot::Value(index) => format!("values.{}", names.split(',').nth(usize::from(index)).unwrap_or_default()),
    }
}
