//! The keys with which Forge signs: a JWKS, kept for an hour.

use crate::atlassian::{self, Answer, Client, FOR_KEYS};
use crate::caller::jwt::refused;
use crate::error::Error;
use contract::timestamp::Timestamp;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk};
use reqwest::Url;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use tokio::sync::Mutex;

/// How long the keys are believed, in seconds.
const KEPT: i64 = 3_600;

/// How long an unknown key has to wait after the keys were fetched, in seconds: tokens that name keys at random must
/// not make us ask at random.
const BETWEEN: i64 = 30;

/// How long after a failure nobody is asked, in seconds.
const AFTER_FAILURE: i64 = 2;

/// The keys by their ID. One request at a time fetches them; the others wait for it and find them. Whoever lets go of
/// the fetch counts as a failure of it.
pub(super) struct Keys {
    url: Url,
    client: Client,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    keys: HashMap<String, DecodingKey>,
    /// Until when they are believed.
    until: i64,
    /// From when on they may be asked for.
    from: i64,
}

/// A set of keys. Each is read by itself, so that one of a kind that we do not know does not hide the others.
#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

impl Keys {
    pub(super) fn new(url: Url, client: Client) -> Self {
        Self { url, client, known: Mutex::default() }
    }

    /// The key of this ID.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] where there is none, [`Error::JiraUnreachable`] where nobody can say.
    pub(super) async fn find(&self, id: &str, now: Timestamp) -> Result<DecodingKey, Error> {
        let now = now.unix();
        let mut known = self.known.lock().await;
        if now < known.until
            && let Some(key) = known.keys.get(id)
        {
            return Ok(key.clone());
        }
        if now >= known.from {
            known.from = now.saturating_add(AFTER_FAILURE);
            known.keys = self.fetch().await?;
            known.until = now.saturating_add(KEPT);
            known.from = now.saturating_add(BETWEEN);
        } else if now >= known.until {
            return Err(Error::JiraUnreachable);
        }
        known.keys.get(id).cloned().ok_or_else(|| refused("nobody knows its key"))
    }

    async fn fetch(&self) -> Result<HashMap<String, DecodingKey>, Error> {
        const WHAT: &str = "the keys of Forge";
        let Answer { status, body } = atlassian::ask(self.client.get(self.url.clone()), WHAT, FOR_KEYS).await?;
        let set: Option<KeySet> = serde_json::from_slice(&body).ok().filter(|_| status == 200);
        let set = set.ok_or_else(|| atlassian::useless(WHAT, "it is no set of keys"))?;
        let keys: HashMap<_, _> = set.keys.into_iter().filter_map(read).collect();
        if keys.is_empty() { Err(atlassian::useless(WHAT, "it has no key for RS256")) } else { Ok(keys) }
    }
}

fn read(key: Value) -> Option<(String, DecodingKey)> {
    let key: Jwk = serde_json::from_value(key).ok()?;
    let is_rsa = matches!(key.algorithm, AlgorithmParameters::RSA(_));
    let id = key.common.key_id.clone().filter(|_| is_rsa)?;
    Some((id, DecodingKey::from_jwk(&key).ok()?))
}
