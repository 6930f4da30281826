//! Finds the error of a response that contains no code.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_codegen::program::{IdentifiedRow, identified_rows};
use error_catalog_model::Catalog;
use error_catalog_wire::Json;

use super::conditions::{Identity, Rank};

/// The largest number of errors with which a body is compared, so that the time stays linear.
const MOST: usize = 100;

/// The errors that a response may be, if no code tells.
pub(super) struct Candidates {
    /// The rows of the errors without a code, by status.
    by_status: BTreeMap<u16, Vec<Candidate>>,
    /// Whether a response without a code may be the error, for each row.
    is_candidate: Vec<bool>,
    /// The rows that share a code and a sent status, by the code's owner and the status. A family is empty if it is too
    /// large.
    families: BTreeMap<(usize, u16), Vec<Candidate>>,
    /// The families of errors that share their code, and not only a sent status of one error.
    shared: BTreeSet<(usize, u16)>,
}

/// A row with which a body is compared.
struct Candidate {
    row: usize,
    /// The index of the error.
    base: usize,
    identity: Identity,
}

impl Candidates {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let (mut by_status, mut families) = (BTreeMap::<u16, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        let mut is_candidate = Vec::new();
        for (row, identified) in identified_rows(catalog).enumerate() {
            let IdentifiedRow { error, base, family, .. } = identified;
            is_candidate.push(identified.is_candidate);
            if identified.is_candidate {
                let identity = Identity::of(catalog, error);
                by_status.entry(error.sent_status()).or_default().push(Candidate { row, base, identity });
            }
            families.entry((family.unwrap_or(base), error.sent_status())).or_default().push((row, base, error));
        }
        by_status.retain(|_, rows| rows.len() <= MOST);
        families.retain(|_, rows| rows.len() > 1);
        let mut shared = BTreeSet::new();
        let families = families.into_iter().map(|(key, rows)| {
            if rows.iter().any(|(_, base, _)| rows.first().is_some_and(|first| first.1 != *base)) {
                shared.insert(key);
            }
            let is_compared = rows.len() <= MOST;
            let compared = rows.into_iter().filter(|_| is_compared);
            let candidate = |(row, base, error)| Candidate { row, base, identity: Identity::of(catalog, error) };
            (key, compared.map(candidate).collect())
        });
        Self { by_status, is_candidate, families: families.collect(), shared }
    }

    /// Whether an error is the only one that sends its code with its status.
    pub(super) fn is_alone(&self, owner: usize, status: u16) -> bool {
        !self.shared.contains(&(owner, status))
    }

    /// Whether a response without a code may be the error of a row.
    pub(super) fn has(&self, row: usize) -> bool {
        self.is_candidate.get(row).is_none_or(|is_candidate| *is_candidate)
    }

    /// Whether a response without a code may be an error.
    pub(super) fn any(&self) -> bool {
        self.is_candidate.contains(&true)
    }

    /// The row of the error without a code that the body fits best; `None` if two errors fit equally well, or if there
    /// are too many errors to compare the body with.
    pub(super) fn identify(&self, status: u16, body: &Json) -> Option<usize> {
        best(self.by_status.get(&status)?, body)
    }

    /// Whether a client finds a row, of those that have a code and are sent with a status.
    pub(super) fn finds_member(&self, row: usize, owner: usize, status: u16, body: &Json) -> bool {
        self.families.get(&(owner, status)).is_none_or(|rows| best(rows, body) == Some(row))
    }
}

/// The row that a body fits best. Of two equal rows of one error, this is the first.
fn best(candidates: &[Candidate], body: &Json) -> Option<usize> {
    let mut best: Option<(Option<&Candidate>, Rank)> = None;
    for candidate in candidates {
        let Some(rank) = candidate.identity.rank(body) else { continue };
        best = match best {
            Some(known) if known.1 > rank => Some(known),
            Some((known, most)) if most == rank => Some((known.filter(|known| known.base == candidate.base), rank)),
            _ => Some((Some(candidate), rank)),
        };
    }
    Some(best?.0?.row)
}
