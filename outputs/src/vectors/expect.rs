//! What a client reads from a response.

use std::collections::BTreeSet;

use error_catalog_codegen::program::{Response, literal_json};
use error_catalog_model::{Builtin, Error, Example, Field, FieldType, Literal, Slot, SlotFormat};
use error_catalog_wire::Json;

use super::document::ExpectDocument;
use super::identify::Candidates;
use super::places::{Place, Places};
use super::violations::read_violations;
use crate::view::{ErrorView, View};

/// Waits are at most a year, so that adding a wait to a time does not overflow.
const LONGEST: f64 = 366.0 * 24.0 * 60.0 * 60.0;

/// The slot of the code.
const CODE: Slot = Slot::Builtin(Builtin::Code);

/// Computes what a client reads.
pub(super) struct Reader<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) places: Places,
    pub(super) candidates: Candidates,
    /// The codes and aliases of the catalog, if bodies show the code in a text with other slots.
    codes: BTreeSet<&'a str>,
}

/// The body and the headers of a response.
struct Received<'r> {
    body: &'r Json,
    headers: &'r [(String, String)],
}

impl<'a> Reader<'a> {
    pub(super) fn of(view: &'a View<'a>) -> Self {
        let (places, candidates) = (Places::of(view.catalog), Candidates::of(view.catalog));
        let mut codes = BTreeSet::new();
        if places.common.iter().any(|place| place.open.slot == CODE && place.slot_count() > 1) {
            let of_error = |error: &'a Error| error.aliases.iter().chain([&error.code]).map(String::as_str);
            codes.extend(view.catalog.errors.iter().flat_map(of_error));
        }
        Self { view, places, candidates, codes }
    }

    fn row(&self, error: &ErrorView<'_>, example: &Example) -> usize {
        example.status.map_or(error.index, |status| self.view.catalog.row_of(error.index, status))
    }

    /// The errors that the codes of their responses identify.
    pub(super) fn identified(&self) -> impl Iterator<Item = &'a ErrorView<'a>> + Clone {
        self.view.errors.iter().filter(|error| {
            let is_candidate = self.candidates.has(error.index);
            !is_candidate && error.error.sends_code && self.is_alone(error, error.error.sent_status())
        })
    }

    /// The response to the first example of an error, and its body; `None` if a client may not find the code.
    pub(super) fn first_response(&self, error: &ErrorView<'_>) -> Option<(Response, Json)> {
        let example = error.error.examples.first()?;
        let response = self.view.respond(error, example);
        let body = serde_json::from_str(&response.body).ok()?;
        self.shows_code(error, self.row(error, example), &body).then_some((response, body))
    }

    /// Whether a client should repeat the request of the first response.
    pub(super) fn is_retryable(&self, error: &ErrorView<'_>) -> bool {
        let row = error.error.examples.first().and_then(|example| self.view.catalog.row(self.row(error, example)));
        row.is_some_and(|row| row.retry.is_retryable())
    }

    /// Whether each client finds the code of an error, if the body contains the code.
    fn shows_code(&self, error: &ErrorView<'_>, row: usize, body: &Json) -> bool {
        if self.places.errors.get(row).is_none_or(|own| own.is_moving) {
            return false;
        }
        let mut places = self.places.common.iter().filter(|place| place.open.slot == CODE);
        let found = places.find_map(|place| Some((place, text_of(&place.read(body, &[])?)?)));
        let Some((place, code)) = found.filter(|(place, _)| place.slot_count() > 1) else { return true };
        // Another part of the text may be another code.
        let is_own = |part: &String| *part == error.error.code || !self.codes.contains(part.as_str());
        code == error.error.code && place.readings(body, &[]).is_some_and(|parts| parts.iter().all(is_own))
    }

    /// Whether a response with the code of an error is this error.
    fn is_alone(&self, error: &ErrorView<'_>, status: u16) -> bool {
        self.candidates.is_alone(error.error.owner.unwrap_or(error.index), status)
    }

