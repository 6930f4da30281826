//! The headers of responses.

use error_catalog_codegen::program::Response;
use error_catalog_model::{Header, Piece, Presence};

use super::wording::{Description, describe_slot};
use super::{ErrorView, View};

/// A header, and the errors whose responses have the header.
pub struct HeaderView<'v, 'a> {
    /// The header.
    pub header: &'a Header,
    /// The errors whose responses have the header.
    pub senders: Senders<'v, 'a>,
    /// The description of the header.
    pub description: Description<'a>,
}

/// The errors whose responses have a header. Either these errors or all other errors are listed, so that the list is as
/// short as possible.
pub enum Senders<'v, 'a> {
    /// Every error.
    Every,
    /// Every error except the listed errors.
    EveryBut(Vec<&'v ErrorView<'a>>),
    /// Only the listed errors.
    Only(Vec<&'v ErrorView<'a>>),
}

impl<'a> View<'a> {
    /// The distinct headers of all responses.
    #[must_use]
    pub fn headers(&self) -> Vec<HeaderView<'_, 'a>> {
        let mut headers: Vec<&Header> = self.catalog.headers.iter().collect();
        for header in self.catalog.rows().flat_map(|error| &error.headers) {
            if !headers.iter().any(|known| is_same(known, header)) {
                headers.push(header);
            }
        }
        let view = |header: &'a Header| HeaderView {
            header,
            senders: self.senders(header),
            description: match header.value.pieces.as_slice() {
                [Piece::Slot(slot)] => describe_slot(self.catalog, slot),
                _ => Description::default(),
            },
        };
        headers.into_iter().map(view).collect()
    }

    /// Whether a response has a header that is specific to an error. A header is specific to an error if the catalog
    /// does not define the header for every error, or if the header's value contains a field of the error.
    #[must_use]
    pub fn has_own_header(&self, view: &ErrorView<'_>, response: &Response) -> bool {
        let error = view.error;
        let is_own = |header: &Header| {
            !self.catalog.headers.iter().any(|general| is_same(general, header))
                || header.value.slots().any(|slot| error.public_fields().any(|field| field.name == slot))
        };
        let is_sent = |header: &Header| response.headers.iter().any(|(name, _)| *name == header.name);
        self.headers_of(view).any(|header| is_own(header) && is_sent(header))
    }

    /// The headers of an error with each of its statuses.
    fn headers_of(&self, view: &ErrorView<'a>) -> impl Iterator<Item = &'a Header> {
        let further = self.catalog.further_of(view.index);
        view.error.headers.iter().chain(further.iter().flat_map(|further| &further.error.headers))
    }

    fn senders(&self, header: &Header) -> Senders<'_, 'a> {
        let sends = |view: &&ErrorView<'_>| {
            self.headers_of(view).any(|other| is_same(other, header))
                && header.value.slots().all(|slot| view.error.presence(slot) != Presence::Never)
        };
        let (with, without): (Vec<_>, Vec<_>) = self.errors.iter().partition(sends);
        match (with.len(), without.len()) {
            (_, 0) => Senders::Every,
            (some, others) if some > others => Senders::EveryBut(without),
            _ => Senders::Only(with),
        }
    }
}

/// Whether two headers have the same name and value.
fn is_same(one: &Header, other: &Header) -> bool {
    one.name.eq_ignore_ascii_case(&other.name) && one.value == other.value
}
