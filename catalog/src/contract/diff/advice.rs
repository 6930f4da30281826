//! Advises what to do about a change, if no version may contain the change or if its meaning is uncertain.
//!
//! It is seldom certain whether an error was renamed or replaced, so the advice covers both cases.

use crate::contract::{CHECK, Change, ChangeKind, Contract, ErrorContract, RELEASE};

/// Returns the options, each as a phrase in one line. The list is empty if only a new version is needed.
pub(super) fn advise(change: &Change, old: &Contract, new: &Contract) -> Vec<String> {
    let key = change.key.as_deref().unwrap_or_default();
    let now = new.errors.binary_search_by(|error| error.key.as_str().cmp(key)).ok().and_then(|at| new.errors.get(at));
    let before = change.old.as_deref().unwrap_or_default();
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
                format!(
                    "if the error is still the same, add `aliases = [\"{before}\"]`, or keep the code with \
                     `code = \"{before}\"`"
                ),
                format!("if this is a different error, list `{before}` in `[retired]`{and_number}"),
            ]
        }
        ChangeKind::CodeRemoved if change.forbidden => {
            let code = change.code.as_deref().unwrap_or_default();
            vec![
                format!(
                    "if the error no longer exists, add `{code}` to `[retired]`, with a note about its replacement; \
                     `{CHECK} --fix` adds the code"
                ),
                format!("if the error now has a different code, add `aliases = [\"{code}\"]` to the error"),
            ]
        }
        ChangeKind::CodeReused => {
            let code = change.member.as_deref().or(change.code.as_deref()).unwrap_or_default();
            let mut ways = vec!["give the new error a code that no error has ever had".to_owned()];
            if old.removed.iter().any(|removed| removed.code == code && removed.status.is_some()) {
                ways.push(
                    "if the old error returns, keep its old status, number and message until the next release"
                        .to_owned(),
                );
            }
            ways
        }
        ChangeKind::NumberReused => {
            let mut ways = vec![format!("give the new error {}", free_number(old, new))];
            let number = now.and_then(|error| error.number);
            let owner = old.errors.iter().find(|error| error.number == number && error.sends_code);
            let is_gone =
                |owner: &&ErrorContract| !new.errors.iter().any(|error| error.codes().any(|it| it == owner.code));
            if let Some(owner) = owner.filter(is_gone) {
                ways.push(format!("if the error is still the same, add `aliases = [\"{}\"]`", owner.code));
            }
            ways
        }
        _ => Vec::new(),
    }
}

fn advise_on_meaning(change: &Change, now: Option<&ErrorContract>, old: &Contract, new: &Contract) -> Vec<String> {
    let Some(now) = now else { return Vec::new() };
    let was_code = |code: &str| old.errors.iter().any(|error| error.code == code);
    let renamed = now.aliases.iter().find(|alias| was_code(alias)).filter(|_| !was_code(&now.code));
    let alias = change.member.as_ref().or(renamed);
    let (key, code, free) = (&now.key, &now.code, free_number(old, new));
    let other = match (alias, now.number) {
        (Some(alias), _) => format!("list `{alias}` in `[retired]` instead of in `aliases`"),
        (None, _) if !now.sends_code => format!("give the new error {free}"),
        (None, None) => {
            format!("give the new error a code that no error has ever had, and list `{code}` in `[retired]`")
        }
        (None, Some(_)) => {
            format!("give the new error a code that no error has ever had and {free}, and list `{code}` in `[retired]`")
        }
    };
    vec![
        format!("if the error is still the same, record its new message once: `{RELEASE} --bump --reworded {key}`"),
        format!("if this is a different error, {other}"),
    ]
}

/// A number that neither contract uses.
fn free_number(old: &Contract, new: &Contract) -> String {
    let number = old.free_number().zip(new.free_number()).map(|(old, new)| old.max(new));
    let number = number.map_or_else(String::new, |number| format!(", such as {number}"));
    format!("a number that no error has ever had{number}")
}
