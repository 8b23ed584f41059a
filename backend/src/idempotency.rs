//! Requests with the same Idempotency-Key have one effect: those that repeat a save under way wait for it and get its
//! response.
//!
//! Only saves under way are held in memory. A completed save is in the database, written by the same transaction, so a
//! process that dies can't block a key.

use crate::crypto::KeyedHash;
use crate::error::Error;
use crate::scope::Scope;
use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::OnceCell;

/// The response to a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveResponse {
    /// The version that the save created.
    pub version: i64,
    /// The settings as JSON, without any secret.
    pub body: String,
}

type Outcome = Result<SaveResponse, Error>;

/// The saves under way, by project and key.
// moka's `get_with` also shares one computation, but it keeps the result, which here belongs to the database.
#[derive(Default)]
pub struct InFlightSaves(Mutex<HashMap<(Scope, String), Weak<InFlightSave>>>);

struct InFlightSave {
    request: KeyedHash,
    outcome: OnceCell<Outcome>,
}

impl InFlightSaves {
    /// The outcome of `save`, or of the save under way with the same key. If the save under way is cancelled, the next
    /// request that waits for it runs its own.
    ///
    /// # Errors
    /// Those of `save`, and [`Error::KeyReused`] if the save under way is for a different `request`.
    pub async fn run(
        &self,
        scope: &Scope,
        key: &str,
        request: &KeyedHash,
        save: impl Future<Output = Outcome>,
    ) -> Outcome {
        let in_flight = self.join(scope, key, request);
        if in_flight.request != *request {
            return Err(Error::KeyReused);
        }
        in_flight.outcome.get_or_init(|| save).await.clone()
    }

    fn join(&self, scope: &Scope, key: &str, request: &KeyedHash) -> Arc<InFlightSave> {
        let mut saves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        saves.retain(|_, save| save.strong_count() > 0);
        let id = (scope.clone(), key.to_owned());
        if let Some(save) = saves.get(&id).and_then(Weak::upgrade) {
            return save;
        }
        let save = Arc::new(InFlightSave { request: request.clone(), outcome: OnceCell::new() });
        saves.insert(id, Arc::downgrade(&save));
        save
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::settings::ProjectKey;
    use std::future::{pending, ready};

    fn scope() -> Scope {
        Scope { tenant: "local".into(), project: ProjectKey::parse("SUP").unwrap() }
    }

    fn saved(version: i64) -> Outcome {
        Ok(SaveResponse { version, body: "{}".into() })
    }

    #[tokio::test]
    async fn if_a_save_is_cancelled_the_next_waiting_request_saves() {
        let (saves, request) = (InFlightSaves::default(), vec![1]);
        let scope = scope();
        let mut first = Box::pin(saves.run(&scope, "key", &request, pending()));
        let mut second = Box::pin(saves.run(&scope, "key", &request, ready(saved(2))));
        tokio::select! {
            biased;
            _ = &mut first => panic!("it never completes"),
            _ = &mut second => panic!("it waits for the first"),
            () = ready(()) => {}
        }
        drop(first);
        assert_eq!(second.await.unwrap(), saved(2).unwrap());
    }

    #[tokio::test]
    async fn a_key_is_free_again_once_its_save_has_ended() {
        let (saves, scope) = (InFlightSaves::default(), scope());
        let failed = saves.run(&scope, "key", &vec![1], ready(Err(Error::Unavailable))).await;
        assert!(matches!(failed, Err(Error::Unavailable)));
        assert_eq!(saves.run(&scope, "key", &vec![2], ready(saved(1))).await.unwrap(), saved(1).unwrap());
    }

    #[tokio::test]
    async fn a_different_request_with_the_same_key_is_rejected_during_a_save() {
        let (saves, scope) = (InFlightSaves::default(), scope());
        let request = vec![1];
        let mut first = Box::pin(saves.run(&scope, "key", &request, pending()));
        tokio::select! {
            biased;
            _ = &mut first => panic!("it never completes"),
            () = ready(()) => {}
        }
        let other = saves.run(&scope, "key", &vec![2], ready(saved(1))).await;
        assert!(matches!(other, Err(Error::KeyReused)));
    }
}
