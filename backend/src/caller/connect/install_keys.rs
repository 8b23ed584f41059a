//! The keys with which Connect signs installs and removals: a PEM for each key ID, kept for an hour.

use crate::atlassian::{self, Answer, Client, FOR_KEYS};
use crate::caller::jwt::refused;
use crate::error::Error;
use contract::timestamp::Timestamp;
use jsonwebtoken::DecodingKey;
use reqwest::Url;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long a key is believed, in seconds.
const KEPT: i64 = 3_600;

/// So many keys are remembered. Connect has a few.
const MOST: usize = 64;

/// The keys by their ID, and until when each is believed.
pub(super) struct InstallKeys {
    url: Url,
    client: Client,
    known: Mutex<HashMap<String, (DecodingKey, i64)>>,
}

impl InstallKeys {
    pub(super) fn new(url: Url, client: Client) -> Self {
        Self { url, client, known: Mutex::default() }
    }

    /// The key of this ID.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] where there is none, [`Error::JiraUnreachable`] where nobody can say.
    pub(super) async fn find(&self, id: &str, now: Timestamp) -> Result<DecodingKey, Error> {
        // The ID stands in an address, so it is one plain word before anybody is asked.
        let plain = (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if !plain {
            return Err(refused("its key has no ID of Connect's"));
        }
        let now = now.unix();
        if let Some((key, until)) = self.known().get(id)
            && now < *until
        {
            return Ok(key.clone());
        }
        let key = self.fetch(id).await?;
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(id.to_owned(), (key.clone(), now.saturating_add(KEPT)));
        Ok(key)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, (DecodingKey, i64)>> {
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
