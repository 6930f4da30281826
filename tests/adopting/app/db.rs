//! A database in memory. Its errors have the shape of those of sqlx.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::attachments::{Attachment, FileName};
use crate::auth::Token;
use crate::comments::Comment;
use crate::documents::Document;
use crate::members::Role;
use crate::spaces::SpaceRow;
use crate::types::{CommentId, DocPath, Slug, UserId, WebhookId};
use crate::users::User;
use crate::webhooks::Webhook;

/// An error of the database.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no rows returned by a query that expected to return at least one row")]
    RowNotFound,
    #[error("duplicate key value violates unique constraint {constraint:?}")]
    UniqueViolation { constraint: &'static str },
    #[error("error occurred while decoding column {column:?}: {value:?}")]
    ColumnDecode { column: &'static str, value: String },
}

pub(crate) type Result<T> = std::result::Result<T, Error>;

/// A table with a primary key.
pub(crate) struct Table<K, V> {
    constraint: &'static str,
    rows: Mutex<BTreeMap<K, V>>,
}

impl<K: Ord + Clone, V: Clone> Table<K, V> {
    fn new(constraint: &'static str) -> Self {
        Self { constraint, rows: Mutex::default() }
    }

    /// The row with this key.
    pub(crate) async fn get(&self, key: &K) -> Result<V> {
        self.lock().get(key).cloned().ok_or(Error::RowNotFound)
    }

    /// All rows that a function accepts, in the order of their keys.
    pub(crate) async fn filter(&self, accepts: impl Fn(&K, &V) -> bool) -> Result<Vec<(K, V)>> {
        let rows = self.lock();
        let accepted = rows.iter().filter(|(key, row)| accepts(key, row));
        Ok(accepted.map(|(key, row)| (key.clone(), row.clone())).collect())
    }

    pub(crate) async fn insert(&self, key: K, row: V) -> Result<()> {
        let mut rows = self.lock();
        if rows.contains_key(&key) {
            return Err(Error::UniqueViolation { constraint: self.constraint });
        }
        rows.insert(key, row);
        Ok(())
    }

    /// Changes the row with this key, and returns the result of the function.
    pub(crate) async fn update<T>(&self, key: &K, change: impl FnOnce(&mut V) -> T) -> Result<T> {
        self.lock().get_mut(key).map(change).ok_or(Error::RowNotFound)
    }

    pub(crate) async fn delete(&self, key: &K) -> Result<V> {
        self.lock().remove(key).ok_or(Error::RowNotFound)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<K, V>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All tables.
pub(crate) struct Db {
    pub(crate) tokens: Table<String, Token>,
    pub(crate) users: Table<UserId, User>,
    pub(crate) emails: Table<String, UserId>,
    pub(crate) spaces: Table<Slug, SpaceRow>,
    pub(crate) members: Table<(Slug, UserId), Role>,
    pub(crate) documents: Table<(Slug, DocPath), Document>,
    pub(crate) comments: Table<CommentId, Comment>,
    pub(crate) attachments: Table<(Slug, FileName), Attachment>,
    pub(crate) webhooks: Table<WebhookId, Webhook>,
    last_id: AtomicU64,
}

impl Db {
    pub(crate) fn new() -> Self {
        Self {
            tokens: Table::new("tokens_pkey"),
            users: Table::new("users_pkey"),
            emails: Table::new("users_email_key"),
            spaces: Table::new("spaces_pkey"),
            members: Table::new("members_pkey"),
            documents: Table::new("documents_pkey"),
            comments: Table::new("comments_pkey"),
            attachments: Table::new("attachments_pkey"),
            webhooks: Table::new("webhooks_pkey"),
            last_id: AtomicU64::new(0),
        }
    }

    /// An id that no row has.
    pub(crate) fn next_id(&self) -> Uuid {
        Uuid::from_u128((self.last_id.fetch_add(1, Ordering::Relaxed) + 1).into())
    }
}

/// Turns the absence of a row into a value.
pub(crate) trait OptionalExt<T> {
    fn optional(self) -> Result<Option<T>>;
}

impl<T> OptionalExt<T> for Result<T> {
    fn optional(self) -> Result<Option<T>> {
        match self {
            Ok(row) => Ok(Some(row)),
            Err(Error::RowNotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
