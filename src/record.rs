//! Records which errors an application answers with.

use alloc::collections::BTreeSet;
use alloc::format;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The environment variable that names the file.
const VARIABLE: &str = "ERROR_CATALOG_SEEN";

/// The recorder of this process; `None` if the variable is not set, or if the file cannot be opened.
static RECORDER: LazyLock<Option<Mutex<Recorder>>> = LazyLock::new(|| {
    let path = env::var_os(VARIABLE).filter(|path| !path.is_empty())?;
    let recorder = Recorder::open(Path::new(&path));
    #[cfg(feature = "tracing")]
    if let Err(error) = &recorder {
        tracing::warn!(target: "error_catalog", "cannot record errors in {path:?} ({VARIABLE}): {error}");
    }
    recorder.ok().map(Mutex::new)
});

struct Recorder {
    file: File,
    recorded: BTreeSet<(&'static str, &'static str)>,
}

impl Recorder {
    fn open(path: &Path) -> io::Result<Self> {
        // Opening a named pipe waits for a reader, and would stop the application.
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Self { file, recorded: BTreeSet::new() })
    }

    fn record(&mut self, catalog: &'static str, code: &'static str) {
        if self.recorded.insert((catalog, code)) {
            // Several processes can append to the same file, so each line is a single write. An application must not
            // fail because its disk is full.
            let _ = self.file.write_all(format!("{catalog}\t{code}\n").as_bytes());
        }
    }
}

/// Appends the code of an error to the file, unless this process has already recorded the code.
pub(crate) fn record(catalog: &'static str, code: &'static str) {
    if let Some(recorder) = &*RECORDER {
        recorder.lock().unwrap_or_else(PoisonError::into_inner).record(catalog, code);
    }
}
