//! Text templates and value templates.

use std::fmt;

use error_catalog_wire::{Builtin, SlotFormat};

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
    /// The text of a template whose slots all have known values; `None` if a slot has no value.
    pub(crate) fn fill(&self, value: impl Fn(Builtin) -> Option<String>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(literal) => text.push_str(literal),
                Piece::Slot(slot) => {
                    let value = value(Builtin::from_term(&slot.name)?)?;
                    match slot.format {
                        Some(format) => text.push_str(&to_case(&value, format)),
                        None => text.push_str(&value),
                    }
                }
            }
        }
        Some(text)
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

/// An element of a [`ValueTemplate::List`].
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The name of the slot that guards the element: the value of the key `"?"`, if the element is a table with this
    /// key. If that slot has no value, the element is left out.
    pub guard: Option<String>,
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
    /// Calls `visit` with the name of every slot that must have a value before this template can be written. The slots
    /// of optional members and guarded elements, and the slots that become `null`, are not included.
    pub fn needed_slots<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
            ValueTemplate::Text(text) => text.slots().for_each(visit),
            ValueTemplate::Slot(slot) if slot.or_null => {}
            ValueTemplate::Slot(slot) => visit(&slot.name),
            ValueTemplate::List(items) => {
                items.iter().filter(|item| item.guard.is_none()).for_each(|item| item.value.needed_slots(visit));
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
                    item.guard.as_deref().into_iter().for_each(&mut *visit);
                    item.value.all_slots(visit);
                }
            }
            ValueTemplate::Object(object) => {
                object.members.iter().for_each(|member| member.value.all_slots(visit));
            }
        }
    }
}
