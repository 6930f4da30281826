//! Lints, which give advice on how to improve a valid catalog. A lint is a row of [`LINTS`] and a function. The comment
//! of the function explains the advice, and names the source of the advice.

mod google;
mod header;
mod identity;
mod message;
mod prose;
mod rejection;
mod scope;
mod spelling;
mod status;

use self::scope::Scope;
use crate::diagnostic::{Diagnostics, Levels, Rule, Severity, rules};
use crate::model::Catalog;
use crate::raw::Raw;
use crate::released::Released;

type Lint = fn(&Scope<'_>, &mut Diagnostics);

static LINTS: &[(&Rule, Lint)] = &[
    (&rules::CODE_STYLE, identity::lint_code_style),
    (&rules::INDISTINGUISHABLE_ERRORS, identity::lint_likeness),
    (&rules::MISLEADING_STATUS, status::lint_names),
    (&rules::LIST_OF_ONE, status::lint_lists_of_one),
    (&rules::REDUNDANT_FORMAT, spelling::lint_formats),
    (&rules::SPELLED_OUT_FORMAT, spelling::lint_templates),
    (&rules::MISSING_CHALLENGE, header::lint_challenge),
    (&rules::MISSING_ALLOW, header::lint_allow),
    (&rules::MISSING_RETRY_AFTER, header::lint_retry_after),
    (&rules::INCOMPLETE_ERROR_INFO, google::lint_error_info),
    (&rules::SERVER_ERROR_DETAIL, message::lint_server_errors),
    (&rules::SERVER_ERROR_DETAIL, rejection::lint_texts),
    (&rules::CATCH_ALL_STATUS, status::lint_catch_alls),
    (&rules::REPEATED_TITLE, message::lint_titles),
    (&rules::INCONSISTENT_ENDING, message::lint_endings),
    (&rules::UNCATEGORIZED_ERROR, prose::lint_categories),
    (&rules::BARE_DEPRECATION, prose::lint_deprecation),
    (&rules::MISSING_GUIDANCE, prose::lint_guidance),
    (&rules::UNNAMED_REJECTION, rejection::lint_unnamed),
    (&rules::UNSTRUCTURED_SLOT, message::lint_structure),
];

/// Applies every lint that `levels` does not turn off.
pub(crate) fn lint_catalog(
    raw: &Raw,
    catalog: &Catalog,
    released: &Released,
    levels: &Levels,
    diagnostics: &mut Diagnostics,
) {
    let scope = Scope::new(raw, catalog, released, diagnostics);
    for (rule, lint) in LINTS {
        if levels.of(rule) != Severity::Allowed {
            lint(&scope, diagnostics);
        }
    }
}
