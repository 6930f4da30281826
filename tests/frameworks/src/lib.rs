//! What the tests of all frameworks share.

#![forbid(unsafe_code)]
