//! The kinds of changes that Rust callers can see, and the errors of rustc that each kind causes.

use crate::contract::Impact;

/// One possible effect of a kind of change: the impact, the errors of rustc that a caller may see, and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RustCase {
    /// The impact on Rust callers.
    pub impact: Impact,
    /// The errors of rustc that a caller may see, such as `E0004`.
    pub errors: &'static [&'static str],
    /// Which code no longer compiles, or why all code still compiles.
    pub why: &'static str,
}

/// Defines the kinds: `Name = "id" "summary" { impact ["error", …] "why"; … }`, with the worst effect first.
macro_rules! kinds {
    ($(
        $name:ident = $id:literal $summary:literal { $($impact:ident [$($error:literal),*] $why:literal;)+ }
    )*) => {
        /// A kind of change that Rust callers can see.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum RustChangeKind {
            $(#[doc = $summary] $name,)*
        }

        impl RustChangeKind {
            /// Every kind.
            pub const ALL: &'static [RustChangeKind] = &[$(RustChangeKind::$name,)*];

            /// The stable id of the kind, in kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(RustChangeKind::$name => $id,)* }
            }

            /// One sentence that says what a change of this kind changes.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(RustChangeKind::$name => $summary,)* }
            }

            /// The possible effects of a change of this kind, the worst effect first. No two of the effects have the
            /// same impact.
            #[must_use]
            pub const fn cases(self) -> &'static [RustCase] {
                match self {
                    $(RustChangeKind::$name => &[
                        $(RustCase { impact: Impact::$impact, errors: &[$($error),*], why: $why },)+
                    ],)*
                }
            }
        }
    };
}

impl RustChangeKind {
    /// Returns the effect with this impact, or the worst effect if no effect has this impact.
    pub(in crate::contract) fn case(self, impact: Impact) -> RustCase {
        let [worst, ..] = self.cases() else { return RustCase { impact, errors: &[], why: "" } };
        *self.cases().iter().find(|case| case.impact == impact).unwrap_or(worst)
    }
}

