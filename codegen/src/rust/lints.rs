//! Writes the attributes that allow lints which generated code breaks.

use super::{Rust, put};

/// The attributes of source that no macro parses, to which the compiler applies every lint.
const QUIET: &str = "#[allow(dead_code, deprecated, unreachable_pub, unused_qualifications)]\n\
    #[allow(clippy::all, clippy::pedantic, clippy::nursery)]\n\
    #[allow(clippy::restriction, rustdoc::all)]";

/// The lints that generated code breaks if the crate lacks some errors.
const CONDITIONAL: &[&str] = &["unreachable_code", "unreachable_patterns", "unused_variables"];

/// The largest number of arguments that clippy accepts by default.
const MAX_ARGUMENTS: usize = 7;

impl Rust<'_> {
    /// Writes the attribute that allows lints in an enum. Each lint is allowed by its own name, so that an application
    /// can forbid other lints of the same group.
    pub(super) fn put_allow_in_enum(&mut self) {
        // The enum is exhaustive so that the compiler reports an error that nobody handles.
        put!(self, "{}", if self.options.for_macro { "#[allow(clippy::exhaustive_enums)]" } else { QUIET });
    }

    /// Writes the attribute that allows lints in the implementations.
    pub(super) fn put_allow_in_impls(&mut self) {
        if !self.options.for_macro {
            put!(self, "{QUIET}");
            if self.has_cfg() {
                put!(self, "#[allow({})]", CONDITIONAL.join(", "));
            }
            return;
        }
        let name = self.options.error.to_lowercase().replace('_', "");
        let errors = || self.catalog.errors.iter();
        let is_bound = self.binding.is_some();
        let is_without_any = self.variants().all(|(_, variant)| variant.cfg.is_some());
        // The application names the variants of its enum, and the enum has no constructors.
        let constructed = || errors().filter(move |_| !is_bound);
        let violations = &self.catalog.violations;
        let arguments = || {
            let of_errors = constructed().map(|error| error.members().count() + usize::from(error.has_source));
            of_errors.chain(violations.iter().map(|kind| kind.fields.len()))
        };
        let violation = self.options.violation.to_lowercase().replace('_', "");
        let lints = [
            ("deprecated", self.is_deprecated()),
            // No code is reachable in a crate that lacks all variants, nor in a function for variants that it lacks.
            ("unreachable_code", is_bound && (is_without_any || self.is_split() && self.has_cfg())),
            (
                "clippy::self_named_constructors",
                constructed().any(|error| is_without(&error.constructor, &name))
                    || violations.iter().any(|kind| is_without(&kind.constructor, &violation)),
            ),
            ("clippy::impl_trait_in_params", arguments().any(|count| count > 0)),
            ("clippy::too_many_arguments", arguments().any(|count| count > MAX_ARGUMENTS)),
        ];
        let lints: Vec<&str> = lints.iter().filter(|lint| lint.1).map(|lint| lint.0).collect();
        if !lints.is_empty() {
            put!(self, "#[allow({})]", lints.join(", "));
        }
    }
}

/// Whether a name is the same as another name that has no underscores.
fn is_without(name: &str, other: &str) -> bool {
    // Most names are of another length, and the attribute runs without optimizations.
    name.len() >= other.len() && name.starts_with(&other[..1.min(other.len())]) && name.replace('_', "") == other
}
