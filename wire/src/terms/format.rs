//! The formats of slots.

use super::Casing;

terms! {
    /// How a template writes the value of a slot: the text after the colon in `{name:string}`.
    SlotFormat {
        /// As a JSON string, whatever the type of the value is.
        String = "string",
        /// A code, a key or a category in lowercase.
        Lower = "lower",
        /// A code, a key or a category in uppercase.
        Upper = "upper",
        /// A code, a key or a category in snake_case.
        Snake = "snake",
        /// A code, a key or a category in SCREAMING_SNAKE_CASE.
        Screaming = "screaming",
        /// A code, a key or a category in kebab-case.
        Kebab = "kebab",
        /// A code, a key or a category in camelCase.
        Camel = "camel",
        /// A code, a key or a category in PascalCase.
        Pascal = "pascal",
    }
}

impl SlotFormat {
    /// The formats that change the case of a name.
    pub const CASES: [Self; 7] =
        [Self::Lower, Self::Upper, Self::Snake, Self::Screaming, Self::Kebab, Self::Camel, Self::Pascal];

    /// Whether the format changes the case of a name.
    #[must_use]
    pub fn is_case(self) -> bool {
        Self::CASES.contains(&self)
    }

    /// The casing of the words of a name, if the format changes how the words are joined.
    #[must_use]
    pub const fn casing(self) -> Option<Casing> {
        match self {
            Self::Snake => Some(Casing::Snake),
            Self::Screaming => Some(Casing::ScreamingSnake),
            Self::Kebab => Some(Casing::Kebab),
            Self::Camel => Some(Casing::Camel),
            Self::Pascal => Some(Casing::Pascal),
            Self::String | Self::Lower | Self::Upper => None,
        }
    }
}
