//! Finds the places of a change, which are the keys that show the change in a catalog and in a lock.

use super::{Change, ChangeKind};
use crate::diagnostic::Span;
use crate::spans::{Location, SpanMap};

impl Change {
    /// The place, in the new catalog, of the key that best shows the change; `None` if the new catalog has no such key.
    /// `spans` contains the places of all keys in the new catalog.
    #[must_use]
    pub fn span(&self, spans: &SpanMap) -> Option<Span> {
        self.find(self.location, spans)
    }

    /// The place of the key that best shows the old value, in the old catalog or lock. `spans` contains the places of
    /// all keys in the old catalog or lock.
    #[must_use]
    pub fn old_span(&self, spans: &SpanMap) -> Option<Span> {
        self.find(self.old_location, spans)
    }

    fn find(&self, location: Option<Location>, spans: &SpanMap) -> Option<Span> {
        let path = self.path();
        match (location, &self.key) {
            (Some(location), _) => spans.in_entry(location, &path),
            (None, Some(_)) => None,
            (None, None) => find_common(&path, spans),
        }
    }

    /// The path of the key that shows the change best. It starts in the table of the error, or at the top level if all
    /// errors changed.
    fn path(&self) -> Vec<&str> {
        let is_common = self.key.is_none();
        let below = |table: &[&'static str]| -> Vec<&str> {
            table.iter().copied().chain(self.keys.iter().map(String::as_str)).collect()
        };
        match self.kind {
            ChangeKind::CodeSent | ChangeKind::CodeNoLongerSent if is_common => vec!["catalog", "code"],
            ChangeKind::CodeReused | ChangeKind::CodeRestored | ChangeKind::MeaningChanged if self.member.is_some() => {
                vec!["aliases"]
            }
            ChangeKind::CodeReused
            | ChangeKind::CodeRestored
            | ChangeKind::CodeRenamed
            | ChangeKind::CodeRenamedWithAlias
            | ChangeKind::CodeOwnerChanged
            | ChangeKind::FamilyLeft
            | ChangeKind::CodeSent
            | ChangeKind::CodeNoLongerSent => vec!["code"],
            ChangeKind::FamilyGrown => vec!["code-of"],
            ChangeKind::NumberChanged | ChangeKind::NumberReused | ChangeKind::NumberAdded => vec!["number"],
            ChangeKind::AliasRemoved | ChangeKind::AliasAdded => vec!["aliases"],
            ChangeKind::StatusChanged => vec!["status"],
            ChangeKind::SentStatusChanged if is_common => vec!["wire", "status"],
            ChangeKind::SentStatusChanged => vec!["sent-status"],
            ChangeKind::RetryWeakened | ChangeKind::RetryStrengthened => below(&["retry"]),
            ChangeKind::GrpcChanged => vec!["grpc"],
            ChangeKind::PlaceholderRemoved
            | ChangeKind::PlaceholderAdded
            | ChangeKind::MessageChanged
            | ChangeKind::MeaningChanged => vec!["message"],
            ChangeKind::TitleChanged => vec!["title"],
            ChangeKind::CategoryChanged => vec!["category"],
            ChangeKind::PropertyChanged | ChangeKind::PropertyAdded | ChangeKind::PropertyRemoved => {
                below(&["properties"])
            }
            ChangeKind::UserMessageChanged => vec!["user-message"],
            ChangeKind::Deprecated | ChangeKind::DeprecationWithdrawn => vec!["deprecated"],
            ChangeKind::FieldRemoved
            | ChangeKind::FieldRetyped
            | ChangeKind::FieldValueAdded
            | ChangeKind::FieldValueRemoved
            | ChangeKind::FieldMadeOptional
            | ChangeKind::FieldMadeInternal
            | ChangeKind::FieldAdded
            | ChangeKind::FieldMadeRequired => below(&["fields"]),
            ChangeKind::HeaderRemoved | ChangeKind::HeaderChanged | ChangeKind::HeaderAdded => below(&["headers"]),
            ChangeKind::BodyChanged if is_common => below(&["wire", "body"]),
            ChangeKind::BodyChanged if self.is_violation => vec!["params"],
            ChangeKind::BodyChanged => below(&["details"]),
            ChangeKind::CatalogRenamed => vec!["catalog", "name"],
            ChangeKind::DocsUrlChanged if is_common => vec!["catalog", "docs-url"],
            ChangeKind::DocsUrlChanged => vec!["docs-url"],
            ChangeKind::ContentTypeChanged => vec!["wire", "content-type"],
            ChangeKind::ViolationsChanged => below(&["wire"]),
            ChangeKind::RejectionChanged => [below(&["statuses"]), vec!["code"]].concat(),
            _ => Vec::new(),
        }
    }
}

/// The place of a key that all errors share. If `[wire]` does not contain the key, its preset decides.
fn find_common(path: &[&str], spans: &SpanMap) -> Option<Span> {
    let found = spans.in_top(path)?;
    let is_wire = path.first() == Some(&"wire") && spans.in_top(&["wire"]) == Some(found);
    let preset = spans.in_top(&["wire", "preset"]).filter(|_| is_wire);
    Some(preset.unwrap_or(found))
}
