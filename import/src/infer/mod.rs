//! Infers what sources do not state: names, statuses and the response format.

pub(crate) mod columns;
pub(crate) mod message;
pub(crate) mod names;
pub(crate) mod shape;
pub(crate) mod status;
pub(crate) mod types;
pub(crate) mod violation;
