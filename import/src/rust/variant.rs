//! Reads a variant of an enum as an error: its attributes, its fields, its documentation, the arms that match it, and
//! the types that `?` converts into it.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use syn::ext::IdentExt;
use syn::{Field, Fields, Type, Variant};

use super::attributes::{Attributes, read_attributes};
use super::bindable::{RustTypes, lacks_display};
use super::impls::Impls;
use super::message::{Audience, Format, Member, Shown};
use super::stated::Stated;
use super::ty::{BOXED_ERROR, argument_of, is_boxed_error, is_error_type, known_type, name_of, spelled};
use crate::facts::{ErrorFact, Facts, FieldFact, Notes};
use crate::grid::Row;
use crate::infer::names::field_of;
use crate::text::{capitalized, literal, one_line, some_line};
use crate::words::Topic;

/// First segments of paths to types that are local, or whose `Error` does not implement [`std::error::Error`].
const UNUSABLE: &[&str] = &["crate", "self", "super", "failure"];

/// Types that contain any error.
const ANY: &[&str] =
    &["anyhow::Error", "color_eyre::Report", "color_eyre::eyre::Report", "eyre::Error", "eyre::Report", BOXED_ERROR];

/// The texts of a variant.
struct Texts {
    /// The text for clients.
    message: Format,
    /// The text of `Display`, if responses do not send this text.
    internal: Option<Format>,
}

impl Texts {
    /// The text that names the fields.
    fn naming(&self) -> &Format {
        self.internal.as_ref().unwrap_or(&self.message)
    }
}

/// Reads the variants of the enums of a file.
pub(super) struct Reader<'a> {
    pub(super) impls: &'a Impls<'a>,
    pub(super) notes: &'a mut Notes,
    /// The types that `?` already converts into an error.
    pub(super) converted: BTreeSet<String>,
    /// The types of the file, if `#[error_catalog]` compares the enum with the catalog.
    pub(super) bound: Option<RustTypes>,
}

