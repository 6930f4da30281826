//! poem: errors as responses, and the middleware.

use ::poem::http::StatusCode;
use ::poem::http::header::{self, HeaderName, HeaderValue};
use ::poem::{Endpoint, IntoResponse, Request, Response as HttpResponse, Result};

use crate::error::respond;
use crate::middleware::is_refusal;
use crate::panic::catch_panic;
use crate::row::Row;
use crate::{CatalogError, Context, Middleware, OwnedContext, RequestHead, Response};

/// The status of an error.
pub fn status(error: &dyn Row) -> StatusCode {
    convert_status(error.table().status(error.row()))
}

/// The response of an error without a context: middleware fills that in, where there is some.
pub fn as_response(error: &dyn Row) -> HttpResponse {
    let mut response = HttpResponse::default();
    write_over(&mut response, respond(error, &Context::new()));
    response
}

fn convert_status(status: u16) -> StatusCode {
    // Every status of a catalog is one.
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Writes an answer over a response, whose other headers stay.
fn write_over(response: &mut HttpResponse, answer: Response) {
    response.set_status(convert_status(answer.status));
    response.set_body(answer.body);
    for body_header in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING] {
        response.headers_mut().remove(body_header);
    }
    for (name, value) in answer.headers {
        set_header(response, name, &value);
    }
}

/// Sets a header. The name of a catalog's header is a token and no control character is in its value; what else is
/// none that HTTP can carry is left out.
fn set_header(response: &mut HttpResponse, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes());
    if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(value.as_bytes())) {
        response.headers_mut().insert(name, value);
    }
}

impl<P: Endpoint, E: CatalogError + Send + Sync + 'static> ::poem::Middleware<P> for Middleware<E> {
    type Output = Answering<P, E>;

    fn transform(&self, endpoint: P) -> Self::Output {
        Answering { endpoint, middleware: self.clone() }
    }
}

/// An endpoint behind the middleware.
pub struct Answering<P, E> {
    endpoint: P,
    middleware: Middleware<E>,
}

impl<P, E: CatalogError + Send + Sync + 'static> Answering<P, E> {
    /// The response as it is sent.
    fn finish(&self, result: Result<HttpResponse>, context: OwnedContext) -> HttpResponse {
        let own = |own: Option<&OwnedContext>| own.cloned().unwrap_or_default();
        let (mut response, answer, context) = match result {
            Ok(response) => {
                let context = own(response.data()).or(context);
                (response, None, context)
            }
            Err(error) => {
                let context = own(error.data()).or(context);
                let answer = error.downcast_ref::<E>().map(|error| self.middleware.answer(error, context.clone()));
                (error.into_response(), answer, context)
            }
        };
        let answer = answer.or_else(|| {
            let (status, content_type) = (response.status().as_u16(), response.headers().get(header::CONTENT_TYPE));
            let refused = is_refusal(status, content_type.map(HeaderValue::as_bytes));
            refused.then(|| self.middleware.refuse(status, context.clone())).flatten()
        });
        self.complete(&mut response, answer, context);
        response
    }

    fn complete(&self, response: &mut HttpResponse, answer: Option<Response>, context: OwnedContext) {
        if let Some(answer) = answer {
            write_over(response, answer);
        }
        if let Some((name, value)) = self.middleware.id_header(&context) {
            set_header(response, name, value);
        }
        // Another middleware further out goes by the same id.
        response.set_data(context);
    }
}

impl<P: Endpoint, E: CatalogError + Send + Sync + 'static> Endpoint for Answering<P, E> {
    type Output = HttpResponse;

    async fn call(&self, mut request: Request) -> Result<Self::Output> {
        let context = {
            let header = |name: &str| request.headers().get(name)?.to_str().ok();
            let head = RequestHead::new(request.method().as_str(), request.uri().path(), &header);
            self.middleware.make_context(&head)
        };
        request.set_data(context.clone());
        let result = catch_panic(async { self.endpoint.call(request).await.map(IntoResponse::into_response) }).await;
        Ok(match result {
            Ok(result) => self.finish(result, context),
            Err(panic) => {
                let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
                let answer = self.middleware.recover(&*panic, context.clone());
                self.complete(&mut response, answer, context);
                response
            }
        })
    }
}
