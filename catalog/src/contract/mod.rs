//! What clients depend on: frozen in a lock, and compared.
//!
//! [`Contract::of`] takes from a catalog what a client can see. [`Contract::render_lock`] and [`Contract::parse_lock`]
//! keep it in a file, and [`Contract::release`] never forgets what is gone. [`diff`] says what changed between two, and
//! how much that matters to whom. [`check_contract`] makes diagnostics of what no catalog may do to its clients.

mod change;
mod check;
mod diff;
mod kind;
mod lock;
mod of;
mod promise;
mod release;
mod version;

pub use self::change::{Certainty, Change, Impact};
pub use self::check::check_contract;
pub use self::diff::diff;
pub use self::kind::{Case, ChangeKind};
pub use self::lock::{carry_comments, lock_path};
pub use self::promise::{Contract, Gone, Promise, PromisedField};
pub use self::version::{next_version, version_allows};
