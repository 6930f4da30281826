//! Rows: the body of a response, the whole response, and the message.

use std::fmt::{Display, Write};
use std::hint::black_box;

use error_catalog::{CatalogError, Context, Violations};

use crate::errors::{ours, ours_with_fields, problems_with_fields, theirs_with_fields};
use crate::lookup::shuffled;
use crate::program::Named;
use crate::theirs;
use crate::timer::{Row, Side, side};

pub const ROWS: &[Named] = &[
    ("body, no field", || bodies(ours_with_fields(0), theirs_with_fields(0))),
    ("body, two fields and details", || bodies(ours_with_fields(2), theirs_with_fields(2))),
    ("body, Problem Details, two fields", problem),
    ("body, violations", violations),
    ("body, 1 kB of text with escapes", escapes),
    ("to_response, two fields and details", responses),
    ("Display, two fields", messages),
];

/// Writes bodies into a buffer that is used again for each body.
fn write_ours<E: CatalogError>(errors: Vec<E>) -> Side {
    let (context, mut buffer) = (Context::new(), String::with_capacity(4096));
    side(errors, move |error| {
        buffer.clear();
        let _ = error.write_body(&context, &mut buffer);
        black_box(buffer.as_bytes()).len()
    })
}

fn write_theirs(errors: Vec<theirs::Error>, write: impl Fn(&theirs::Error, &mut Vec<u8>) + 'static) -> Side {
    let mut buffer = Vec::with_capacity(4096);
    side(errors, move |error| {
        buffer.clear();
        write(error, &mut buffer);
        black_box(buffer.as_slice()).len()
    })
}

fn check_bodies<E: CatalogError>(ours: &[E], theirs: &[theirs::Error], write: impl Fn(&theirs::Error, &mut Vec<u8>)) {
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        let (mut body, mut expected) = (String::new(), Vec::new());
        ours.write_body(&Context::new(), &mut body).expect("a string never fails");
        write(theirs, &mut expected);
        assert_eq!(body, String::from_utf8_lossy(&expected));
    }
}

fn bodies(ours: Vec<ours::Error>, theirs: Vec<theirs::Error>) -> Row {
    check_bodies(&ours, &theirs, theirs::Error::write_body);
    Row { ours: write_ours(ours), theirs: write_theirs(theirs, theirs::Error::write_body) }
}

fn problem() -> Row {
    let (ours, theirs) = (problems_with_fields(2), theirs_with_fields(2));
    check_bodies(&ours, &theirs, theirs::Error::write_problem);
    Row { ours: write_ours(ours), theirs: write_theirs(theirs, theirs::Error::write_problem) }
}

/// Three violations for each error, of various members.
fn violations() -> Row {
    let members = ["email", "password", "name", "phone", "postal_code", "country", "birthday"];
    let messages = ["Invalid format", "Must be at least 8 characters", "This field is required"];
    let several = |start: usize| {
        (start..start + 3).map(move |nth| (members[nth % members.len()], messages[nth % messages.len()]))
    };
    let starts = shuffled(0..210);
    let ours = starts.iter().map(|&start| {
        let list = several(start).fold(Violations::new(), |list, (member, message)| list.with(member, message));
        ours::Error::RequestInvalid { violations: list }
    });
    let theirs = starts.iter().map(|&start| {
        let list = several(start).map(|(member, message)| (member.to_owned(), message.to_owned())).collect();
        theirs::Error::RequestInvalid { violations: theirs::Violations(list) }
    });
    bodies(ours.collect(), theirs.collect())
}

/// Texts as they come from logs and from forms, in which about every twentieth byte needs an escape.
fn escapes() -> Row {
    let phrase = "line 12: \"unexpected token\"\n\tat C:\\app\\main.rs, while reading “Größe” of the order\r\n";
    let text = |start: usize| -> String {
        let endless = phrase.chars().cycle().skip(start);
        let mut text = String::new();
        endless
            .take_while(|c| {
                text.push(*c);
                text.len() < 1000
            })
            .count();
        text
    };
    let starts = shuffled(0..phrase.chars().count());
    let ours = starts.iter().map(|&start| ours::Error::NoteRejected { text: text(start) });
    let theirs = starts.iter().map(|&start| theirs::Error::NoteRejected { text: text(start) });
    bodies(ours.collect(), theirs.collect())
}

fn responses() -> Row {
    let (ours, theirs) = (ours_with_fields(2), theirs_with_fields(2));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        let (ours, theirs) = (ours.to_response(&Context::new()), theirs.to_response());
        assert_eq!((ours.status, ours.headers, ours.body), (theirs.status, theirs.headers, theirs.body));
    }
    let context = Context::new();
    Row { ours: side(ours, move |error| error.to_response(&context)), theirs: side(theirs, theirs::Error::to_response) }
}

fn display<E: Display + 'static>(errors: Vec<E>) -> Side {
    let mut buffer = String::with_capacity(4096);
    side(errors, move |error| {
        buffer.clear();
        let _ = write!(buffer, "{error}");
        black_box(buffer.as_bytes()).len()
    })
}

fn messages() -> Row {
    let (ours, theirs) = (ours_with_fields(2), theirs_with_fields(2));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours.to_string(), theirs.to_string());
    }
    Row { ours: display(ours), theirs: display(theirs) }
}
