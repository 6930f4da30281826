#![error_catalog::error_catalog]

fn main() {}
