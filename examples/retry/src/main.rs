//! Asks the admin API for a user, or creates a user.
//!
//! ```text
//! ADDR=127.0.0.1:8080 cargo run -p admin
//! cargo run -p retry -- http://127.0.0.1:8080
//! cargo run -p retry -- http://127.0.0.1:8080 usr_moving
//! ```

#![forbid(unsafe_code)]

use std::env;
use std::process::ExitCode;

use retry::errors::Code;
use retry::{AdminApi, CallError};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(base) = arguments.next() else {
        eprintln!("usage: retry URL [USER]");
        return ExitCode::from(2);
    };
    let api = AdminApi::new(&base, "admin");
    let answer = match arguments.next() {
        Some(id) => api.user(&id).await,
        None => api.create_user("ada@example.com", "Ada").await,
    };
    match answer {
        Ok(user) => println!("{user}"),
        Err(CallError::Api(received)) if received.code() == Some(Code::EmailAlreadyExists) => {
            println!("{}", received.user_message().unwrap_or("This user is there already."));
        }
        Err(error) => {
            eprintln!("{error}");
            if let CallError::Api(received) = &error {
                for violation in received.violations().iter() {
                    eprintln!("  {}: {}", violation.pointer(), violation.message());
                }
                if let Some(id) = received.request_id() {
                    eprintln!("  Give this id to the support: {id}");
                }
            }
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
