//! The keys with which Connect signs installs and removals: a PEM for each key ID, kept for an hour, fetched one at a
//! time.

use crate::atlassian::{self, Answer, Client, FOR_KEYS};
use crate::caller::jwt::refused;
use crate::error::Error;
use contract::timestamp::Timestamp;
use jsonwebtoken::DecodingKey;
use reqwest::Url;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Mutex as AsyncMutex;

/// How long a key is believed, in seconds.
const KEPT: i64 = 3_600;

/// So many keys are remembered. Connect has a few.
const MOST: usize = 64;

/// So many keys are fetched in a [`SPAN`] that were known before, and so many that were not. Anybody may send a token
/// that names a key at random, and must not make us ask at random, nor keep a site with a known key waiting.
const A_SPAN: u32 = 6;

/// A minute, in seconds.
const SPAN: i64 = 60;

/// The keys by their ID, and until when each is believed.
pub(super) struct InstallKeys {
    url: Url,
    client: Client,
    known: Mutex<HashMap<String, (DecodingKey, i64)>>,
    /// Locked while a key is fetched, so that one is at a time.
    fetched: AsyncMutex<Fetched>,
}

/// How often keys were fetched of late.
#[derive(Default)]
struct Fetched {
    known: Pace,
    unknown: Pace,
}

/// So often in the span that begins at `since`.
#[derive(Default)]
struct Pace {
    since: i64,
    times: u32,
}

impl InstallKeys {
    pub(super) fn new(url: Url, client: Client) -> Self {
        Self { url, client, known: Mutex::default(), fetched: AsyncMutex::default() }
    }

    /// The key of this ID.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] where there is none, [`Error::JiraUnreachable`] where nobody can say, or too many were
    /// asked for.
    pub(super) async fn find(&self, id: &str, now: Timestamp) -> Result<DecodingKey, Error> {
        // The ID stands in an address, so it is one plain word before anybody is asked.
        let plain = (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if !plain {
            return Err(refused("its key has no ID of Connect's"));
        }
        let now = now.unix();
        if let Some(key) = self.believed(id, now) {
            return Ok(key);
        }
        let mut fetched = self.fetched.lock().await;
        // Another request may have fetched it while this one waited.
        if let Some(key) = self.believed(id, now) {
            return Ok(key);
        }
        let was_known = self.known().contains_key(id);
        let pace = if was_known { &mut fetched.known } else { &mut fetched.unknown };
        if !pace.allows(now) {
            tracing::warn!(was_known, "too many keys of Connect's installs are asked for; this one is not fetched");
            return Err(Error::JiraUnreachable);
        }
        let key = self.fetch(id).await.inspect_err(|error| {
            // A key that Connect has withdrawn has to wait with those that nobody knows.
            if matches!(error, Error::SessionEnded) {
                self.known().remove(id);
            }
        })?;
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(id.to_owned(), (key.clone(), now.saturating_add(KEPT)));
        Ok(key)
    }

    fn believed(&self, id: &str, now: i64) -> Option<DecodingKey> {
        self.known().get(id).filter(|(_, until)| now < *until).map(|(key, _)| key.clone())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, (DecodingKey, i64)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn fetch(&self, id: &str) -> Result<DecodingKey, Error> {
        const WHAT: &str = "a key of Connect's installs";
        let mut url = self.url.clone();
        url.set_path(&format!("{}/{id}", self.url.path().trim_end_matches('/')));
        let Answer { status, body } = atlassian::ask(self.client.get(url), WHAT, FOR_KEYS).await?;
        match status {
            200 => DecodingKey::from_rsa_pem(&body).map_err(|_| atlassian::useless(WHAT, "it is no key")),
            404 => Err(refused("nobody knows its key")),
            _ => Err(atlassian::useless(WHAT, "its status says nothing about the key")),
        }
    }
}

impl Pace {
    /// Counts one more, where it may be.
    fn allows(&mut self, now: i64) -> bool {
        if now - self.since >= SPAN || now < self.since {
            *self = Self { since: now, times: 0 };
        }
        let allowed = self.times < A_SPAN;
        self.times += u32::from(allowed);
        allowed
    }
}
