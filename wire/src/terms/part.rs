//! The slots of a violation.

use super::SlotFormat;

crate::terms! {
    /// A slot of a violation. The term is the name of the slot, with the format if the slot has one.
    ViolationPart {
        /// The member as a dotted key, such as `address.street`.
        Field = "field",
        /// The JSON Pointer of the member, such as `/address/street`.
        Pointer = "pointer",
        /// The JSON Pointer of the member as a URI fragment, such as `#/address/street`.
        Fragment = "pointer:fragment",
        /// The name of the member, if the member is not in the body.
        Parameter = "parameter",
        /// The tokens of the JSON Pointer as a list, such as `["address", "street"]`. An index is a number.
        Path = "path",
        /// The location and then the tokens of the JSON Pointer as a list, such as `["body", "address", "street"]`.
        Located = "path:located",
        /// The part of the request that contains the member, such as `body` or `query`.
        Location = "location",
        /// The human-readable message.
        Detail = "detail",
        /// The title, if the violation has a title.
        Title = "title",
        /// The machine-readable code, if the violation has a code.
        Code = "code",
        /// The parameters as an object.
        Params = "params",
    }
}

impl ViolationPart {
    /// Whether an optional member with this slot can be left out.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        !matches!(self, ViolationPart::Location)
    }

    /// Whether the slot has a value in a required member of every violation. The text of a member that does not exist
    /// is empty.
    #[must_use]
    pub const fn has_text(self) -> bool {
        !matches!(self, ViolationPart::Title | ViolationPart::Code)
    }

    /// The same slot with a format, if the slot has the format.
    #[must_use]
    pub const fn with_format(self, format: SlotFormat) -> Option<Self> {
        match (self, format) {
            (ViolationPart::Pointer, SlotFormat::Fragment) => Some(ViolationPart::Fragment),
            (ViolationPart::Path, SlotFormat::Located) => Some(ViolationPart::Located),
            _ => None,
        }
    }

    /// The JSON type of the value.
    #[must_use]
    pub const fn json_type(self) -> &'static str {
        match self {
            ViolationPart::Path | ViolationPart::Located => "array",
            ViolationPart::Params => "object",
            _ => "string",
        }
    }
}
