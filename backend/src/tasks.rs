//! Work that is finished although nobody waits for it any more.
//!
//! A client that goes away takes its request with it. Where Meta has been asked by then, the audit log must still learn
//! of it, and whoever repeats a save must find it done; so that part of a request is a task of its own, for which a stop
//! waits as it waits for requests. So is fetching the keys of Atlassian, which everybody else waits for. A task has its
//! limit like a request: whoever repeats a save must not wait for a database that never answers.

use crate::error::Error;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::Instrument;

/// The tasks under way.
pub struct Tasks {
    count: Arc<watch::Sender<usize>>,
    limit: Duration,
}

/// One of them; it counts until it is dropped, also by a panic.
struct Task(Arc<watch::Sender<usize>>);

impl Tasks {
    /// Tasks of which none takes longer than `limit`.
    #[must_use]
    pub fn within(limit: Duration) -> Self {
        Self { count: Arc::default(), limit }
    }

    /// The outcome of `work`, which goes on where the caller is dropped.
    ///
    /// # Errors
    /// Those of `work`, [`Error::TimedOut`] where it was dropped at the limit, and [`Error::Internal`] where it panics.
    pub async fn finish<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let (task, limit) = (Task::begin(&self.count), self.limit);
        let work = async move {
            let _counts = task;
            timeout(limit, work).await.unwrap_or_else(|_elapsed| {
                tracing::error!("a task was given up at its limit");
                Err(Error::TimedOut)
            })
        };
        let outcome = tokio::spawn(work.in_current_span()).await;
        outcome.unwrap_or_else(|_| Err(Error::internal("a task did not come to its end")))
    }

    /// Completes when none is under way.
    pub async fn done(&self) {
        // It fails where nobody can count any more, and then nothing is under way either.
        let mut count = self.count.subscribe();
        let _none_or_gone = count.wait_for(|under_way| *under_way == 0).await;
    }
}

impl Task {
    fn begin(count: &Arc<watch::Sender<usize>>) -> Self {
        count.send_modify(|under_way| *under_way += 1);
        Self(Arc::clone(count))
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.send_modify(|under_way| *under_way -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flight::{Flights, Written};
    use crate::scope::Scope;
    use contract::settings::ProjectKey;
    use std::future::{pending, ready};
    use tokio::sync::oneshot;

    fn tasks() -> Tasks {
        Tasks::within(Duration::from_hours(1))
    }

    #[tokio::test]
    async fn what_was_begun_goes_on_without_its_caller_and_is_waited_for() {
        let tasks = tasks();
        let (go_on, told) = oneshot::channel::<()>();
        let (finished, mut seen) = oneshot::channel::<()>();
        let mut caller = Box::pin(tasks.finish(async {
            told.await.map_err(|_| Error::Unavailable)?;
            finished.send(()).map_err(|()| Error::Unavailable)
        }));
        tokio::select! {
            biased;
            _ = &mut caller => panic!("it waits to be told"),
            () = ready(()) => {}
        }
        drop(caller);
        tokio::select! {
            biased;
            () = tasks.done() => panic!("the work is not done"),
            () = ready(()) => {}
        }
        go_on.send(()).unwrap();
        tasks.done().await;
        assert_eq!(seen.try_recv(), Ok(()));
    }

    #[tokio::test]
    async fn work_that_panics_is_a_fault_of_our_own_and_is_over() {
        let tasks = tasks();
        let outcome: Result<(), Error> = tasks.finish(async { panic!("planted") }).await;
        assert!(matches!(outcome, Err(Error::Internal)));
        tasks.done().await;
    }

    #[tokio::test]
    async fn work_without_end_is_dropped_and_the_next_repetition_does_it() {
        let tasks = Tasks::within(Duration::ZERO);
        let flights = Arc::new(Flights::default());
        let scope = Scope { tenant: "local".into(), project: ProjectKey::parse("SUP").unwrap() };
        let (first, home) = (Arc::clone(&flights), scope.clone());
        let dead = tasks.finish(async move { first.join(&home, "key", &vec![1], pending()).await }).await;
        assert!(matches!(dead, Err(Error::TimedOut)));
        tasks.done().await;
        let written = Written { version: 1, body: "{}".into() };
        let again = flights.join(&scope, "key", &vec![1], ready(Ok(written.clone()))).await;
        assert_eq!(again.unwrap(), written);
    }
}
