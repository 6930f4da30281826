//! A shop that answers with `order_not_found`, and that once answered with `user_exists`.
#![forbid(unsafe_code)]

mod broken;
pub mod clients;
mod elsewhere_too;
mod orders;
#[path = "elsewhere/payments.rs"]
mod paid;

pub use errors::Error as ShopError;

#[error_catalog::error_catalog]
pub mod errors {
    impl Error {
        /// Made through `Self`.
        pub fn ours() -> Self {
            Self::own_impl()
        }
    }
}

/// The errors of another service, which are not our errors.
#[error_catalog::error_catalog("other.toml")]
pub mod other {}

pub fn foreign() -> other::Error {
    other::Error::unpaid()
}

mod local {
    enum Error {
        Unpaid,
        CartEmpty,
    }

    fn none_of_ours() -> Error {
        let _ = std::io::Error::other("cart_empty is not it");
        Error::CartEmpty
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_here() {
        let error = errors::Error::out_of_stock();
        assert_eq!(error.code().as_str(), "out_of_stock");
        assert!(matches!(error, ShopError::OutOfStock));
    }
}
