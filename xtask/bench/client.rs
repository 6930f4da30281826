//! Rows: a client reads the body of a response.

use error_catalog::{CatalogError, Context, Received};
use serde_json::Value;

use crate::errors::{ours, ours_with_fields};
use crate::program::Named;
use crate::theirs::{self, Wire};
use crate::timer::{Row, side};

pub const ROWS: &[Named] = &[
    ("client, known code, struct", || read(known(), into_struct)),
    ("client, known code, Value", || read(known(), into_value)),
    ("client, unknown code, struct", || read(unknown(), into_struct)),
    ("client, unknown code, Value", || read(unknown(), into_value)),
    ("client, unknown shape, Value", || read(foreign(), into_value)),
    ("client, damaged JSON, struct", || read(damaged(), into_struct)),
    ("client, damaged JSON, Value", || read(damaged(), into_value)),
];

/// A response: its status and its body.
#[derive(Clone)]
struct Response(u16, String);

fn known() -> Vec<Response> {
    let errors = ours_with_fields(2);
    errors.iter().map(|error| Response(error.status(), error.to_response(&Context::new()).body)).collect()
}

/// The responses of a newer server.
fn unknown() -> Vec<Response> {
    let newer = |Response(status, body)| Response(status, body.replacen(r#""code":""#, r#""code":"new_"#, 1));
    known().into_iter().map(newer).collect()
}

/// The responses of another service.
fn foreign() -> Vec<Response> {
    let other =
        |Response(status, body)| Response(status, format!(r#"{{"error":[{body}],"trace":"4bf92f3577b34da6"}}"#));
    known().into_iter().map(other).collect()
}

/// Responses whose end is lost.
fn damaged() -> Vec<Response> {
    let cut = |Response(status, body): Response| {
        let mut end = body.len() * 2 / 3;
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        Response(status, body[..end].to_owned())
    };
    known().into_iter().map(cut).collect()
}

fn received(response: &Response) -> Received<ours::Error> {
    Received::parse(response.0, [("Content-Type", "application/json")], response.1.as_bytes())
}

/// Reads the body, and looks the code up, as a client by hand does.
fn into_struct(response: &Response) -> Option<(Wire, Option<theirs::Code>)> {
    let wire: Wire = serde_json::from_slice(response.1.as_bytes()).ok()?;
    let code = wire.code.parse().ok();
    Some((wire, code))
}

fn into_value(response: &Response) -> Option<Value> {
    serde_json::from_slice(response.1.as_bytes()).ok()
}

/// Checks that error-catalog reads what serde_json reads, and makes the row.
fn read<T: 'static>(responses: Vec<Response>, by_hand: fn(&Response) -> T) -> Row {
    for response in &responses {
        let (ours, theirs) = (received(response), into_struct(response));
        let code = theirs.as_ref().and_then(|(_, code)| *code);
        assert_eq!(ours.code().map(|code| code.to_string()), code.map(|code| code.to_string()));
        assert_eq!(ours.error().is_some(), code.is_some(), "{ours:?}");
        let wire = theirs.as_ref().map(|(wire, _)| wire);
        assert_eq!(ours.message(), wire.map(|wire| wire.message.as_str()));
        assert_eq!(ours.code_text(), wire.map(|wire| wire.code.as_str()));
    }
    Row { ours: side(responses.clone(), received), theirs: side(responses, by_hand) }
}
