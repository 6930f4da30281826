//! What a careful engineer writes by hand around the derives of thiserror, strum and serde.

use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use crate::generated::theirs::Body;
pub use crate::generated::theirs::{Code, Error};
use crate::generated::values::{NAMES, STATUSES};

/// The problems of single members, which are written as a JSON object.
#[derive(Clone, Debug)]
pub struct Violations(pub Vec<(String, String)>);

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(member, message)| (member, message)))
    }
}

/// The members of Problem Details.
#[derive(Serialize)]
struct Problem<'a> {
    title: &'static str,
    status: u16,
    detail: String,
    code: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<&'a Error>,
}

/// A response, without the framework.
pub struct Response {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Error {
    pub fn write_body(&self, out: &mut Vec<u8>) {
        let code = self.code();
        let details = self.has_details().then_some(self);
        let body = Body { code, status: code.status(), title: code.title(), message: self.to_string(), details };
        serde_json::to_writer(out, &body).expect("every body is JSON");
    }

    pub fn write_problem(&self, out: &mut Vec<u8>) {
        let code = self.code();
        let details = self.has_details().then_some(self);
        let body = Problem { title: code.title(), status: code.status(), detail: self.to_string(), code, details };
        serde_json::to_writer(out, &body).expect("every body is JSON");
    }

    pub fn to_response(&self) -> Response {
        let headers = vec![("Content-Type", String::from("application/json"))];
        Response { status: self.code().status(), headers, body: self.to_body().expect("every body is JSON") }
    }
}

impl Code {
    pub fn all() -> impl Iterator<Item = Self> {
        <Self as strum::IntoEnumIterator>::iter()
    }

    /// The table that replaces a derive, if an engineer measures the derive.
    pub fn name_in_table(self) -> &'static str {
        NAMES[self as usize]
    }

    pub fn status_in_table(self) -> u16 {
        STATUSES[self as usize]
    }
}

/// What a client reads.
#[derive(Deserialize)]
#[expect(dead_code, reason = "a client uses the members that it needs")]
pub struct Wire {
    pub code: String,
    pub status: u16,
    pub title: String,
    pub message: String,
    pub details: Option<Details>,
}

/// The members that any error has.
#[derive(Deserialize)]
#[expect(dead_code, reason = "a client uses the members that it needs")]
pub struct Details {
    pub resource_id: Option<String>,
    pub limit: Option<u32>,
    pub actual: Option<u64>,
    pub hint: Option<String>,
    pub balance: Option<i64>,
    pub name: Option<String>,
    pub allowed: Option<Vec<String>>,
    pub ratio: Option<f64>,
    pub final_try: Option<bool>,
    pub attempt: Option<u8>,
    pub owner: Option<String>,
}
