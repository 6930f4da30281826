//! Items that cannot contain errors.

#[error_catalog::error_catalog]
struct Error;

#[error_catalog::error_catalog]
fn errors() {}

#[error_catalog::error_catalog]
enum Generic<T> {}

fn main() {}
