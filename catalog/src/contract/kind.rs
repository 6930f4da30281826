//! The classification: every kind of change, how much it matters, and to whom.

use super::Impact;
use crate::diagnostic::{Rule, Severity};

/// What a kind of change means where it has this impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// How much it matters.
    pub impact: Impact,
    /// Whether it is refused whatever the version.
    pub forbidden: bool,
    /// Whom it breaks, and why, or why it breaks nobody.
    pub why: &'static str,
}

macro_rules! kinds {
    ($($name:ident = $id:literal $summary:literal { $($case:ident $why:literal;)* })*) => {
        /// What kind a change is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $(#[doc = $summary] $name,)*
        }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$name,)*];

            /// Its stable id, in kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(ChangeKind::$name => $id,)*
                }
            }

            /// What such a change is, in one sentence.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                self.rule().summary
            }

            /// What it may mean: at most one case an impact, the worst first.
            #[must_use]
            pub const fn cases(self) -> &'static [Case] {
                match self {
                    $(ChangeKind::$name => const { &[$(case(stringify!($case).as_bytes(), $why),)*] },)*
                }
            }

            /// The rule that a lock makes of it.
            #[must_use]
            pub const fn rule(self) -> &'static Rule {
                match self {
                    $(ChangeKind::$name => &const { Rule::new($id, Severity::Error, $summary) },)*
                }
            }
        }
    };
}

/// `Never` is major, and refused whatever the version.
const fn case(name: &[u8], why: &'static str) -> Case {
    let (impact, forbidden) = match name {
        b"Never" => (Impact::Major, true),
        b"Major" => (Impact::Major, false),
        b"Minor" => (Impact::Minor, false),
        _ => (Impact::Patch, false),
    };
    Case { impact, forbidden, why }
}

impl ChangeKind {
    /// What it means where it has this impact; of a kind that never has it, the worst.
    pub(super) fn case(self, impact: Impact) -> Case {
        let cases = self.cases();
        let found = cases.iter().find(|case| case.impact == impact).or(cases.first());
        found.copied().unwrap_or(Case { impact, forbidden: false, why: "" })
    }
}

