//! Finds the error of a response, and reads its values.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;
use std::sync::OnceLock;

use error_catalog_wire::{Builtin, Json, Slot, Violations};

use super::body::Body;
use super::family::{best_match, find_member, find_status};
use super::matching::Matcher;
use super::places::{Place, Places, find, find_builtin};
use super::retry::{parse_retry_after, parse_seconds};
use super::violation::to_json;
use crate::error::CatalogError;
use crate::fields::{Fields, FromJson};
use crate::row::construct;
use crate::table::Table;
use crate::templates::Templates;

/// Returns the value of the first header with a name.
pub(super) type Headers<'a> = &'a dyn Fn(&str) -> Option<Cow<'a, str>>;

/// Everything that is read from a response. Values that few clients need are converted when a client asks for them.
pub(super) struct Contents<E: CatalogError> {
    pub(super) body: Body,
    /// The row of the error in the catalog. If several errors have the code and the response does not show which of
    /// them it is, this is the row of the code's owner.
    pub(super) row: Option<usize>,
    /// Whether the response does not show which error it is.
    is_undecided: bool,
    pub(super) code_text: Option<Place>,
    pub(super) title: Option<Place>,
    pub(super) message: Option<Place>,
    pub(super) request_id: Option<Place>,
    pub(super) retry_after: Option<Duration>,
    pub(super) error: Option<E>,
    /// The values that the body contains whatever the error is, then the values of this error.
    pub(super) places: Places,
    pub(super) user_message: Option<Place>,
    /// The user message of the error.
    own_user_message: OnceLock<Option<String>>,
    details: OnceLock<Option<Json>>,
    violations: OnceLock<Violations>,
    fields: OnceLock<Vec<(&'static str, Json)>>,
}

impl<E: CatalogError> Contents<E> {
    pub(super) fn read(status: u16, headers: Headers<'_>, body: &[u8]) -> Self {
        let body = Body::read(body);
        let templates = E::templates();
        let mut matcher = Matcher::new(&body);
        if let Some(outline) = templates.and_then(Templates::outline) {
            matcher.read(outline);
        }
        let [code_text, number, title, message, user_message, request_id, wait] = matcher.texts_of([
            Builtin::Code,
            Builtin::Number,
            Builtin::Title,
            Builtin::Message,
            Builtin::UserMessage,
            Builtin::RequestId,
            Builtin::RetryAfter,
        ]);
        let row = code_text
            .and_then(|code| E::row_of_code(matcher.places.text(code, &body)))
            .or_else(|| templates?.row_of_number(matcher.places.text(number?, &body).parse().ok()?))
            .or_else(|| if code_text.is_none() { row_of_body(templates?, status, &body) } else { None });
        let row = match templates {
            Some(templates) if matcher.is_repeated => compare(templates, row, status, &body),
            _ => row,
        };
        let error_row = match templates {
            Some(templates) => {
                let member = row.and_then(|row| find_member(templates, row, status, &body));
                member.map(|row| find_status(templates, row, status, &body))
            }
            None => row,
        };

        matcher.places.begin();
        matcher.shows_violations = false;
        let error_templates = error_row.and_then(|row| templates?.of_row(row));
        if let Some(templates) = error_templates {
            matcher.read(templates.body());
            for (name, template) in templates.headers() {
                if let Some(value) = headers(name) {
                    matcher.read_text(template, &value, None);
                }
            }
        }
        let [own_request_id, own_wait] = matcher.texts_of([Builtin::RequestId, Builtin::RetryAfter]);
        let (request_id, wait) = (request_id.or(own_request_id), wait.or(own_wait));
        let field = error_templates.and_then(|templates| matcher.text_of(templates.retry_after()?));
        let shows_violations = matcher.shows_violations;
        let mut places = matcher.places;
        // The first violation may look like the error itself.
        let is_own = |place: &Place| E::row_of_code(places.text(*place, &body)) == row;
        let code_text = code_text.filter(|place| !shows_violations || is_own(place));
        let [title, message] = [title, message].map(|place| place.filter(|_| !shows_violations));
        let error = error_row.and_then(|row| construct::<E>(row, &mut Reader { places: &places, body: &body }));
        let message = message.or_else(|| Some(places.store(error.as_ref()?.to_string())));
        let request_id = request_id.or_else(|| Some(places.store(headers("x-request-id")?.into_owned())));
        let seconds = |wait: Option<Place>| parse_seconds(places.text(wait?, &body));
        let retry_after = headers("retry-after")
            .and_then(|value| parse_retry_after(&value, headers("date").as_deref()))
            .or_else(|| seconds(wait))
            .or_else(|| seconds(field));
        Self {
            body,
            row: error_row.or(row),
            is_undecided: error_row.is_none(),
            code_text,
            title,
            message,
            request_id,
            retry_after,
            error,
            places,
            user_message,
            own_user_message: OnceLock::new(),
            details: OnceLock::new(),
            violations: OnceLock::new(),
            fields: OnceLock::new(),
        }
    }

