//! Runs the clients on the page against the server.

use error_catalog_servers::{Request, Server, run_python};

/// The code that the page leaves to its reader.
fn before(server: &Server, path: &str, token: &str) -> String {
    format!(
        "import requests\nurl = '{}{path}'\nheaders = {{'Authorization': 'Bearer {token}'}}\n\
         def authenticate():\n    print('authenticating')\n",
        server.url()
    )
}

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_voyager"), &[])
}

/// Uses up the limit of a token, so that the next request is rejected.
fn use_up(server: &Server, token: &str) {
    for _ in 0..20 {
        assert_eq!(server.ask(&Request::get("/projects").bearer(token)).status, 200);
    }
}

#[test]
fn status_codes_are_distinguished() {
    let server = start();
    let page = include_str!("../../../tests/servers/clients/voyager-status.py");
    let after = "print('data' in globals() and data)";
    for (path, token, printed) in [
        ("/projects", "editor", "[]\n"),
        ("/projects", "expired", "authenticating\nFalse\n"),
        ("/projects", "guest", "Insufficient permissions\nFalse\n"),
    ] {
        let Some(output) = run_python(&[&before(&server, path, token), page, after]) else { return };
        assert_eq!(output, printed, "{token}");
    }
}

#[test]
fn messages_and_codes_are_printed() {
    let server = start();
    let page = include_str!("../../../tests/servers/clients/voyager-messages.py");
    for (path, token, printed) in [
        ("/projects/7", "editor", "Error: Invalid project ID format\nCode: INVALID_UUID\n"),
        ("/projects", "expired", "Error: Invalid token.\n"),
        ("/projects", "editor", ""),
    ] {
        let before = before(&server, path, token) + "response = requests.get(url, headers=headers)";
        let Some(output) = run_python(&[&before, page]) else { return };
        assert_eq!(output, printed, "{path}");
    }
}

#[test]
fn the_client_retries_with_growing_waits() {
    let server = start();
    let page = include_str!("../../../tests/servers/clients/voyager-retry.py");
    let wait = "slept = []\nreally = time.sleep\ndef sleep(s):\n    slept.append(s)\n    WAIT\ntime.sleep = sleep\n";
    let ask =
        "try:\n    print(make_request_with_retry(url, headers), slept)\nexcept Exception as e:\n    print(e, slept)";
    for (token, path, wait, printed) in [
        // The client waits long enough and succeeds.
        ("editor", "/projects", wait.replace("WAIT", "really(s)"), "[] [1]\n"),
        // The client does not wait long enough and gives up.
        ("viewer", "/projects", wait.replace("WAIT", "pass"), "Max retries exceeded [1, 2, 4]\n"),
    ] {
        use_up(&server, token);
        let before = before(&server, path, token);
        let Some(output) = run_python(&[&before, page, &wait, ask]) else { return };
        assert_eq!(output, printed, "{token}");
    }
    // The client retries only after 429.
    let before = before(&server, "/projects/7", "editor");
    let Some(output) = run_python(&[&before, page, &wait.replace("WAIT", "pass"), ask]) else { return };
    assert!(output.starts_with("400 Client Error") && output.ends_with(" []\n"), "{output}");
}
