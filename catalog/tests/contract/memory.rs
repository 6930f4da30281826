//! Removed codes and numbers in a lock, over several versions.

use error_catalog_model::contract::{ChangeKind, Contract, diff};

use crate::{contract, locked, short};

/// Releases one catalog after another, and returns the findings of each step compared with the lock.
fn history(catalogs: &[&str]) -> (Vec<Vec<String>>, Contract) {
    let mut lock = Contract::default();
    let mut found = Vec::new();
    for (at, text) in catalogs.iter().enumerate() {
        let new = contract(&format!("catalog.version = \"{}.0.0\"\n{text}", at + 1));
        if at > 0 {
            found.push(short(&diff(&lock, &new)));
        }
        lock = locked(&new.release(&lock));
    }
    (found, lock)
}

const OTHER: &str = "[errors.other]\nstatus = 418\nmessage = 'Never changes'";
const USER: &str = "[errors.a]\nstatus = 404\nmessage = 'User {id} not found'\nfields.id = 'u8'\nnumber = 7";
const CARD: &str = "[errors.a]\nstatus = 402\nmessage = 'Your card was declined'";
const CARD_7: &str = "[errors.b]\nstatus = 402\nmessage = 'Your card was declined'\nnumber = 7";

#[test]
fn a_removed_code_is_never_forgotten() {
    let retired = "[retired]\na = 'Gone.'\n[errors.other]\nstatus = 418\nmessage = 'Never changes'";
    // The row can be deleted, because the lock has it.
    let (found, lock) = history(&[USER, retired, OTHER, OTHER, CARD]);
    assert_eq!(found[0], ["major code-retired a", "minor code-added other"]);
    assert_eq!(found[1..3], [[""; 0]; 2]);
    assert_eq!(found[3], ["never code-reused a", "never code-removed other"]);
    assert!(lock.removed.iter().all(|gone| gone.code != "a"), "a code that is in use is not gone");

    // A code that is not sent has no meaning for clients.
    let (found, _) = history(&[USER, OTHER, &format!("{CARD}\ncode = false\n{OTHER}")]);
    assert_eq!(found[1], ["minor code-added a"]);

    let (_, lock) = history(&[USER, retired, OTHER, OTHER]);
    let changes = diff(&lock, &contract(CARD));
    assert_eq!(
        changes[0].what.to_string(),
        "`a` meant 404 \"User {id} not found\" (removed in 2.0.0); now it means 402 \"Your card was declined\""
    );
    let gone = &lock.removed[0];
    assert_eq!((gone.number, gone.note.as_deref(), gone.since.as_deref()), (Some(7), Some("Gone."), Some("2.0.0")));
}

#[test]
fn a_number_is_kept_with_and_without_its_code() {
    let (found, _) = history(&[USER, OTHER, OTHER, CARD_7]);
    assert_eq!(found[2], ["never number-reused b", "minor code-added b", "never code-removed other"]);
    // The error loses its number.
    let numberless = USER.replace("\nnumber = 7", "");
    let (found, lock) = history(&[USER, &numberless, &numberless, &format!("{numberless}\n{CARD_7}")]);
    assert_eq!(found[0], ["major number-changed a"]);
    assert_eq!(found[2], ["never number-reused b", "minor code-added b"]);
    assert_eq!(lock.removed_numbers, [], "a number that is in use is not gone");
    // The number can return to its error.
    let (found, _) = history(&[USER, &numberless, &numberless, USER]);
    assert_eq!(found[2], ["minor number-added a"]);
    // The note is about the code, which returns without its number.
    let retired = format!("[retired]\na = 'Gone.'\n{OTHER}");
    let (_, lock) = history(&[USER, &retired, &format!("{numberless}\n{OTHER}")]);
    let notes: Vec<_> = lock.removed_numbers.iter().map(|gone| (gone.number, gone.note.as_deref())).collect();
    assert_eq!(notes, [(Some(7), None)]);
    // The code was never sent, but the number may have been.
    let silent = format!("{USER}\ncode = false");
    let (found, lock) = history(&[&silent, OTHER, CARD_7]);
    assert_eq!(found[1], ["never number-reused b", "minor code-added b", "never code-removed other"]);
    assert!(lock.removed.iter().all(|gone| gone.code != "a"));
}

