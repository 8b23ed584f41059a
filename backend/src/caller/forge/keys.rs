//! Forge's public keys: a JSON Web Key Set, cached for an hour.
//!
//! moka could hold the set, but not these rules: an unknown key ID triggers a fetch at most every 30 seconds, a failed
//! fetch pauses all others for two seconds, and time is the backend's clock, which tests can set. moka's expiry runs on a
//! clock of its own.

use super::invocation_token::rejected;
use crate::atlassian::{self, Client, KEYS_TIMEOUT, Reply};
use crate::error::Error;
use contract::timestamp::Timestamp;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use reqwest::Url;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use tokio::sync::Mutex;

const WHAT: &str = "the keys of Forge";

/// How long the keys are cached, in seconds.
const LIFETIME: i64 = 3_600;

/// How long after a fetch an unknown key ID can trigger the next one, in seconds. Otherwise tokens with random key IDs
/// could make us flood Forge.
const UNKNOWN_KEY_INTERVAL: i64 = 30;

/// How long after a failed fetch none is tried, in seconds.
const FAILURE_PAUSE: i64 = 2;

/// The keys by ID. One request at a time fetches them; the others wait for it. A cancelled fetch counts as failed.
pub(super) struct Keys {
    url: Url,
    client: Client,
    cache: Mutex<Cache>,
}

/// Times are in seconds since 1970.
#[derive(Default)]
struct Cache {
    keys: HashMap<String, DecodingKey>,
    expires: i64,
    next_fetch: i64,
}

/// Keys are parsed one by one, so that an unsupported kind doesn't hide the others.
#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

impl Keys {
    pub(super) fn new(url: Url, client: Client) -> Self {
        Self { url, client, cache: Mutex::default() }
    }

    /// The key with this ID.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] if there is none, [`Error::JiraUnreachable`] if that can't be found out.
    pub(super) async fn find(&self, id: &str, now: Timestamp) -> Result<DecodingKey, Error> {
        let now = now.unix();
        let mut cache = self.cache.lock().await;
        if now < cache.expires
            && let Some(key) = cache.keys.get(id)
        {
            return Ok(key.clone());
        }
        if now >= cache.next_fetch {
            cache.next_fetch = now.saturating_add(FAILURE_PAUSE);
            cache.keys = self.fetch().await?;
            cache.expires = now.saturating_add(LIFETIME);
            cache.next_fetch = now.saturating_add(UNKNOWN_KEY_INTERVAL);
        } else if now >= cache.expires {
            return Err(Error::JiraUnreachable);
        }
        cache.keys.get(id).cloned().ok_or_else(|| rejected("its key is unknown"))
    }

    async fn fetch(&self) -> Result<HashMap<String, DecodingKey>, Error> {
        let Reply { status, body } = atlassian::send(self.client.get(self.url.clone()), WHAT, KEYS_TIMEOUT).await?;
        let set: Option<KeySet> = serde_json::from_slice(&body).ok().filter(|_| status == 200);
        let set = set.ok_or_else(|| atlassian::unusable(WHAT, "it is not a key set"))?;
        let keys: HashMap<_, _> = set.keys.into_iter().filter_map(rsa_key).collect();
        if keys.is_empty() { Err(atlassian::unusable(WHAT, "it has no RSA key")) } else { Ok(keys) }
    }
}

fn rsa_key(key: Value) -> Option<(String, DecodingKey)> {
    let key: Jwk = serde_json::from_value(key).ok()?;
    let is_rsa = matches!(key.algorithm, AlgorithmParameters::RSA(_));
    let id = key.common.key_id.clone().filter(|_| is_rsa)?;
    Some((id, DecodingKey::from_jwk(&key).ok()?))
}
