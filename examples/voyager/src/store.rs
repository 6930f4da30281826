//! The server's data in memory: tokens and projects.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use error_catalog::Uuid;
use serde::Serialize;

use crate::ApiError;

/// The limit of requests for each token in a period. After exceeding the limit, a client must wait for `PAUSE`.
const LIMIT: u32 = 20;
const PERIOD: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_secs(1);

const TOKENS: [(&str, Access); 3] = [("editor", Access::Edit), ("viewer", Access::View), ("guest", Access::Nothing)];

/// The access that a token gives.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) enum Access {
    Nothing,
    View,
    Edit,
}

impl Access {
    pub(crate) fn check(self, needed: Access) -> Result<(), ApiError> {
        if self >= needed { Ok(()) } else { Err(ApiError::permission_denied()) }
    }
}

#[derive(Clone, Serialize)]
pub(crate) struct Project {
    id: String,
    name: String,
}

#[derive(Clone)]
pub(crate) struct Store(Arc<Mutex<State>>);

struct State {
    projects: BTreeMap<Uuid, Project>,
    usage: BTreeMap<&'static str, Usage>,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(State { projects: BTreeMap::new(), usage: BTreeMap::new() })))
    }

    /// Counts a request of a token.
    pub(crate) fn admit(&self, token: &str) -> Result<Access, ApiError> {
        let (token, access) = TOKENS.iter().find(|(known, _)| *known == token).ok_or_else(ApiError::invalid_token)?;
        let now = Instant::now();
        self.lock().usage.entry(token).or_insert(Usage { requests: 0, until: now + PERIOD }).count(now)?;
        Ok(*access)
    }

    pub(crate) fn projects(&self) -> Vec<Project> {
        self.lock().projects.values().cloned().collect()
    }

    pub(crate) fn project(&self, id: Uuid) -> Result<Project, ApiError> {
        self.lock().projects.get(&id).cloned().ok_or_else(|| ApiError::not_found("Project"))
    }

    pub(crate) fn add_project(&self, name: String) -> Project {
        let id = random_uuid();
        let project = Project { id: id.to_string(), name };
        self.lock().projects.insert(id, project.clone());
        project
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
    fn count(&mut self, now: Instant) -> Result<(), ApiError> {
        if now >= self.until {
            *self = Self { requests: 0, until: now + PERIOD };
        }
        self.requests = self.requests.saturating_add(1);
        if self.requests > LIMIT {
            self.until = now + PAUSE;
            return Err(ApiError::rate_limit_exceeded());
        }
        Ok(())
    }
}

/// A version 4 UUID. The UUID is made from the keys of hashers, the only random numbers in the standard library.
fn random_uuid() -> Uuid {
    let [high, low] = [(); 2].map(|()| u128::from(RandomState::new().build_hasher().finish()));
    let random = high << 64 | low;
    let version_and_variant = 0xf000_u128 << 64 | 0b11_u128 << 62;
    Uuid::from_bytes((random & !version_and_variant | 0x4000_u128 << 64 | 0b10_u128 << 62).to_be_bytes())
}
