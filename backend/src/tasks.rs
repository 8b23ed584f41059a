//! Work that finishes even if its client disconnects.
//!
//! A client that disconnects cancels its request. By then Meta may have been asked, which the audit log must record, and
//! a save may be under way, which a retry must find completed. So that part of a request is a task of its own, and
//! shutdown waits for it. Fetching Forge's keys is one too, because others wait for them. A task has the same time limit as
//! a request, so that a database that hangs can't block retries.

use crate::error::Error;
use std::future::Future;
use std::time::Duration;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

/// The tasks under way. Clones share them.
#[derive(Clone)]
pub struct Tasks {
    tracker: TaskTracker,
    limit: Duration,
}

impl Tasks {
    /// Tasks with this time limit.
    #[must_use]
    pub fn with_limit(limit: Duration) -> Self {
        Self { tracker: TaskTracker::new(), limit }
    }

    /// Runs `work` as a task, and waits for it. If the caller is dropped, the task continues.
    ///
    /// # Errors
    /// Those of `work`, [`Error::TimedOut`] if it reached the time limit, and [`Error::Internal`] if it panicked.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let limit = self.limit;
        let work = async move {
            timeout(limit, work).await.unwrap_or_else(|_elapsed| {
                tracing::error!("a task was stopped at its time limit");
                Err(Error::TimedOut)
            })
        };
        let finished = self.tracker.spawn(work.in_current_span()).await;
        finished.unwrap_or_else(|_| Err(Error::internal("a task panicked")))
    }

    /// Waits until no task is under way.
    pub async fn finished(&self) {
        self.tracker.close();
        self.tracker.wait().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::{pending, ready};
    use tokio::sync::oneshot;

    fn tasks() -> Tasks {
        Tasks::with_limit(Duration::from_hours(1))
    }

    #[tokio::test]
    async fn a_task_continues_without_its_caller_and_shutdown_waits_for_it() {
        let tasks = tasks();
        let (resume, resumed) = oneshot::channel::<()>();
        let (finished, mut seen) = oneshot::channel::<()>();
        let mut caller = Box::pin(tasks.run(async {
            resumed.await.map_err(|_| Error::Unavailable)?;
            finished.send(()).map_err(|()| Error::Unavailable)
        }));
        tokio::select! {
            biased;
            _ = &mut caller => panic!("it waits for the signal"),
            () = ready(()) => {}
        }
        drop(caller);
        tokio::select! {
            biased;
            () = tasks.finished() => panic!("the work is not done"),
            () = ready(()) => {}
        }
        resume.send(()).unwrap();
        tasks.finished().await;
        assert_eq!(seen.try_recv(), Ok(()));
    }

    #[tokio::test]
    async fn a_task_that_panics_is_an_internal_error_and_is_finished() {
        let tasks = tasks();
        let outcome: Result<(), Error> = tasks.run(async { panic!("planted") }).await;
        assert!(matches!(outcome, Err(Error::Internal)));
        tasks.finished().await;
    }

    #[tokio::test]
    async fn a_task_that_never_ends_is_stopped() {
        let tasks = Tasks::with_limit(Duration::ZERO);
        let stopped: Result<(), Error> = tasks.run(pending()).await;
        assert!(matches!(stopped, Err(Error::TimedOut)));
        tasks.finished().await;
    }
}
