//! The contract: the parts of a catalog that clients depend on, stored in a lock and compared with later catalogs.
//!
//! [`Contract::of`] extracts the parts of a catalog that a client can see. [`Contract::render_lock`] writes a contract
//! as a lock, [`Contract::parse_lock`] reads a lock, and [`Contract::release`] records removed codes and numbers.
//! [`diff`] finds the changes between two contracts and their impact. [`check_contract`] reports the changes that would
//! break clients without notice.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use error_catalog_model::Catalog;
//! use error_catalog_model::contract::{ChangeKind, Contract, Impact, diff};
//!
//! let parse = |text: &str| {
//!     let files = BTreeMap::from([("errors.toml".to_owned(), text.to_owned())]);
//!     Catalog::parse("errors.toml", &files).0.unwrap()
//! };
//! let old = parse("[errors.no_user]\nstatus = 404\nmessage = 'No such user'");
//! let new = parse("[errors.no_user]\nstatus = 410\nmessage = 'No such user'");
//!
//! let changes = diff(&Contract::of(&old), &Contract::of(&new));
//! assert_eq!(changes.len(), 1);
//! assert_eq!(changes[0].kind, ChangeKind::StatusChanged);
//! assert_eq!(changes[0].impact, Impact::Major);
//! assert_eq!(changes[0].what.to_string(), "status 404 is now 410");
//! ```

mod answer;
mod change;
mod check;
mod diff;
mod docs;
mod lock;
mod meaning;
mod model;
mod of;
mod place;
mod release;
mod released;
mod rust;
mod together;
mod version;
mod violation;

pub use self::change::{Certainty, Change};
pub use self::check::check_contract;
pub use self::diff::{diff, diff_rust};
pub use self::docs::{CatalogDocs, ErrorDocs, TranslatedTexts};
pub use self::lock::{carry_comments, is_lock};
pub use self::model::{Contract, ErrorContract, LockFile, PublicField, RejectionKey, RemovedError};
pub use self::rust::{RustCase, RustChange, RustChangeKind, RustContract, RustMember, RustVariant};
pub use self::together::check_together;
pub use self::version::{is_smaller, next_version, version_allows};

pub use crate::diagnostic::rules::{Case, ChangeKind, Impact};
use crate::sentence::Sentence;
