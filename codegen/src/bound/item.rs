//! An enum that the application wrote, as text.

/// The index of a span, which only the attribute knows.
pub type Place = usize;

/// An enum that the application wrote.
#[derive(Clone, Debug, Default)]
pub struct Enum {
    /// The place of the name.
    pub place: Place,
    /// The attributes below `#[error_catalog]`.
    pub attributes: Vec<Attribute>,
    /// The variants, in their order.
    pub variants: Vec<Variant>,
    /// The place of the argument `partial`, if the attribute has this argument.
    pub partial: Option<Place>,
}

/// A variant.
#[derive(Clone, Debug, Default)]
pub struct Variant {
    /// The name.
    pub name: String,
    /// The place of the name.
    pub place: Place,
    /// The attributes.
    pub attributes: Vec<Attribute>,
    /// Whether the variant has neither parentheses nor braces.
    pub is_unit: bool,
    /// Whether the fields are in parentheses.
    pub is_tuple: bool,
    /// The fields, in their order.
    pub fields: Vec<Field>,
}

/// A field of a variant.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The name, or the index in a tuple.
    pub name: String,
    /// The place of the name, or of the type in a tuple.
    pub place: Place,
    /// The attributes.
    pub attributes: Vec<Attribute>,
    /// The text of the type.
    pub ty: String,
    /// The place of the type.
    pub ty_place: Place,
    /// The number of the type, by which generated source refers to the tokens of the type.
    pub ty_number: usize,
}

/// An attribute. Each attribute in a `cfg_attr` is a separate attribute with a condition.
#[derive(Clone, Debug, Default)]
pub struct Attribute {
    /// The text in the brackets, or in `cfg_attr`.
    pub text: String,
    /// The place of the text.
    pub place: Place,
    /// The condition of the `cfg_attr` around the attribute.
    pub condition: Option<String>,
}

impl Attribute {
    /// The name of the attribute, such as `key` in `key("user_not_found")`. The name of `a::b` is `a::b`.
    #[must_use]
    pub fn name(&self) -> &str {
        let end = self.text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
        &self.text[..end.unwrap_or(self.text.len())]
    }

    /// The condition of the attributes in a `cfg_attr` with this condition, which may be in a `cfg_attr` itself.
    #[must_use]
    pub fn inner_condition(&self, own: &str) -> Option<String> {
        let outer = self.condition.as_ref();
        Some(outer.map_or_else(|| own.to_owned(), |outer| format!("all({outer}, {own})")))
    }

    /// The text after the name.
    pub(crate) fn rest(&self) -> &str {
        self.text[self.name().len()..].trim()
    }

    /// The text in the parentheses after the name.
    pub(crate) fn arguments(&self) -> Option<&str> {
        Some(self.rest().strip_prefix('(')?.strip_suffix(')')?.trim())
    }

    /// The arguments in the parentheses, separated at the commas between them.
    pub(crate) fn list(&self) -> impl Iterator<Item = &str> {
        split_list(self.arguments().unwrap_or_default())
    }
}

/// Splits a text at the commas that are not in brackets.
fn split_list(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    let parts = text.split(move |c: char| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// Returns a name without the prefix of a raw identifier.
pub(crate) fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

impl Variant {
    /// The name without the prefix of a raw identifier.
    pub(super) fn plain_name(&self) -> &str {
        plain(&self.name)
    }
}

impl Field {
    /// The name without the prefix of a raw identifier.
    pub(crate) fn plain_name(&self) -> &str {
        plain(&self.name)
    }

    /// Whether the type is an `Option`, spelled out.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        in_option(&compact(&self.ty)).is_some()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name() == name)
    }
}

/// Returns the text of a type, without the `Option` around the type, without white space and without a `::` at the
/// start. The text of a type is therefore the same for each of these spellings.
pub(crate) fn converted_type(ty: &str) -> String {
    let text = compact(ty);
    let inner = in_option(&text).unwrap_or(&text);
    inner.strip_prefix("::").unwrap_or(inner).to_owned()
}

/// Returns the text of a type without white space.
pub(crate) fn compact(ty: &str) -> String {
    ty.split_whitespace().collect()
}

/// The type in an `Option` that is spelled out.
fn in_option(compact: &str) -> Option<&str> {
    let path = compact.strip_prefix("::").unwrap_or(compact);
    let path = path.strip_prefix("std::option::").or_else(|| path.strip_prefix("core::option::")).unwrap_or(path);
    path.strip_prefix("Option<")?.strip_suffix('>')
}

/// Whether `#[error_catalog]` removes the attributes with this name from variants and fields, because the compiler does
/// not know these attributes.
pub(super) fn is_helper(name: &str) -> bool {
    ["key", "from", "source", "internal", "display", "status", "error", "backtrace"].contains(&name)
}
