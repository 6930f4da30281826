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
        /// A time as in HTTP headers (RFC 9110, section 5.6.7).
        HttpDate = "http-date",
        /// A time in whole seconds since 1970, rounded down.
        Epoch = "epoch",
        /// A time in whole milliseconds since 1970, rounded down.
        EpochMs = "epoch-ms",
        /// A time in the format of RFC 3339 with three digits of the fraction.
        Rfc3339Ms = "rfc3339-ms",
        /// A time in the format of RFC 3339 with three digits of the fraction, and with the offset `+00:00`.
        Rfc3339MsOffset = "rfc3339-ms-offset",
        /// A duration in whole seconds, rounded up.
        Seconds = "seconds",
        /// A duration in whole milliseconds, rounded up.
        Milliseconds = "milliseconds",
        /// The JSON Pointer of a violation as a URI fragment.
        Fragment = "fragment",
        /// The path of a violation with the location in front.
        Located = "located",
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

    /// Whether the format is for times.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(self, Self::HttpDate | Self::Epoch | Self::EpochMs | Self::Rfc3339Ms | Self::Rfc3339MsOffset)
    }

    /// Whether the format is for durations.
    #[must_use]
    pub const fn is_duration(self) -> bool {
        matches!(self, Self::Seconds | Self::Milliseconds)
    }

    /// Whether a value in this format is a number in JSON.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Epoch | Self::EpochMs | Self::Seconds | Self::Milliseconds)
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
            _ => None,
        }
    }
}
