//! One field-level validation error.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Debug, Display};
use core::str::FromStr;

use super::pointer::Key;
use crate::json::Json;

/// A problem with one member of a request.
#[derive(Clone, PartialEq)]
pub struct Violation {
    pub(super) pointer: String,
    pub(super) code: Option<String>,
    pub(super) message: String,
    /// What few violations have. A violation without it stays small.
    extras: Option<Box<Extras>>,
}

#[derive(Clone, Default, PartialEq)]
struct Extras {
    title: Option<String>,
    location: Option<Cow<'static, str>>,
    params: Vec<(Cow<'static, str>, Json)>,
    /// The named values that are not parameters.
    values: Vec<(Cow<'static, str>, Json)>,
}

/// The location of a member of the body, which is where most members are.
const BODY: &str = "body";

/// No parameter contains NaN, so every violation is equal to itself.
impl Eq for Violation {}

impl Violation {
    /// Creates a violation with a human-readable message. [`Violations::add`](super::Violations::add) sets the member.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self::with(None, message.into())
    }

    pub(super) fn with(code: Option<String>, message: String) -> Self {
        Self { pointer: String::new(), code, message, extras: None }
    }

    /// Sets the machine-readable code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the title: a summary that is the same for every violation of this kind.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.extras().title = Some(title.into());
        self
    }

    /// Sets the part of the request that contains the member, such as `query`, `path`, `header` or `cookie`. Without
    /// this call, the part is `body`.
    #[must_use]
    pub fn with_location(mut self, location: impl Into<Cow<'static, str>>) -> Self {
        self.extras().location = Some(location.into());
        self
    }

    /// Adds a parameter: a named value of the constraint that the member breaks, such as the minimum length. A second
    /// parameter with the same name replaces the first. NaN and the infinities become `null`.
    #[must_use]
    pub fn with_param(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Json>) -> Self {
        set(&mut self.extras().params, name.into(), value.into());
        self
    }

    /// Adds a named value that is not a parameter: the slot with this name has the value, but the slot `params` does
    /// not contain the value. A second value with the same name replaces the first. NaN and the infinities become
    /// `null`.
    #[must_use]
    pub fn with_value(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Json>) -> Self {
        set(&mut self.extras().values, name.into(), value.into());
        self
    }

    fn extras(&mut self) -> &mut Extras {
        self.extras.get_or_insert_default()
    }

    /// The JSON Pointer of the member ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), such as `/address/street`.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The machine-readable code of the violation, if the violation has a code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The human-readable message.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The name of the member as a dotted key, such as `address.street`. The key consists of the tokens of the pointer,
    /// joined with dots.
    pub fn key(&self) -> impl Display {
        Key(&self.pointer)
    }

    /// The title, if the violation has a title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.extras.as_ref()?.title.as_deref()
    }

    /// The part of the request that contains the member: `body`, unless [`with_location`](Self::with_location) set
    /// another part.
    #[must_use]
    pub fn location(&self) -> &str {
        self.extras.as_ref().and_then(|extras| extras.location.as_deref()).unwrap_or(BODY)
    }

    /// The names and the values of the parameters, in the order in which they were added.
    pub fn params(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        let params = self.extras.as_ref().map_or(&[][..], |extras| &extras.params);
        params.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The value of the parameter with this name, or of another value with this name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Json> {
        let extras = self.extras.as_ref()?;
        extras.params.iter().chain(&extras.values).find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The names and the values of the values that are not parameters.
    #[doc(hidden)]
    pub fn values(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        let values = self.extras.as_ref().map_or(&[][..], |extras| &extras.values);
        values.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// Parses the code, for example as one of the codes that a catalog declares. The result is `None` if the violation
    /// has no code, or a code that `C` does not know.
    #[must_use]
    pub fn code_as<C: FromStr>(&self) -> Option<C> {
        self.code()?.parse().ok()
    }

    /// Whether the violation has only a pointer, a code and a message.
    #[doc(hidden)]
    #[must_use]
    pub fn is_simple(&self) -> bool {
        self.extras.is_none()
    }

    pub(crate) fn is_in_body(&self) -> bool {
        self.location() == BODY
    }
}

/// Formats the violation with the values that it has.
impl Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Violation");
        out.field("pointer", &self.pointer).field("code", &self.code).field("message", &self.message);
        if let Some(Extras { title, location, params, values }) = self.extras.as_deref() {
            title.iter().for_each(|title| _ = out.field("title", title));
            location.iter().for_each(|location| _ = out.field("location", location));
            if !params.is_empty() {
                out.field("params", params);
            }
            if !values.is_empty() {
                out.field("values", values);
            }
        }
        out.finish()
    }
}

/// Sets the value with a name.
fn set(values: &mut Vec<(Cow<'static, str>, Json)>, name: Cow<'static, str>, mut value: Json) {
    remove_nan(&mut value);
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some((_, known)) => *known = value,
        None => values.push((name, value)),
    }
}

fn remove_nan(json: &mut Json) {
    match json {
        Json::Float(number) if !number.is_finite() => *json = Json::Null,
        Json::List(elements) => elements.iter_mut().for_each(remove_nan),
        Json::Object(members) => members.iter_mut().for_each(|(_, value)| remove_nan(value)),
        _ => {}
    }
}
