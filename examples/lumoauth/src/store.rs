//! The server's data in memory: tokens, tenants and their users.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use error_catalog::Json;
use serde::Serialize;

use crate::errors::Error;

/// The limit of requests for each token in a period.
const LIMIT: u32 = 100;
const PERIOD: Duration = Duration::from_secs(30);

pub(crate) const READ: &str = "users:read";
pub(crate) const WRITE: &str = "users:write";

const TENANTS: [&str; 2] = ["acme-corp", "globex"];

/// Each token with its tenant and its access.
const TOKENS: [(&str, Access); 3] = [
    ("admin", Access { tenant: "acme-corp", scopes: &[READ, WRITE] }),
    ("reader", Access { tenant: "acme-corp", scopes: &[READ] }),
    ("stranger", Access { tenant: "globex", scopes: &[READ, WRITE] }),
];

/// The access that a token gives.
#[derive(Clone, Copy)]
pub(crate) struct Access {
    tenant: &'static str,
    scopes: &'static [&'static str],
}

impl Access {
    pub(crate) fn check(self, tenant: &str, scope: &str) -> Result<(), Error> {
        if !TENANTS.contains(&tenant) {
            return Err(Error::tenant_not_found());
        }
        if self.tenant != tenant {
            return Err(Error::permission_denied());
        }
        if !self.scopes.contains(&scope) {
            return Err(Error::insufficient_scope());
        }
        Ok(())
    }
}

#[derive(Clone, Serialize)]
pub(crate) struct User {
    id: String,
    email: String,
    #[serde(skip)]
    tenant: String,
}

#[derive(Clone)]
pub(crate) struct Store(Arc<Mutex<State>>);

struct State {
    users: Vec<User>,
    usage: BTreeMap<&'static str, Usage>,
}

impl Store {
    pub(crate) fn new() -> Self {
        let first = User { id: "usr_1".into(), email: "ada@example.com".into(), tenant: "acme-corp".into() };
        Self(Arc::new(Mutex::new(State { users: vec![first], usage: BTreeMap::new() })))
    }

    /// Counts a request of a token.
    pub(crate) fn admit(&self, token: &str) -> Result<Access, Error> {
        let (token, access) = TOKENS.iter().find(|(known, _)| *known == token).ok_or_else(Error::invalid_token)?;
        let now = Instant::now();
        self.lock().usage.entry(token).or_insert(Usage { requests: 0, until: now + PERIOD }).count(now)?;
        Ok(*access)
    }

    pub(crate) fn users(&self, tenant: &str) -> Vec<User> {
        self.lock().users.iter().filter(|user| user.tenant == tenant).cloned().collect()
    }

    pub(crate) fn user(&self, tenant: &str, id: &str) -> Result<User, Error> {
        let state = self.lock();
        let found = state.users.iter().find(|user| user.tenant == tenant && user.id == id);
        found.cloned().ok_or_else(|| Error::resource_not_found("User", Json::object([("user_id", id)])))
    }

    pub(crate) fn add_user(&self, tenant: &str, email: String) -> Result<User, Error> {
        let users = &mut self.lock().users;
        if users.iter().any(|user| user.tenant == tenant && user.email == email) {
            return Err(Error::duplicate_resource("User", "email"));
        }
        let user = User { id: format!("usr_{}", users.len() + 1), email, tenant: tenant.to_owned() };
        users.push(user.clone());
        Ok(user)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The use of a token in the period that ends at `until`.
struct Usage {
    requests: u32,
    until: Instant,
}

impl Usage {
    fn count(&mut self, now: Instant) -> Result<(), Error> {
        if now >= self.until {
            *self = Self { requests: 0, until: now + PERIOD };
        }
        self.requests = self.requests.saturating_add(1);
        if self.requests == LIMIT + 1 {
            // Exceeding the limit starts a new period.
            self.until = now + PERIOD;
        }
        if self.requests > LIMIT {
            return Err(Error::rate_limit_exceeded(self.until - now, LIMIT, 0_u32));
        }
        Ok(())
    }
}
