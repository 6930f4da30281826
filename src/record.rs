//! Records which errors an application answers with.

use alloc::collections::BTreeSet;
use alloc::format;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
#[cfg(feature = "tracing")]
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use crate::table::Table;

/// The environment variable that names the file.
const VARIABLE: &str = "ERROR_CATALOG_SEEN";

/// The recorder of this process; `None` if the variable is not set. This only opens the file: code of the application,
/// such as a subscriber of `tracing`, could panic here or come back here.
static RECORDER: LazyLock<Option<io::Result<Mutex<Recorder>>>> = LazyLock::new(|| {
    let path = env::var_os(VARIABLE).filter(|path| !path.is_empty())?;
    Some(Recorder::open(Path::new(&path)).map(Mutex::new))
});

struct Recorder {
    file: File,
    /// The catalog and the variant of each recorded error.
    recorded: BTreeSet<(&'static str, &'static str)>,
}

impl Recorder {
    fn open(path: &Path) -> io::Result<Self> {
        // Opening a named pipe waits for a reader, and would stop the application.
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let mut file = OpenOptions::new().append(true).create(true).open(path)?;
        // A process that was killed, a full disk or an editor can leave a line without its end.
        if !ends_with_a_line(path) {
            file.write_all(b"\n")?;
        }
        Ok(Self { file, recorded: BTreeSet::new() })
    }

    fn record(&mut self, table: &'static Table, row: usize) {
        let (catalog, code, variant) = (table.name, table.code(row), table.variants.get(row));
        if self.recorded.insert((catalog, variant)) {
            let line = match is_shared(table, code, variant) {
                true => format!("{catalog}\t{code}\t{variant}\n"),
                false => format!("{catalog}\t{code}\n"),
            };
            // Several processes can append to the same file, so each line is a single write. An application must not
            // fail because its disk is full.
            let _ = self.file.write_all(line.as_bytes());
        }
    }
}

/// Whether another error sends the code of an error, too. The code alone then does not identify the error.
fn is_shared(table: &Table, code: &str, variant: &str) -> bool {
    (0..table.errors()).any(|row| table.code(row) == code && table.variants.get(row) != variant)
}

/// Whether text that is appended to the file starts a line. A file that cannot be read counts as such a file.
fn ends_with_a_line(path: &Path) -> bool {
    let last_byte = || {
        let (mut file, mut last) = (File::open(path)?, [0]);
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last).map(|()| last)
    };
    last_byte().map_or(true, |last: [u8; 1]| last == *b"\n")
}

/// Appends the code of an error to the file, unless this process has already recorded the error.
pub(crate) fn record(table: &'static Table, row: usize) {
    match &*RECORDER {
        Some(Ok(recorder)) => recorder.lock().unwrap_or_else(PoisonError::into_inner).record(table, row),
        Some(Err(error)) => warn(error),
        None => {}
    }
}

/// Logs once that the file cannot be opened.
fn warn(error: &io::Error) {
    #[cfg(feature = "tracing")]
    {
        static WARNED: AtomicBool = AtomicBool::new(false);
        if !WARNED.swap(true, Ordering::Relaxed) {
            let path = env::var_os(VARIABLE).unwrap_or_default();
            tracing::warn!(target: "error_catalog", "cannot record errors in {path:?} ({VARIABLE}): {error}");
        }
    }
    #[cfg(not(feature = "tracing"))]
    let _ = error;
}
