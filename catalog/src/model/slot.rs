//! What a slot's name stands for.

use error_catalog_wire::terms;

use super::{Error, FieldType};

terms! {
    /// A slot that every error knows.
    Builtin {
        /// The code that is sent; no value where the error sends none.
        Code = "code",
        /// The numeric id; no value where the error has none.
        Number = "number",
        /// The HTTP status, an integer.
        Status = "status",
        /// The status' reason phrase.
        Reason = "reason",
        /// The error's title.
        Title = "title",
        /// The public message.
        Message = "message",
        /// The message for end users; no value where the error has none.
        UserMessage = "user_message",
        /// The key of the error's category; no value where it has none.
        Category = "category",
        /// The URL of the error's documentation; no value where the catalog has no `docs-url`.
        DocsUrl = "docs_url",
        /// The error's `details`; no value where it has none.
        Details = "details",
        /// An object of the error's public fields, each a string; no value where it has none. Field-level validation
        /// errors are not in it.
        Metadata = "metadata",
        /// The field-level validation errors; no value where the error has no such field.
        Violations = "violations",
        /// Seconds to wait, from a field of that name or from the response's context.
        RetryAfter = "retry_after",
        /// The request's id, from the response's context.
        RequestId = "request_id",
        /// The URI of this occurrence, from the response's context.
        Instance = "instance",
        /// The time of the response, from its context.
        Timestamp = "timestamp",
        /// Debugging data, from the response's context; no value unless the application switches it on.
        Debug = "debug",
        /// The canonical gRPC code.
        Grpc = "grpc",
        /// The catalog's `name`; no value where it has none.
        Catalog = "catalog",
    }
}

impl Builtin {
    /// The slots that the response's context fills, in the order of [the encoder's slots].
    ///
    /// [the encoder's slots]: https://docs.rs/error-catalog-wire
    pub const CONTEXT: [Builtin; 5] =
        [Builtin::RequestId, Builtin::Instance, Builtin::Timestamp, Builtin::Debug, Builtin::RetryAfter];

    /// Whether a field of an error may have this slot's name, and so fill it.
    #[must_use]
    pub const fn is_fillable(self) -> bool {
        matches!(
            self,
            Builtin::Details
                | Builtin::Metadata
                | Builtin::Violations
                | Builtin::RetryAfter
                | Builtin::RequestId
                | Builtin::Instance
                | Builtin::Timestamp
                | Builtin::Debug
        )
    }

    /// Whether the value is known when the catalog is read.
    #[must_use]
    pub const fn is_constant(self) -> bool {
        !self.is_fillable() && !matches!(self, Builtin::Message | Builtin::UserMessage)
    }

    /// The JSON type of the value; none for `details`, `violations` and `debug`, which have no fixed one.
    #[must_use]
    pub const fn json_type(self) -> Option<&'static str> {
        match self {
            Builtin::Number | Builtin::Status | Builtin::RetryAfter => Some("integer"),
            Builtin::Metadata => Some("object"),
            Builtin::Details | Builtin::Violations | Builtin::Debug => None,
            _ => Some("string"),
        }
    }
}

/// What a slot's name stands for in one error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The public field with this index among [`Error::public_fields`].
    Field(usize),
    /// A slot that every error knows.
    Builtin(Builtin),
}

/// Whether a slot has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In every response.
    Always,
    /// In some responses: an optional field, or a slot of the response's context.
    Sometimes,
    /// In none.
    Never,
}

impl Error {
    /// What the slot `name` stands for in this error: a public field of that name first, then a slot that every
    /// error knows; `None` if there is neither.
    #[must_use]
    pub fn target(&self, name: &str) -> Option<Target> {
        let field = self.public_fields().position(|field| field.name == name).map(Target::Field);
        field.or_else(|| Builtin::from_term(name).map(Target::Builtin))
    }

    /// Whether the slot `name` has a value in the responses of this error. A name that stands for nothing here,
    /// such as a field that only other errors have, never has one.
    #[must_use]
    pub fn presence(&self, name: &str) -> Presence {
        let constant = |known: bool| if known { Presence::Always } else { Presence::Never };
        match self.target(name) {
            None => Presence::Never,
            Some(Target::Field(index)) => match self.public_fields().nth(index) {
                Some(field) if !field.optional => Presence::Always,
                _ => Presence::Sometimes,
            },
            Some(Target::Builtin(builtin)) => match builtin {
                Builtin::Code => constant(self.sends_code),
                Builtin::Number => constant(self.number.is_some()),
                Builtin::UserMessage => constant(self.user_message.is_some()),
                Builtin::Category => constant(self.category.is_some()),
                Builtin::DocsUrl => constant(self.docs_url.is_some()),
                Builtin::Catalog => constant(self.catalog.is_some()),
                Builtin::Violations => Presence::Never,
                // Its optional members are left out one by one.
                Builtin::Metadata => constant(self.metadata.is_some()),
                Builtin::Details => self.details_presence(),
                Builtin::RetryAfter | Builtin::RequestId | Builtin::Instance | Builtin::Timestamp | Builtin::Debug => {
                    Presence::Sometimes
                }
                Builtin::Status | Builtin::Reason | Builtin::Title | Builtin::Message | Builtin::Grpc => {
                    Presence::Always
                }
            },
        }
    }

    /// The details are there when every slot they need is. Details cannot name themselves: `check` saw to that.
    fn details_presence(&self) -> Presence {
        let Some(details) = &self.details else { return Presence::Never };
        let mut presence = Presence::Always;
        details.needed_slots(&mut |name| {
            presence = match (presence, self.presence(name)) {
                (Presence::Never, _) | (_, Presence::Never) => Presence::Never,
                (Presence::Sometimes, _) | (_, Presence::Sometimes) => Presence::Sometimes,
                (Presence::Always, Presence::Always) => Presence::Always,
            }
        });
        presence
    }

    /// The JSON type of a slot's value in this error, where it is fixed.
    #[must_use]
    pub fn slot_type(&self, name: &str) -> Option<&FieldType> {
        match self.target(name)? {
            Target::Field(index) => self.public_fields().nth(index).map(|field| &field.ty),
            Target::Builtin(_) => None,
        }
    }
}
