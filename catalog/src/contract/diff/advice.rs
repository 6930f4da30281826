//! Advises what to do about a change, if no version may contain the change or if its meaning is uncertain.
//!
//! It is seldom certain whether an error was renamed or replaced, so the advice covers both cases.

use crate::contract::{Change, ChangeKind, Contract, ErrorContract, Sentence};
use crate::ranges::Ranges;
use crate::sentence::{as_code, as_command, sentence};

/// Returns the options, each as a phrase. The list is empty if only a new version is needed.
pub(super) fn advise(change: &Change, old: &Contract, new: &Contract) -> Vec<Sentence> {
    let key = change.key.as_deref().unwrap_or_default();
    let now = new.error(key);
    let before = change.old.as_deref().unwrap_or_default();
    let is_violation = old.errors.iter().chain(&new.errors).any(ErrorContract::is_violation);
    let (it, table) = name_of(is_violation);
    match change.kind {
        ChangeKind::MeaningChanged => advise_on_meaning(change, now, old, new),
        ChangeKind::CodeRenamed if change.forbidden => {
            let number = old.errors.iter().find(|error| error.code == before).and_then(|error| error.number);
            let keeps_number = number.is_some() && now.is_some_and(|error| error.number == number);
            let and_number = if keeps_number {
                format!(", and give the new error {}", free_number(old, new))
            } else {
                String::new()
            };
            vec![
                sentence![
                    format!("if the {it} is still the same, add "),
                    as_code(format!("aliases = [\"{before}\"]")),
                    ", or keep the code with ",
                    as_code(format!("code = \"{before}\"")),
                ],
                sentence![
                    format!("if this is a different {it}, list "),
                    as_code(before),
                    " in ",
                    as_code(table),
                    and_number,
                ],
            ]
        }
        ChangeKind::CodeRemoved if change.forbidden => {
            let code = change.code.as_deref().unwrap_or_default();
            vec![
                sentence![
                    format!("if the {it} no longer exists, add "),
                    as_code(code),
                    " to ",
                    as_code(table),
                    ", with a note about its replacement; ",
                    as_command("check", ["--fix"]),
                    " adds the code",
                ],
                sentence![
                    format!("if the {it} now has a different code, add "),
                    as_code(format!("aliases = [\"{code}\"]")),
                    format!(" to the {it}"),
                ],
            ]
        }
        ChangeKind::CodeReused => {
            let code = change.member.as_deref().or(change.code.as_deref()).unwrap_or_default();
            let mut ways = vec![Sentence::from(format!("give the new {it} a code that no {it} has ever had"))];
            if old.removed.iter().any(|removed| removed.code == code && removed.status.is_some()) {
                let what = if is_violation { "message" } else { "status, number and message" };
                ways.push(format!("if the old {it} returns, keep its old {what} until the next release").into());
            }
            ways
        }
        ChangeKind::NumberReused => {
            let mut ways = vec![Sentence::from(format!("give the new error {}", free_number(old, new)))];
            let number = now.and_then(|error| error.number);
            let owner = old.errors.iter().find(|error| error.number == number && error.sends_code);
            let is_gone =
                |owner: &&ErrorContract| !new.errors.iter().any(|error| error.codes().any(|it| it == owner.code));
            if let Some(owner) = owner.filter(is_gone) {
                let alias = as_code(format!("aliases = [\"{}\"]", owner.code));
                ways.push(sentence!["if the error is still the same, add ", alias]);
            }
            ways
        }
        _ => Vec::new(),
    }
}

fn advise_on_meaning(change: &Change, now: Option<&ErrorContract>, old: &Contract, new: &Contract) -> Vec<Sentence> {
    let Some(now) = now else { return Vec::new() };
    let was_code = |code: &str| old.errors.iter().any(|error| error.code == code);
    let renamed = now.aliases.iter().find(|alias| was_code(alias)).filter(|_| !was_code(&now.code));
    let alias = change.member.as_ref().or(renamed);
    let (it, table) = name_of(now.is_violation());
    let (key, code, free) = (&now.key, &now.code, free_number(old, new));
    let other = match (alias, now.number) {
        (Some(alias), _) => {
            sentence!["list ", as_code(alias), " in ", as_code(table), " instead of in ", as_code("aliases")]
        }
        (None, _) if !now.sends_code => sentence![format!("give the new error {free}")],
        (None, number) => {
            let and_number = number.map_or_else(String::new, |_| format!(" and {free}"));
            let give = format!("give the new {it} a code that no {it} has ever had{and_number}");
            sentence![give, ", and list ", as_code(code), " in ", as_code(table)]
        }
    };
    let mut different = sentence![format!("if this is a different {it}, ")];
    different.extend(&other);
    let reworded = as_command("release", ["--bump", "--reworded", key]);
    vec![sentence![format!("if the {it} is still the same, record its new message once: "), reworded], different]
}

/// What has a code, and the table of the removed codes.
fn name_of(is_violation: bool) -> (&'static str, &'static str) {
    if is_violation { ("violation", "[retired-violations]") } else { ("error", "[retired]") }
}

/// A number that neither contract uses.
fn free_number(old: &Contract, new: &Contract) -> String {
    let higher = old.free_number().zip(new.free_number()).map(|(old, new)| old.max(new));
    let retired = old.retired_numbers.iter().chain(&new.retired_numbers).map(|row| (row.first, row.last));
    let number = higher.and_then(|number| Ranges::of(retired).skip(number));
    let number = number.map_or_else(String::new, |number| format!(", such as {number}"));
    format!("a number that no error has ever had{number}")
}
