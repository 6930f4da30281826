//! Changes of a contract: each kind, and whom it affects.

use super::{Case, Rule, RuleKind};
use crate::diagnostic::Severity;

/// Defines the kinds of change: `Name = "id" "summary" { effect "why"; … }`, with the worst effect first.
macro_rules! changes {
    ($(
        $name:ident = $id:tt $summary:literal { $worst:ident $whom:literal; $($effect:ident $why:literal;)* }
    )*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $(#[doc = $summary] $name,)*
        }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$name,)*];
        }

        pub(super) static RULES: &[&Rule] = &[$(
            &Rule {
                id: $id,
                kind: RuleKind::Change(&[Case::$worst($whom), $(Case::$effect($why),)*]),
                severity: Severity::Error,
                summary: $summary,
                #[cfg(feature = "explain")]
                why: "",
                #[cfg(feature = "explain")]
                example: example_of!($id $worst),
            },
        )*];
    };
}

/// The example of a kind of change. An example of a change that adds something, or that nobody can observe, has no
/// corrected files.
#[cfg(feature = "explain")]
macro_rules! example_of {
    // Only a lock records removed codes.
    ("code-restored" $worst:ident) => {
        super::example!("code-restored" ["old/errors.lock" "errors.toml"] -> [])
    };
    ($id:literal minor) => {
        super::example!($id ["old/errors.toml" "errors.toml"] -> [])
    };
    ($id:literal patch) => {
        super::example!($id ["old/errors.toml" "errors.toml"] -> [])
    };
    ($id:literal $worst:ident) => {
        super::example!($id ["old/errors.toml" "errors.toml"] -> ["errors.toml"])
    };
}

#[cfg(feature = "contract")]
impl ChangeKind {
    /// The rule that `check` reports where it refuses such a change.
    #[must_use]
    pub const fn rule(self) -> &'static Rule {
        RULES[self as usize]
    }

    /// Its stable id, in kebab-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.rule().id
    }

    /// What such a change is, in one sentence.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        self.rule().summary
    }

    /// The effects that such a change may have: at most one for each impact, the worst first.
    #[must_use]
    pub const fn cases(self) -> &'static [Case] {
        match self.rule().kind {
            RuleKind::Change(cases) => cases,
            RuleKind::Hard | RuleKind::Lint => &[],
        }
    }

    /// Returns the effect of such a change if it has this impact, or the worst effect if it never has this impact.
    pub(crate) fn case(self, impact: super::Impact) -> Case {
        let cases = self.cases();
        let found = cases.iter().find(|case| case.impact == impact).or(cases.first());
        found.copied().unwrap_or(Case { impact, forbidden: false, why: "" })
    }
}

