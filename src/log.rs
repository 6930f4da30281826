//! The `tracing` event of an error.

use error_catalog_wire::{Context, Level};

use crate::row::{Row, chosen_status};

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
                "error.fields" = is_of_catalog.then(|| tracing::field::display(parts::Fields(error))),
                "error.source" = parts::chain(error.cause()),
                "error.location" = error.location().map(tracing::field::display),
                "{}",
                parts::Message(error),
            )
        };
    }
    match table.level(row) {
        Level::Error => event!(ERROR),
        Level::Warn => event!(WARN),
        Level::Info => event!(INFO),
        Level::Debug => event!(DEBUG),
    }
    if !table.bases.is_empty() {
        warn_of_status(error);
    }
}

/// Emits an event if the application chose a status that the error does not have.
fn warn_of_status(error: &dyn Row) {
    let (status, Some(chosen)) = (error.table().status(error.row()), chosen_status(error)) else { return };
    if chosen != status {
        tracing::event!(
            target: TARGET,
            tracing::Level::WARN,
            "error.type" = %parts::Type(error),
            "http.response.status_code" = status,
            "the error cannot have status {chosen}, so the response has status {status}",
        );
    }
}

/// The values of an event's fields. The values are computed only if a subscriber is interested in the event.
pub(crate) mod parts {
    use alloc::string::String;
    use core::error::Error;
    use core::fmt::{self, Debug, Display, Formatter, Write};

    use error_catalog_wire::{Context, is_printable, is_unprintable};

    use crate::guard::guarded;
    use crate::render::write_log_message;
    use crate::row::{Row, fmt_debug};

    /// Shows the code of an error, or the status if the response was made from the status alone.
    pub(super) struct Type<'a>(pub(super) &'a dyn Row);

    impl Display for Type<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            let (table, row) = (self.0.table(), self.0.row());
            if row < table.errors() { f.write_str(table.code(row)) } else { Display::fmt(&table.status(row), f) }
        }
    }

    /// Shows all fields of an error, including internal fields, on one line.
    pub(super) struct Fields<'a>(pub(super) &'a dyn Row);

    impl Display for Fields<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write_line(f, |line| write!(line, "{:?}", Debugged(self.0)))
        }
    }

    struct Debugged<'a>(&'a dyn Row);

    impl Debug for Debugged<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            fmt_debug(self.0, f)
        }
    }

    /// Shows the message for logs, on one line.
    pub(super) struct Message<'a>(pub(super) &'a dyn Row);

    impl Display for Message<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write_line(f, |line| {
                write_log_message(self.0, line);
                Ok(())
            })
        }
    }

    /// Writes a value that code of the application may show. The value is first written to a buffer, because it is
    /// written in many small parts, and a single check of a whole line is cheaper than a check of each part.
    fn write_line(f: &mut Formatter<'_>, show: impl FnOnce(&mut String) -> fmt::Result) -> fmt::Result {
        let mut line = String::with_capacity(128);
        guarded(&mut line, show)?;
        Line(&line).fmt(f)
    }

    /// Shows a text on one line, so that data of a request cannot look like another event. Invisible characters, and
    /// characters that change the order of text, are escaped.
    pub(crate) struct Line<'a>(pub(crate) &'a str);

    impl Display for Line<'_> {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            if is_printable(self.0) {
                return f.write_str(self.0);
            }
            self.0.chars().try_for_each(|c| match c {
                c if c.is_control() => Display::fmt(&c.escape_debug(), f),
                c if is_unprintable(c) => Display::fmt(&c.escape_unicode(), f),
                c => f.write_char(c),
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
