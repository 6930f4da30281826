//! A subscriber that formats every field of every event into a buffer, as a logger does, but writes the buffer nowhere.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    static LINE: RefCell<String> = const { RefCell::new(String::new()) };
}

struct Logger;

/// Makes every event go to the buffer.
pub fn subscribe() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Logger).expect("no other subscriber"));
}

/// Returns the last event.
pub fn take() -> String {
    LINE.with_borrow_mut(std::mem::take)
}

impl Subscriber for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= tracing::Level::INFO
    }

    fn event(&self, event: &Event<'_>) {
        LINE.with_borrow_mut(|line| {
            line.clear();
            let _ = write!(line, "{} {}:", event.metadata().level(), event.metadata().target());
            event.record(&mut Fields(line));
        });
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}
