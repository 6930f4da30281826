//! While outputs are written, their folder becomes a link to another folder again and again. `SWAPS=300` sets how often
//! the outputs are written. Only Linux excludes every race.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use error_catalog_codegen::Folder;
use error_catalog_model::Catalog;
use error_catalog_outputs::build::{Replace, Times, plan_outputs, write_outputs};
use error_catalog_outputs::registry::KINDS;

const CATALOG: &str = "[outputs.json]\npath = \"docs/new/errors.json\"\n\n[outputs.rust]\npath = \"docs/errors.rs\"\n\n\
                       [errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";

/// Replaces `docs` by a link to a folder outside, and restores it, until `is_done`. The times between the steps vary,
/// so that the link appears at every moment of a write.
fn swap(api: &Path, is_done: &AtomicBool, swaps: &AtomicUsize) {
    let (docs, aside) = (api.join("docs"), api.join("aside"));
    let mut random = 7_u64;
    let mut pause = |longest: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let start = Instant::now();
        while start.elapsed() < Duration::from_micros((random >> 33) % longest) {
            std::hint::spin_loop();
        }
    };
    while !is_done.load(Ordering::Relaxed) {
        pause(1000);
        if fs::rename(&docs, &aside).is_err() {
            continue;
        }
        if symlink("../elsewhere", &docs).is_ok() {
            pause(200);
            fs::remove_file(&docs).unwrap();
            swaps.fetch_add(1, Ordering::Relaxed);
        }
        // The writer may have created the folder in the meantime.
        while fs::rename(&aside, &docs).is_err() {
            let _ = fs::remove_dir_all(&docs);
        }
    }
}

#[test]
fn nothing_is_written_through_a_folder_that_becomes_a_link() {
    let number: usize = std::env::var("SWAPS").map_or(1000, |number| number.parse().unwrap());
    let top = tempfile::tempdir().unwrap();
    let (api, elsewhere) = (top.path().join("api"), top.path().join("elsewhere"));
    fs::create_dir_all(api.join("docs")).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    fs::write(api.join("errors.toml"), CATALOG).unwrap();
    let folder = Folder::of(api.join("errors.toml"));
    let catalog = Catalog::parse(folder.main(), &folder).0.unwrap();
    // The plan was made before the first swap, so that every write is a race.
    let plan = plan_outputs(&catalog, &folder, KINDS, Replace::EarlierOutputs);
    let (is_done, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut runs, mut written) = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| swap(&api, &is_done, &swaps));
        while runs < number || swaps.load(Ordering::Relaxed) < number {
            written += write_outputs(&plan, &folder, Times::OfWriting).paths.len();
            runs += 1;
            for folder in ["docs", "aside"] {
                let _ = fs::remove_dir_all(api.join(folder).join("new"));
                let _ = fs::remove_file(api.join(folder).join("errors.rs"));
            }
        }
        is_done.store(true, Ordering::Relaxed);
    });
    let strays: Vec<_> = fs::read_dir(&elsewhere).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    eprintln!("{runs} runs, of which {written} succeeded; {} swaps", swaps.load(Ordering::Relaxed));
    assert!(strays.is_empty(), "{strays:?}");
}
