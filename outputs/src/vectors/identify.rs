//! Finds the error of a response that contains no code.

use std::collections::BTreeMap;

use error_catalog_codegen::program::{IdentifiedRow, identified_rows};
use error_catalog_model::Catalog;
use error_catalog_wire::Json;

use super::conditions::{Identity, Rank};

/// The largest number of errors with which a body is compared, so that the time stays linear.
const MOST: usize = 100;

/// The errors that a response may be, if no code tells.
pub(super) struct Candidates {
    /// The rows of the errors without a code, by status.
    by_status: BTreeMap<u16, Vec<(usize, Identity)>>,
    /// Whether a response without a code may be the error, for each row.
    is_candidate: Vec<bool>,
    /// The rows that share a code and a status, by the code's owner and the status. A family is empty if it is too
    /// large, or if its errors have other statuses than their responses.
    families: BTreeMap<(usize, u16), Vec<(usize, Identity)>>,
}

impl Candidates {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let (mut by_status, mut families) = (BTreeMap::<u16, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        let mut is_candidate = Vec::new();
        for (row, identified) in identified_rows(catalog).enumerate() {
            let IdentifiedRow { error, base, family, .. } = identified;
            is_candidate.push(identified.is_candidate);
            if identified.is_candidate {
                by_status.entry(error.sent_status()).or_default().push((row, Identity::of(catalog, error)));
            }
            families.entry((family.unwrap_or(base), error.sent_status())).or_default().push((row, error));
        }
        by_status.retain(|_, rows| rows.len() <= MOST);
        families.retain(|_, rows| rows.len() > 1);
        let families = families.into_iter().map(|(key, rows)| {
            let is_compared = rows.len() <= MOST && rows.iter().all(|(_, error)| error.sent_status() == error.status);
            let compared = rows.into_iter().filter(|_| is_compared);
            (key, compared.map(|(row, error)| (row, Identity::of(catalog, error))).collect())
        });
        Self { by_status, is_candidate, families: families.collect() }
    }

    /// Whether an error is the only one that sends its code with its status.
    pub(super) fn is_alone(&self, owner: usize, status: u16) -> bool {
        !self.families.contains_key(&(owner, status))
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

    /// The same for the errors that share a code.
    pub(super) fn identify_member(&self, owner: usize, status: u16, body: &Json) -> Option<usize> {
        best(self.families.get(&(owner, status))?, body)
    }
}

fn best(rows: &[(usize, Identity)], body: &Json) -> Option<usize> {
    let mut best: Option<(Option<usize>, Rank)> = None;
    for (row, identity) in rows {
        let Some(rank) = identity.rank(body) else { continue };
        best = match best {
            Some(known) if known.1 > rank => Some(known),
            Some(known) if known.1 == rank => Some((None, rank)),
            _ => Some((Some(*row), rank)),
        };
    }
    best?.0
}
