//! Advice: what a catalog may do, and had better not.

use crate::diagnostic::{Diagnostics, Levels};
use crate::merge::Merged;
use crate::{Catalog, Frozen};

/// Applies the lints of which `levels` makes anything.
pub(crate) fn lint_catalog(
    _raw: &Merged,
    _catalog: &Catalog,
    _frozen: &Frozen,
    _levels: &Levels,
    _diagnostics: &mut Diagnostics,
) {
}