impl Reader<'_> {
    pub(super) fn read_variant(&mut self, ty: &str, variant: &Variant, facts: &mut Facts) -> ErrorFact {
        let name = variant.ident.to_string();
        let line = variant.ident.span().start().line;
        let attributes = read_attributes(&variant.attrs);
        let (stated, rest) = (self.impls.of(ty, &name), self.impls.of(ty, "_"));
        let is_code = |(topic, _): &&(Topic, String)| *topic == Topic::Code;
        let [surely, partly] = &stated.values;
        let has_code = stated.is_made_code || attributes.values.iter().chain(surely).any(|value| is_code(&value));
        let rest_code = rest.values[0].iter().filter(is_code).filter(|_| !has_code);
        // If each arm of the variant has a condition, the arm of all other variants gives the status.
        let rest_status =
            rest.statuses[0].iter().filter(|_| stated.statuses[0].is_empty() && !stated.statuses[1].is_empty());
        let [first, others] = &stated.statuses;
        let statuses = first.iter().chain(rest_status).chain(others).map(|status| (Topic::Status, status.to_string()));
        let values = attributes.values.iter().chain(surely).chain(rest_code).chain(partly).cloned().chain(statuses);
        let values: Vec<(Topic, String)> = values.collect();
        let mut codes = values.iter().filter(is_code).map(|(_, code)| one_line(code));
        if let Some(first) = codes.next() {
            for other in codes.filter(|code| *code != first) {
                self.notes.loss(line, format!("the code `{other}` is left out: an error has one code, here `{first}`"));
            }
        }
        for other in &stated.others {
            self.notes.loss(line, format!("`{}` in another branch of a `match` is left out", one_line(other)));
        }
        for text in &stated.unclear {
            let text = one_line(text);
            self.notes.loss(line, format!("`{text}` next to the status of `{name}` in a `match` is left out"));
        }
        if stated.is_made_code || !has_code && rest.is_made_code {
            self.notes.loss(line, format!("`{name}` has a computed code in a `match`: left out"));
        }
        let (topics, cells): (Vec<Topic>, Vec<String>) = values.into_iter().unzip();
        let fact =
            Row { line, cells: &cells, topics: &topics, above: None, is_plain: true }.read_fact(facts, self.notes);
        let is_computed = stated.is_computed || fact.status.is_none() && rest.is_computed;
        let mut fact = if is_computed { fact } else { with_status(fact, &rest) };
        let texts = self.read_texts((ty, &name), line, &attributes, &stated, fact.status);
        let (mut members, source) = self.read_members(variant, texts.naming());
        let (message, internal) = self.read_templates(&texts, &mut members, source.as_deref(), line);
        if internal.is_some() && message.is_some() {
            let text = format!("the message of `{name}` is the text of its response; its `Display` is only for logs");
            self.notes.guess(line, text);
        }
        let message = message.or(fact.message.take()).unwrap_or_else(|| {
            let text = format!("the message of `{name}` is made from its name: the variant has no text");
            self.notes.guess(line, text);
            // `UserNotFound` becomes `User not found`.
            literal(&capitalized(name.to_snake_case().replace('_', " ")))
        });
        let is_shown = |member: &&Member| !member.fact.is_internal || member.is_logged;
        let shown = members.iter().filter(is_shown).map(|member| member.called.clone());
        facts.shown.insert((ty.to_owned(), variant.ident.unraw().to_string()), shown.collect());
        let docs = attributes.docs.trim();
        let (description, docs) = docs.split_once("\n\n").unwrap_or((docs, ""));
        let mut fact = ErrorFact {
            name: Some(name),
            message: Some(message),
            internal,
            description: some_line(description).or(fact.description),
            docs: Some(docs.trim().to_owned()).filter(|docs| !docs.is_empty()).or(fact.docs),
            fields: members.into_iter().filter_map(|member| self.settle(member, line)).collect(),
            has_source: source.is_some(),
            is_deprecated: attributes.has("deprecated"),
            ..fact
        };
        if is_computed {
            self.notes.loss(line, format!("`{}` has a computed status in a `match`: left out", variant.ident));
        }
        let is_from = |field: &&Field| read_attributes(&field.attrs).has("from");
        let from = variant.fields.iter().find(is_from).map(|field| &field.ty);
        self.read_conversions(&mut fact, from.map(|ty| (ty, false)).into_iter().chain(stated.conversions));
        fact
    }

    /// Chooses the text for clients and the text for logs. Notes the other texts.
    fn read_texts(
        &mut self,
        (ty, name): (&str, &str),
        line: usize,
        attributes: &Attributes,
        stated: &Stated<'_>,
        status: Option<u16>,
    ) -> Texts {
        let [format, partial] = &stated.formats;
        let [sent, partly_sent] = &stated.public;
        let display = attributes.format.as_ref().or(format.as_ref()).or(partial.as_ref()).cloned();
        let of_rest = || self.impls.text_of_rest(ty, name).filter(|_| !stated.sends_display);
        // A single text next to the status, such as `Internal`, is the text of the response, unless `Display` is.
        let unclear = || match stated.unclear.as_slice() {
            [only] if !stated.sends_display => Some(Format { text: literal(only), ..Format::default() }),
            _ => None,
        };
        let shows_values = display.as_ref().is_some_and(Format::has_slots);
        let public = self.impls.text_of_status(ty, status).or_else(|| sent.clone()).or_else(of_rest);
        let public = public.or_else(|| unclear().filter(|_| shows_values));
        let public = public.or_else(|| partly_sent.clone().filter(|_| display.is_none()));
        let kept = [&display, &public].map(|kept| kept.as_ref().map(|kept| kept.text.clone()));
        for lost in [partial, sent, partly_sent].into_iter().flatten() {
            if !kept.contains(&Some(lost.text.clone())) {
                self.notes.loss(line, format!("`{}` in another branch of a `match` is left out", one_line(&lost.text)));
            }
        }
        match (public, display) {
            (Some(public), Some(display)) if public.text != display.text => {
                Texts { message: public, internal: Some(display) }
            }
            (public, display) => Texts { message: public.or(display).unwrap_or_default(), internal: None },
        }
    }

    /// Makes the templates for clients and for logs. The template for logs is absent if both are the same.
    fn read_templates(
        &mut self,
        texts: &Texts,
        members: &mut Vec<Member>,
        source: Option<&str>,
        line: usize,
    ) -> (Option<String>, Option<String>) {
        let is_bound = self.bound.is_some();
        let mut template = |format: &Format, audience| {
            let text = format.read_message(members, source, (line, audience), is_bound, self.notes);
            Some(text).filter(|text| !text.trim().is_empty())
        };
        let message = template(&texts.message, Audience::Clients);
        let internal = texts.internal.as_ref().and_then(|format| template(format, Audience::Logs));
        (message.clone(), internal.filter(|internal| message.as_ref() != Some(internal)))
    }

    /// Reads the fields of a variant, and the name of the field with the source. A backtrace is not a field of the
    /// error.
    fn read_members(&mut self, variant: &Variant, format: &Format) -> (Vec<Member>, Option<String>) {
        let fields = variant.fields.iter().enumerate().map(|(i, field)| {
            let called = field.ident.as_ref().map_or_else(|| i.to_string(), |name| name.unraw().to_string());
            (called, read_attributes(&field.attrs), &field.ty)
        });
        let is = |(called, attributes, _): &(String, Attributes, &Type), name| called == name || attributes.has(name);
        let mut fields: Vec<_> = fields.filter(|field| !is(field, "backtrace")).collect();
        let source = fields.iter().position(|field| is(field, "source") || field.1.has("from"));
        let is_source = |ty: &Type| self.bound.as_ref().map_or_else(|| is_error_type(ty), |types| types.is_source(ty));
        let source = source.or_else(|| fields.iter().position(|(.., ty)| is_source(ty)));
        let source = source.map(|at| fields.remove(at).0);
        let members = fields.into_iter().map(|(called, attributes, ty)| {
            let (fact, shown) = self.read_field(variant, &called, ty, format);
            let fact = FieldFact { description: some_line(&attributes.docs), ..fact };
            Member { called, fact, shown, is_logged: false }
        });
        (members.collect(), source)
    }

    fn read_field(&mut self, variant: &Variant, called: &str, ty: &Type, format: &Format) -> (FieldFact, Shown) {
        let line = variant.ident.span().start().line;
        let bindable = self.bound.as_ref().map(|types| types.bindable(ty).map(|known| known.name));
        let inner = argument_of(ty, &["Option"]).filter(|_| bindable.is_none());
        let (ty, mark) = inner.map_or((ty, ""), |inner| (inner, "?"));
        let known = bindable.clone().unwrap_or_else(|| known_type(ty));
        // In a message, `limit = .1` names a field of a tuple.
        let named = format.arguments.iter().find(|argument| argument.value == called);
        let named = named.and_then(|argument| argument.name.clone());
        let of_type = name_of(ty).to_snake_case();
        let is_own = known.is_none() && known_type(ty).is_none();
        let of_type = if is_own && of_type.len() > 1 { of_type } else { "value".to_owned() };
        let wanted = match (&variant.fields, named) {
            (Fields::Unnamed(_), Some(named)) => named,
            (Fields::Unnamed(fields), None) if fields.unnamed.len() == 1 => of_type,
            (Fields::Unnamed(_), None) => format!("{of_type}_{called}"),
            _ => called.to_owned(),
        };
        let name = field_of(&wanted, known.as_deref().unwrap_or("string")).unwrap_or_else(|| "value".to_owned());
        let is_renamed = name != called;
        if is_renamed && self.bound.is_none() {
            self.notes.guess(line, format!("field `{called}` of `{}` is called `{name}`", variant.ident));
        }
        let shown = match bindable {
            // A field with a name has the same name in the catalog.
            Some(_) if is_renamed && matches!(variant.fields, Fields::Named(_)) => Shown::Never,
            Some(None) if lacks_display(ty) => Shown::Never,
            Some(None) => Shown::IfDisplayed,
            Some(Some(_)) | None => Shown::Always,
        };
        let known = known.unwrap_or_else(|| {
            if self.bound.is_some() {
                return "string".to_owned();
            }
            let text = format!("field `{name}` is a string: `{}` is not a type of the format", spelled(ty));
            self.notes.guess(line, text);
            "string".to_owned()
        });
        (FieldFact { is_internal: true, ..FieldFact::new(&name, format!("{known}{mark}"), None) }, shown)
    }

    /// Makes a field that the message shows one that always has a value. Any other field is for logs. If
    /// `#[error_catalog]` compares the enum with the catalog, the catalog does not need such a field.
    fn settle(&mut self, member: Member, line: usize) -> Option<FieldFact> {
        let Member { called, fact: mut field, is_logged, .. } = member;
        let name = &field.name;
        if field.is_internal && is_logged {
            return Some(field);
        }
        if field.is_internal && self.bound.is_some() {
            let text = format!("field `{called}` is only in the enum, because the message does not show it");
            self.notes.guess(line, text);
            return None;
        }
        if field.is_internal {
            self.notes.guess(line, format!("field `{name}` is for logs only, because the message does not show it"));
        } else if field.ty.ends_with('?') {
            let text = format!("field `{name}` is an `Option`, but a field in a message always has a value");
            self.notes.loss(line, text);
            field.ty.pop();
        }
        Some(field)
    }

    /// Adds the types that `?` converts into the error: the type of a field with `#[from]`, and the types with an
    /// `impl From`. If the generated code may not compile with a type, the type becomes a comment.
    fn read_conversions<'a>(&mut self, fact: &mut ErrorFact, all: impl Iterator<Item = (&'a Type, bool)>) {
        let name = fact.name.clone().unwrap_or_default();
        let needs_values = fact.fields.iter().any(|field| !field.ty.ends_with('?'));
        for (from, has_condition) in all {
            fact.has_source |= !has_condition;
            let boxed = is_boxed_error(from).then(|| BOXED_ERROR.to_owned());
            let path = boxed.unwrap_or_else(|| self.impls.source.full_path(&spelled(from)));
            let any = ANY.iter().find(|any| **any == path.trim_start_matches("::"));
            let (is_any, path) = (any.is_some(), any.map_or(path, |any| (*any).to_owned()));
            let why = if has_condition {
                "the conversion has a condition"
            } else if !is_any && !self.may_compile(&path) {
                "check that this type is public and implements `std::error::Error`"
            } else if needs_values {
                "the fields of this error need values"
            } else if self.converted.insert(path.clone()) {
                if is_any {
                    let text = format!(
                        "`?` returns an error of the catalog inside `{path}` as itself; \
                         without `from-any`, this error becomes `{name}`"
                    );
                    self.notes.guess(fact.line, text);
                    fact.from_any.push(path)
                } else {
                    fact.from.push(path)
                }
                continue;
            } else {
                "`?` already converts this type into another error"
            };
            // In an enum that stays, `#[from]` and each `impl From` still decide.
            if self.bound.is_some() {
                continue;
            }
            let key = if is_any { "from-any" } else { "from" };
            fact.comments.push(format!("rust = {{ {key} = [\"{path}\"] }}: {why}"));
            let text = format!("`?` does not create `{name}` from `{path}`, which is only in a comment: {why}");
            self.notes.loss(fact.line, text);
        }
    }

    /// Whether a path is that of a public error of another crate, judging by its name.
    fn may_compile(&self, path: &str) -> bool {
        let Some((modules, last)) = path.trim_start_matches("::").rsplit_once("::") else { return false };
        let is_error = last.ends_with("Error") || last.ends_with("Rejection");
        let is_snake_case = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let are_modules = modules.split("::").all(|name| name.chars().all(is_snake_case));
        let first = modules.split("::").next().unwrap_or_default();
        is_error && are_modules && !UNUSABLE.contains(&first) && !self.impls.source.modules.contains(first)
    }
}

/// The error with the status that a `match` gives to all other variants, unless the error has a status.
fn with_status(fact: ErrorFact, rest: &Stated<'_>) -> ErrorFact {
    if fact.status.is_some() {
        return fact;
    }
    let status = rest.statuses.iter().flatten().next().copied();
    let status_guess = status.map(|_| "a `match` gives it to all other variants".to_owned());
    ErrorFact { status, status_guess, ..fact }
}
