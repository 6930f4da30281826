//! Generated text to files: [`plan_outputs`] works out what has to be written, [`write_outputs`] writes it by
//! [`replace_file`], and [`render_diff`] shows it.

mod diff;
mod file;
mod plan;
mod region;
mod write;

pub use self::diff::render_diff;
pub use self::file::replace_file;
pub use self::plan::{Plan, PlannedFile, plan_outputs};
pub use self::write::{WriteError, write_outputs};
