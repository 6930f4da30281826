//! Compares the members of a variant. All members or the required members are also the arguments of its constructor.

use super::changes::RustChanges;
use crate::contract::{Impact, RustChangeKind, RustMember, RustVariant, Sentence};
use crate::sentence::{as_code, sentence};

pub(super) fn diff_members((name, old): (&str, &RustVariant), new: &RustVariant, changes: &mut RustChanges) {
    let renamed = renamed(&old.members, &new.members);
    let mut add = |(kind, impact), what: Sentence, from: Option<&RustMember>, to: Option<&RustMember>| {
        let [from, to] = [from, to].map(|member| member.map(ToString::to_string));
        let change = changes.add(kind, impact, what).about(Some(old), Some(new));
        change.values(from.as_deref(), to.as_deref());
    };
    let member = |member: &RustMember| as_code(format!("{name}::{}", member.name));
    let (mut kept, mut arguments) = (Vec::new(), Vec::new());
    for before in &old.members {
        let rename = renamed.iter().find(|(from, _)| *from == before).map(|(_, to)| *to);
        let same = new.members.iter().position(|member| match rename {
            Some(to) => to == member,
            None => member.name == before.name,
        });
        let Some((at, after)) = same.and_then(|at| Some((at, new.members.get(at)?))) else {
            add(
                (RustChangeKind::MemberRemoved, Impact::Major),
                sentence!["field ", member(before), " was removed"],
                Some(before),
                None,
            );
            continue;
        };
        if is_argument(old, before) && is_argument(new, after) {
            arguments.push(at);
        }
        kept.push(at);
        if rename.is_some() {
            let what = sentence!["field ", member(before), " is now ", as_code(&after.name)];
            add((RustChangeKind::MemberRenamed, Impact::Major), what, Some(before), Some(after));
        }
        let (from, to) = (before.full_type(), after.full_type());
        let what = sentence!["field ", member(after), " was ", as_code(from), " and is now ", as_code(to)];
        let kind = match (before.optional, after.optional) {
            _ if before.ty != after.ty => RustChangeKind::MemberRetyped,
            (false, true) => RustChangeKind::MemberMadeOptional,
            (true, false) => RustChangeKind::MemberMadeRequired,
            _ => continue,
        };
        add((kind, Impact::Major), what, Some(before), Some(after));
    }
    if !arguments.is_sorted() {
        let order = |variant: &RustVariant| {
            let names = variant.members.iter().map(|member| member.name.as_str());
            as_code(names.collect::<Vec<_>>().join(", "))
        };
        let what = sentence!["the fields of ", as_code(name), " were ", order(old), " and are now ", order(new)];
        add((RustChangeKind::MembersReordered, Impact::Major), what, None, None);
    }
    for (_, after) in new.members.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        let change = match (old.non_exhaustive, old.members.is_empty()) {
            (true, _) if after.optional && new.non_exhaustive => (RustChangeKind::ArgumentAdded, Impact::Minor),
            (true, _) => (RustChangeKind::ArgumentAdded, Impact::Major),
            (false, true) => (RustChangeKind::FirstMemberAdded, Impact::Major),
            (false, false) => (RustChangeKind::MemberAdded, Impact::Major),
        };
        add(change, sentence!["field ", member(after), " is new"], None, Some(after));
    }
}

/// Whether the constructor of the variant takes the member.
fn is_argument(variant: &RustVariant, member: &RustMember) -> bool {
    !(variant.non_exhaustive && member.optional)
}

/// The members with a different name but the same type, at the same position of equally many members.
fn renamed<'a>(old: &'a [RustMember], new: &'a [RustMember]) -> Vec<(&'a RustMember, &'a RustMember)> {
    if old.len() != new.len() {
        return Vec::new();
    }
    let is_in = |members: &[RustMember], name: &str| members.iter().any(|member| member.name == name);
    let is_renamed = |(from, to): &(&RustMember, &RustMember)| {
        (&from.ty, from.optional) == (&to.ty, to.optional) && !is_in(new, &from.name) && !is_in(old, &to.name)
    };
    old.iter().zip(new).filter(is_renamed).collect()
}
