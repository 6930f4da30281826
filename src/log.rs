//! The `tracing` event of an error.

use error_catalog_wire::{Context, Level};

use crate::row::Row;

/// The target of the events: the name of the crate instead of the path of a module, because modules may move.
pub(crate) const TARGET: &str = "error_catalog";

/// Emits one event, at the error's level.
pub(crate) fn log(error: &dyn Row, context: &Context<'_>) {
    let (table, row) = (error.table(), error.row());
    let is_of_catalog = row < table.errors();
    // The level of an event is part of its call site.
    macro_rules! event {
        ($level:ident) => {
            tracing::event!(
                target: TARGET,
                tracing::Level::$level,
                "error.type" = %parts::Type(error),
                "http.response.status_code" = table.status(row),
                request_id = parts::request_id(context),
                "error.fields" = is_of_catalog.then(|| tracing::field::display(parts::Line(parts::Fields(error)))),
                "error.source" = parts::chain(error.cause()),
                "error.location" = error.location().map(tracing::field::display),
                "{}",
                parts::Line(parts::Message(error)),
            )
        };
    }
    match table.level(row) {
        Level::Error => event!(ERROR),
        Level::Warn => event!(WARN),
        Level::Info => event!(INFO),
        Level::Debug => event!(DEBUG),
    }
}

/// The values of an event's fields. The values are computed only if a subscriber is interested in the event.
pub(crate) mod parts {
    use alloc::string::String;
    use core::error::Error;
    use core::fmt::{self, Display, Formatter, Write};

    use error_catalog_wire::{Context, is_unprintable};

    use crate::guard::guarded;
    use crate::render::log_message;
    use crate::row::{Row, fmt_debug};

    /// Shows the code of an error, or the status if the response was made from the status alone.
    pub(super) struct Type<'a>(pub(super) &'a dyn Row);

    impl Display for Type<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            let (table, row) = (self.0.table(), self.0.row());
            if row < table.errors() { f.write_str(table.code(row)) } else { Display::fmt(&table.status(row), f) }
        }
    }

    /// Shows all fields of an error, including internal fields.
    pub(super) struct Fields<'a>(pub(super) &'a dyn Row);

    impl Display for Fields<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            guarded(f, |f| fmt_debug(self.0, f))
        }
    }

    /// Shows the message for logs.
    pub(super) struct Message<'a>(pub(super) &'a dyn Row);

    impl Display for Message<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            guarded(f, |f| f.write_str(&log_message(self.0)))
        }
    }

    /// Shows a text on one line, so that data of a request cannot look like another event. Invisible characters, and
    /// characters that change the order of text, are escaped.
    pub(crate) struct Line<T>(pub(crate) T);

    impl<T: Display> Display for Line<T> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write!(Escaping(f), "{}", self.0)
        }
    }

    struct Escaping<'a, 'f>(&'a mut Formatter<'f>);

    impl Write for Escaping<'_, '_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            text.chars().try_for_each(|c| match c {
                c if c.is_control() => Display::fmt(&c.escape_debug(), self.0),
                c if is_unprintable(c) => Display::fmt(&c.escape_unicode(), self.0),
                c => self.0.write_char(c),
            })
        }
    }

    /// Returns the chain of sources, nearest first, such as `could not connect: timed out`. An endless chain is cut. If
    /// the text of an error already ends with the text of its source, the source's text is not repeated.
    pub(super) fn chain(cause: Option<&(dyn Error + 'static)>) -> Option<String> {
        let (mut text, mut rest) = (String::new(), Some(cause?));
        for _ in 0..32 {
            let Some(error) = rest.take() else { break };
            let mut next = String::new();
            // Writing to a `String` does not fail.
            let _ = guarded(&mut next, |next| write!(next, "{error}"));
            let _ = guarded(&mut next, |_| {
                rest = error.source();
                Ok(())
            });
            if !text.ends_with(&next) {
                text.push_str(if text.is_empty() { "" } else { ": " });
                text.push_str(&next);
            }
        }
        Some(text)
    }

    /// Returns the id of the request, unless it is empty.
    pub(crate) fn request_id<'a>(context: &Context<'a>) -> Option<&'a str> {
        context.get_request_id().filter(|id| !id.is_empty())
    }
}
