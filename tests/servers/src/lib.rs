//! The code that the tests of the example servers share: a server that runs for the time of a test, requests to it over
//! a socket, the pages of the real APIs, and the clients on those pages.

#![forbid(unsafe_code)]
// Clippy allows this only in functions that are tests themselves.
#![allow(clippy::panic, clippy::unwrap_used)]

mod clients;
mod message;
mod pages;

pub use clients::{run_javascript, run_python};
pub use message::{Answer, Request};
pub use pages::{Page, compact};

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The environment of a server that does not record which errors it sends. The page `/_errors/CODE` can show every
/// error, so a request to this page does not test that a route sends the error.
pub const UNRECORDED: (&str, &str) = ("ERROR_CATALOG_SEEN", "");

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Runs a binary with these environment variables, on a free port, and waits until the server prints its address.
    #[must_use]
    pub fn start(binary: &str, environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(binary);
        command
            .envs(environment.iter().copied())
            .env("ADDR", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{binary}: {error}"));
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines.find_map(|line| line.ok()?.strip_prefix("listening on ").map(String::from));
        let url = url.unwrap_or_else(|| panic!("{binary} does not print its address"));
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        // The server would block on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, url }
    }

    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Sends a request, and reads the whole answer.
    #[must_use]
    pub fn ask(&self, request: &Request) -> Answer {
        ask(&self.url, request)
    }

    /// The answer to `GET path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.ask(&Request::get(path))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request to the server at `http://ADDRESS`, and reads the whole answer.
///
/// # Panics
///
/// Panics if there is no answer.
#[must_use]
pub fn ask(url: &str, request: &Request) -> Answer {
    let mut socket = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    // A server that rejects a large body may close the connection before it has read all of it.
    let _ = request.write(&mut socket);
    let mut bytes = Vec::new();
    match socket.read_to_end(&mut bytes) {
        Ok(_) => Answer::parse(&bytes),
        Err(error) => panic!("{request:?}: {error}"),
    }
}
