//! The words that identify the topic of a part of a source, in one table for columns, labels and members of bodies.
//!
//! All words are in the form that [`normal`] returns: lower case, without punctuation, such as `http status` for
//! `httpStatus`.

use error_catalog_model::{Builtin, Level};
use heck::ToSnakeCase;

use crate::text::plain_text;

/// The topic of a column of a table, of a labelled paragraph or of a member of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Code,
    /// A name in addition to the code. The key of the error is derived from this name.
    Name,
    Status,
    Number,
    Title,
    Message,
    Description,
    Docs,
    /// Links.
    See,
    Category,
    /// Names of placeholders in the message.
    Fields,
    Level,
    Retry,
    Cause,
    Solution,
    /// The name of a member, in a table about the members of a body.
    Member,
    Type,
    Required,
    /// A reason phrase, which is ignored because the status implies it.
    Reason,
    Violations,
    Details,
    DocsUrl,
    /// A slot of [`Builtin::CONTEXT`].
    Context(Builtin),
    Other,
}

use Topic::{
    Category, Cause, Code, Context, Description, Details, Docs, DocsUrl, Message, Number, Retry, See, Solution, Status,
    Title, Violations,
};

/// A topic, its words as a column or label, and its words as a member of a body. A column has the first of these topics
/// whose words include the column's name. If several members of a body have names among a topic's words, the member
/// whose name comes first in the words has the topic.
const WORDS: &[(Topic, &str, &str)] = &[
    (
        Code,
        "code, codes, error code, error codes, errorcode, error, errors, error name, error id, error key, identifier, \
         error identifier, ident, id, key, slug, name, symbol, constant, condition name, reason, machine code, \
         string code, condition, error type, type",
        "code, error code, err code, errcode, error, reason, key, slug, name, status, type",
    ),
    (
        Status,
        "status, http status, http status code, http code, http, status code, http response, response code, \
         http response code, response status, httpstatus, statuscode, http status codes, returned status",
        "status, status code, http status, code, error code",
    ),
    (Number, "number, numeric code, error number, no, num, errno", "code, error code, errno, number"),
    (Title, "title, short description, phrase, reason phrase, label, status text, http status text", "title, summary"),
    (
        Message,
        "message, error message, msg, text, error text, response message, messages, default message",
        "message, error message, msg, error description, detail, description, error, title, text, reason",
    ),
    (
        Description,
        "description, meaning, details, detail, explanation, what it means, summary, error description, when, \
         definition, info, returned when, what happened, desc",
        "",
    ),
    (Docs, "notes, note, comment, comments, remarks, remark, documentation, docs", ""),
    (
        See,
        "links, link, see, see also, reference, references, url, urls, docs url, doc url, documentation url, \
         documentation link, more info, more information, further reading, learn more",
        "",
    ),
    (
        Topic::Fields,
        "fields, parameters, params, placeholders, variables, arguments, args, message parameters, message arguments",
        "",
    ),
    (Category, "category, group, class, domain, area, section, error category, catalog, component, module", ""),
    (Topic::Level, "level, severity, log level, severity level, error level", ""),
    (Retry, "retry, retryable, can retry, should retry, retriable, safe to retry, retry safe, transient", ""),
    (
        Cause,
        "cause, causes, common causes, possible cause, possible causes, common cause, why, likely cause, \
         possible reasons, common reasons, why it happens",
        "",
    ),
    (
        Solution,
        "solution, solutions, resolution, resolutions, how to fix, how to fix it, fix, fixes, action, what to do, \
         recommended action, remedy, suggested action, how to resolve, troubleshooting, recommendation, next steps, \
         client action, help, hint",
        "",
    ),
    (
        Violations,
        "",
        "errors, violations, field errors, validation errors, fields, field violations, invalid params, invalid fields, \
         detail",
    ),
    (Details, "", "details, detail, context, data, meta, params, extra, info, metadata"),
    (DocsUrl, "", "type, docs, docs url, documentation url, help, doc url, more info, link"),
    (Context(Builtin::RetryAfter), "", "retry after"),
    (Context(Builtin::RequestId), "", "request id, trace id, correlation id"),
    (Context(Builtin::Instance), "", "instance"),
    (Context(Builtin::Timestamp), "", "timestamp, time"),
    (Context(Builtin::Debug), "", "debug"),
];