    /// The metadata of the catalog, and the row of the error.
    pub(super) fn entry(&self) -> Option<(&'static Table, usize)> {
        Some((E::tables()?, self.row?))
    }

    /// Whether the response may contain the value of a sensitive field.
    pub(super) fn is_sensitive(&self) -> bool {
        let Some((table, row)) = self.entry() else { return false };
        let family = E::templates().filter(|_| self.is_undecided).into_iter().flat_map(|it| it.family(row));
        let mut rows = family.map(|(row, _)| row).chain([row]);
        rows.any(|row| table.fields(row).any(|field| field.is_sensitive))
    }

    fn json(&self, place: Option<Place>) -> Option<Json> {
        // A slot whose value is `null` has no value.
        Some(to_json(&self.places, place?, &self.body)).filter(|json| *json != Json::Null)
    }

    /// The user message of the error, which the body may not contain.
    pub(super) fn own_user_message(&self) -> Option<&str> {
        self.own_user_message.get_or_init(|| self.error.as_ref()?.user_message()).as_deref()
    }

    pub(super) fn details(&self) -> Option<&Json> {
        let read = || self.json(find_builtin(self.places.previous(), Builtin::Details));
        self.details.get_or_init(read).as_ref()
    }

    pub(super) fn violations(&self) -> &Violations {
        self.violations.get_or_init(|| {
            let read = |place| Violations::from_json(Some(self.json(place)?));
            let templates = self.row.and_then(|row| E::templates()?.of_row(row));
            let mut slots = templates.into_iter().flat_map(|templates| templates.body().violations());
            slots
                .find_map(|slot| read(find(self.places.current(), slot)))
                .or_else(|| read(find_builtin(self.places.previous(), Builtin::Violations)))
                .unwrap_or_default()
        })
    }

    /// The names and the values of the public fields.
    pub(super) fn fields(&self) -> &[(&'static str, Json)] {
        self.fields.get_or_init(|| {
            let Some((table, row)) = self.entry() else { return Vec::new() };
            let names = table.fields(row).map(|field| field.name).enumerate();
            let value = |index| self.json(find(self.places.current(), Slot::field(index)?.to_byte()));
            names.filter_map(|(index, name)| Some((name, value(index)?))).collect()
        })
    }
}

/// Returns the row of the error with this status whose constants are all in the body. If there are several such errors,
/// the error with the most constants is chosen. Returns `None` if two errors are tied.
fn row_of_body(templates: &'static Templates, status: u16, body: &Body) -> Option<usize> {
    if !templates.skeleton()?.is_in(body.root()) {
        return None;
    }
    best_match(templates, templates.candidates(status), body)
}

/// Returns the row of the error that the body fits if the body does not fit the error in `row`. The code that led to
/// `row` may be the code of a violation.
fn compare(templates: &'static Templates, row: Option<usize>, status: u16, body: &Body) -> Option<usize> {
    let fits = |row: &usize| {
        let mut candidates = templates.candidates(status);
        candidates.any(|(other, required)| templates.table.base(other) == *row && required.is_in(body.root()))
    };
    row.filter(fits).or_else(|| row_of_body(templates, status, body)).or(row)
}

/// Passes the fields of a known error to generated code.
struct Reader<'a> {
    places: &'a Places,
    body: &'a Body,
}

impl Fields for Reader<'_> {
    fn take(&mut self, index: usize) -> Option<Json> {
        let place = find(self.places.current(), Slot::field(index)?.to_byte())?;
        Some(to_json(self.places, place, self.body))
    }

    fn is_part(&self, index: usize) -> bool {
        Slot::field(index).is_some_and(|slot| self.places.is_part(slot.to_byte()))
    }
}
