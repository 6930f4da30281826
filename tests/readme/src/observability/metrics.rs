use error_catalog::Middleware;
use metrics::counter;

#[error_catalog::error_catalog]
pub mod errors {}

/// Counts each error response.
pub fn middleware() -> Middleware<errors::Error> {
    Middleware::new().observe(|seen| {
        let labels = [
            ("code", seen.code().unwrap_or("_OTHER").to_owned()),
            ("status", seen.status().to_string()),
            ("method", seen.method().to_owned()),
            ("route", seen.route().unwrap_or("_OTHER").to_owned()),
        ];
        counter!("http_error_responses_total", &labels).increment(1);
    })
}
