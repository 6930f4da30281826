//! Writes what the types of an enum that the application wrote must have, so that generated code can construct errors.
//!
//! Only the compiler knows the types, so each requirement is an assertion at the place of a type.

use super::placeholder::{default, inner_type, kind, possible};
use super::{Rust, literal, put};
use crate::bound::{Candidate, Property, Requirement};

/// The expression that tells whether the type of a member has the required property.
fn holds(requirement: &Requirement) -> String {
    let member = &requirement.member;
    let limits = |ty| format!("__ec::field::Possible::<{}, {}>::LIMITS", kind(ty), inner_type(member));
    match &requirement.property {
        Property::HasDefault => format!("__ec::Option::is_some(&{})", default(member)),
        Property::Converts(ty) => possible(member, ty),
        Property::HasInteger(ty, number) => format!("{}.has_integer({number})", limits(ty)),
        Property::HasText(ty, chars) => format!("{}.has_text({chars})", limits(ty)),
    }
}

/// The expression that tells whether a variant exists and generated code can construct the variant.
fn is_possible(candidate: &Candidate) -> String {
    let holds = match candidate.requirements.iter().map(holds).collect::<Vec<_>>() {
        holds if holds.is_empty() => "true".to_owned(),
        holds => holds.join(" && "),
    };
    match &candidate.cfg {
        None => holds,
        // A crate without the variant may lack the types of the variant.
        Some(condition) => format!("{{ #[cfg({condition})] {{ {holds} }} #[cfg(not({condition}))] {{ false }} }}"),
    }
}

impl Candidate {
    /// Whether the variant exists in every crate, and generated code can construct it.
    fn is_certain(&self) -> bool {
        self.cfg.is_none() && self.requirements.is_empty()
    }
}

impl Rust<'_> {
    /// Writes an assertion for each property that the types must have so that one of these variants can be constructed,
    /// and that the first of them has the values of the catalog.
    pub(super) fn render_requirements(&mut self, candidates: &[Candidate]) {
        for (index, candidate) in candidates.iter().enumerate() {
            let (mut others, mut earlier, mut is_any_certain) = (String::new(), String::new(), false);
            for (other, candidate) in candidates.iter().enumerate().filter(|(other, _)| *other != index) {
                let possible = is_possible(candidate);
                others.push_str(&format!(" || {possible}"));
                if other < index {
                    earlier.push_str(&format!("!({possible}) && "));
                }
                is_any_certain |= candidate.is_certain();
            }
            // One message is enough if no variant can be constructed.
            let is_first = candidates[..index].iter().all(|earlier| earlier.cfg.is_some());
            if is_first && !is_any_certain {
                for requirement in &candidate.requirements {
                    let holds = holds(requirement);
                    let is_broken = if others.is_empty() { format!("!{holds}") } else { format!("!({holds}{others})") };
                    self.render_requirement(&candidate.cfg, requirement, &is_broken);
                }
            }
            // Generated code constructs this variant if the types do not rule the variant out.
            let mut own = String::new();
            candidate.requirements.iter().for_each(|requirement| own.push_str(&format!("{} && ", holds(requirement))));
            for value in &candidate.values {
                self.render_requirement(&candidate.cfg, value, &format!("{earlier}{own}!{}", holds(value)));
            }
            if candidate.is_certain() {
                break;
            }
        }
    }

    fn render_requirement(&mut self, cfg: &Option<String>, requirement: &Requirement, is_broken: &str) {
        let message = literal::string(&requirement.message);
        self.put_cfg(4, cfg);
        put!(self, "    const _: () = $At{} {{", requirement.member.ty_number);
        put!(self, "        if {is_broken} {{ __ec::core::panic!(\"{{}}\", {message}) }}");
        put!(self, "    }};");
    }
}
