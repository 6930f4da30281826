use super::compare::compare;
use super::limits::{Compiler, Limits};
use super::{Name, Unit};

const TEXT: &str = "rustc = \"1.95.0\"\nplatform = \"x86_64-unknown-linux-gnu\"\n\n[bytes]\n\"attribute\" = 1000\n\n\
    [instructions]\n\"Display\" = 100.5\n\n[packages]\n\"axum\" = 30\n";

fn check(unit: Unit, text: &str, cost: f64, rustc: &str, platform: &str) -> Result<(), String> {
    let limits = Limits::parse(TEXT).unwrap();
    let compiler = Compiler { rustc: rustc.into(), platform: platform.into() };
    let costs = [(Name { unit, text: text.into() }, cost)];
    compare(&costs, &limits, &compiler, |name| name.text == text).map_err(|error| error.to_string())
}

#[test]
fn a_cost_above_its_limit_is_an_error() {
    let linux = "x86_64-unknown-linux-gnu";
    let cases = [
        (Unit::Instructions, "Display", 103.0, "1.95.0", linux, true),
        (Unit::Instructions, "Display", 104.0, "1.95.0", linux, false),
        (Unit::Instructions, "Display", 50.0, "1.95.0", linux, true),
        (Unit::Instructions, "Display", 110.0, "1.96.0", linux, true),
        (Unit::Instructions, "Display", 111.0, "1.96.0", linux, false),
        (Unit::Instructions, "Display", 999.0, "1.95.0", "aarch64-apple-darwin", true),
        (Unit::Bytes, "attribute", 1040.0, "1.96.0", "aarch64-apple-darwin", false),
        (Unit::Packages, "axum", 30.0, "1.96.0", linux, true),
        (Unit::Packages, "axum", 31.0, "1.96.0", linux, false),
        (Unit::Packages, "new", 1.0, "1.95.0", linux, false),
        (Unit::Tokens, "attribute", 1.0, "1.95.0", linux, false),
    ];
    for (unit, text, cost, rustc, platform, is_ok) in cases {
        let outcome = check(unit, text, cost, rustc, platform);
        assert_eq!(outcome.is_ok(), is_ok, "{unit:?} {text} {cost} {rustc} {platform}: {outcome:?}");
    }
}

#[test]
fn the_message_says_how_much_a_cost_grew() {
    let message = check(Unit::Packages, "axum", 33.0, "1.95.0", "x86_64-unknown-linux-gnu").unwrap_err();
    assert!(message.contains("packages of axum: 33, limit 30 (+10.0 %)"), "{message}");
}

#[test]
fn a_written_limit_is_read_again() {
    let limits = Limits::parse(TEXT).unwrap();
    assert_eq!(Limits::parse(&limits.render()).unwrap(), limits);
}

#[test]
fn a_limit_that_allows_a_cost_is_not_raised() {
    let cases = [(102.0, "1.95.0", 100.5), (104.0, "1.95.0", 104.0), (99.0, "1.95.0", 99.0), (102.0, "1.96.0", 102.0)];
    for (cost, rustc, limit) in cases {
        let mut limits = Limits::parse(TEXT).unwrap();
        let name = Name { unit: Unit::Instructions, text: "Display".into() };
        let compiler = Compiler { rustc: rustc.into(), ..limits.compiler.clone() };
        limits.replace(vec![(name.clone(), cost)], compiler, |chosen| *chosen == name);
        assert_eq!((limits.limits[&name], limits.limits.len()), (limit, 3), "{cost} {rustc}");
    }
}
