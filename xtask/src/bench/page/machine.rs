//! Describes the machine and the versions, without names of hosts, paths or dates.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;

/// The packages whose versions matter.
const PACKAGES: &[&str] = &["error-catalog", "axum", "serde", "serde_json", "strum", "thiserror", "tracing"];

/// Renders a list.
pub(super) fn describe(root: &Path) -> Result<String> {
    let processor = value("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.into());
    let cores = std::thread::available_parallelism()?;
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let rustc = Command::new(rustc).arg("--version").output()?;
    let rustc = String::from_utf8(rustc.stdout)?;
    let mut list = format!("- Processor: {processor}, {cores} cores\n");
    if let Some(memory) = value("/proc/meminfo", "MemTotal").as_deref().and_then(gibibytes) {
        list.push_str(&format!("- Memory: {memory:.0} GiB\n"));
    }
    list.push_str(&format!("- System: {}, {}\n", std::env::consts::OS, std::env::consts::ARCH));
    list.push_str(&format!("- Compiler: {}\n", rustc.trim()));
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    let versions: Vec<String> =
        PACKAGES.iter().filter_map(|name| Some(format!("{name} {}", version(&lock, name)?))).collect();
    list.push_str(&format!("- Packages: {}\n", versions.join(", ")));
    Ok(list)
}

/// The value after a key in a file of the system. The result is `None` on a system without this file.
fn value(path: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    Some(line.trim_start().strip_prefix(':')?.trim().to_owned())
}

fn gibibytes(text: &str) -> Option<f64> {
    Some(text.strip_suffix(" kB")?.parse::<f64>().ok()? / 1024.0 / 1024.0)
}

/// The version of a package in a lock file.
fn version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    rest.split('"').next()
}
