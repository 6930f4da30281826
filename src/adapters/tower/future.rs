//! The future of the service.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::mem::take;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Buf;
use http::Response;
use http_body::Body;
use pin_project_lite::pin_project;

use super::ending::{Ending, Step};
use crate::error::CatalogError;
use crate::panic::{Panic, catch};

pin_project! {
    /// The future of [`Service`](super::Service).
    pub struct ResponseFuture<F, E, R> {
        #[pin]
        state: State<F, R>,
        ending: Ending<E>,
    }
}

pin_project! {
    #[project = StateProjection]
    enum State<F, R> {
        Running { #[pin] future: F },
        Panicked { panic: Panic },
        // The text of a response decides whether the framework or the application wrote it.
        Reading { head: Response<()>, #[pin] body: R, text: Vec<u8> },
        Done,
    }
}

impl<F, E, R> ResponseFuture<F, E, R> {
    pub(super) fn new(future: Result<F, Panic>, ending: Ending<E>) -> Self {
        let state = match future {
            Ok(future) => State::Running { future },
            Err(panic) => State::Panicked { panic },
        };
        Self { state, ending }
    }
}

impl<F, E, R> fmt::Debug for ResponseFuture<F, E, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

impl<F, E, R, X> Future for ResponseFuture<F, E, R>
where
    F: Future<Output = Result<Response<R>, X>>,
    E: CatalogError,
    R: Body + From<String> + From<Vec<u8>>,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        // Serializing the fields of an error can run code of the application, which can panic.
        let result = match catch(|| poll_response(self.as_mut(), cx)) {
            Ok(poll) => ready!(poll),
            Err(panic) => Ok(self.as_mut().project().ending.recover(&panic)),
        };
        // The inner future and a body that was read belong to the application, so their `Drop` can panic.
        drop(catch(|| self.project().state.set(State::Done)));
        Poll::Ready(result)
    }
}

fn poll_response<F, E, R, X>(
    future: Pin<&mut ResponseFuture<F, E, R>>,
    cx: &mut Context<'_>,
) -> Poll<Result<Response<R>, X>>
where
    F: Future<Output = Result<Response<R>, X>>,
    E: CatalogError,
    R: Body + From<String> + From<Vec<u8>>,
{
    let mut this = future.project();
    loop {
        let response = match this.state.as_mut().project() {
            StateProjection::Running { future } => match this.ending.finish(ready!(future.poll(cx))?) {
                Step::Done(response) => return Poll::Ready(Ok(response)),
                Step::Read(response) => response,
            },
            StateProjection::Panicked { panic } => return Poll::Ready(Ok(this.ending.recover(panic))),
            StateProjection::Reading { head, body, text } => {
                let text = ready!(poll_text(body, text, cx)).then(|| take(text));
                return Poll::Ready(Ok(this.ending.finish_text(take(head), text)));
            }
            StateProjection::Done => return Poll::Pending,
        };
        let (parts, body) = response.into_parts();
        this.state.set(State::Reading { head: Response::from_parts(parts, ()), body, text: Vec::new() });
    }
}

/// Reads a body, and returns whether the body is complete.
fn poll_text<R: Body>(mut body: Pin<&mut R>, text: &mut Vec<u8>, cx: &mut Context<'_>) -> Poll<bool> {
    while let Some(frame) = ready!(body.as_mut().poll_frame(cx)) {
        let Ok(frame) = frame else { return Poll::Ready(false) };
        if let Ok(mut data) = frame.into_data() {
            while data.has_remaining() {
                let length = data.chunk().len();
                text.extend_from_slice(data.chunk());
                data.advance(length);
            }
        }
    }
    Poll::Ready(true)
}
