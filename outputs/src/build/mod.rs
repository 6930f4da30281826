//! Writes outputs to files: [`plan_outputs`] determines what to write, [`render_diff`] shows the changes, and
//! [`write_outputs`] writes the files with [`replace_file`].

mod diff;
mod earlier;
mod fence;
mod file;
mod open_folder;
mod plan;
mod region;
mod render;
mod together;
mod write;

pub use self::diff::{render_diff, render_full_diff};
pub use self::file::{Old, replace_file};
pub use self::plan::{Plan, PlannedFile, Replace, plan_outputs, templates_of};
pub use self::region::generated_parts;
pub use self::write::{Times, WriteError, Written, replace_inside, write_outputs};
