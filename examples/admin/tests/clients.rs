//! Runs the clients on the page against the server.

use error_catalog_servers::{Request, Server, UNRECORDED, run_javascript};

const LOG: &str = include_str!("../../../tests/servers/clients/admin-log.js");
const MESSAGE: &str = include_str!("../../../tests/servers/clients/admin-message.js");
const RETRY: &str = include_str!("../../../tests/servers/clients/admin-retry.js");

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_admin"), &[])
}

/// The code that the page leaves to its reader: the server's URL, `sleep`, and a client that throws an error response.
fn before(server: &Server, token: &str) -> String {
    const BEFORE: &str = r"
const headers = { Authorization: `Bearer ${token}` };
const slept = [];
async function sleep(ms) {
  slept.push(ms);
  await new Promise(resolve => setTimeout(resolve, ms));
}
const adminApi = {
  async createUser(user) {
    const response = await fetch(users, { method: 'POST', headers, body: JSON.stringify(user) });
    const answer = await response.json();
    if (!response.ok) throw { ...answer, request_id: response.headers.get('X-Request-ID') };
    return answer;
  }
};
";
    format!("const users = '{}/api/admin/users';\nconst token = '{token}';\n{BEFORE}", server.url())
}

#[test]
fn the_client_retries_with_growing_waits() {
    let server = start();
    let ask = "const response = await fetchWithRetry(users + path, { headers });\n\
               console.log(response.status, JSON.stringify(slept));";
    for (path, token, printed) in [
        ("/usr_1", "admin", "200 []\n"),
        // The third attempt succeeds.
        ("/usr_moving", "admin", "200 [1000,2000]\n"),
        ("/usr_broken", "admin", "200 [1000,2000]\n"),
        // The wait is that of `Retry-After`.
        ("/usr_1", "burst", "200 [1000]\n"),
        // The client does not retry after its own mistakes.
        ("/usr_nonexistent", "admin", "404 []\n"),
    ] {
        if token == "burst" {
            for _ in 0..2 {
                let _ = server.ask(&Request::get("/api/admin/users").bearer(token));
            }
        }
        let before = format!("const path = '{path}';\n{}", before(&server, token));
        let Some(output) = run_javascript(&[&before, RETRY, ask]) else { return };
        assert_eq!(output, printed, "{path}, {token}");
    }
}

#[test]
fn the_log_identifies_the_request() {
    let server = start();
    let before = before(&server, "admin")
        .replace("{ Authorization", "{ 'X-Request-ID': 'req_abc123xyz', Authorization")
        + "const userData = { email: 'ada' };";
    let Some(output) = run_javascript(&[&before, LOG]) else { return };
    let expected = "User creation error: {
  error_code: 'validation_error',
  description: 'Invalid input data',
  details: {
    email: 'Please enter a valid email address',
    name: 'Name is required'
  },
  request_id: 'req_abc123xyz'
}
";
    assert_eq!(output, expected);
}

#[test]
fn messages_for_users_are_those_of_the_page() {
    let server = Server::start(env!("CARGO_BIN_EXE_admin"), &[UNRECORDED]);
    let ask = "
for (const user of [{ email: '1@example.com', name: 'A' }, { email: 'ada' }, { email: 'invited@example.com', name: 'A' }]) {
  await adminApi.createUser(user).catch(error => console.log(getErrorMessage(error)));
}
console.log(getErrorMessage(await (await fetch(users.replace('api/admin/users', '_errors/rate_limit_exceeded'))).json()));
";
    let Some(output) = run_javascript(&[&before(&server, "admin"), MESSAGE, ask]) else { return };
    let expected = "This email address is already registered.
Please enter a valid email address
Name is required
An error occurred. Please try again later.
Too many requests. Please wait a moment.
";
    assert_eq!(output, expected);
}
