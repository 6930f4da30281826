//! The server's data in memory: tokens and users.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::errors::Error;

/// The access that a token gives.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Access {
    Write,
    Read,
    Nothing,
    Expired,
    Revoked,
}

impl Access {
    pub(crate) fn check_read(self) -> Result<(), Error> {
        if self == Self::Nothing { Err(Error::forbidden()) } else { Ok(()) }
    }

    pub(crate) fn check_write(self) -> Result<(), Error> {
        self.check_read()?;
        if self == Self::Write { Ok(()) } else { Err(Error::insufficient_scope()) }
    }
}

/// The period to which the limit of requests applies.
const PERIOD: Duration = Duration::from_secs(60);

/// Each token with its access, its limit of requests in a period, and the seconds to wait after exceeding the limit.
const TOKENS: [(&str, Access, u32, u64); 6] = [
    ("admin", Access::Write, 100, 60),
    ("reader", Access::Read, 100, 60),
    ("burst", Access::Read, 2, 1),
    ("guest", Access::Nothing, 100, 60),
    ("expired", Access::Expired, 100, 60),
    ("revoked", Access::Revoked, 100, 60),
];

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Active,
    Locked,
    Suspended,
}

#[derive(Clone, Serialize)]
pub(crate) struct User {
    id: String,
    email: String,
    name: String,
    status: Status,
}

impl User {
    fn new(id: &str, email: String, name: String) -> Self {
        Self { id: id.to_owned(), email, name, status: Status::Active }
    }
}

/// An address that is reserved by an invitation.
const INVITED: &str = "invited@example.com";

/// A user who cannot be read the first few times: the same request succeeds later.
struct Fault {
    user: &'static str,
    error: fn() -> Error,
    times: u32,
}

const FAULTS: [Fault; 4] = [
    Fault { user: "usr_moving", error: Error::service_unavailable, times: 2 },
    Fault { user: "usr_broken", error: Error::internal_error, times: 2 },
    Fault { user: "usr_stuck", error: Error::database_error, times: 2 },
    Fault { user: "usr_slow", error: Error::timeout, times: 2 },
];

#[derive(Clone)]
pub(crate) struct Store(Arc<Mutex<State>>);

struct State {
    users: Vec<User>,
    usage: BTreeMap<&'static str, (u32, Instant)>,
    /// How often each fault has occurred.
    failed: BTreeMap<&'static str, u32>,
}

impl Store {
    pub(crate) fn new() -> Self {
        let user = |id: &str| User::new(id, format!("{}@example.com", id.trim_start_matches("usr_")), "Ada".into());
        let mut users: Vec<User> = FAULTS.iter().map(|fault| user(fault.user)).collect();
        users.push(user("usr_1"));
        users.push(User { status: Status::Locked, ..user("usr_locked") });
        users.push(User { status: Status::Suspended, ..user("usr_suspended") });
        Self(Arc::new(Mutex::new(State { users, usage: BTreeMap::new(), failed: BTreeMap::new() })))
    }

    /// Counts a request of a token.
    pub(crate) fn admit(&self, token: &str) -> Result<Access, Error> {
        let found = TOKENS.iter().find(|(known, ..)| *known == token);
        let (token, access, limit, wait) = found.ok_or_else(Error::unauthorized)?;
        match access {
            Access::Expired => return Err(Error::token_expired()),
            Access::Revoked => return Err(Error::token_revoked()),
            Access::Write | Access::Read | Access::Nothing => {}
        }
        let (mut state, now) = (self.lock(), Instant::now());
        let (requests, until) = state.usage.entry(token).or_insert((0, now + PERIOD));
        if now >= *until {
            (*requests, *until) = (0, now + PERIOD);
        }
        *requests = requests.saturating_add(1);
        if *requests == limit + 1 {
            *until = now + Duration::from_secs(*wait);
        }
        if *requests > *limit { Err(Error::rate_limit_exceeded(*until - now)) } else { Ok(*access) }
    }

    pub(crate) fn users(&self) -> Vec<User> {
        self.lock().users.clone()
    }

    pub(crate) fn user(&self, id: &str) -> Result<User, Error> {
        let mut state = self.lock();
        if let Some(fault) = FAULTS.iter().find(|fault| fault.user == id) {
            let failed = state.failed.entry(fault.user).or_default();
            if *failed < fault.times {
                *failed += 1;
                return Err((fault.error)());
            }
        }
        let user = state.users.iter().find(|user| user.id == id).ok_or_else(|| Error::not_found("user"))?;
        match user.status {
            Status::Active => Ok(user.clone()),
            Status::Locked => Err(Error::user_locked()),
            Status::Suspended => Err(Error::user_suspended()),
        }
    }

    pub(crate) fn add_user(&self, email: String, name: String) -> Result<User, Error> {
        let users = &mut self.lock().users;
        if email == INVITED {
            return Err(Error::conflict());
        }
        if users.iter().any(|user| user.email == email) {
            return Err(Error::email_already_exists());
        }
        let user = User::new(&format!("usr_{}", users.len() + 1), email, name);
        users.push(user.clone());
        Ok(user)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