#[test]
fn a_removed_code_can_return_with_its_meaning() {
    let (found, lock) = history(&[USER, OTHER, OTHER, &format!("{USER}\n{OTHER}")]);
    assert_eq!(found[2], ["minor code-restored a"]);
    assert_eq!((lock.removed.len(), lock.removed_numbers.len()), (0, 0));
    // The words can change, but not the status or the number.
    let reworded = USER.replace("User {id} not found", "The user {id} was not found");
    let (found, _) = history(&[USER, OTHER, &format!("{reworded}\n{OTHER}")]);
    assert_eq!(found[1], ["minor code-restored a"]);
    for other in [USER.replace("404", "410"), USER.replace("number = 7", "number = 8")] {
        let (found, _) = history(&[USER, OTHER, &format!("{other}\n{OTHER}")]);
        assert_eq!(found[1], ["never code-reused a"], "{other}");
    }
    // A number that does not return with its code stays removed.
    let numberless = USER.replace("\nnumber = 7", "");
    let (_, lock) = history(&[USER, OTHER, &numberless]);
    assert_eq!(lock.removed_numbers[0].number, Some(7));
    // The error is removed a second time.
    let (_, lock) = history(&[USER, OTHER, &numberless, OTHER]);
    assert_eq!((lock.removed[0].code.as_str(), lock.removed[0].since.as_deref()), ("a", Some("4.0.0")));
    assert_eq!(lock.removed_numbers[0].since.as_deref(), Some("2.0.0"));
}

#[test]
fn a_removed_code_cannot_return_with_the_opposite_meaning() {
    for (before, after) in [
        ("The account is locked", "The account is not locked"),
        ("The user was not found", "The order was not found"),
        ("The reservation already exists", "The reservation does not exist"),
    ] {
        let error = |message| format!("[errors.x1]\nnumber = 7\nstatus = 403\nmessage = '{message}'");
        let (found, _) = history(&[&error(before), OTHER, &format!("{}\n{OTHER}", error(after))]);
        assert_eq!(found[1], ["never code-reused x1"], "{before} | {after}");
        // The title of the new error does not say what the old error meant.
        let titled = format!("{}\ntitle = '{after}'\n{OTHER}", error(after));
        assert_eq!(history(&[&error(before), OTHER, &titled]).0[1], found[1], "{before} | {after}");
        // If the code is not sent, the number has the meaning.
        let silent = |message| format!("{}\ncode = false", error(message));
        let (found, _) = history(&[&silent(before), OTHER, &format!("{}\n{OTHER}", silent(after))]);
        assert_eq!(found[1], ["never number-reused x1", "minor code-added x1"], "{before} | {after}");
    }
}

#[test]
fn an_error_can_take_its_old_code_again() {
    let renamed = USER.replace("errors.a]", "errors.b]");
    let aliased = format!("{renamed}\naliases = ['a']");
    let back = format!("{USER}\naliases = ['b']");
    let (found, lock) = history(&[USER, &aliased, &renamed, &back]);
    assert_eq!(
        found,
        [["major code-renamed-with-alias b"], ["major alias-removed b"], ["major code-renamed-with-alias a"]]
    );
    assert_eq!(lock.removed.len(), 0);
}

