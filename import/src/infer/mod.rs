//! What no source says plainly: names, statuses, the response format.

pub(super) mod body;
pub(super) mod columns;
pub(super) mod message;
pub(super) mod names;
pub(super) mod shape;
pub(super) mod status;
pub(super) mod types;
