//! A crate with a panic handler of its own. The compiler refuses a second one, and std brings one: whatever this crate
//! depends on needs no operating system.

#![no_std]
#![forbid(unsafe_code)]

#[error_catalog::error_catalog("../fixtures/smallest.toml")]
pub mod errors {}

#[panic_handler]
fn halt(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