#[test]
fn an_alias_is_kept_too() {
    let aliased = format!("{USER}\naliases = ['old']");
    let taken = format!("{USER}\n{}", CARD.replace("errors.a", "errors.old"));
    let (found, lock) = history(&[&aliased, USER, USER, &taken]);
    assert_eq!(found[0], ["major alias-removed a"]);
    assert_eq!(found[2], ["never code-reused old"]);
    assert_eq!(lock.removed.len(), 0);
    // As an alias of another error, the code has another meaning.
    let elsewhere = format!("{USER}\n{}\naliases = ['old']", CARD_7.replace("\nnumber = 7", ""));
    let (found, _) = history(&[&aliased, USER, USER, &elsewhere]);
    assert_eq!(
        found[2],
        ["minor code-added b", "never code-reused b"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
    );
    let (found, _) = history(&[&aliased, USER, USER, &aliased]);
    assert_eq!(found[2], ["minor code-restored a"]);
}

/// A code that has another meaning takes its aliases with it.
#[test]
fn the_aliases_of_a_reused_code_are_not_reported() {
    let coupon = "[errors.x]\nstatus = 409\nmessage = 'The coupon was already redeemed'";
    let old = format!("{coupon}\n{USER}\naliases = ['old']");
    let (found, _) = history(&[&old, &format!("{coupon}\ncode = 'a'\naliases = ['x', 'old']")]);
    assert_eq!(found, [["never code-reused a", "minor alias-added a"]]);
}

#[test]
fn a_row_and_the_lock_are_merged() {
    let retired = "[retired]\na = { note = 'Too broad.', number = 9 }\n[errors.other]\nstatus = 418\nmessage = 'x'";
    let numberless = USER.replace("\nnumber = 7", "");
    let (_, lock) = history(&[&numberless, retired]);
    let gone = &lock.removed[0];
    assert_eq!(gone.meaning(), "404 \"User {id} not found\"");
    assert_eq!(
        (gone.number, gone.note.as_deref(), gone.since.as_deref()),
        (Some(9), Some("Too broad."), Some("2.0.0"))
    );
    // A code that was retired before the first release only has its row.
    let (_, lock) = history(&[retired]);
    assert_eq!(lock.removed[0].meaning(), "Too broad.");
    assert_eq!(lock.removed[0].since, None);
}

#[test]
fn a_number_can_be_retired_while_its_code_lives() {
    let renumbered = USER.replace("number = 7", "number = 8");
    let row = format!("{renumbered}\n[retired]\na = {{ note = 'Now 8.', number = 7 }}");
    let taken = format!("{renumbered}\n{CARD_7}");
    // The row and the lock are merged, and the row can be deleted after the release.
    let (found, lock) = history(&[USER, &row, &renumbered]);
    assert_eq!(found, [vec!["major number-changed a"], vec![]]);
    let gone = &lock.removed_numbers[0];
    assert_eq!(
        (gone.number, gone.note.as_deref(), gone.meaning().as_str()),
        (Some(7), Some("Now 8."), "404 \"User {id} not found\"")
    );
    assert_eq!(lock.removed, []);
    // A number that was retired before the first release only has its row.
    let (found, lock) = history(&[&row, &renumbered, &taken]);
    assert_eq!(found, [vec![], vec!["never number-reused b", "minor code-added b"]]);
    assert_eq!(lock.removed_numbers, []);
    // If the code is removed later, it is retired like any other.
    let gone = format!("{OTHER}\n[retired]\na = {{ note = 'Gone.', number = 8 }}");
    let (found, lock) = history(&[&format!("{row}\n{OTHER}"), &gone]);
    assert_eq!(found, [["major code-retired a"]]);
    assert_eq!((lock.removed[0].number, lock.removed_numbers[0].number), (Some(8), Some(7)));
}

/// The question whether two errors could be merged is answered like any other question.
#[test]
fn a_merge_is_asked_about_once() {
    let user = "[errors.a]\nstatus = 404\nmessage = 'No such user'";
    let gone = "[errors.b]\nstatus = 410\nmessage = 'The user is gone'";
    let lock = locked(&contract(&format!("{user}\n{gone}")).release(&Contract::default()));
    let mut merged = contract(&format!("{gone}\naliases = ['a']"));
    let changes = diff(&lock, &merged);
    let asked = changes.iter().find(|change| change.kind == ChangeKind::MeaningChanged).unwrap();
    assert_eq!(
        asked.advice[1].to_string(),
        "if this is a different error, list `a` in `[retired]` instead of in `aliases`"
    );
    assert!(merged.reword(&lock, "b"));
    let kept = ["major code-renamed-with-alias b"];
    assert_eq!(short(&diff(&lock, &merged)), kept);
    let next = locked(&merged.clone().release(&lock));
    assert_eq!(short(&diff(&next, &merged)), [""; 0]);
}

/// A question is answered once for the same words, in either direction.
#[test]
fn a_message_is_asked_about_once() {
    let [coupon, owner, card] = ["The coupon was already redeemed", "The last owner cannot leave", "Card declined"]
        .map(|message| contract(&format!("[errors.a]\nstatus = 409\nmessage = '{message}'")));
    let asked = ["major meaning-changed a"];
    let lock = locked(&coupon.clone().release(&Contract::default()));
    assert_eq!(short(&diff(&lock, &owner)), asked);

    let mut reworded = owner.clone();
    assert!(!reworded.reword(&lock, "b") && reworded.reword(&lock, "a") && !reworded.reword(&lock, "a"));
    assert_eq!(short(&diff(&lock, &reworded)), ["patch message-changed a"]);
    let lock = locked(&reworded.release(&lock));
    assert!(lock.render_lock().contains("reworded = [\n    \"The coupon was already redeemed\",\n]"));
    for (next, found) in [(&owner, None), (&coupon, Some("patch message-changed a")), (&card, Some(asked[0]))] {
        assert_eq!(short(&diff(&lock, next)), Vec::from_iter(found));
    }
    // The code names the error as well as the key.
    let mut coded = contract("[errors.b]\ncode = 'a'\nstatus = 409\nmessage = 'The last owner cannot leave'");
    assert!(!coded.clone().reword(&lock, "c") && coded.clone().reword(&locked(&coupon), "b"));
    assert!(coded.reword(&locked(&coupon), "a"));
    // The answer outlives further releases, also if the old message returns.
    let lock = locked(&coupon.clone().release(&lock));
    assert_eq!(short(&diff(&lock, &owner)), ["patch message-changed a"]);
    let answers: Vec<String> = lock.errors[0].reworded.iter().map(ToString::to_string).collect();
    assert_eq!(answers, ["The last owner cannot leave"]);
    // It also counts without the lock, if a catalog is compared with the catalog before it.
    let mut known = coupon.clone();
    known.recall(&lock);
    assert_eq!(short(&diff(&owner, &known)), ["patch message-changed a"]);
}

#[test]
fn an_answer_about_a_violation_is_kept() {
    let [young, declined] = ["The user is not old enough to drive", "Payment card declined by bank"].map(|message| {
        contract(&format!(
            "[wire.body]\n'e?' = '{{violations}}'\n[wire.violation]\nc = '{{code}}'\nd = '{{detail}}'\n\
             [errors.a]\nstatus = 422\nmessage = 'a'\nfields.violations = 'violations'\n\
             [violations.v]\nmessage = '{message}'"
        ))
    });
    let lock = locked(&young.clone().release(&Contract::default()));
    assert_eq!(short(&diff(&lock, &declined)), ["major meaning-changed v"]);
    let mut reworded = declined.clone();
    assert!(!reworded.reword(&lock, "a") && reworded.reword(&lock, "v"));
    assert_eq!(short(&diff(&lock, &reworded)), ["patch message-changed v"]);
    let lock = locked(&reworded.release(&lock));
    assert_eq!(short(&diff(&lock, &declined)), Vec::<String>::new());
    assert_eq!(short(&diff(&lock, &young)), ["patch message-changed v"]);
}
