//! Sessions: short-lived bearers that carry who was verified. They are sealed, not stored, so that every instance reads
//! them and none has to remember them.

use super::{Caller, Rights};
use crate::error::Error;
use crate::scope::Scope;
use crate::secret::{Keyring, open_with, seal_with};
use contract::access_token::SecretText;
use contract::request::Session;
use contract::settings::{Account, Project, ProjectKey};
use contract::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a bearer is sealed for, so that no other sealed text passes as one.
const PLACE: &[u8] = b"session/v1";

/// Hands out sessions and verifies them.
pub struct Sessions {
    seconds: u32,
}

/// What a bearer carries.
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
    /// Sessions that last so long.
    #[must_use]
    pub fn lasting(time: Duration) -> Self {
        Self { seconds: u32::try_from(time.as_secs()).unwrap_or(u32::MAX) }
    }

    /// A session for `caller`, beginning now.
    ///
    /// # Errors
    /// [`Error::Internal`] where the system gives no random numbers.
    pub fn open(&self, keys: &Keyring, caller: Caller, now: Timestamp) -> Result<Session, Error> {
        let Caller { scope: Scope { tenant, project }, shown, account, rights, installation } = caller;
        let ends = crate::clock::at(now.unix() + i64::from(self.seconds));
        let claims = Claims { tenant, project, shown, account, rights, installation, ends };
        let claims = serde_json::to_vec(&claims).map_err(|_| Error::internal("a session could not be written"))?;
        let key = keys.current();
        let sealed = seal_with(&key.session, &key.id, PLACE, &claims);
        let bearer = sealed.map_err(|_| Error::internal("a session could not be sealed"))?;
        Ok(Session { bearer: SecretText::new(bearer), expires_in: self.seconds })
    }

    /// The caller that `bearer` stands for at `now`.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] for everything else than a session of ours that still lasts.
    pub fn verify(&self, keys: &Keyring, bearer: &str, now: Timestamp) -> Result<Caller, Error> {
        let opened = keys.iter().find_map(|key| open_with(&key.session, &key.id, PLACE, bearer).ok());
        let claims: Option<Claims> = opened.and_then(|claims| serde_json::from_str(&claims).ok());
        let Claims { tenant, project, shown, account, rights, installation, ends } =
            claims.ok_or(Error::SessionEnded)?;
        if ends <= now {
            return Err(Error::SessionEnded);
        }
        Ok(Caller { scope: Scope { tenant, project }, shown, account, rights, installation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::at;
    use crate::secret::seal;

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

    fn keys() -> Keyring {
        Keyring::parse(&Keyring::new_line().unwrap()).unwrap()
    }

    #[test]
    fn a_session_lasts_as_long_as_it_says_and_not_a_second_more() {
        let (sessions, keys) = (Sessions::lasting(Duration::from_secs(300)), keys());
        let session = sessions.open(&keys, caller(), at(1_000)).unwrap();
        assert_eq!(session.expires_in, 300);
        let verify = |seconds| sessions.verify(&keys, session.bearer.expose(), at(seconds)).ok();
        assert_eq!(verify(1_299), Some(caller()));
        assert_eq!(verify(1_300), None);
    }

    #[test]
    fn nothing_else_passes_as_a_session() {
        let (sessions, keys) = (Sessions::lasting(Duration::from_secs(300)), keys());
        let session = sessions.open(&keys, caller(), at(1_000)).unwrap();
        let bearer = session.bearer.expose();
        let stranger = Keyring::parse(&Keyring::new_line().unwrap()).unwrap();
        let sealed = seal(&keys, &caller().scope, "whatsapp_token", "{}").unwrap().text;
        for (keys, bearer) in [(&keys, ""), (&keys, "v4.local.AAAA"), (&keys, &*sealed), (&stranger, bearer)] {
            assert!(matches!(sessions.verify(keys, bearer, at(1_000)), Err(Error::SessionEnded)), "{bearer}");
        }
    }
}
