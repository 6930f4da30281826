//! The kinds of changes of a contract, and which clients each kind affects.

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
                severity: severity_of!($worst),
                summary: $summary,
                #[cfg(feature = "explain")]
                why: "",
                #[cfg(feature = "explain")]
                example: example_of!($id $worst),
            },
        )*];
    };
}

/// The severity with which `check` reports a kind of change. A question is a warning, because only a release needs the
/// answer.
macro_rules! severity_of {
    (asked) => {
        Severity::Warning
    };
    ($worst:ident) => {
        Severity::Error
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
        found.copied().unwrap_or(Case { impact, forbidden: false, asked: false, why: "" })
    }
}

changes! {
    CodeReused = "code-reused" "A code was reused with a different meaning." {
        refused "A client that knows the code will mistake the new error for the old error.";
    }
    NumberReused = "number-reused" "A number was reused with a different meaning." {
        refused "A client that knows the number will mistake the new error for the old error.";
    }
    CodeRemoved = "code-removed" "A code was removed, and nothing in the catalog prevents its reuse." {
        refused "A client that handles the code will not receive the code again. A later version could give the code a \
                 different meaning.";
        minor "The error's code and number were never sent, so no client depends on them.";
    }
    CodeRetired = "code-retired" "A code was removed and is listed in `[retired]`." {
        major "A client that handles the code will not receive the code again.";
        minor "The error's code and number were never sent, so no client depends on them.";
    }
    CodeRenamed = "code-renamed" "An error has a new code, and the old code is not an alias." {
        refused "A client that handles the old code will not recognize the error. A client that is generated \
                 from the new catalog cannot read the old code.";
        minor "The code is not sent, so no client depends on the code.";
    }
    CodeRenamedWithAlias = "code-renamed-with-alias" "An error has a new code, and the old code is an alias." {
        major "A client that looks for the old code will not recognize the error, because servers send only the new \
               code.";
        minor "The code is not sent, so no client depends on the code.";
    }
    FamilyLeft = "family-left" "An error that shared a code with other errors now has its own code." {
        major "A client that handles the shared code will not recognize the error.";
        minor "The code is not sent, so no client depends on the code.";
    }
    FamilyShrunk = "family-shrunk" "An error that shared a code with other errors was removed." {
        major "Other errors still send the code. A client that handles the error's own number will not receive the \
               number again.";
        minor "Other errors still send the code, so a client still needs to handle the code.";
    }
    KeyRenamed = "key-renamed" "An error has a new key but the same code." {
        major "Responses contain the key. A client that acts on the key will not find the key in responses.";
        minor "Keys are not sent to clients, so only names in the generated Rust code change.";
    }
    CodeNoLongerSent = "code-no-longer-sent" "Responses no longer contain the code of an error." {
        major "A client that acts on the code will not find the code in responses.";
    }
    AliasRemoved = "alias-removed" "An alias of an error was removed." {
        major "Logs and old servers may still contain the alias. Generated clients no longer recognize the alias.";
    }
    MeaningChanged = "meaning-changed" "A code or number has a new message, which may have a different meaning." {
        asked "If the message describes a different error, a client that knows the code or number will mistake the new \
               error for the old error.";
    }
    StatusChanged = "status-changed" "An error has a different HTTP status, or different statuses." {
        major "Clients, caches and proxies that act on the status will treat the response differently.";
        minor "Every status of the error was also one of its statuses before.";
        patch "The error is sent with the same status as before, and no response contains the new status.";
    }
    SentStatusChanged = "sent-status-changed" "Responses are sent with a different HTTP status than the error's own." {
        major "Clients, caches and proxies that act on the status will treat the response differently.";
    }
    NumberChanged = "number-changed" "An error has a different number, or no longer has a number." {
        major "A client that identifies the error by its number will not recognize the error.";
    }
    FieldRemoved = "field-removed" "A field was removed." {
        major "A client that reads the field will not find it.";
    }
    FieldRetyped = "field-retyped" "A field has a different type." {
        major "A client will fail to read the field, or will read the field incorrectly.";
        minor "Every value of the new type is also a value of the old type.";
    }
    FieldValueAdded = "field-value-added" "A field can have an additional value." {
        minor "A client that knows all values receives a value that it does not know.";
    }
    FieldValueRemoved = "field-value-removed" "A field can no longer have one of its values." {
        minor "A client that handles the value will not receive it.";
    }
    PropertyChanged = "property-changed" "A property of an error has a different value." {
        major "A client that acts on the property will treat the error differently.";
        patch "No response contains the property.";
    }
    PropertyRemoved = "property-removed" "An error no longer has a property." {
        major "A client that reads the property will not find it.";
        patch "No response contained the property.";
    }
    FieldMadeOptional = "field-made-optional" "A field that was always present may now be absent." {
        major "A client that relies on the field may receive a response without the field.";
    }
    FieldMadeInternal = "field-made-internal" "A public field is now internal, so only logs contain it." {
        major "A client that reads the field will not find it.";
    }
    UserMessageChanged = "user-message-changed" "The message for end users was changed, added or removed." {
        major "A client that shows the message to end users will have no message to show.";
        minor "Responses now also contain the message for end users.";
        patch "Only the words of the message changed, or no response contains the message.";
    }
    HeaderRemoved = "header-removed" "A response header was removed." {
        major "A client that reads the header will not find it.";
    }
    HeaderChanged = "header-changed" "A response header has a different value." {
        major "A client that acts on the header will read a different value.";
        minor "The new value is the old value with additional text at the end.";
    }
    RetryWeakened = "retry-weakened"
        "An error now allows clients fewer retries, later retries or no retries."
    {
        major "A client that follows the old retry advice will retry too often, too soon, or without success.";
    }
    GrpcChanged = "grpc-changed" "An error has a different gRPC code." {
        major "A gRPC client that acts on the code will treat the error differently.";
    }
    BodyChanged = "body-changed" "The response body or an error's details now have a different structure." {
        major "A client that reads a changed member will find a different value or no value.";
        minor "Clients can still read all old members, and clients ignore all new members.";
        patch "All members and their types are the same as before.";
    }
    ContentTypeChanged = "content-type-changed" "Responses have a different content type." {
        major "A client that selects a parser by the content type will not be able to parse the response.";
    }
    RejectionChanged = "rejection-changed"
        "If the framework rejects a request, the server answers with a different error than before."
    {
        major "A client that acts on the code of the response will receive a different code.";
        minor "The response to a rejected request now contains additional information.";
    }
    CatalogRenamed = "catalog-renamed" "The catalog has a different name." {
        major "A client that acts on the name in responses will find a different name or no name.";
        minor "Responses now also contain the name of the catalog.";
        patch "No response contains the name of the catalog.";
    }
    DocsUrlChanged = "docs-url-changed" "The documentation of errors has a different URL." {
        major "A client that identifies an error by its URL will find a different URL or no URL.";
        minor "Responses now also contain the URL of the documentation.";
        patch "No response contains the URL of the documentation.";
    }
    ViolationsChanged = "violations-changed" "Field-level validation errors have a different structure." {
        major "A client that reads field-level errors will not be able to parse them.";
        minor "Clients can still read all old members, and clients ignore all new members.";
        patch "No response contains field-level errors, or all their members are the same as before.";
    }
    PlaceholderRemoved = "placeholder-removed" "A slot was removed from a message." {
        major "A client that extracts the slot's value from the message will not find the value. For example, a client \
               may need the value to translate the message.";
    }
    CategoryChanged = "category-changed" "An error is in a different category." {
        major "Responses contain the category, so a client that acts on the category will treat the error differently.";
        minor "Responses now also contain the category.";
        patch "No response contains the category, so only the layout of the documentation changes.";
    }
    CodeAdded = "code-added" "A new error was added." {
        minor "A client that receives an unknown code can still act on the status.";
    }
    FamilyGrown = "family-grown" "A new error sends the code of another error." {
        minor "A client that knows the code treats the new error like the other errors with the code.";
    }
    CodeOwnerChanged = "code-owner-changed" "Of the errors that share a code, another error owns the code." {
        minor "Servers send the same responses. In Rust, parsing the code returns the new owner.";
    }
    CodeRestored = "code-restored" "A removed code is used again with the same meaning." {
        minor "A client that still knows the code will understand the error correctly.";
    }
    CodeSent = "code-sent" "Responses now contain the code of an error." {
        minor "Earlier responses did not contain the code, so existing clients do not read the code.";
    }
    AliasAdded = "alias-added" "An alias was added to an error." {
        minor "Servers send the same codes as before, and generated clients recognize an additional code.";
    }
    NumberAdded = "number-added" "An error that had no number now has a number." {
        minor "Clients can identify the error by its number in addition to its code.";
    }
    PropertyAdded = "property-added" "An error has an additional property." {
        minor "Responses now also contain the property.";
        patch "No response contains the property.";
    }
    FieldAdded = "field-added" "A field was added." {
        minor "Clients ignore fields that they do not know.";
    }
    FieldMadeRequired = "field-made-required" "A field that could be absent is now always present." {
        minor "Clients already handle responses with the field and responses without the field.";
    }
    HeaderAdded = "header-added" "A response header was added." {
        minor "Clients ignore headers that they do not know.";
    }
    RetryStrengthened = "retry-strengthened"
        "An error now allows clients more retries or earlier retries."
    {
        minor "A client that follows the old retry advice will retry later than necessary, or less often.";
    }
    PlaceholderAdded = "placeholder-added" "A slot was added to a message." {
        minor "The message still contains every value that it contained before.";
    }
    Deprecated = "deprecated" "An error was deprecated." {
        minor "The server sends the error as before. Rust code that uses the error gets a compiler warning.";
    }
    DeprecationWithdrawn = "deprecation-withdrawn" "An error is no longer deprecated." {
        patch "The server sends the error as before.";
    }
    TitleChanged = "title-changed" "An error has a different title." {
        patch "Titles are for people, and programs must not depend on titles.";
    }
    MessageChanged = "message-changed" "A message has different words but the same slots." {
        patch "Only words changed. The new message shows the same values as the old message.";
    }
    TranslationChanged = "translation-changed" "The translations of an error were changed." {
        patch "Translations are for people, and programs must not depend on translations.";
    }
    DocsChanged = "docs-changed" "The documentation of an error was changed." {
        patch "Responses stay the same.";
    }
}
