//! The kinds of changes of a contract, and whom each kind affects.

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
    ("code-reused" $worst:ident) => {
        super::example!("code-reused" ["old/errors.lock" "errors.toml"] -> ["errors.toml"])
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
    /// The rule that `check` reports when it rejects a change of this kind.
    #[must_use]
    pub const fn rule(self) -> &'static Rule {
        RULES[self as usize]
    }

    /// The stable id of the kind, in kebab-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.rule().id
    }

    /// One sentence that says what a change of this kind changes.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        self.rule().summary
    }

    /// The possible effects of a change of this kind, the worst effect first. No two of the effects have the same
    /// impact.
    #[must_use]
    pub const fn cases(self) -> &'static [Case] {
        match self.rule().kind {
            RuleKind::Change(cases) => cases,
            RuleKind::Hard | RuleKind::Lint => &[],
        }
    }

    /// Returns the effect that a change of this kind has with this impact, or the worst effect if no effect has this
    /// impact.
    pub(crate) fn case(self, impact: super::Impact) -> Case {
        let cases = self.cases();
        let found = cases.iter().find(|case| case.impact == impact).or(cases.first());
        found.copied().unwrap_or(Case { impact, forbidden: false, why: "" })
    }
}

changes! {
    CodeReused = "code-reused" "A code is used again with a different meaning." {
        refused "Clients that know the code mistake the new error for the old error.";
    }
    NumberReused = "number-reused" "A number is used again with a different meaning." {
        refused "Clients that know the number mistake the new error for the old error.";
    }
    CodeRemoved = "code-removed" "A code was removed, and nothing in the catalog prevents its reuse." {
        refused "Clients that handle the code never receive it again, and a later version may give the code a \
                 different meaning.";
        minor "Neither the error's code nor its number was ever sent, so no client depends on them.";
    }
    CodeRetired = "code-retired" "A code was removed and is listed in `[retired]`." {
        major "Clients that handle the code never receive it again.";
        minor "Neither the error's code nor its number was ever sent, so no client depends on them.";
    }
    CodeRenamed = "code-renamed" "An error has a new code, and the old code is not an alias." {
        refused "Clients that handle the old code do not recognize the error, and clients with the new catalog cannot \
                 read the old code.";
        minor "The code is not sent, so no client depends on it.";
    }
    CodeRenamedWithAlias = "code-renamed-with-alias" "An error has a new code, and the old code is an alias." {
        major "An alias is read but never sent, so clients that look for the old code do not recognize the error.";
        minor "The code is not sent, so no client depends on it.";
    }
    KeyRenamed = "key-renamed" "An error has a new key and the same code." {
        minor "Keys are not sent, so only names in the generated Rust code change.";
    }
    CodeNoLongerSent = "code-no-longer-sent" "An error no longer sends its code." {
        major "Clients that act on the code no longer find it in responses.";
    }
    AliasRemoved = "alias-removed" "An alias of an error is removed." {
        major "Clients and logs may still contain the old code, which is no longer recognized.";
    }
    MeaningChanged = "meaning-changed" "The message of a code or number may have another meaning." {
        major "If this is another error, clients that know the code or number mistake it for the old one.";
    }
    StatusChanged = "status-changed" "An error has a different HTTP status." {
        major "Clients that act on the status treat the response differently, and so do caches and proxies.";
    }
    NumberChanged = "number-changed" "An error has a different number, or no longer has a number." {
        major "Clients that identify the error by its number do not recognize it.";
    }
    FieldRemoved = "field-removed" "A field is removed." {
        major "Clients that read the field do not find it.";
    }
    FieldRetyped = "field-retyped" "A field has a different type." {
        major "Clients fail to read the field, or read it incorrectly.";
        minor "Every value of the new type is also a value of the old type.";
    }
    FieldMadeOptional = "field-made-optional" "A field that was always present may now be absent." {
        major "Clients that rely on the field receive responses without it.";
    }
    FieldMadeInternal = "field-made-internal" "A public field is now internal, so only logs contain it." {
        major "Clients that read the field do not find it.";
    }
    UserMessageChanged = "user-message-changed" "The message for end users is changed, added or removed." {
        major "Clients that show the message to end users have nothing to show.";
        minor "Responses now also contain the message.";
        patch "Only the words of the message differ, or no response contains the message.";
    }
    HeaderRemoved = "header-removed" "A response header is removed." {
        major "Clients that read the header do not find it.";
    }
    HeaderChanged = "header-changed" "A response header has a different value." {
        major "Clients that act on the header read a different value.";
        minor "The new value begins with the old value, followed by additional text.";
    }
    RetryWeakened = "retry-weakened" "The advice to clients allows fewer or later retries than before." {
        major "Clients that follow the old advice retry too often, too soon, or without success.";
    }
    GrpcChanged = "grpc-changed" "An error has a different gRPC code." {
        major "gRPC clients that act on the code treat the error differently.";
    }
    BodyChanged = "body-changed" "The structure of the body or of an error's details is changed." {
        major "Clients that read a changed member do not find it, or find different content.";
        minor "Existing members are unchanged, and clients ignore members that they do not know.";
        patch "The members and their types are the same.";
    }
    ContentTypeChanged = "content-type-changed" "Responses have a different content type." {
        major "Clients that select a parser by the content type can no longer parse the response.";
    }
    RefusalChanged = "refusal-changed" "A request that the framework rejects is answered with a different error." {
        major "Clients that act on the code of the response receive a different code.";
        minor "The response to a rejected request now contains additional information.";
    }
    CatalogRenamed = "catalog-renamed" "The catalog has a different name." {
        major "Responses contain the name, so clients that act on the name find a different name or none.";
        minor "Responses now also contain the name.";
        patch "No response contains the name.";
    }
    DocsUrlChanged = "docs-url-changed" "The documentation of errors has a different URL." {
        major "Responses contain the URL, so clients that identify an error by its URL find a different URL or none.";
        minor "Responses now also contain the URL.";
        patch "No response contains the URL.";
    }
    ViolationsChanged = "violations-changed" "Field-level validation errors have a different structure." {
        major "Clients that read field-level errors can no longer parse them.";
        patch "No response contains field-level errors.";
    }
    PlaceholderRemoved = "placeholder-removed" "A message no longer contains one of its slots." {
        major "Clients that extract the value from the message, or insert the value into a translation, no longer \
               receive the value.";
    }
    CategoryChanged = "category-changed" "An error is in a different category." {
        major "Responses contain the category, so clients that act on the category treat the error differently.";
        minor "Responses now also contain the category.";
        patch "No response contains the category, so only the layout of the documentation changes.";
    }
    CodeAdded = "code-added" "An error is new." {
        minor "Clients that receive an unknown code act on the status.";
    }
    CodeRestored = "code-restored" "A removed code is used again with the same meaning." {
        minor "Clients that still know the code understand it correctly.";
    }
    CodeSent = "code-sent" "An error that did not send its code now sends it." {
        minor "Responses now also contain the code.";
    }
    AliasAdded = "alias-added" "An error has a new alias." {
        minor "Clients recognize an additional code, and the codes that servers send stay the same.";
    }
    NumberAdded = "number-added" "An error that had no number now has a number." {
        minor "Clients can identify the error by its number in addition to its code.";
    }
    FieldAdded = "field-added" "A field is new." {
        minor "Clients ignore fields that they do not know.";
    }
    FieldMadeRequired = "field-made-required" "A field that could be absent is now always present." {
        minor "Clients already handle responses with the field and responses without it.";
    }
    HeaderAdded = "header-added" "A response header is new." {
        minor "Clients ignore headers that they do not know.";
    }
    RetryStrengthened = "retry-strengthened" "The advice to clients allows more or earlier retries than before." {
        minor "Clients that follow the old advice retry less often than the new advice allows.";
    }
    PlaceholderAdded = "placeholder-added" "A message contains an additional slot." {
        minor "The message still contains every value that it contained before.";
    }
    Deprecated = "deprecated" "An error is deprecated." {
        minor "The error is sent as before. Rust code that uses the error gets a compiler warning.";
    }
    DeprecationWithdrawn = "deprecation-withdrawn" "An error is no longer deprecated." {
        patch "The error is sent as before.";
    }
    TitleChanged = "title-changed" "An error has a different title." {
        patch "Titles are for people, and programs must not depend on them.";
    }
    MessageChanged = "message-changed" "A message has different words but the same slots." {
        patch "Messages are for people, and the values in the message stay the same.";
    }
    TranslationChanged = "translation-changed" "The translations of an error are changed." {
        patch "Translations are for people, and programs must not depend on them.";
    }
    DocsChanged = "docs-changed" "The documentation of an error is changed." {
        patch "Responses stay the same.";
    }
}
