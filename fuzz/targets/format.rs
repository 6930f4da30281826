//! Looks for an input that breaks the property `format`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| error_catalog_fuzz::run(error_catalog_properties::format::check, input));
libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    error_catalog_fuzz::mutate(data, size, max_size, seed)
});
