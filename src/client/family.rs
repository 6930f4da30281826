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
    let of_status = || family().filter(|(row, _)| templates.table.status(*row) == status);
    match of_status().count() {
        // A proxy may have changed the status. Each error is compared once, with its first status.
        0 => best_match(templates, family().filter(|(row, _)| templates.table.base(*row) == *row), body),
        1 => of_status().next().map(|(row, _)| row),
        _ => best_match(templates, of_status(), body),
    }
}

/// Returns the row of the error with the most constants, of the errors whose constants are all in the body. Returns
/// `None` if two errors are tied.
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
        best = if rank == best.1 { (None, rank) } else { (Some(row), rank) };
    }
    best.0
}
