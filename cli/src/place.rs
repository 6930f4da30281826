//! Places in files, as every machine format writes them.

use std::fmt;

use error_catalog_model::Location;
use serde::Serialize;

use crate::load::Loaded;

/// A stretch of a file, or the line that it begins in. Lines and columns, in characters, count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Place {
    /// The path, as the user would type it.
    pub(crate) file: String,
    pub(crate) line: usize,
    #[serde(flatten)]
    pub(crate) columns: Option<Columns>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Columns {
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    /// The column after the last.
    pub(crate) end_column: usize,
}

impl Place {
    /// Where something stands in a catalog.
    pub(crate) fn of(loaded: &Loaded, location: Location) -> Self {
        let file = loaded.catalog.files.get(location.file).map_or("", |file| &file.path);
        Self { file: loaded.folder.path(file).display().to_string(), line: location.line, columns: None }
    }
}

/// `src/main.rs:12:5`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        self.columns.map_or(Ok(()), |columns| write!(f, ":{}", columns.column))
    }
}
