//! What the programs of the benchmark have in common: the command line, and the measurement of one row.
//!
//! - `bench list` prints the names of the rows.
//! - `bench time ROUNDS ROW…` prints a line for each row: the name, nanoseconds of error-catalog, nanoseconds of the
//!   code that is written by hand, the median of the ratios, and the ratios between which nine of ten rounds are.
//! - `bench repeat ROW ours|theirs CALLS` only runs one side of a row, so that another program can count instructions.
//!
//! Before a row is measured, the row checks that both sides have the same result.

use crate::timer::{Row, quantile, time};

/// A name of a row, and the function that makes the row.
pub type Named = (&'static str, fn() -> Row);

/// Does what the arguments of the program say.
pub fn run(rows: &[Named]) {
    let row = |name: &str| rows.iter().find(|(known, _)| *known == name).expect("a known row").1();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["list"] => rows.iter().for_each(|(name, _)| println!("{name}")),
        ["time", rounds, names @ ..] => {
            for name in names {
                let timed = time(&mut row(name), rounds.parse().expect("a number of rounds"));
                let [low, ratio, high] = [0.05, 0.5, 0.95].map(|part| quantile(&timed.ratios, part));
                println!("{name}\t{}\t{}\t{ratio}\t{low}\t{high}", timed.ours, timed.theirs);
            }
        }
        ["repeat", name, side, calls] => {
            let Row { mut ours, mut theirs } = row(name);
            let calls = calls.parse().expect("a number of calls");
            if *side == "ours" { ours(calls) } else { theirs(calls) }
        }
        _ => panic!("expected list, time or repeat"),
    }
}