    /// Returns what a client reads from the response to an example; `None` if the response does not tell which error it
    /// is.
    pub(super) fn expect(
        &self,
        error: &ErrorView<'_>,
        example: &Example,
        response: &Response,
    ) -> Option<ExpectDocument> {
        let body: Json = serde_json::from_str(&response.body).ok()?;
        let row = self.row(error, example);
        if !self.shows_code(error, row, &body) {
            return None;
        }
        let is_found = match self.candidates.has(row) {
            true => self.candidates.identify(response.status, &body) == Some(row),
            false => {
                let owner = error.error.owner.unwrap_or(error.index);
                self.candidates.finds_member(row, owner, response.status, &body)
            }
        };
        if !is_found {
            return None;
        }
        let received = Received { body: &body, headers: &response.headers };
        let own = self.places.errors.get(row)?;
        let (own, is_repeated) = (own.places.as_slice(), own.is_repeated);
        let text = |builtin| self.text(&received, own, builtin).filter(|_| !is_repeated);
        let of_header = || {
            let named = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("x-request-id");
            response.headers.iter().find(named).map(|(_, value)| value.clone())
        };
        let catalog = self.view.catalog;
        let of_row = catalog.row(row)?;
        Some(ExpectDocument {
            known: true,
            code: Some(Some(error.error.code.clone())),
            title: text(Builtin::Title),
            message: text(Builtin::Message),
            user_message: text(Builtin::UserMessage),
            request_id: self.text(&received, own, Builtin::RequestId).or_else(of_header),
            fields: fields(own, error, example, &received),
            violations: read_violations(catalog, of_row, example, &body),
            retry_after: self.wait(&received, own, error),
            retryable: of_row.retry.is_retryable(),
        })
    }

    /// The text of a slot that every error has; `None` if the text that contains it can be read in several ways.
    fn text(&self, received: &Received<'_>, own: &[Place], builtin: Builtin) -> Option<String> {
        let places = self.places.common.iter().chain(own).filter(|place| place.open.slot == Slot::Builtin(builtin));
        let (place, value) = places.filter_map(|place| Some((place, text_of(&received.read(place)?)?))).next()?;
        received.is_sure(place).then_some(value)
    }

    /// The wait in seconds. The header `Retry-After` comes before the body, and the body before a field.
    fn wait(&self, received: &Received<'_>, own: &[Place], error: &ErrorView<'_>) -> Option<Json> {
        let header = received.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
        let builtin = Some(Slot::Builtin(Builtin::RetryAfter));
        let field = error.error.public_fields().position(|field| field.name == "retry_after").and_then(Slot::field);
        let mut of_body = [builtin, field].into_iter().flatten().flat_map(|slot| {
            let places = self.places.common.iter().chain(own).filter(move |place| place.open.slot == slot);
            places.filter_map(|place| Some((text_of(&received.read(place)?)?, place)))
        });
        let (text, format) = match header {
            Some((_, value)) => (value.clone(), None),
            None => match of_body.next() {
                Some((_, place)) if !received.is_sure(place) => return None,
                Some((text, place)) => (text, place.open.format),
                None => return Some(Json::Null),
            },
        };
        let number: f64 = text.strip_suffix('s').unwrap_or(&text).parse().ok()?;
        let seconds = if format == Some(SlotFormat::Milliseconds) { number / 1_000.0 } else { number };
        Some(seconds_json(seconds.min(LONGEST)))
    }
}

impl Received<'_> {
    fn read(&self, place: &Place) -> Option<Json> {
        place.read(self.body, self.headers)
    }

    /// Whether a value can be read in only one way.
    fn is_sure(&self, place: &Place) -> bool {
        place.slot_count() <= 1 || place.readings(self.body, self.headers).is_some_and(|found| found.len() == 1)
    }
}

/// A number of seconds, as an integer if it is whole.
fn seconds_json(seconds: f64) -> Json {
    let text = format!("{seconds}");
    text.parse().map_or(Json::Float(seconds), Json::Unsigned)
}

fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Unsigned(_) | Json::Signed(_) | Json::Float(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The values of fields that a client reads. A value in a format that drops a part of it is not among them.
fn fields(own: &[Place], error: &ErrorView<'_>, example: &Example, received: &Received<'_>) -> Vec<(String, Json)> {
    let fields = error.error.public_fields().zip(&example.fields).enumerate();
    let fields = fields.filter(|(_, (field, _))| field.ty != FieldType::Violations);
    fields.filter_map(|(index, (field, literal))| field_case(own, index, field, literal.as_ref(), received)).collect()
}

fn field_case(
    own: &[Place],
    index: usize,
    field: &Field,
    literal: Option<&Literal>,
    received: &Received<'_>,
) -> Option<(String, Json)> {
    let slot = Slot::field(index)?;
    let mut places = own.iter().filter(|place| place.open.slot == slot);
    let found = places.find_map(|place| Some((place, received.read(place)?)));
    let Some(literal) = literal else {
        // A header of another part of the server may show a value.
        let is_null = found.is_none_or(|(_, found)| found == Json::Null);
        return is_null.then(|| (field.name.clone(), Json::Null));
    };
    let (place, found) = found?;
    if place.open.format.is_some() || found == Json::Null {
        return None;
    }
    let value = literal_json(literal);
    if !matches!(found, Json::String(_)) {
        return Some((field.name.clone(), found));
    }
    let is_same = text_of(&value) == text_of(&found);
    is_same.then(|| (field.name.clone(), value))
}