kinds! {
    VariantRemoved = "rust-variant-removed" "An error was removed." {
        Major ["E0599"] "Code that names the variant, its constructor or its code does not compile.";
    }
    VariantRenamed = "rust-variant-renamed" "An error has a different key, and therefore different names in Rust." {
        Major ["E0599"] "Code that names the variant, its constructor or its code does not compile.";
    }
    VariantAdded = "rust-variant-added" "An error was added." {
        Major ["E0004"] "A `match` over the errors or their codes does not compile if the `match` has no `_`.";
        Minor [] "The enums are `#[non_exhaustive]`, so every `match` in another crate has a `_`.";
    }
    CategoryRemoved = "rust-category-removed" "A category was removed, or has a different key." {
        Major ["E0599"] "Code that names the category does not compile.";
    }
    CategoryAdded = "rust-category-added" "A category was added, or has a different key." {
        Major ["E0004"] "A `match` over the categories does not compile if the `match` has no `_`.";
        Minor [] "The enums are `#[non_exhaustive]`, so every `match` in another crate has a `_`.";
    }
    PropertyRemoved = "rust-property-removed" "A property was removed, or has a different name." {
        Major ["E0599"] "Code that calls the method of the enum of codes does not compile.";
    }
    PropertyRetyped = "rust-property-retyped" "A property has a different Rust type." {
        Major ["E0308", "E0277"] "Code that uses the value of the property does not compile.";
    }
    PropertyAdded = "rust-property-added" "A property was added, or has a different name." {
        Minor [] "The enum of codes has an additional method.";
    }
    ValueRemoved = "rust-value-removed" "The enum for the values of a field or a property no longer has a variant." {
        Major ["E0599"] "Code that names the variant does not compile.";
    }
    ValueAdded = "rust-value-added" "The enum for the values of a field or a property has an additional variant." {
        Major ["E0004"] "A `match` over the values does not compile if the `match` has no `_`.";
        Minor [] "The enums are `#[non_exhaustive]`, so every `match` in another crate has a `_`.";
    }
    MemberRemoved = "rust-field-removed" "A variant no longer has a field or a source." {
        Major ["E0026", "E0559", "E0061"]
            "A pattern that names the field, a literal that sets the field, and a call of the constructor do not \
             compile.";
    }
    MemberRenamed = "rust-field-renamed" "A field has a different name in Rust." {
        Major ["E0026", "E0559"]
            "A pattern that names the field and a literal that sets the field do not compile. Calls of the constructor \
             compile.";
    }
    MemberRetyped = "rust-field-retyped" "A field has a different Rust type." {
        Major ["E0308", "E0277"] "Code that creates the error or uses the value of the field does not compile.";
    }
    MemberMadeOptional = "rust-field-made-optional" "The Rust type of a field is now an `Option`." {
        Major ["E0308", "E0277", "E0061"]
            "Code that creates the error or uses the value of the field does not compile.";
    }
    MemberMadeRequired = "rust-field-made-required" "The Rust type of a field is no longer an `Option`." {
        Major ["E0308", "E0277", "E0061"]
            "Code that creates the error or uses the value of the field does not compile.";
    }
    FirstMemberAdded = "rust-first-field-added" "A variant without fields now has a field or a source." {
        Major ["E0533", "E0061"]
            "A pattern or an expression without braces, and a call of the constructor do not compile.";
    }
    MemberAdded = "rust-field-added" "A variant has an additional field or source, which may be internal." {
        Major ["E0027", "E0063", "E0061"]
            "A pattern without `..`, a literal, and a call of the constructor do not compile.";
    }
    ArgumentAdded = "rust-argument-added" "A `#[non_exhaustive]` variant has an additional field or source." {
        Major ["E0061"]
            "A call of the constructor does not compile if the field is required, or if it is a source.";
        Minor []
            "The constructor does not take the field, which is optional. Every pattern in another crate has `..`, and \
             no other crate contains a literal.";
    }
    MembersReordered = "rust-fields-reordered" "The fields of an error have a different order." {
        Major ["E0308", "E0277"]
            "A call of the constructor passes the arguments in the old order. If the arguments have the same type, the \
             call compiles, and the values are swapped.";
    }
    ConversionRemoved = "rust-conversion-removed" "`?` no longer converts a type into an error." {
        Major ["E0277"] "A function that uses `?` on a value of the type does not compile.";
    }
    ConversionMoved = "rust-conversion-moved" "`?` converts a type into a different error." {
        Major [] "Every function compiles, but `?` creates a different error.";
    }
    ConversionAdded = "rust-conversion-added" "`?` converts an additional type into an error." {
        Minor [] "Conversions of other types stay the same.";
    }
    ConditionAdded = "rust-cfg-added" "An error has a new or different condition `rust.cfg`." {
        Major ["E0599"] "If the condition is false, code that names the variant or its constructor does not compile.";
    }
    ConditionRemoved = "rust-cfg-removed" "An error no longer has a condition `rust.cfg`." {
        Major ["E0004"] "If the condition was false, a `match` without `_` lacks the variant.";
        Minor [] "The enums are `#[non_exhaustive]`, so every `match` in another crate has a `_`.";
    }
    NonExhaustiveAdded = "rust-non-exhaustive-added" "The enums and variants are now `#[non_exhaustive]`." {
        Major ["E0004", "E0638", "E0639", "E0603", "E0061"]
            "In another crate, a `match` without `_`, a pattern without `..`, and a literal do not compile. \
             Constructors no longer take optional fields.";
    }
    NonExhaustiveRemoved = "rust-non-exhaustive-removed" "The enums and variants are no longer `#[non_exhaustive]`." {
        Major ["E0061"] "Constructors also take the optional fields.";
        Minor [] "No error has an optional field, so all code compiles. A `_` that matches nothing causes a warning.";
    }
    VariantClosed = "rust-variant-non-exhaustive-added" "A variant is now `#[non_exhaustive]`." {
        Major ["E0638", "E0639", "E0603", "E0061"]
            "In another crate, a pattern without `..`, and a literal or a path without the constructor do not compile. \
             The constructor no longer takes optional fields.";
    }
    VariantOpened = "rust-variant-non-exhaustive-removed" "A variant is no longer `#[non_exhaustive]`." {
        Major ["E0061"] "The constructor also takes the optional fields.";
        Minor [] "The error has no optional field, so all code compiles.";
    }
}
