//! Errors that the catalog names for a status, but that nothing can construct.

#[derive(Debug)]
pub struct Holder;

#[error_catalog::error_catalog("bound_statuses.toml", partial)]
pub enum ApiError {
    NotFound {
        page: &'static str,
    },
    TooLarge(#[internal] Holder),
    #[key("too_large")]
    Huge(#[internal] Holder),
    Internal(#[source] std::fmt::Error),
}

fn main() {
    println!("{:?}", ApiError::TooLarge(Holder));
}
