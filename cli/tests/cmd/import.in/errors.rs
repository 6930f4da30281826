//! What can go wrong in the shop.

use thiserror::Error;

/// All that can go wrong.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ShopError {
    /// There is no such user.
    ///
    /// The id was never given, or the account has been deleted.
    #[error("user {id} not found")]
    UserNotFound { id: Uuid },
    #[error("`{0}` is larger than {limit} bytes", limit = .1)]
    UploadTooLarge(String, u64),
    #[error("the database is out of order: {0}")]
    Database(#[from] sqlx::Error),
    #[error("item {item:?} in state {} of {{cart}}", .state)]
    WrongState { item: ItemId, state: State, secret: String, hint: Option<String> },
    #[error("wait {retry_after:?}")]
    TooBusy { retry_after: Duration },
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("payment refused with {code}")]
    #[deprecated]
    Payment { code: u16, #[source] cause: Box<dyn std::error::Error> },
}

impl ShopError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::UserNotFound { .. } => StatusCode::NOT_FOUND,
            ShopError::UploadTooLarge(..) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongState { .. } | Self::Payment { .. } => {
                StatusCode::CONFLICT
            }
            Self::TooBusy { .. } => StatusCode::from_u16(503).unwrap(),
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Payment { .. } => "payment-refused",
            _ => "other",
        }
    }
}

enum NotAnError {
    A,
}
