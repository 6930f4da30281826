//! Text templates and value templates.

use std::fmt;

use error_catalog_wire::{Builtin, SlotFormat, ViolationPart};

use crate::casing::to_case;

/// A string with `{name}` slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTemplate {
    /// The pieces, in order. No two literals are next to each other, and no literal is empty.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`TextTemplate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Literal text, in which `{{` and `}}` are already single braces.
    Literal(String),
    /// A slot such as `{name}`, which never ends in `?`.
    Slot(Placeholder),
}

impl TextTemplate {
    /// Returns a template without slots.
    #[must_use]
    pub fn constant(text: &str) -> Self {
        Self { pieces: vec![Piece::Literal(text.to_owned())] }
    }

    /// The names of the template's slots, in order, with repetitions.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        let mut slots = Vec::new();
        for piece in &self.pieces {
            if let Piece::Slot(slot) = piece {
                slots.push(slot.name.as_str());
            }
        }
        slots.into_iter()
    }

    /// The template's slots, in order, with repetitions.
    pub fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot(slot) => Some(slot),
            Piece::Literal(_) => None,
        })
    }

    /// The text of the template, if the template contains no slot.
    #[must_use]
    pub fn as_constant(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }
}

impl TextTemplate {
    /// The URL of a template whose slots all have known values; `None` if a slot has no value. In a value, what a URL
    /// cannot contain is encoded.
    pub(crate) fn fill_url(&self, value: impl Fn(Builtin) -> Option<String>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Slot(slot) => {
                    let value = value(Builtin::from_term(&slot.name)?)?;
                    let value = slot.format.map_or(value.clone(), |format| to_case(&value, format));
                    push_url(&mut text, &value);
                }
            }
        }
        Some(text)
    }
}

/// Adds a text to a URL. Visible ASCII stays as it is, except the two characters that JSON escapes.
fn push_url(url: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => url.push_str(&format!("%{byte:02X}")),
            b'!'..=b'~' => url.push(char::from(byte)),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// Writes the template as a catalog does.
impl fmt::Display for TextTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Literal(text) => f.write_str(&text.replace('{', "{{").replace('}', "}}")),
            Piece::Slot(slot) => slot.fmt(f),
        })
    }
}

/// Writes the slot as a catalog does.
impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}", self.name)?;
        if let Some(format) = self.format {
            write!(f, ":{format}")?;
        }
        f.write_str(if self.or_null { "?}" } else { "}" })
    }
}

/// A template of a JSON value. In a catalog, this template is any TOML value whose strings are templates.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueTemplate {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number that is neither infinite nor NaN.
    Float(f64),
    /// A string that does not consist of exactly one slot.
    Text(TextTemplate),
    /// A string that consists of exactly one slot. The value has the slot's own JSON type.
    Slot(Placeholder),
    /// An array.
    List(Vec<Item>),
    /// An object.
    Object(Object),
}

/// A slot of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The name at the start of the slot.
    pub name: String,
    /// The format after the colon, as in `{name:string}`.
    pub format: Option<SlotFormat>,
    /// Whether the slot ends in `?`, as in `{name?}` and `{name:string?}`. Without a value, such a slot becomes `null`.
    pub or_null: bool,
}

impl Placeholder {
    /// The slot `{name}`.
    #[must_use]
    pub fn plain(name: &str) -> Self {
        Self { name: name.to_owned(), format: None, or_null: false }
    }

    /// Whether the value becomes a JSON string, whatever the type of the value is.
    #[must_use]
    pub fn as_string(&self) -> bool {
        self.format == Some(SlotFormat::String)
    }
}

/// How often an element of a list is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Guard {
    /// Once.
    #[default]
    None,
    /// Once, if the slot with this name has a value: the value of the key `"?"`.
    If(String),
    /// Once for each violation in the slot with this name, and once if there is none: the value of the key `"*"`.
    Each(String),
}

impl Guard {
    /// The key and the name of the slot.
    #[must_use]
    pub fn entry(&self) -> Option<(&'static str, &str)> {
        match self {
            Guard::None => None,
            Guard::If(slot) => Some(("?", slot)),
            Guard::Each(slot) => Some(("*", slot)),
        }
    }

