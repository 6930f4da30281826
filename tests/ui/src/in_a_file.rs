//! A module in a separate file.
