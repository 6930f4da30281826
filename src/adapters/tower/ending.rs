//! What the middleware does after the inner service has answered.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem::{replace, take};
use core::str;

use error_catalog_wire::OwnedContext;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use http_body::Body;

use super::texts::recognize;
use crate::adapters::carried::{Carried, Converted};
use crate::adapters::http::{hand_on, has_headers_of, replace_headers, status_code};
use crate::adapters::written::Written;
use crate::error::CatalogError;
use crate::info::ErrorInfo;
use crate::middleware::Middleware;
use crate::middleware::exchange::Exchange;
use crate::middleware::rejection::{Decision, MAX_TEXT, is_rejection};
use crate::panic::{Panic, discard};
use crate::render::uses_context;
use crate::response::Answer;

/// The work that remains after the inner service has answered.
pub(super) struct Ending<E> {
    middleware: Middleware<E>,
    exchange: Exchange,
    is_head: bool,
}

/// What follows after the head of a response.
pub(super) enum Step<R> {
    /// The response is complete.
    Done(Response<R>),
    /// [`Ending::finish_text`] needs the text of the response.
    Read(Response<R>),
}

impl<E> Ending<E> {
    pub(super) fn new(middleware: Middleware<E>, exchange: Exchange, is_head: bool) -> Self {
        Self { middleware, exchange, is_head }
    }
}

impl<E: CatalogError> Ending<E> {
    /// Turns the response of the inner service into the response to send, unless its text is needed first.
    pub(super) fn finish<R: Body + From<String>>(&mut self, mut response: Response<R>) -> Step<R> {
        if let Some(own) = response.extensions_mut().remove::<OwnedContext>() {
            self.exchange.context = own.or(take(&mut self.exchange.context));
        }
        let length = response.body().size_hint().exact();
        if let Some(carried) = response.extensions_mut().remove::<Carried>() {
            let response = self.finish_error(response, &carried, length);
            discard(carried);
            return Step::Done(response);
        }
        let content_type = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        let is_answered = response.extensions().get::<ErrorInfo>().is_some();
        let answer = match length {
            _ if is_answered => None,
            _ if !is_rejection(response.status().as_u16(), content_type) => None,
            Some(0) if self.is_text_removed(response.headers()) => None,
            Some(0) => self.reject(&response, ""),
            Some(1..=MAX_TEXT) => return Step::Read(response),
            _ => None,
        };
        Step::Done(self.complete(response, answer, None))
    }

    /// Turns a response whose text has been read into the response to send. `text` is `None` if the body has failed, so
    /// that the response cannot be kept.
    pub(super) fn finish_text<R: From<String> + From<Vec<u8>>>(
        &mut self,
        head: Response<()>,
        text: Option<Vec<u8>>,
    ) -> Response<R> {
        let shown = text.as_deref().map_or(Ok(""), str::from_utf8);
        let answer = shown.ok().and_then(|text| self.reject(&head, text));
        self.complete(head.map(|()| R::from(text.unwrap_or_default())), answer, None)
    }

    /// Returns the response to send after a panic.
    pub(super) fn recover<R: From<String>>(&mut self, panic: &Panic) -> Response<R> {
        let answer = self.middleware.recover(panic, &self.exchange);
        let mut response = Response::new(R::from(String::new()));
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        self.complete(response, answer, None)
    }

    /// Writes the response of an error again, with the context, unless the application has changed it.
    fn finish_error<R: From<String>>(
        &mut self,
        response: Response<R>,
        carried: &Carried,
        length: Option<u64>,
    ) -> Response<R> {
        let Carried(converted) = carried;
        let Converted { error, written } = &**converted;
        let (status, headers, extensions) = (response.status().as_u16(), response.headers(), response.extensions());
        let is_kept = extensions.get() == Some(&Decision::Keep);
        let is_as_written = written.has_bytes_of(status, length) && has_headers_of(headers, &written.answer);
        let is_changed = || !is_as_written && !written.has_body_of(status, headers, length, self.is_head);
        // If no part of the response depends on the context, the second response would be the same. Whatever a layer
        // does to the body while the body is sent is kept.
        let is_final = || {
            is_as_written
                && written.is_shared()
                && !self.is_head
                && extensions.get() == Some(&written.answer.info)
                && !uses_context(error.subject().row)
        };
        if is_kept || is_final() || is_changed() {
            self.exchange.keep(error.subject());
            return self.complete(response, None, None);
        }
        let answer = self.exchange.answer(error.subject());
        self.complete(response, Some(answer), Some(written))
    }

    fn reject<B>(&self, response: &Response<B>, text: &str) -> Option<Answer> {
        let rejection = recognize(response.status().as_u16(), text);
        self.middleware.reject(rejection, response.extensions().get().copied(), &self.exchange)
    }

    /// Whether the framework has removed the text of a response to HEAD. Who wrote the text is then unknown.
    fn is_text_removed(&self, headers: &HeaderMap) -> bool {
        self.is_head && headers.get(CONTENT_LENGTH).is_some_and(|length| length != "0")
    }

    /// Adds the id of the request to a response, after the answer has replaced the response, if there is one.
    fn complete<R: From<String>>(
        &mut self,
        mut response: Response<R>,
        answer: Option<Answer>,
        written: Option<&Written>,
    ) -> Response<R> {
        if let Some(answer) = answer {
            self.replace(&mut response, answer, written);
        }
        hand_on(&self.middleware, &mut response, take(&mut self.exchange.context));
        response
    }

    /// Replaces a response with an answer, but keeps the headers that do not describe the old body, and those that the
    /// application has changed since they were written.
    fn replace<R: From<String>>(&self, response: &mut Response<R>, answer: Answer, written: Option<&Written>) {
        *response.status_mut() = status_code(answer.status);
        if response.extensions().get() != Some(&answer.info) {
            response.extensions_mut().insert(answer.info);
        }
        replace_headers(response.headers_mut(), &answer, |name, headers| {
            written.is_some_and(|written| written.is_changed(name, headers))
        });
        let mut body = answer.body;
        if self.is_head {
            // The headers of a response to HEAD give the length of the body. Not every server removes the body itself.
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            body.clear();
        }
        discard(replace(response.body_mut(), R::from(body)));
    }
}
