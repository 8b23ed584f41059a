//! Sessions: short-lived bearer tokens that carry the verified caller. They are encrypted, not stored, so that every
//! instance can read them.

use super::{Caller, Rights};
use crate::clock::{self, Clock};
use crate::crypto::{Keyring, open_with, seal_with};
use crate::error::Error;
use crate::scope::Scope;
use contract::access_token::SecretText;
use contract::request::Session;
use contract::settings::{Account, Project, ProjectKey};
use contract::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// What a bearer token is sealed for, so that no other sealed text works as one.
const PURPOSE: &[u8] = b"session/v1";

/// Issues and verifies sessions.
pub struct Sessions {
    keys: Arc<Keyring>,
    clock: Clock,
    seconds: u32,
}

/// The content of a bearer token.
#[derive(Serialize, Deserialize)]
struct Claims {
    tenant: String,
    project: ProjectKey,
    shown: Project,
    account: Account,
    rights: Rights,
    installation: Option<String>,
    ends: Timestamp,
}

impl Sessions {
    #[must_use]
    pub fn new(keys: Arc<Keyring>, clock: Clock, lifetime: Duration) -> Self {
        Self { keys, clock, seconds: u32::try_from(lifetime.as_secs()).unwrap_or(u32::MAX) }
    }

    /// A session for `caller` that starts now.
    ///
    /// # Errors
    /// [`Error::Internal`] if the system provides no random numbers.
    pub fn open(&self, caller: Caller) -> Result<Session, Error> {
        let Caller { scope: Scope { tenant, project }, shown, account, rights, installation } = caller;
        let ends = clock::at(self.clock.now().unix() + i64::from(self.seconds));
        let claims = Claims { tenant, project, shown, account, rights, installation, ends };
        let claims = serde_json::to_vec(&claims).map_err(|_| Error::internal("a session could not be written"))?;
        let key = self.keys.current();
        let sealed = seal_with(&key.session, &key.id, PURPOSE, &claims);
        let bearer = sealed.map_err(|_| Error::internal("a session could not be sealed"))?;
        Ok(Session { bearer: SecretText::new(bearer), expires_in: self.seconds })
    }

    /// The caller that `bearer` was issued to.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] for anything but a session of ours that hasn't ended.
    pub fn verify(&self, bearer: &str) -> Result<Caller, Error> {
        let opened = self.keys.iter().find_map(|key| open_with(&key.session, &key.id, PURPOSE, bearer).ok());
        let claims: Option<Claims> = opened.and_then(|claims| serde_json::from_str(&claims).ok());
        let Claims { tenant, project, shown, account, rights, installation, ends } =
            claims.ok_or(Error::SessionEnded)?;
        if ends <= self.clock.now() {
            return Err(Error::SessionEnded);
        }
        Ok(Caller { scope: Scope { tenant, project }, shown, account, rights, installation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::at;
    use crate::crypto::seal;

    fn caller() -> Caller {
        let key = |text: &str| ProjectKey::parse(text).unwrap();
        Caller {
            scope: Scope { tenant: "forge:c0ffee".into(), project: key("10000") },
            shown: Project { key: key("SUP"), name: None, site: Some("acme.atlassian.net".into()) },
            account: Account { id: "5b10".into(), name: Some("Amira Süd".into()) },
            rights: Rights::Administer,
            installation: Some("ari:cloud:ecosystem::installation/1".into()),
        }
    }

    fn keys() -> Arc<Keyring> {
        Arc::new(Keyring::parse(&Keyring::new_line().unwrap()).unwrap())
    }

    /// Sessions as they are `seconds` after 1970 began.
    fn sessions(keys: &Arc<Keyring>, seconds: i64) -> Sessions {
        Sessions::new(Arc::clone(keys), Clock::new(move || at(seconds)), Duration::from_secs(300))
    }

    #[test]
    fn a_session_ends_after_its_lifetime() {
        let keys = keys();
        let session = sessions(&keys, 1_000).open(caller()).unwrap();
        assert_eq!(session.expires_in, 300);
        let verify = |seconds| sessions(&keys, seconds).verify(session.bearer.expose()).ok();
        assert_eq!(verify(1_299), Some(caller()));
        assert_eq!(verify(1_300), None);
    }

    #[test]
    fn nothing_else_is_accepted_as_a_session() {
        let ours = keys();
        let session = sessions(&ours, 1_000).open(caller()).unwrap();
        let sealed = seal(&ours, &caller().scope, "whatsapp_token", "{}").unwrap().text;
        for (keys, bearer) in
            [(&ours, ""), (&ours, "v4.local.AAAA"), (&ours, &*sealed), (&keys(), session.bearer.expose())]
        {
            assert!(matches!(sessions(keys, 1_000).verify(bearer), Err(Error::SessionEnded)), "{bearer}");
        }
    }
}
