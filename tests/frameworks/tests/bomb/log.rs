//! The log of all tests of this binary.

use std::io::{self, Write};
use std::sync::{Mutex, Once, PoisonError};

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Writer;

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Starts to keep the log of every thread.
pub(crate) fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        let format = tracing_subscriber::fmt().with_ansi(false).without_time();
        format.with_max_level(tracing::Level::TRACE).with_writer(|| Writer).init();
    });
}

/// The lines about a request.
pub(crate) fn lines_of(id: &str) -> Vec<String> {
    let text = LINES.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let wanted = format!("request_id=\"{id}\"");
    String::from_utf8(text).unwrap().lines().filter(|line| line.contains(&wanted)).map(str::to_owned).collect()
}
