use axum::http::StatusCode;
use sqlx::Error as DatabaseError;

pub enum ApiError {
    // Only the cart sends this error.
    /// There is no such order.
    OrderNotFound(u64),
    CardDeclined { why: String },
    Database(DatabaseError),
    Other(anyhow::Error),
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::OrderNotFound(id) => write!(f, "Order {} not found", id),
            Self::CardDeclined { why } => write!(f, "Card declined: {why}"),
            Self::Database(source) => write!(f, "The database does not answer: {source}"),
            Self::Other(source) => write!(f, "{source:#}"),
        }
    }
}

impl ApiError {
    fn status(&self) -> Option<StatusCode> {
        match self {
            Self::OrderNotFound(_) => Some(StatusCode::NOT_FOUND),
            Self::CardDeclined { .. } => Some(StatusCode::PAYMENT_REQUIRED),
            Self::Database(_) => Some(StatusCode::SERVICE_UNAVAILABLE),
            Self::Other(_) => None,
        }
    }
}

impl From<DatabaseError> for ApiError {
    fn from(source: DatabaseError) -> Self {
        Self::Database(source)
    }
}

impl From<anyhow::Error> for ApiError {
    fn from(source: anyhow::Error) -> Self {
        Self::Other(source)
    }
}
