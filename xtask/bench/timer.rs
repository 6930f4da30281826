//! Times the two sides of a row in turn, in short slices, so that a busy machine slows both sides down alike.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Runs one side of a row a number of times.
pub type Side = Box<dyn FnMut(u64)>;

/// A row of the benchmark: the same work, by error-catalog and by hand.
pub struct Row {
    pub ours: Side,
    pub theirs: Side,
}

/// Makes a side of a row. The inputs are used in their order, again and again, and the compiler knows neither the
/// inputs nor that nobody needs the results.
pub fn side<I: 'static, O>(inputs: Vec<I>, mut call: impl FnMut(&I) -> O + 'static) -> Side {
    assert!(!inputs.is_empty(), "a row has no inputs");
    let mut next = 0;
    Box::new(move |times| {
        for _ in 0..times {
            black_box(call(black_box(&inputs[next])));
            next += 1;
            if next == inputs.len() {
                next = 0;
            }
        }
    })
}

/// The result of a row: nanoseconds for one call, and the ratio of the two sides in each round, sorted.
pub struct Timed {
    pub ours: f64,
    pub theirs: f64,
    pub ratios: Vec<f64>,
}

/// A slice is much shorter than the time that a scheduler gives to a process, so that few slices are interrupted.
const SLICE: Duration = Duration::from_micros(250);

/// Times a row. A round has four slices in the order A B B A, in which a drift of the clock rate cancels out.
pub fn time(row: &mut Row, rounds: usize) -> Timed {
    let (ours, theirs) = (calls_in_slice(&mut row.ours), calls_in_slice(&mut row.theirs));
    let mut measured = Vec::new();
    for _ in 0..rounds {
        let first = nanoseconds(&mut row.ours, ours);
        let second = nanoseconds(&mut row.theirs, theirs);
        let third = nanoseconds(&mut row.theirs, theirs);
        let fourth = nanoseconds(&mut row.ours, ours);
        measured.push(((first + fourth) / 2.0, (second + third) / 2.0));
    }
    let ratios = sorted(measured.iter().map(|(ours, theirs)| ours / theirs));
    let ours = quantile(&sorted(measured.iter().map(|(ours, _)| *ours)), 0.5);
    let theirs = quantile(&sorted(measured.iter().map(|(_, theirs)| *theirs)), 0.5);
    Timed { ours, theirs, ratios }
}

/// The number of calls that fill a slice.
fn calls_in_slice(side: &mut Side) -> u64 {
    let mut calls = 1;
    loop {
        let start = Instant::now();
        side(calls);
        let time = start.elapsed();
        // The first calls also fill the caches.
        if time >= 40 * SLICE {
            return (calls as f64 * SLICE.as_secs_f64() / time.as_secs_f64()).ceil().max(1.0) as u64;
        }
        calls *= 2;
    }
}

fn nanoseconds(side: &mut Side, calls: u64) -> f64 {
    let start = Instant::now();
    side(calls);
    start.elapsed().as_secs_f64() * 1e9 / calls as f64
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which a part of the sorted values is.
pub fn quantile(sorted: &[f64], part: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}
