//! The bodies of responses, which are streams of messages.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll};

use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;

use super::scope::Call;
use crate::error::CatalogError;
use crate::panic::catch;

pin_project! {
    /// The body of a response that went through a [`Layer`](super::Layer).
    pub struct ResponseBody<R, E> {
        // `None` once the stream has ended.
        #[pin]
        inner: Option<R>,
        // `None` if the request was not a gRPC call.
        call: Option<Call<E>>,
    }
}

impl<R, E> ResponseBody<R, E> {
    pub(super) fn new(inner: Option<R>, call: Option<Call<E>>) -> Self {
        Self { inner, call }
    }
}

impl<R, E> fmt::Debug for ResponseBody<R, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseBody").finish_non_exhaustive()
    }
}

impl<R: Body, E: CatalogError> Body for ResponseBody<R, E> {
    type Data = R::Data;
    type Error = R::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<R::Data>, R::Error>>> {
        let mut this = self.project();
        let Some(inner) = this.inner.as_mut().as_pin_mut() else { return Poll::Ready(None) };
        let Some(call) = this.call else { return inner.poll_frame(cx) };
        call.run(|| inner.poll_frame(cx)).unwrap_or_else(|panic| {
            // A stream that panicked is not polled again. Its `Drop` can panic, too.
            drop(catch(|| this.inner.set(None)));
            let mut trailers = HeaderMap::new();
            // This fails only if the message is not a valid header value, but tonic percent-encodes the message.
            let _ = call.recover(&panic).add_header(&mut trailers);
            Poll::Ready(Some(Ok(Frame::trailers(trailers))))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.inner.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.as_ref().map_or(SizeHint::with_exact(0), Body::size_hint)
    }
}
