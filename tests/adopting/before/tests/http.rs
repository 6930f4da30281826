//! The service answers over HTTP as `exchanges.txt` records. `SNAPSHOTS=overwrite` records the responses.

#![allow(clippy::unwrap_used, reason = "for tests alone")]

use std::path::Path;

use axum::Router;
use error_catalog_servers::{Answer, Request, ask};
use tokio::net::TcpListener;

/// Headers that depend on the time or on the connection.
const OF_THE_SERVER: [&str; 3] = ["connection", "content-length", "date"];

const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];

fn record() -> String {
    std::fs::read_to_string(path()).unwrap()
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../exchanges.txt")
}

/// Sends each request of the record, and returns the record with the responses.
fn replay(url: &str, record: &str) -> String {
    let mut replayed = Vec::new();
    for block in record.trim_end().split("\n\n") {
        let asked: Vec<&str> = block.lines().filter(|line| !line.starts_with('<')).collect();
        let mut block = asked.join("\n");
        if !block.starts_with('#') {
            block += &show(&ask(url, &parse_request(&asked)));
        }
        replayed.push(block);
    }
    replayed.join("\n\n") + "\n"
}

fn parse_request(lines: &[&str]) -> Request {
    let [method, path, token] = lines[0].split(' ').collect::<Vec<_>>().try_into().unwrap();
    let method = METHODS.into_iter().find(|known| *known == method).unwrap();
    let mut request = Request::new(method, path);
    if token != "-" {
        request = request.bearer(token);
    }
    let (mut body, mut content_type) = (Vec::<String>::new(), "");
    for line in &lines[1..] {
        match line.split_once(' ').unwrap_or((line, "")) {
            (">", header) => {
                let (name, value) = header.split_once(": ").unwrap();
                match name {
                    "Content-Type" => content_type = value,
                    _ => request = request.header(name, value),
                }
            }
            ("|", line) => body.push(line.to_owned()),
            ("*", line) => {
                let (count, text) = line.split_once(' ').unwrap();
                body.push(text.repeat(count.parse().unwrap()));
            }
            _ => unreachable!("{line}"),
        }
    }
    match (body.is_empty(), content_type) {
        (true, _) => request,
        (false, content_type) => request.body(content_type, &body.join("\n")),
    }
}

/// The status, the headers that the service sets, and the body.
fn show(answer: &Answer) -> String {
    let mut shown = format!("\n< {}", answer.status);
    for (name, value) in &answer.headers {
        if !OF_THE_SERVER.contains(&name.to_ascii_lowercase().as_str()) {
            shown += &format!("\n< {name}: {value}");
        }
    }
    for line in answer.body.lines() {
        shown += &format!("\n< {line}");
    }
    shown
}

/// Runs a service on a free port, and returns its URL.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, router).await });
    url
}

/// Runs a service, and returns the record with the responses of this service.
async fn replay_to(router: Router) -> String {
    let (url, record) = (serve(router).await, record());
    tokio::task::spawn_blocking(move || replay(&url, &record)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_answers_as_recorded() {
    let replayed = replay_to(error_catalog_adopting_before::router().await.unwrap()).await;
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(path(), replayed).unwrap();
    } else {
        assert_eq!(replayed, record());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_answers_the_same_after_the_move() {
    assert_eq!(replay_to(error_catalog_adopting_after::router().await.unwrap()).await, record());
}

#[test]
fn every_error_is_recorded() {
    let error = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/error.rs")).unwrap();
    let codes: Vec<&str> = error
        .lines()
        .filter(|line| line.contains("=> (StatusCode::"))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert_eq!(codes.len(), 40);
    let record = record();
    for code in codes {
        assert!(record.contains(&format!("\n< {{\"error\":\"{code}\",")), "{code}");
    }
}
