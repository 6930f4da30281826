//! Catalogs from what lists the errors of an API today: a page, a table, a description, code.
//!
//! Each format has a reader, from text to `facts`: what the source says about errors, as it says it. What no source
//! says plainly is inferred (`infer`), the facts become a draft of a catalog (`assemble`), and the draft becomes
//! TOML (`render`). Every guess and every loss is a [`Note`] with its line.

#![forbid(unsafe_code)]

mod assemble;
mod errcodes;
mod facts;
mod grid;
mod infer;
mod json;
mod kind;
mod markdown;
mod openapi;
mod render;
mod rust;
mod separated;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub use self::facts::{Note, NoteKind};
pub use self::kind::{Kind, guess_kind};

use self::facts::Notes;
use self::render::Table;

/// A catalog that was made from a source.
#[derive(Debug)]
pub struct Imported {
    /// The catalog's main file.
    pub toml: String,
    /// What was guessed and what was lost, in the order of the source's lines, each once.
    pub notes: Vec<Note>,
}

/// Makes a catalog from a source of that kind. `name` is how the first line of the catalog refers to the source.
///
/// # Errors
///
/// Says why the text is not a source of that kind, in one line.
pub fn import(text: &str, kind: Kind, name: &str) -> Result<Imported, String> {
    let mut notes = Notes::default();
    let draft = read_draft(text, kind, &mut notes)?;
    let toml = render::render_draft(&draft, &format!("Imported from {name}."));
    let mut notes = notes.0;
    notes.sort();
    notes.dedup();
    Ok(Imported { toml, notes })
}

fn read_draft(text: &str, kind: Kind, notes: &mut Notes) -> Result<Table, String> {
    let facts = match kind {
        Kind::Markdown => markdown::read_markdown(text, notes),
        Kind::Csv => separated::read_csv(text, notes)?,
        Kind::Json => match json::read_json(text, notes)? {
            json::Read::Catalog(draft) => return Ok(draft),
            json::Read::Facts(facts) => *facts,
        },
        Kind::Openapi => openapi::read_openapi(text, notes)?,
        Kind::Errcodes => errcodes::read_errcodes(text, notes)?,
        Kind::Rust => rust::read_rust(text, notes)?,
    };
    if facts.errors.is_empty() && facts.examples.is_empty() {
        return Err("no error is found in it".to_owned());
    }
    Ok(assemble::assemble_draft(facts, notes))
}
