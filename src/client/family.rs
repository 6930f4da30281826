//! Finds the error of a response among several errors.

use super::body::Body;
use super::template::Template;
use crate::templates::Templates;

/// Returns the row of the error that has the code of the error in the row `owner`. If several errors share the code,
/// the result is the only one with this status, or otherwise the one with the most constants of those whose constants
/// are all in the body. The result is `None` if the response does not decide.
pub(super) fn find_member(templates: &'static Templates, owner: usize, status: u16, body: &Body) -> Option<usize> {
    let family = || templates.family(owner);
    if family().next().is_none() {
        return Some(owner);
    }
    let of_status = || family().filter(|(row, _)| templates.table.sent_status(*row) == status);
    match of_status().count() {
        // A proxy may have changed the status.
        0 => best_match(templates, family(), body),
        1 => of_status().next().map(|(row, _)| row),
        _ => best_match(templates, of_status(), body),
    }
}

/// Returns the row of the same error that is sent with this status. Of several such rows, this is the first of those
/// with the most constants that are in the body. Without such a row, the result is `row`.
pub(super) fn find_status(templates: &'static Templates, row: usize, status: u16, body: &Body) -> usize {
    let table = templates.table;
    let base = table.base(row);
    let mut rows =
        core::iter::once(base).chain(table.further_rows(base)).filter(|row| table.sent_status(*row) == status);
    let Some(first) = rows.next() else { return row };
    let Some(second) = rows.next() else { return first };
    let matched =
        |row: usize| templates.of_row(row).map_or(0, |templates| templates.body().agreement(body.root()).matched);
    let mut best = (first, matched(first));
    for row in core::iter::once(second).chain(rows) {
        let matched = matched(row);
        if matched > best.1 {
            best = (row, matched);
        }
    }
    best.0
}

/// Returns the row of the error with the most constants, of the errors whose constants are all in the body. Returns
/// `None` if two errors are tied. If two rows of one error are tied, the result is the first of them.
pub(super) fn best_match(
    templates: &'static Templates,
    errors: impl Iterator<Item = (usize, Template)>,
    body: &Body,
) -> Option<usize> {
    let (root, mut best) = (body.root(), (None, (0, 0)));
    for (row, required) in errors {
        if !required.is_in(root) {
            continue;
        }
        let all = templates.of_row(row)?.body().agreement(root);
        let rank = (all.matched, all.members);
        if all.matched == 0 || all.is_foreign || rank < best.1 {
            continue;
        }
        let base = |row| templates.table.base(row);
        best = match best {
            (Some(known), most) if rank == most && base(known) == base(row) => (Some(known), most),
            (_, most) if rank == most => (None, most),
            _ => (Some(row), rank),
        };
    }
    best.0
}
