//! The errors of a queue, with tuples, and with the methods that many services have.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use url::Url;

type JobId = uuid::Uuid;

#[derive(thiserror::Error, Debug, Clone, PartialEq)]
pub enum JobError {
    #[error("job {1} of queue {0:?} is unknown")]
    Unknown(Option<String>, JobId),
    #[error("no worker for {0}")]
    NoWorker(String, u32, [u8; 4]),
    #[error("attempt {0} of {max}", max = .1)]
    Attempts(u8, u8),
    #[error("callback {0} failed with {code:#x}", code = .1)]
    Callback(Url, u16),
    #[error("invalid priority {0:?}, expected one of {expected}", expected = PRIORITIES.join("/"))]
    Priority(Box<str>),
    #[error("payload is {0} bytes; at most {limit} bytes are possible", limit = LIMIT)]
    Payload(usize),
    #[error("empty")]
    Empty(),
    #[error("rate limit of {per_second:.2} per second")]
    Rate { per_second: f32, retry_after: std::time::Duration },
}

const PRIORITIES: &[&str] = &["low", "high"];
const LIMIT: usize = 1024;

impl JobError {
    pub fn code(&self) -> &'static str {
        match self {
            JobError::Unknown(..) => "job_unknown",
            JobError::NoWorker(..) => "no_worker",
            JobError::Attempts(..) => "too_many_attempts",
            JobError::Callback(..) => "callback_failed",
            JobError::Priority(_) => "invalid_priority",
            JobError::Payload(_) => "payload_too_large",
            JobError::Empty() => "empty",
            JobError::Rate { .. } => "rate_limited",
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            JobError::Unknown(..) => StatusCode::NOT_FOUND,
            JobError::NoWorker(..) => StatusCode::SERVICE_UNAVAILABLE,
            JobError::Attempts(..) => StatusCode::CONFLICT,
            JobError::Callback(..) => StatusCode::BAD_GATEWAY,
            JobError::Priority(_) | JobError::Empty() => StatusCode::BAD_REQUEST,
            JobError::Payload(_) => StatusCode::PAYLOAD_TOO_LARGE,
            JobError::Rate { .. } => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

impl IntoResponse for JobError {
    fn into_response(self) -> Response {
        (self.status(), self.code()).into_response()
    }
}

pub fn enqueue(payload: &[u8]) -> Result<JobId, JobError> {
    match payload.len() {
        0 => Err(JobError::Empty()),
        1 => Err(JobError::NoWorker("mail".to_owned(), 1, [0; 4])),
        size if size > LIMIT => Err(JobError::Payload(size)),
        _ => Ok(JobId::nil()),
    }
}
