//! One Idempotency-Key, one effect: requests that repeat one under way wait for it and get its answer.
//!
//! Only what is under way is remembered here. A completed write is kept in the database, in its own transaction; a
//! process that dies leaves nothing behind that could block a key. Since repetitions wait, `in_progress` of the contract
//! is never answered.

use crate::error::Error;
use crate::scope::Scope;
use crate::secret::Mark;
use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::OnceCell;

/// What a write answers: the version that it made and the body of its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The version.
    pub version: i64,
    /// The body, as JSON.
    pub body: String,
}

type Outcome = Result<Written, Error>;

/// The writes under way, by project and key.
#[derive(Default)]
pub struct Flights(Mutex<HashMap<(Scope, String), Weak<Flight>>>);

struct Flight {
    mark: Mark,
    outcome: OnceCell<Outcome>,
}

impl Flights {
    /// The outcome of `write`, or of the one under way with the same key. Where the work is dropped, the next one that
    /// waits does it instead.
    ///
    /// # Errors
    /// Those of `write`, and [`Error::KeyReused`] where the request under way is another one than `mark` tells of.
    pub async fn join(&self, scope: &Scope, key: &str, mark: &Mark, write: impl Future<Output = Outcome>) -> Outcome {
        let flight = self.enter(scope, key, mark);
        if flight.mark != *mark {
            return Err(Error::KeyReused);
        }
        flight.outcome.get_or_init(|| write).await.clone()
    }

    fn enter(&self, scope: &Scope, key: &str, mark: &Mark) -> Arc<Flight> {
        let mut flights = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        flights.retain(|_, flight| flight.strong_count() > 0);
        let place = (scope.clone(), key.to_owned());
        if let Some(flight) = flights.get(&place).and_then(Weak::upgrade) {
            return flight;
        }
        let flight = Arc::new(Flight { mark: mark.clone(), outcome: OnceCell::new() });
        flights.insert(place, Arc::downgrade(&flight));
        flight
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

    fn written(version: i64) -> Outcome {
        Ok(Written { version, body: "{}".into() })
    }

    #[tokio::test]
    async fn when_the_work_is_dropped_the_next_one_works() {
        let (flights, mark) = (Flights::default(), vec![1]);
        let scope = scope();
        let mut first = Box::pin(flights.join(&scope, "key", &mark, pending()));
        let mut second = Box::pin(flights.join(&scope, "key", &mark, ready(written(2))));
        tokio::select! {
            biased;
            _ = &mut first => panic!("it waits for ever"),
            _ = &mut second => panic!("it waits for the first"),
            () = ready(()) => {}
        }
        drop(first);
        assert_eq!(second.await.unwrap(), written(2).unwrap());
    }

    #[tokio::test]
    async fn a_key_is_free_again_when_nobody_waits_for_it() {
        let (flights, scope) = (Flights::default(), scope());
        let failed = flights.join(&scope, "key", &vec![1], ready(Err(Error::Unavailable))).await;
        assert!(matches!(failed, Err(Error::Unavailable)));
        assert_eq!(flights.join(&scope, "key", &vec![2], ready(written(1))).await.unwrap(), written(1).unwrap());
    }

    #[tokio::test]
    async fn another_request_by_the_same_key_is_refused_while_the_first_is_under_way() {
        let (flights, scope) = (Flights::default(), scope());
        let mark = vec![1];
        let mut first = Box::pin(flights.join(&scope, "key", &mark, pending()));
        tokio::select! {
            biased;
            _ = &mut first => panic!("it waits for ever"),
            () = ready(()) => {}
        }
        let other = flights.join(&scope, "key", &vec![2], ready(written(1))).await;
        assert!(matches!(other, Err(Error::KeyReused)));
    }
}
