//! Runs the client against a local server whose answers each test chooses.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use error_catalog::{CatalogError, Context};
use retry::errors::{Code, Error};
use retry::{AdminApi, CallError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers one connection after the other, and returns the requests.
async fn serve(listener: TcpListener, answers: Vec<String>) -> Vec<String> {
    let mut requests = Vec::new();
    for answer in answers {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        // A request is complete once its head and a body of the stated length have arrived.
        while !is_complete(&request) {
            assert!(socket.read_buf(&mut request).await.unwrap() > 0);
        }
        socket.write_all(answer.as_bytes()).await.unwrap();
        // A client that has read enough may close the connection before the end.
        let _ = socket.shutdown().await;
        requests.push(String::from_utf8(request).unwrap());
    }
    requests
}

fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn respond(error: &Error, context: &Context<'_>) -> String {
    let response = error.to_response(context);
    let mut text = format!("HTTP/1.1 {} {}\r\nConnection: close\r\n", response.status, response.reason);
    for (name, value) in &response.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text + "\r\n" + &response.body
}

const CREATED: &str = "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";

async fn create_user(answers: Vec<String>) -> (Result<String, CallError>, Vec<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = AdminApi::new(&format!("http://{}/", listener.local_addr().unwrap()), "admin");
    tokio::join!(api.create_user("ada@example.com", "Ada"), serve(listener, answers))
}

#[tokio::test]
async fn waits_as_long_as_the_response_asks() {
    let start = Instant::now();
    let refusal = respond(&Error::rate_limit_exceeded(Duration::from_secs(1)), &Context::new());
    let (answer, requests) = create_user(vec![refusal, CREATED.into()]).await;
    assert_eq!(answer.unwrap(), "{}");
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(requests[0], requests[1]);
    assert!(requests[0].starts_with("POST /api/admin/users HTTP/1.1\r\n"), "{}", requests[0]);
    assert!(requests[0].ends_with(r#"{"email":"ada@example.com","name":"Ada"}"#), "{}", requests[0]);
}

#[tokio::test]
async fn gives_up_after_the_attempts_of_the_catalog() {
    let context = Context::new().request_id("req_1");
    let refusals = vec![respond(&Error::database_error(), &context); 3];
    let (answer, requests) = create_user(refusals).await;
    let Err(CallError::Api(received)) = answer else { panic!("{answer:?}") };
    assert_eq!((received.code(), received.request_id()), (Some(Code::DatabaseError), Some("req_1")));
    assert_eq!(requests.len(), 3);
}

#[tokio::test]
async fn does_not_retry_a_permanent_error() {
    let (answer, requests) = create_user(vec![respond(&Error::insufficient_scope(), &Context::new())]).await;
    let Err(CallError::Api(received)) = answer else { panic!("{answer:?}") };
    assert!(matches!(received.error(), Some(Error::InsufficientScope)), "{received:?}");
    assert_eq!(requests.len(), 1);
}

#[tokio::test]
async fn does_not_wait_forever() {
    let refusal = respond(&Error::rate_limit_exceeded(Duration::MAX), &Context::new());
    let (answer, requests) = create_user(vec![refusal]).await;
    let Err(CallError::Api(received)) = answer else { panic!("{answer:?}") };
    assert_eq!((received.code(), requests.len()), (Some(Code::RateLimitExceeded), 1));
}

#[tokio::test]
async fn stops_reading_an_endless_body() {
    let body = "<".repeat(3 << 20);
    let (answer, _) = create_user(vec![format!("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n{body}")]).await;
    let Err(CallError::Api(received)) = answer else { panic!("an answer") };
    assert_eq!((received.status(), received.body().len()), (403, 1 << 20));
}
