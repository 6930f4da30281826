//! The server's data in memory: API keys, organizations and their webhooks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::errors::Error;

/// The limit of requests for each key in a period.
const LIMIT: u32 = 60;
const PERIOD: Duration = Duration::from_secs(60);

/// Each key with its organization.
const KEYS: [(&str, &str); 2] = [("lomi_sk_test", "org_1"), ("lomi_sk_other", "org_2")];

#[derive(Clone, Serialize)]
pub(crate) struct Webhook {
    id: String,
    url: String,
    #[serde(skip)]
    owner: &'static str,
}

#[derive(Clone)]
pub(crate) struct Store(Arc<Mutex<State>>);

struct State {
    webhooks: Vec<Webhook>,
    created: usize,
    usage: BTreeMap<&'static str, (u32, Instant)>,
}

impl Store {
    pub(crate) fn new() -> Self {
        let first = Webhook { id: "wh_1".into(), url: "https://example.com/hook".into(), owner: "org_1" };
        Self(Arc::new(Mutex::new(State { webhooks: vec![first], created: 1, usage: BTreeMap::new() })))
    }

    /// Counts a request of a key.
    pub(crate) fn admit(&self, key: &str) -> Result<&'static str, Error> {
        let (key, owner) = KEYS.iter().find(|(known, _)| *known == key).ok_or_else(Error::invalid_api_key)?;
        let (mut state, now) = (self.lock(), Instant::now());
        let (requests, since) = state.usage.entry(key).or_insert((0, now));
        if now.duration_since(*since) > PERIOD {
            (*requests, *since) = (0, now);
        }
        *requests = requests.saturating_add(1);
        if *requests > LIMIT { Err(Error::rate_limit_exceeded()) } else { Ok(owner) }
    }

    pub(crate) fn list(&self, owner: &str) -> Vec<Webhook> {
        self.lock().webhooks.iter().filter(|webhook| webhook.owner == owner).cloned().collect()
    }

    pub(crate) fn get(&self, owner: &str, id: &str) -> Result<Webhook, Error> {
        let state = self.lock();
        let place = state.find(owner, id)?;
        Ok(state.webhooks[place].clone())
    }

    pub(crate) fn insert(&self, owner: &'static str, url: String) -> Result<Webhook, Error> {
        let mut state = self.lock();
        state.check(owner, None, &url)?;
        state.created += 1;
        let webhook = Webhook { id: format!("wh_{}", state.created), url, owner };
        state.webhooks.push(webhook.clone());
        Ok(webhook)
    }

    pub(crate) fn update(&self, owner: &str, id: &str, url: String) -> Result<Webhook, Error> {
        let mut state = self.lock();
        let place = state.find(owner, id)?;
        state.check(owner, Some(id), &url)?;
        state.webhooks[place].url = url;
        Ok(state.webhooks[place].clone())
    }

    pub(crate) fn delete(&self, owner: &str, id: &str) -> Result<(), Error> {
        let mut state = self.lock();
        let place = state.find(owner, id)?;
        state.webhooks.remove(place);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Finds the index of a webhook. A webhook of another organization gives the same error as a webhook that does not
    /// exist.
    fn find(&self, owner: &str, id: &str) -> Result<usize, Error> {
        let found = self.webhooks.iter().position(|webhook| webhook.owner == owner && webhook.id == id);
        found.ok_or_else(|| Error::webhook_not_found(id))
    }

    /// Checks whether a webhook can have this URL.
    fn check(&self, owner: &str, id: Option<&str>, url: &str) -> Result<(), Error> {
        // This stands in for a real database, which cannot store such text.
        if url.contains('\0') {
            return Err(Error::database_error());
        }
        let is_other = |webhook: &&Webhook| webhook.owner == owner && Some(webhook.id.as_str()) != id;
        if self.webhooks.iter().filter(is_other).any(|webhook| webhook.url == url) {
            return Err(Error::webhook_url_taken());
        }
        Ok(())
    }
}
