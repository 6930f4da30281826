//! Text templates and value templates.

use std::fmt;

/// A string with `{name}` slots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTemplate {
    /// Its pieces, in order; no two literals stand side by side, and none is empty.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`TextTemplate`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is; `{{` and `}}` are already single braces.
    Literal(String),
    /// The name in a `{name}` slot.
    Slot(String),
}

impl TextTemplate {
    /// The names of its slots, in order, with repetitions.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Slot(name) => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }

    /// The text, if no slot is in it.
    #[must_use]
    pub fn as_constant(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }
}

/// The template as a catalog writes it.
impl fmt::Display for TextTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Literal(text) => f.write_str(&text.replace('{', "{{").replace('}', "}}")),
            Piece::Slot(name) => write!(f, "{{{name}}}"),
        })
    }
}

/// The placeholder as a catalog writes it.
impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}{}}}", self.name, if self.as_string { ":string" } else { "" })
    }
}

/// A template of a JSON value: any TOML value whose strings are templates.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueTemplate {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number; never infinite, never not-a-number.
    Float(f64),
    /// A string that is not exactly one slot.
    Text(TextTemplate),
    /// A string that is exactly one slot: it takes the slot's own JSON type.
    Slot(Placeholder),
    /// An array.
    List(Vec<Item>),
    /// An object.
    Object(Object),
}

/// A string that is exactly one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The name between the braces.
    pub name: String,
    /// Whether it is written `{name:string}`: a JSON string, whatever the slot's own type.
    pub as_string: bool,
}

/// An element of a [`ValueTemplate::List`].
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The slot that an element written as a table names under the key `"?"`: without a value for it the element
    /// is left out.
    pub guard: Option<String>,
    /// The element.
    pub value: ValueTemplate,
}

/// A [`ValueTemplate`] that is an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Its members, in the file's order.
    pub members: Vec<Member>,
}

/// A member of an [`Object`].
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key, without the `?` that marks it as optional.
    pub key: String,
    /// Whether the member is left out when a slot that its value needs has no value.
    pub optional: bool,
    /// The member's value.
    pub value: ValueTemplate,
}

impl ValueTemplate {
    /// Hands the name of every slot that has to have a value for this one to be written to `visit`: not those
    /// under an optional member or a guarded element.
    pub fn needed_slots<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            ValueTemplate::Bool(_) | ValueTemplate::Integer(_) | ValueTemplate::Float(_) => {}
            ValueTemplate::Text(text) => text.slots().for_each(visit),
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

    /// Hands the name of every slot to `visit`, in order.
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
