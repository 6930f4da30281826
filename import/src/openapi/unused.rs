//! Reads the schemas of errors that no error response refers to.

use super::Reader;
use super::schema::Found;
use crate::document::members;
use crate::infer::names::key_of;
use crate::infer::shape::is_error_body;
use crate::text::one_line;

/// Words in the names of schemas that are about errors.
const ERRORS: &[&str] = &["error", "errors", "err", "problem", "problems", "fault", "exception", "failure"];

/// Words in the names of schemas that list codes.
const CODES: &[&str] = &["code", "codes"];

impl Reader<'_> {
    /// Adds the codes of schemas whose names say that they are about errors. The codes have no status. A schema with
    /// another name is read only if its body has a code and a message: its codes may be those of a request, so they are
    /// left out with a note.
    pub(super) fn read_unused_schemas(&mut self) {
        let root = self.root;
        for (name, schema) in members(&root["components"]["schemas"]) {
            if self.followed.contains(format!("#/components/schemas/{name}").as_str()) {
                continue;
            }
            let key = key_of(name);
            let has = |words: &[&str]| key.split('_').any(|word| words.contains(&word));
            let (is_named, is_list) = (has(ERRORS), schema["enum"].is_array());
            let mut found = Found { path: if is_list { vec!["code"] } else { Vec::new() }, ..Found::default() };
            let body = self.schema_body(schema, &mut found);
            if !is_named && !is_error_body(&body) {
                continue;
            }
            let codes = found.take_codes().into_iter().map(|(code, _)| code);
            let new: Vec<String> = codes.filter(|code| !self.codes.contains_key(code)).collect();
            let line = self.places.line_of(&["components", "schemas", name]);
            if is_named && (!is_list || has(CODES)) {
                for code in new {
                    self.list_code(code, None, line);
                }
            } else if !new.is_empty() {
                let (name, codes) = (one_line(name), one_line(&new.join(", ")));
                let text = format!("no error response has the schema `{name}`: its codes {codes} are left out");
                self.notes.loss(line, text);
            }
        }
    }
}
