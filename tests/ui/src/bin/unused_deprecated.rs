//! Only the use of a deprecated error is a warning, not its definition.

#![deny(warnings)]

#[error_catalog::error_catalog("deprecated.toml")]
mod errors {}

fn main() {
    let old = errors::Error::old_style();
    if let errors::Error::OldStyle = old {}
    println!("{}", errors::Code::OldStyle);
}
