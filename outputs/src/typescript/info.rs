//! The tables of what the catalog says about errors.

use error_catalog_model::{Error, Retry};

use super::{put, put_item};
use crate::text::typescript::{key, string};
use crate::view::{ErrorView, View};

/// Writes the tables.
pub(super) fn push_info(view: &View<'_>, out: &mut String) {
    put!(out, "/** What the catalog says about each error. */");
    if view.errors.is_empty() {
        return put!(out, "export const errorInfo: Readonly<Record<ErrorCode, ErrorInfo>> = {{}};\n");
    }
    put!(out, "export const errorInfo: Readonly<Record<ErrorCode, ErrorInfo>> = {{");
    for error in view.errors.iter().filter(|error| error.error.owner.is_none()) {
        let own = error.error;
        put!(out, "  {}: {{", key(&own.code));
        put!(out, "    status: {},", own.status);
        put_item!(out, 4, ",", "title: {}", string(&own.title));
        push_text("category", error.category.map(|category| category.key.as_str()), out);
        push_text("userMessage", user_message(own), out);
        push_text("docsUrl", own.docs_url.as_deref(), out);
        put_item!(out, 4, ",", "retry: {}", policy(own.retry));
        put!(out, "  }},");
    }
    put!(out, "}};\n");
    let mut others = view.errors.iter().filter(|error| error.error.owner.is_some()).peekable();
    if others.peek().is_none() {
        return;
    }
    put!(
        out,
        "/** What the catalog says about each error that has the code of another error, by the name of the error. */"
    );
    put!(
        out,
        "const sharedInfo: Readonly<Record<string, Pick<ErrorInfo, \"title\" | \"userMessage\" | \"retry\">>> = {{"
    );
    for ErrorView { error, .. } in others {
        put!(out, "  {}: {{", key(&error.key));
        put_item!(out, 4, ",", "title: {}", string(&error.title));
        push_text("userMessage", user_message(error), out);
        put_item!(out, 4, ",", "retry: {}", policy(error.retry));
        put!(out, "  }},");
    }
    put!(out, "}};\n");
}

fn push_text(name: &str, text: Option<&str>, out: &mut String) {
    if let Some(text) = text {
        put_item!(out, 4, ",", "{name}: {}", string(text));
    }
}

fn user_message(error: &Error) -> Option<&str> {
    error.user_message.as_ref()?.as_constant()
}

/// A retry policy as an object.
pub(super) fn policy(retry: Retry) -> String {
    let mut text = format!("{{ strategy: \"{}\"", retry.strategy.as_str());
    for (name, wait) in [("base", retry.base), ("cap", retry.cap)] {
        if let Some(wait) = wait {
            text.push_str(&format!(", {name}: {}", wait.as_millis()));
        }
    }
    if let Some(attempts) = retry.max_attempts {
        text.push_str(&format!(", maxAttempts: {attempts}"));
    }
    text + " }"
}