/// How many of the words for messages, from the first on, have no other meaning. A member that is named like one of the
/// later words may be the message if a body has no other message.
const SURE_MESSAGES: usize = 5;

/// Words in headings. A body or a table below such a heading shows the format of all errors.
pub(crate) const FORMAT: &[&str] = &[
    "format",
    "structure",
    "schema",
    "example of an error",
    "error object",
    "fault object",
    "error body",
    "response body",
    "envelope",
    "layout",
];

/// Words in the text above a body that shows the format of all errors.
pub(crate) const FORMAT_TEXTS: &[&str] = &["every error", "each error", "all errors", "all error responses"];

/// Words in headings, in lines above lists and in names of columns. The text below is about the members of a body.
pub(crate) const MEMBERS: &[&str] = &["object", "field", "property", "properties", "attribute", "parameter", "member"];

/// Names of types that pages use for members.
pub(crate) const TYPES: &[&str] =
    &["boolean", "bool", "string", "integer", "int", "number", "object", "array", "float", "uuid", "timestamp"];

/// The last words in titles of lists that are not about errors, without their plural.
const OTHERS: &str = "opcode, op code, type, kind, enum, event, flag, permission, scope, role, intent, country code, \
                      currency code, language code";

/// Whether a title introduces a list that is not about errors, although the list may have codes.
pub(crate) fn is_about_others(title: &str) -> bool {
    let title = normal(&plain_text(title));
    let end = title.trim_end_matches('s');
    !title.contains("error") && split(OTHERS).any(|word| end.ends_with(word))
}

/// Whether a key, such as the one of a type's name, has a word for errors.
pub(crate) fn names_errors(key: &str) -> bool {
    const ERRORS: &str = "error, errors, err, problem, problems, fault, exception, failure, rejection";
    key.split('_').any(|word| split(ERRORS).any(|other| other == word))
}

/// The form that a word has in the table.
pub(crate) fn normal(word: &str) -> String {
    word.to_snake_case().replace('_', " ")
}

/// The words in a cell of the table above.
fn split(words: &'static str) -> impl Iterator<Item = &'static str> {
    words.split(", ").filter(|word| !word.is_empty())
}

/// The topic of a column or a label with this name.
pub(crate) fn column_topic(name: &str) -> Option<Topic> {
    let name = normal(&plain_text(name));
    let (topic, ..) = WORDS.iter().find(|(_, columns, _)| split(columns).any(|word| word == name))?;
    Some(*topic)
}

/// The level with this name, or with a similar name that other systems use.
pub(crate) fn level_named(name: &str) -> Option<Level> {
    Some(match normal(&plain_text(name)).as_str() {
        "error" | "err" | "critical" | "fatal" | "severe" | "alert" | "emergency" | "high" => Level::Error,
        "warn" | "warning" | "medium" => Level::Warn,
        "info" | "information" | "informational" | "notice" | "low" => Level::Info,
        "debug" | "trace" => Level::Debug,
        _ => return None,
    })
}

/// The names of columns with this topic, the best first.
pub(crate) fn column_words(topic: Topic) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(other, ..)| *other == topic).flat_map(|(_, columns, _)| split(columns))
}

/// The words for members of this topic, the best first.
pub(crate) fn member_words(topic: Topic) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(other, ..)| *other == topic).flat_map(|(.., members)| split(members))
}

/// Whether a member with this name may have this topic.
pub(crate) fn is_member(name: &str, topic: Topic) -> bool {
    member_rank(name, topic).is_some()
}

/// The place of a member's name among the words of a topic; the first word is the best.
pub(crate) fn member_rank(name: &str, topic: Topic) -> Option<usize> {
    let name = normal(name);
    member_words(topic).position(|word| word == name)
}

/// Whether a member with this name is a message, whatever other members the body has.
pub(crate) fn is_surely_message(name: &str) -> bool {
    member_rank(name, Message).is_some_and(|rank| rank < SURE_MESSAGES)
}
