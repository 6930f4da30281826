//! What the fuzz targets have in common.

#![forbid(unsafe_code)]

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use error_catalog_properties::mutate_files;

/// The numbers of all inputs and of the valid inputs.
static RUNS: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];

/// Checks a property for an input. From time to time, prints how many inputs were valid.
pub fn run(check: fn(&[u8]) -> bool, input: &[u8]) {
    let is_valid = check(input);
    let valid = RUNS[1].fetch_add(u64::from(is_valid), Relaxed) + u64::from(is_valid);
    let all = RUNS[0].fetch_add(1, Relaxed) + 1;
    if all.is_power_of_two() && all > 1 << 10 {
        eprintln!("{valid} of {all} inputs are valid");
    }
}

/// Changes an input that contains catalogs, for libFuzzer. One change in four is a change of the bytes, because a
/// mutated catalog is nearly always TOML.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mutated = if seed % 4 > 0 { mutate_files(&data[..size], seed.into()) } else { None };
    match mutated.filter(|mutated| mutated.len() <= max_size) {
        Some(mutated) => {
            data[..mutated.len()].copy_from_slice(&mutated);
            mutated.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
}
