//! While `generate` runs, the folder of its output becomes a link to another folder again and again. `SWAPS=300` sets how
//! often.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

const CATALOG: &str = "[outputs.json]\npath = \"docs/new/errors.json\"\n\n[outputs.rust]\npath = \"docs/errors.rs\"\n\n\
                       [errors.oops]\nstatus = 500\nmessage = \"Oops\"\n";

/// Replaces `docs` by a link to a folder outside, and restores it, until `is_done`. Returns how often.
fn swap(api: &Path, is_done: &AtomicBool, swaps: &AtomicUsize) {
    let (docs, hidden) = (api.join("docs"), api.join("hidden"));
    while !is_done.load(Ordering::Relaxed) {
        if fs::rename(&docs, &hidden).is_err() {
            continue;
        }
        let is_swapped = symlink("../elsewhere", &docs).is_ok();
        for _ in 0..200 {
            std::hint::spin_loop();
        }
        if is_swapped {
            fs::remove_file(&docs).unwrap();
            swaps.fetch_add(1, Ordering::Relaxed);
        }
        // `generate` may have created the folder in the meantime.
        while fs::rename(&hidden, &docs).is_err() {
            let _ = fs::remove_dir_all(&docs);
        }
    }
}

#[test]
fn nothing_is_written_through_a_folder_that_becomes_a_link() {
    let number: usize = std::env::var("SWAPS").map_or(30, |number| number.parse().unwrap());
    let top = tempfile::tempdir().unwrap();
    let (api, elsewhere) = (top.path().join("api"), top.path().join("elsewhere"));
    fs::create_dir_all(api.join("docs")).unwrap();
    fs::create_dir(&elsewhere).unwrap();
    fs::write(api.join("errors.toml"), CATALOG).unwrap();
    let (is_done, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut runs, mut written) = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| swap(&api, &is_done, &swaps));
        while runs < number || swaps.load(Ordering::Relaxed) < number {
            let mut program = Command::new(env!("CARGO_BIN_EXE_error-catalog"));
            program.arg("generate").current_dir(&api).stdout(Stdio::null()).stderr(Stdio::null());
            written += usize::from(program.status().unwrap().success());
            runs += 1;
            for folder in ["docs", "hidden"] {
                for output in ["new", "errors.rs"] {
                    let path = api.join(folder).join(output);
                    let _ = if output == "new" { fs::remove_dir_all(path) } else { fs::remove_file(path) };
                }
            }
        }
        is_done.store(true, Ordering::Relaxed);
    });
    let strays: Vec<_> = fs::read_dir(&elsewhere).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    eprintln!("{runs} runs, of which {written} succeeded; {} swaps", swaps.load(Ordering::Relaxed));
    assert!(strays.is_empty(), "{strays:?}");
}
