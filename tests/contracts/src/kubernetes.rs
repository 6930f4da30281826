//! The objects of the kind `Status` of Kubernetes:
//! <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/>.

use error_catalog::Violations;

use self::errors::{Error, Violation};
use crate::Case;

#[error_catalog::error_catalog("kubernetes/errors.toml")]
pub mod errors {}

/// The documented responses.
#[must_use]
pub fn cases() -> Vec<Case<Error>> {
    let (mut required, mut budget) = (Violations::new(), Violations::new());
    required.add("/spec/containers", Violation::field_value_required());
    budget.add("", Violation::disruption_budget("web-pdb", 2, 2));
    let problem = "spec.containers: Required value";
    vec![
        Case::new("not_found", Error::not_found("nginx", "pods")),
        Case::new("unauthorized", Error::unauthorized()),
        Case::new("forbidden", Error::forbidden("pods", "jane", "list", "", "default")),
        Case::new("already_exists", Error::already_exists("nginx", "pods")),
        Case::new("conflict", Error::conflict("nginx", "apps", "deployments")),
        Case::new("invalid", Error::invalid("nginx", "Pod", problem, required)),
        Case::new("too_many_requests", Error::too_many_requests(budget)),
    ]
}