    /// The name of the slot without which the element is left out.
    #[must_use]
    pub fn condition(&self) -> Option<&str> {
        match self {
            Guard::If(slot) => Some(slot),
            Guard::None | Guard::Each(_) => None,
        }
    }

    /// The slot that a name in the element refers to if an error has no violations. `None` if the slot has no value.
    #[must_use]
    pub fn outer_slot<'a>(&self, name: &'a str) -> Option<&'a str> {
        match (self, ViolationPart::from_term(name)) {
            (Guard::None | Guard::If(_), _) | (_, None | Some(ViolationPart::Code | ViolationPart::Title)) => {
                Some(name)
            }
            (Guard::Each(_), Some(ViolationPart::Detail)) => Some(Builtin::Message.as_str()),
            (Guard::Each(_), Some(_)) => None,
        }
    }
}

/// An element of a [`ValueTemplate::List`].
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// How often the element is written.
    pub guard: Guard,
    /// The element's value.
    pub value: ValueTemplate,
}

/// A [`ValueTemplate`] that is an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The object's members, in the file's order.
    pub members: Vec<Member>,
}

/// A member of an [`Object`].
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The member's key, without the `?` that marks the member as optional.
    pub key: String,
    /// Whether the member is optional. An optional member is left out if its value needs a slot that has no value.
    pub optional: bool,
    /// The member's value.
    pub value: ValueTemplate,
}

impl ValueTemplate {
    /// Calls `visit` with this template and every template in it.
    pub(crate) fn visit(&self, visit: &mut dyn FnMut(&ValueTemplate)) {
        visit(self);
        match self {
            ValueTemplate::List(items) => items.iter().for_each(|item| item.value.visit(visit)),
            ValueTemplate::Object(object) => object.members.iter().for_each(|member| member.value.visit(visit)),
            _ => {}
        }
    }

    /// The number of levels of lists and objects.
    pub(crate) fn depth(&self) -> usize {
        let inner = match self {
            ValueTemplate::List(items) => items.iter().map(|item| item.value.depth()).max(),
            ValueTemplate::Object(object) => object.members.iter().map(|member| member.value.depth()).max(),
            _ => return 0,
        };
        1 + inner.unwrap_or_default()
    }

    /// Calls `visit` with the name of every slot that must have a value before this template can be written. The slots
    /// of optional members and guarded elements, and the slots that become `null`, are not included.
    pub fn needed_slots<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
            ValueTemplate::Text(text) => text.slots().for_each(visit),
            ValueTemplate::Slot(slot) if slot.or_null => {}
            ValueTemplate::Slot(slot) => visit(&slot.name),
            ValueTemplate::List(items) => {
                items.iter().filter(|item| item.guard.condition().is_none()).for_each(|item| {
                    item.value.needed_slots(&mut |name| item.guard.outer_slot(name).into_iter().for_each(&mut *visit));
                });
            }
            ValueTemplate::Object(object) => {
                object.members.iter().filter(|member| !member.optional).for_each(|member| {
                    member.value.needed_slots(visit);
                });
            }
        }
    }

    /// Whether the slot must have a value before this template can be written.
    #[must_use]
    pub fn needs(&self, slot: &str) -> bool {
        let mut is_needed = false;
        self.needed_slots(&mut |needed| is_needed |= needed == slot);
        is_needed
    }

    /// Calls `visit` with the name of every slot, in order.
    pub fn all_slots<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
            ValueTemplate::Text(text) => text.slots().for_each(visit),
            ValueTemplate::Slot(slot) => visit(&slot.name),
            ValueTemplate::List(items) => {
                for item in items {
                    item.guard.entry().into_iter().for_each(|(_, slot)| visit(slot));
                    item.value.all_slots(&mut |name| item.guard.outer_slot(name).into_iter().for_each(&mut *visit));
                }
            }
            ValueTemplate::Object(object) => {
                object.members.iter().for_each(|member| member.value.all_slots(visit));
            }
        }
    }
}
