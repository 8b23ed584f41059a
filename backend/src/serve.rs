//! Serves requests until it is asked to stop, then finishes what is under way.

use crate::app::App;
use crate::start::StartError;
use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// How often old responses are deleted.
const CLEANUP_INTERVAL: Duration = Duration::from_hours(1);

/// How long closing the database may take. A connection to a database that hangs never closes.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);

/// Serves until `stop` completes, then waits for requests and tasks, and closes the database.
///
/// # Errors
/// If the network fails as a whole.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let (stopping, mut stopped) = watch::channel(());
    let server = axum::serve(listener, app.router()).with_graceful_shutdown(async move {
        stop.await;
        tracing::info!("stopping: finishing what is under way");
        stopping.send_replace(());
    });
    // Ends the wait for clients that keep a connection open without sending: no request takes longer than this.
    let last_request = async {
        let _stopped = stopped.changed().await;
        sleep(app.rules.request_timeout + Duration::from_secs(1)).await;
    };
    let ended = tokio::select! {
        ended = server.into_future() => ended,
        () = last_request => Ok(()),
        never = delete_old_responses(&app) => match never {},
    };
    // The last request may have started its task just before its end, and the task has the same time limit.
    let _finished_or_elapsed = timeout(app.rules.request_timeout, app.tasks.finished()).await;
    if timeout(CLOSE_TIMEOUT, app.state.store.close()).await.is_err() {
        tracing::warn!("the database does not respond; closing its connections without waiting");
    }
    ended.map_err(|error| StartError::Failed(format!("The network failed: {error}.")))
}

/// Deletes old responses now and every hour. Otherwise those of a project without further saves would stay.
async fn delete_old_responses(app: &App) -> Infallible {
    loop {
        if let Err(error) = app.state.store.delete_old_responses(app.clock.now()).await {
            tracing::warn!(%error, "old responses could not be deleted; trying again in an hour");
        }
        sleep(CLEANUP_INTERVAL).await;
    }
}
