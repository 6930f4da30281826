//! Compiles templates into programs of the encoder, and renders documented examples as responses.

mod assemble;
mod condition;
mod example;
mod identity;
mod pretty;
mod sample;
mod scope;
mod shape;
mod text;
mod violation;

use error_catalog_model::{Builtin, Catalog, Error, Example, Header, Piece, Placeholder, SlotBinding, TextTemplate};
use error_catalog_wire::{Args, Op, Program, Slice};

use self::assemble::Assembly;
use self::example::ExampleValues;
use self::scope::LogScope;
use self::text::Text;

pub use self::condition::Condition;
pub(crate) use self::example::{FieldValue, field_value};
pub use self::example::{example_violations, literal_json};
pub use self::identity::{IdentifiedRow, identified_rows};
pub use self::pretty::{pretty_json, push_pretty_json};
pub use self::sample::render_sample;
pub use self::scope::{ErrorScope, OnceScope, Scope, StatusScope, ViolationScope};
pub(crate) use self::shape::variable_part;
pub use self::shape::{OpenSlot, Optional, Shape, TextPiece};
pub(crate) use self::violation::compile_violations;

/// The compiled templates of a catalog. All programs share one text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Compiled {
    /// The text that the programs copy from.
    pub text: String,
    /// One entry for each error, in the catalog's order, and then one for each further status of an error.
    pub errors: Vec<CompiledError>,
    /// The response for an HTTP status without a named error. The open slots of this response are the slots of
    /// [`StatusAnswer`](error_catalog_wire::StatusAnswer).
    pub status: CompiledError,
}

/// The compiled templates of one error. Values that are already known (code, status, title) are part of the text of the
/// templates.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CompiledError {
    /// The response body.
    pub body: Vec<Op>,
    /// The public message.
    pub message: Vec<Op>,
    /// The message for an end user.
    pub user_message: Option<Vec<Op>>,
    /// The message for logs. In the slots of the message, the indices of the internal fields follow the indices of the
    /// public fields.
    pub internal: Option<Vec<Op>>,
    /// The names and values of the headers, in order. The headers include neither `Content-Type` nor a header with a
    /// slot that never has a value in this error.
    pub headers: Vec<(String, Vec<Op>)>,
}

/// A response, as a client receives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers that are sent, in order, with `Content-Type` first.
    pub headers: Vec<(String, String)>,
    /// The body: compact JSON.
    pub body: String,
}

/// Compiles every template of a catalog.
#[must_use]
pub fn compile(catalog: &Catalog) -> Compiled {
    let mut text = Text::default();
    let errors = catalog.rows().map(|error| compile_error(catalog, error, &mut text)).collect();
    let status = compile_status(catalog, &mut text);
    Compiled { text: text.finish(), errors, status }
}

fn compile_error(catalog: &Catalog, error: &Error, text: &mut Text) -> CompiledError {
    let scope = ErrorScope { catalog, error };
    let violations = &catalog.wire.violations;
    CompiledError {
        body: Assembly::new(&scope, violations, text).body(&catalog.wire.body),
        message: Assembly::new(&scope, violations, text).text(&error.message),
        user_message: error.user_message.as_ref().map(|message| Assembly::new(&scope, violations, text).text(message)),
        internal: error
            .internal
            .as_ref()
            .map(|message| Assembly::new(&LogScope(scope), violations, text).text(message)),
        headers: compile_headers(catalog, &error.headers, &scope, text),
    }
}

fn compile_status(catalog: &Catalog, text: &mut Text) -> CompiledError {
    let scope = StatusScope { catalog };
    let violations = &catalog.wire.violations;
    let message = TextTemplate { pieces: vec![Piece::Slot(Placeholder::plain(Builtin::Message.as_str()))] };
    CompiledError {
        body: Assembly::new(&scope, violations, text).body(&catalog.wire.body),
        message: Assembly::new(&scope, violations, text).text(&message),
        user_message: None,
        internal: None,
        headers: compile_headers(catalog, &catalog.headers, &scope, text),
    }
}

fn compile_headers(
    catalog: &Catalog,
    headers: &[Header],
    scope: &dyn Scope,
    text: &mut Text,
) -> Vec<(String, Vec<Op>)> {
    let mut compile = |header: &Header| {
        (header.name.clone(), Assembly::new(scope, &catalog.wire.violations, text).text(&header.value))
    };
    headers.iter().filter(|header| is_sent(header, scope)).map(&mut compile).collect()
}

/// Whether the slots of a header can all have a value.
fn is_sent(header: &Header, scope: &dyn Scope) -> bool {
    // The slots of a header are bound to no template, whose own slots could be absent.
    header.value.slots().all(|slot| !matches!(scope.binding(slot), SlotBinding::Absent))
}

impl Compiled {
    /// Renders the response that an example documents, with the encoder that answers requests. The response is empty if
    /// the catalog does not contain the error.
    #[must_use]
    pub fn respond(&self, catalog: &Catalog, error: usize, example: &Example) -> Response {
        let row = example.status.map_or(error, |status| catalog.row_of(error, status));
        let (Some(compiled), Some(error)) = (self.errors.get(row), catalog.row(row)) else {
            return Response::default();
        };
        let values = ExampleValues::new(catalog, error, example);
        let (fields, context) = (values.fields(), values.context());
        let args = Args::new(&fields, &context);
        let mut body = String::new();
        let mut headers = vec![("Content-Type".to_owned(), catalog.wire.content_type.clone())];
        // Writing to a string cannot fail.
        let _ = self.program(&compiled.body, |program| program.write_json(&args, &mut body));
        for (name, ops) in &compiled.headers {
            let mut value = String::new();
            if self.program(ops, |program| program.write_header(&args, &mut value)) == Ok(true) {
                error.retry.bound_header(name, &mut value);
                headers.push((name.clone(), value));
            }
        }
        Response { status: error.sent_status(), headers, body }
    }

    /// The text of a slice.
    pub(crate) fn slice(&self, slice: Slice) -> &str {
        Program { text: &self.text, ops: &[] }.slice(slice)
    }

    fn program<T>(&self, ops: &[Op], run: impl FnOnce(Program<'_>) -> T) -> T {
        run(Program { text: &self.text, ops: &Program::assemble(ops) })
    }
}
