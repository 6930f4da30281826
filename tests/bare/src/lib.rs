//! A crate with a panic handler. The compiler rejects a second panic handler, and std contains a panic handler. This
//! crate therefore proves that its dependencies do not need std.

#![no_std]
#![forbid(unsafe_code)]

#[error_catalog::error_catalog("../fixtures/smallest.toml")]
pub mod errors {}

#[error_catalog::error_catalog("../fixtures/smallest.toml")]
pub enum ApiError {
    UserNotFound { user_id: &'static str },
}

#[panic_handler]
fn halt(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
