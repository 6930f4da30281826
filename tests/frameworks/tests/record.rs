//! The file that the environment variable `ERROR_CATALOG_SEEN` names.

#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests alone")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use error_catalog::{CatalogError, Context, Middleware};
use error_catalog_frameworks::errors::Error;
use tower::{Layer, ServiceExt, service_fn};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata};

/// Runs in a process of its own: a process reads the variable once.
#[test]
#[ignore = "the other tests run this test with the variable"]
fn child() {
    // An error that nobody answers with is not recorded.
    drop(Error::customer_blocked("s3cret").to_string());
    Error::customer_blocked("s3cret").log(&Context::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for id in 0..100 {
                    Error::order_not_found(id, "s3cret").to_response(&Context::new());
                    drop(http::Response::<String>::from(Error::sold_out()));
                    drop(tonic::Status::from(Error::payment_failed("s3cret")));
                }
            });
        }
    });
    // A rejection with a named error, a panic, and a rejection without a named error.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for status in [404, 500, 402] {
        let answer = service_fn(move |_: http::Request<()>| async move {
            match status {
                500 => panic!("s3cret"),
                status => http::Response::builder().status(status).body(axum::body::Body::empty()),
            }
        });
        runtime.block_on(Middleware::<Error>::new().layer(answer).oneshot(http::Request::new(()))).unwrap();
    }
    drop(serde_json::to_string(&Error::too_large().body(&Context::new())));
}

/// A subscriber that answers with an error itself, and then panics.
struct Hostile;

impl tracing::Subscriber for Hostile {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        Error::sold_out().to_response(&Context::new());
        panic!("a hostile subscriber");
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The warning that the file cannot be opened passes through the subscriber once. Later responses do not depend on it.
#[test]
#[ignore = "the other tests run this test with the variable"]
fn child_with_a_hostile_subscriber() {
    tracing::subscriber::set_global_default(Hostile).unwrap();
    let respond = || Error::sold_out().to_response(&Context::new()).status;
    let answers: Vec<Option<u16>> = (0..3).map(|_| panic::catch_unwind(respond).ok()).collect();
    assert_eq!(answers, [None, Some(503), Some(503)]);
}

const SEEN: [&str; 6] =
    ["internal_error", "order_not_found", "payment_failed", "route_not_found", "sold_out", "too_large"];

fn run_child(path: &Path) -> Child {
    run("child", path)
}

fn run(test: &str, path: &Path) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored"]).env("ERROR_CATALOG_SEEN", path);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn path_of(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&path);
    path
}

#[test]
fn each_process_records_each_code_once() {
    let path = path_of("seen");
    fs::write(&path, "orders\tearlier\n").unwrap();
    let children: Vec<Child> = (0..8).map(|_| run_child(&path)).collect();
    assert!(children.into_iter().all(|mut child| child.wait().unwrap().success()));

    let text = fs::read_to_string(&path).unwrap();
    let mut counts = BTreeMap::new();
    for line in text.strip_suffix('\n').unwrap().split('\n') {
        *counts.entry(line).or_insert(0) += 1;
    }
    let lines = SEEN.map(|code| format!("orders\t{code}"));
    let mut expected: BTreeMap<&str, i32> = lines.iter().map(|line| (line.as_str(), 8)).collect();
    expected.insert("orders\tearlier", 1);
    assert_eq!(counts, expected);
}

/// A file that cannot be written changes nothing.
#[test]
fn recording_never_fails() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (missing, pipe) = (folder.join("missing/folder/seen"), path_of("pipe"));
    let is_pipe = cfg!(unix) && Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());
    assert_eq!(is_pipe, cfg!(unix));
    for path in [folder, &missing, &pipe, Path::new(""), Path::new("/dev/full")] {
        assert!(run_child(path).wait().unwrap().success(), "{path:?}");
    }
    assert!(!missing.exists());
    assert!(run("child_with_a_hostile_subscriber", &missing).wait().unwrap().success());
}

/// A process that was killed can leave a line without its end.
#[test]
fn a_recorded_line_starts_a_line() {
    let path = path_of("without_end");
    fs::write(&path, "orders\tearlier").unwrap();
    assert!(run_child(&path).wait().unwrap().success());
    assert_eq!(fs::read_to_string(&path).unwrap().lines().filter(|line| *line == "orders\tearlier").count(), 1);
}