kinds! {
    CodeReused = "code-reused" "A code that meant something else is used again." {
        Never "Clients that know the code take the new error for the old one.";
    }
    NumberReused = "number-reused" "A number that meant something else is used again." {
        Never "Clients that know the number take the new error for the old one.";
    }
    CodeRemoved = "code-removed" "A code is gone, and nothing in the catalog keeps it from being used again." {
        Never "Clients wait for the code in vain, and once forgotten it may come back under another meaning.";
        Minor "No client has seen its code or number, so that none can miss it.";
    }
    CodeRetired = "code-retired" "A code is gone, and has a row in `[retired]`." {
        Major "Clients that handle the code wait for it in vain.";
        Minor "No client has seen its code or number, so that none can miss it.";
    }
    CodeRenamed = "code-renamed" "An error has another code, and the old one is not among its aliases." {
        Never "Clients that handle the old code miss the error, and those that read with the new catalog cannot read the old code.";
        Minor "The code is not sent, so that no client has seen it.";
    }
    CodeRenamedWithAlias = "code-renamed-with-alias" "An error has another code, and the old one is an alias." {
        Major "An alias is read, and never sent: clients that compare with the old code miss the error.";
        Minor "The code is not sent, so that no client has seen it.";
    }
    KeyRenamed = "key-renamed" "An error has another key, and the same code." {
        Minor "The key is not sent: only the names in the generated Rust change.";
    }
    CodeNoLongerSent = "code-no-longer-sent" "An error no longer sends its code." {
        Major "Clients that act on the code find none.";
    }
    AliasRemoved = "alias-removed" "A code that named an error is no longer read." {
        Major "Clients and logs that still hold the old code are no longer understood.";
    }
    StatusChanged = "status-changed" "An error has another HTTP status." {
        Major "Clients that act on the status, and every cache and proxy between, treat the response differently.";
    }
    NumberChanged = "number-changed" "An error has another number, or none any more." {
        Major "Clients that know the error by its number miss it.";
    }
    FieldRemoved = "field-removed" "A field is gone." {
        Major "Clients that read the field find nothing.";
    }
    FieldRetyped = "field-retyped" "A field has another type." {
        Major "Clients that read the field cannot read it any more, or read it wrongly.";
        Minor "Every value that it has now it could have had before.";
    }
    FieldMadeOptional = "field-made-optional" "A field that was always there may be missing." {
        Major "Clients that rely on the field meet responses without it.";
    }
    FieldMadeInternal = "field-made-internal" "A field that clients saw is for logs alone." {
        Major "Clients that read the field find nothing.";
    }
    UserMessageChanged = "user-message-changed" "The message for end users is another one, new, or gone." {
        Major "Clients that show it to people find nothing to show.";
        Minor "Responses say more than they did.";
        Patch "It is for people; or no response shows it.";
    }
    HeaderRemoved = "header-removed" "A response header is gone." {
        Major "Clients that read the header find none.";
    }
    HeaderChanged = "header-changed" "A response header has another value." {
        Major "Clients that act on the header read something else.";
        Minor "What the header said it still says, and more behind it.";
    }
    RetryWeakened = "retry-weakened" "Clients may retry less than before." {
        Major "Clients that retry as they were told do so too often, too soon, or in vain.";
    }
    GrpcChanged = "grpc-changed" "An error has another gRPC code." {
        Major "gRPC clients that act on the code treat the error differently.";
    }
    BodyChanged = "body-changed" "The body of all errors, or the details of one, are made differently." {
        Major "Clients that read the member find nothing, or something else.";
        Minor "Everything that was there is there: clients leave alone what they do not know.";
        Patch "The members and their types are the same.";
    }
    ContentTypeChanged = "content-type-changed" "Responses have another content type." {
        Major "Clients that choose how to read a response by its content type do not read it any more.";
    }
    RefusalChanged = "refusal-changed" "What the framework itself refuses is answered as another error." {
        Major "Clients that act on the code of such a response meet another one.";
        Minor "Such a response says more than it did.";
    }
    CatalogRenamed = "catalog-renamed" "The catalog has another name." {
        Major "Responses show the name: clients that act on it find another one, or none.";
        Minor "Responses show the name, and had none to show.";
        Patch "No response shows the name.";
    }
    DocsUrlChanged = "docs-url-changed" "The documentation of errors has another address." {
        Major "Responses show the address: clients that know an error by it find another one, or none.";
        Minor "Responses show the address, and had none to show.";
        Patch "No response shows the address.";
    }
    ViolationsChanged = "violations-changed" "Field-level validation errors are shown in another shape." {
        Major "Clients that read field-level errors cannot read them any more.";
        Patch "No response shows field-level errors.";
    }
    PlaceholderRemoved = "placeholder-removed" "A message no longer says something that varies." {
        Major "Clients that take the value out of the message, or translate it with its values, have lost it.";
    }
    CategoryChanged = "category-changed" "An error is in another category." {
        Major "Responses show the category: clients that act on it treat the error differently.";
        Minor "Responses show the category, and had none to show.";
        Patch "No response shows the category: only the reference is laid out differently.";
    }
    CodeAdded = "code-added" "An error is new." {
        Minor "Clients meet a code that they do not know, and act on its status.";
    }
    CodeRestored = "code-restored" "A code that was gone is back, and means what it meant." {
        Minor "Clients that still know the code are right about it.";
    }
    CodeSent = "code-sent" "An error sends its code, and did not before." {
        Minor "Responses say more than they did.";
    }
    AliasAdded = "alias-added" "One more code is read as an error." {
        Minor "More is understood than before, and the same is sent.";
    }
    NumberAdded = "number-added" "An error has a number, and had none." {
        Minor "Clients may know the error by one more thing.";
    }
    FieldAdded = "field-added" "A field is new." {
        Minor "Clients leave alone what they do not know.";
    }
    FieldMadeRequired = "field-made-required" "A field that might be missing is always there." {
        Minor "Clients that can do without it can do with it.";
    }
    HeaderAdded = "header-added" "A response header is new." {
        Minor "Clients leave alone what they do not know.";
    }
    RetryStrengthened = "retry-strengthened" "Clients may retry more than before." {
        Minor "Clients that retry less than they may are still right.";
    }
    PlaceholderAdded = "placeholder-added" "A message says something more that varies." {
        Minor "Everything that the message said it still says.";
    }
    Deprecated = "deprecated" "An error is deprecated." {
        Minor "It is sent as before; code that uses it meets a warning of the compiler.";
    }
    DeprecationWithdrawn = "deprecation-withdrawn" "An error is no longer deprecated." {
        Patch "It is sent as before.";
    }
    TitleChanged = "title-changed" "An error has another title." {
        Patch "A title is for people; no program may act on it.";
    }
    MessageChanged = "message-changed" "A message says the same values in other words." {
        Patch "A message is for people, and its values are the same.";
    }
    TranslationChanged = "translation-changed" "The texts of a language changed." {
        Patch "Translations are for people.";
    }
    DocsChanged = "docs-changed" "The reference says something else." {
        Patch "Responses are the same.";
    }
}
