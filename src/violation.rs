//! The metadata of a catalog's violation codes, and the violations that generated code makes.

use alloc::string::String;

use error_catalog_wire::{Args, Context, Json, Program, Value, Violation};

use crate::table::Strings;

/// The tables of the violation codes of one catalog; `codegen/src/rust/violation.rs` fills them. The row of a code is
/// its index in the catalog.
pub struct ViolationTable {
    /// The codes.
    pub codes: &'static [&'static str],
    /// The names of the variants.
    pub variants: Strings,
    /// The titles. The title of a violation without a title is empty.
    pub titles: Strings,
    /// The names of each violation's fields, with a comma after each name. An optional field has a `?` after its name,
    /// and a field that is not in the slot `params` has a `-` before the comma.
    pub fields: Strings,
    /// The text that the programs copy from.
    pub text: &'static str,
    /// The operations of all messages.
    pub ops: &'static [u8],
    /// `u32`: where each message starts in `ops`, and where the last one ends.
    pub messages: &'static [u8],
}

impl ViolationTable {
    /// The title, if the violation has a title.
    #[must_use]
    pub const fn title(&self, row: usize) -> Option<&'static str> {
        let title = self.titles.get(row);
        if title.is_empty() { None } else { Some(title) }
    }

    /// Writes the message with the values of the fields, in the order of their declaration.
    #[must_use]
    pub fn message(&self, row: usize, values: &[Value<'_>]) -> String {
        let (start, end) = crate::table::bounds(self.messages, row);
        let program = Program { text: self.text, ops: self.ops.get(start..end).unwrap_or_default() };
        let mut message = String::new();
        // Writing to a `String` does not fail.
        let _ = program.write_text(&Args::new(values, &Context::new()), &mut message);
        message
    }

    /// Makes a violation with a message and with the values of the fields. An optional field without a value is `null`.
    #[must_use]
    pub fn violation<const N: usize>(&self, row: usize, message: String, values: [Json; N]) -> Violation {
        let mut violation = Violation::new(message).with_code(self.codes[row]);
        if let Some(title) = self.title(row) {
            violation = violation.with_title(title);
        }
        for (name, value) in self.fields.get(row).split_terminator(',').zip(values) {
            let (name, is_param) = name.strip_suffix('-').map_or((name, true), |name| (name, false));
            let (name, is_optional) = name.strip_suffix('?').map_or((name, false), |name| (name, true));
            if is_optional && value == Json::Null {
                continue;
            }
            violation = if is_param { violation.with_param(name, value) } else { violation.with_value(name, value) };
        }
        violation
    }
}

/// The methods and traits of the violations of a catalog and of their codes. Generated code adds the constructors,
/// `ALL` and `lookup`.
#[doc(hidden)]
#[macro_export]
macro_rules! __violation {
    ($violation:ident, $code:ident, $table:ident) => {
        impl $violation {
            /// Returns the code of the violation.
            #[must_use]
            pub const fn code(&self) -> $code {
                self.code
            }
            /// Sets the part of the request that contains the member, such as `query` or `header`. Without this call,
            /// the part is `body`.
            #[must_use]
            pub fn with_location(self, location: &'static $crate::__private::str) -> Self {
                Self { code: self.code, violation: self.violation.with_location(location) }
            }
        }

        #[automatically_derived]
        impl $crate::__private::From<$violation> for $crate::__private::Violation {
            fn from(violation: $violation) -> Self {
                violation.violation
            }
        }

        impl $code {
            #[inline]
            const fn row(self) -> $crate::__private::usize {
                self as $crate::__private::usize
            }
            /// Returns the code as it is sent.
            #[inline]
            #[must_use]
            pub const fn as_str(self) -> &'static $crate::__private::str {
                $table.codes[self.row()]
            }
            /// Returns the short, stable summary, if the catalog gives a title.
            #[inline]
            #[must_use]
            pub const fn title(self) -> $crate::__private::Option<&'static $crate::__private::str> {
                $table.title(self.row())
            }
        }

        $crate::__private::code_traits! { $code, $table }
    };
}
