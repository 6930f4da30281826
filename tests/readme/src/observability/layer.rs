use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use error_catalog::ErrorInfo;

/// Adds the code of the error to the headers of each error response.
pub async fn add_code(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let info = response.extensions().get::<ErrorInfo>();
    if let Some(code) = info.and_then(|info| info.code?.parse().ok()) {
        response.headers_mut().insert("x-error-code", code);
    }
    response
}
