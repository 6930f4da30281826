//! Looks for an input that breaks the property `import`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| error_catalog_fuzz::run(error_catalog_properties::import::check, input));
