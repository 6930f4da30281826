//! Locks of catalogs whose texts try to break out of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use error_catalog_model::Catalog;
use error_catalog_model::contract::{Contract, carry_comments};

use crate::lock::round_trip;
use crate::locked;

/// Pseudorandom numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, choice: &[&'a str]) -> &'a str {
        choice[self.roll(choice.len())]
    }

    fn text(&mut self, parts: &[&str]) -> String {
        (0..self.roll(6)).map(|_| self.pick(parts)).collect()
    }
}

/// One line of arbitrary text.
const LINE: &[&str] = &[
    "a", "Z", "0", " ", "\"", "'", "\\", "#", " # x", "=", " = ", "[", "]", ".", "\"\"\"", "'''", "\\n", "\\u0041",
    "é", "\u{202e}", "\u{2028}", "\u{85}", "\u{feff}", "\u{200d}", "𝄞", "<<<<<<<", "=======", "{{", "}}", "?", "-",
    ",",
];
/// Texts that break a line into several lines.
const LINES: &[&str] =
    &["\n", "\r\n", "\t", "\0", "\u{1b}[2J", "\u{7f}", "\n[errors.x]\n", "\n>>>>>>> x\n", "{code}", "x"];
const CODE: &[&str] = &["a", "Z", "0", ".", "#", "'", "[", "]", "=", "-", "_", "{", "}", "$", "<", ","];
const SLOT: &[&str] = &["{code}", "{message}", "{status}", "{status:string}", "{title}", "{reason}", "{grpc}"];

/// A TOML string in which every character is an escape.
fn quote(text: &str) -> String {
    let escapes = text.chars().map(|char| format!("\\U{:08X}", u32::from(char)));
    format!("\"{}\"", escapes.collect::<String>())
}

fn value(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(if depth == 0 { 6 } else { 9 }) {
        0 => (dice.roll(2) == 0).to_string(),
        1 => dice.pick(&["0", "-1", "9223372036854775807", "-9223372036854775808"]).to_owned(),
        2 => dice.pick(&["0.0", "-0.0", "1e300", "1.5e-7", "123456789012345680.0"]).to_owned(),
        3 => quote(dice.pick(SLOT)),
        4 | 5 => quote(&(dice.text(LINE) + &dice.text(LINES) + "{code}")),
        6 => object(dice, depth - 1, ""),
        _ => {
            let items: Vec<String> = (0..dice.roll(4))
                .map(|_| match dice.roll(3) {
                    0 => object(dice, depth - 1, "\"?\" = \"{debug}\""),
                    _ => value(dice, depth - 1),
                })
                .collect();
            format!("[{}]", items.join(", "))
        }
    }
}

fn object(dice: &mut Dice, depth: usize, guard: &str) -> String {
    let mut members = vec![guard.to_owned()];
    for at in 0..dice.roll(4) {
        let optional = dice.pick(&["", "?"]);
        members.push(format!("{} = {}", quote(&format!("{at}{}{optional}", dice.text(LINE))), value(dice, depth)));
    }
    members.retain(|member| !member.is_empty());
    format!("{{ {} }}", members.join(", "))
}

fn catalog(dice: &mut Dice) -> String {
    let mut text = format!("[catalog]\nversion = \"1.{}.0\"\n", dice.roll(9));
    let _ = writeln!(text, "[wire]\nbody = {{ d = \"{{details}}\", x = {} }}", value(dice, 4));
    let _ =
        writeln!(text, "[headers]\nX-Some = {}", quote(dice.pick(&["a # b", "\"q\"", "{request_id}", "a\\b", "{{}}"])));
    for at in 0..dice.roll(5) {
        let message = dice.text(LINE) + &dice.text(LINE) + &dice.text(&["\n", "\t", "\u{1b}", "\u{7f}", "\0"]);
        let _ = writeln!(text, "[errors.e{at}]\nstatus = 4{:02}\nmessage = {}", dice.roll(100), quote(&message));
        let _ = writeln!(text, "code = {}\nnumber = {at}", quote(&format!("{}{at}", dice.text(CODE))));
        let _ = writeln!(text, "aliases = [{}]", quote(&format!("{at}{}alias", dice.text(CODE))));
        let _ = writeln!(text, "title = {}", quote(&format!("t{}", dice.text(LINE).replace('\u{85}', ""))));
        let _ = writeln!(text, "details = {}", value(dice, 3));
        let _ = writeln!(text, "retry = {{ strategy = \"after\", base = \"{}ms\" }}", dice.roll(5000));
        let _ = writeln!(text, "headers.X-Own = {}", quote(&format!("v{}", dice.text(&["#", "\"", "'", "\\", "="]))));
    }
    for at in 0..dice.roll(3) {
        let note = dice.text(LINE).replace('\u{85}', "");
        let _ = writeln!(text, "[retired.{}]\nnote = {}", quote(&format!("{}gone{at}", dice.text(CODE))), quote(&note));
    }
    text
}

#[test]
fn texts_do_not_break_out() {
    let mut read = 0;
    let mut lock = Contract::default();
    for seed in 0..400 {
        let text = catalog(&mut Dice(seed));
        let files = BTreeMap::from([("errors.toml".to_owned(), text.clone())]);
        let Some(catalog) = Catalog::parse("errors.toml", &files).0 else { continue };
        read += 1;
        let contract = Contract::of(&catalog);
        round_trip(&text, &contract);
        // Errors of the previous catalog that this one lacks are removed.
        if contract.errors.iter().all(|new| lock.errors.iter().all(|old| old.number != new.number)) {
            lock = contract.clone().release(&lock);
            round_trip(&text, &lock);
        }
        comments_survive(&contract);
    }
    assert!(read > 200, "only {read} are catalogs");
}

/// A comment above or at the end of any line is kept.
fn comments_survive(contract: &Contract) {
    let text = contract.render_lock();
    let mut commented = String::new();
    for (at, line) in text.lines().enumerate() {
        match line {
            "" => commented.push('\n'),
            line if line.starts_with('#') => drop(writeln!(commented, "{line}")),
            line => drop(writeln!(commented, "# above {at}\n{line} # behind {at}")),
        }
    }
    let carried = carry_comments(&commented, &text);
    let differs = carried.lines().zip(commented.lines()).find(|(carried, commented)| carried != commented);
    assert_eq!(differs, None);
    assert_eq!(carried, commented);
    let (read, _) = Contract::parse_lock("errors.lock", &carried);
    assert_eq!(read.unwrap().render_lock(), text);
    let other = locked(&Contract::of(&Catalog::empty()).release(contract));
    let moved = carry_comments(&commented, &other.render_lock());
    for comment in commented.lines().filter_map(|line| line.split_once(" behind ").map(|(_, number)| number)) {
        assert_eq!(moved.matches(&format!(" behind {comment}\n")).count(), 1, "{comment}\n{commented}\n{moved}");
    }
    assert!(Contract::parse_lock("errors.lock", &moved).0.is_some(), "{moved}");
}
