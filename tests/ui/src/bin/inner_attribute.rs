//! The attribute inside a module. The first message is rustc's.

mod errors {
    #![error_catalog::error_catalog]
}

fn main() {}