changes! {
    CodeReused = "code-reused" "A code that meant something else is used again." {
        refused "Clients that know the code mistake the new error for the old one.";
    }
    NumberReused = "number-reused" "A number that meant something else is used again." {
        refused "Clients that know the number mistake the new error for the old one.";
    }
    CodeRemoved = "code-removed" "A code was removed, and nothing in the catalog prevents its reuse." {
        refused "Clients that handle the code never see it again, and a later version may give it another meaning.";
        minor "Neither the error's code nor its number was ever sent, so no client depends on them.";
    }
    CodeRetired = "code-retired" "A code was removed and is listed in `[retired]`." {
        major "Clients that handle the code never see it again.";
        minor "Neither the error's code nor its number was ever sent, so no client depends on them.";
    }
    CodeRenamed = "code-renamed" "An error has a new code, and the old one is not an alias." {
        refused "Clients that handle the old code do not recognize the error, and clients with the new catalog cannot read the old code.";
        minor "The code is not sent, so no client depends on it.";
    }
    CodeRenamedWithAlias = "code-renamed-with-alias" "An error has a new code, and the old one is an alias." {
        major "An alias is read but never sent: clients that compare with the old code do not recognize the error.";
        minor "The code is not sent, so no client depends on it.";
    }
    KeyRenamed = "key-renamed" "An error has a new key and the same code." {
        minor "The key is not sent: only names in the generated Rust change.";
    }
    CodeNoLongerSent = "code-no-longer-sent" "An error no longer sends its code." {
        major "Clients that act on the code do not find it.";
    }
    AliasRemoved = "alias-removed" "An alias is no longer read." {
        major "Clients and logs that still contain the old code are no longer understood.";
    }
    StatusChanged = "status-changed" "An error has another HTTP status." {
        major "Clients that act on the status, and all caches and proxies in between, treat the response differently.";
    }
    NumberChanged = "number-changed" "An error has another number, or no longer has one." {
        major "Clients that identify the error by its number do not recognize it.";
    }
    FieldRemoved = "field-removed" "A field is removed." {
        major "Clients that read the field do not find it.";
    }
    FieldRetyped = "field-retyped" "A field has another type." {
        major "Clients fail to read the field, or read it incorrectly.";
        minor "Every value of the new type is also a value of the old one.";
    }
    FieldMadeOptional = "field-made-optional" "A field that was always present may be absent." {
        major "Clients that rely on the field receive responses without it.";
    }
    FieldMadeInternal = "field-made-internal" "A public field is now only for logs." {
        major "Clients that read the field do not find it.";
    }
    UserMessageChanged = "user-message-changed" "The message for end users is changed, added or removed." {
        major "Clients that show the message to people have nothing to show.";
        minor "Responses contain more than before.";
        patch "The message is for people, or no response contains it.";
    }
    HeaderRemoved = "header-removed" "A response header is removed." {
        major "Clients that read the header do not find it.";
    }
    HeaderChanged = "header-changed" "A response header has another value." {
        major "Clients that act on the header read a different value.";
        minor "The header still starts with the old value and adds to it.";
    }
    RetryWeakened = "retry-weakened" "Clients may retry less than before." {
        major "Clients that follow the old advice retry too often, too soon, or in vain.";
    }
    GrpcChanged = "grpc-changed" "An error has another gRPC code." {
        major "gRPC clients that act on the code treat the error differently.";
    }
    BodyChanged = "body-changed" "The structure of the body, or of one error's details, is changed." {
        major "Clients that read the member do not find it, or find something else.";
        minor "Existing members are unchanged, and clients ignore members that they do not know.";
        patch "The members and their types are the same.";
    }
    ContentTypeChanged = "content-type-changed" "Responses have another content type." {
        major "Clients that choose a parser by the content type no longer parse the response.";
    }
    RefusalChanged = "refusal-changed" "Requests that the framework refuses are answered with another error." {
        major "Clients that act on the code of such a response receive another code.";
        minor "Such a response contains more than before.";
    }
    CatalogRenamed = "catalog-renamed" "The catalog has another name." {
        major "Responses contain the name: clients that act on it find another one, or none.";
        minor "Responses contain the name, and did not before.";
        patch "No response contains the name.";
    }
    DocsUrlChanged = "docs-url-changed" "The documentation of errors has another URL." {
        major "Responses contain the URL: clients that identify an error by it find another one, or none.";
        minor "Responses contain the URL, and did not before.";
        patch "No response contains the URL.";
    }
    ViolationsChanged = "violations-changed" "Field-level validation errors have another structure." {
        major "Clients that read field-level errors can no longer parse them.";
        patch "No response contains field-level errors.";
    }
    PlaceholderRemoved = "placeholder-removed" "A message no longer contains one of its values." {
        major "Clients that extract the value from the message, or insert it into a translation, no longer have it.";
    }
    CategoryChanged = "category-changed" "An error is in another category." {
        major "Responses contain the category: clients that act on it treat the error differently.";
        minor "Responses contain the category, and did not before.";
        patch "No response contains the category: only the layout of the documentation changes.";
    }
    CodeAdded = "code-added" "An error is new." {
        minor "Clients that receive an unknown code act on the status.";
    }
    CodeRestored = "code-restored" "A removed code is used again with the same meaning." {
        minor "Clients that still know the code understand it correctly.";
    }
    CodeSent = "code-sent" "An error that did not send its code now sends it." {
        minor "Responses contain more than before.";
    }
    AliasAdded = "alias-added" "An error has a new alias." {
        minor "More codes are understood, and the codes that are sent stay the same.";
    }
    NumberAdded = "number-added" "An error that had no number has one." {
        minor "Clients can identify the error by its number in addition to its code.";
    }
    FieldAdded = "field-added" "A field is new." {
        minor "Clients ignore fields that they do not know.";
    }
    FieldMadeRequired = "field-made-required" "A field that could be absent is always present." {
        minor "Clients that can handle its absence can handle its presence.";
    }
    HeaderAdded = "header-added" "A response header is new." {
        minor "Clients ignore headers that they do not know.";
    }
    RetryStrengthened = "retry-strengthened" "Clients may retry more than before." {
        minor "Clients that follow the old advice retry less than they may.";
    }
    PlaceholderAdded = "placeholder-added" "A message contains an additional value." {
        minor "The message still contains all values that it had before.";
    }
    Deprecated = "deprecated" "An error is deprecated." {
        minor "It is sent as before. Rust code that uses it gets a compiler warning.";
    }
    DeprecationWithdrawn = "deprecation-withdrawn" "An error is no longer deprecated." {
        patch "It is sent as before.";
    }
    TitleChanged = "title-changed" "An error has another title." {
        patch "Titles are for people, and programs must not depend on them.";
    }
    MessageChanged = "message-changed" "A message has the same values in different words." {
        patch "Messages are for people, and the values are the same.";
    }
    TranslationChanged = "translation-changed" "The texts of a language are changed." {
        patch "Translations are for people.";
    }
    DocsChanged = "docs-changed" "The documentation is changed." {
        patch "Responses are the same.";
    }
}
