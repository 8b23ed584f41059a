//! The sandbox: a fake of Meta's Graph API, and of Jira around the panel, so that every state of the panel can be seen
//! without an account at either. `sandbox/README.md` describes its use.
//!
//! - [`graph`] is the fake Graph API; `sandbox/cases.json` says how it responds to each token ([`graph::cases`]);
//! - [`jira`] is the fake Jira with its Forge platform, on a listener of its own;
//! - `control` is the control API under `/_sandbox`, for tests and for the curious;
//! - `transport` is the socket, which some responses need to break;
//! - [`listen`] reads the addresses to listen on: this machine only.
//!
//! It writes no log, and stores nothing after the program ends.

use std::{io, pin::pin, sync::Arc, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::watch};

mod control;
pub mod graph;
pub mod jira;
pub mod listen;
mod transport;

use graph::state::Graph;

/// How long responses may still take after the sandbox is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Serves the Graph API alone until `stop` completes, then finishes the responses that have begun.
///
/// # Errors
/// If the socket fails as a whole; a failing connection ends only itself.
pub async fn serve(listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (stop_sender, stopping) = watch::channel(false);
    let graph = Arc::new(Graph::new(stopping));
    let router = router(&graph);
    until_stopped(serve_graph(listener, router, &graph), stop_sender, stop).await
}

/// Like [`serve`], with a Jira on `jira`, which knows the port that it was bound to.
///
/// # Errors
/// Like [`serve`].
pub async fn serve_with_jira(
    listener: TcpListener,
    jira: TcpListener,
    settings: jira::Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stop_sender, stopping) = watch::channel(false);
    let graph = Arc::new(Graph::new(stopping));
    let state = Arc::new(jira::Jira::new(jira.local_addr()?, settings));
    let router = router(&graph).merge(jira::controls(&state));
    let stopped = Arc::clone(&graph);
    let serving_jira =
        axum::serve(jira, jira::router(&state)).with_graceful_shutdown(async move { stopped.stopped().await });
    let both = async {
        tokio::try_join!(serve_graph(listener, router, &graph), serving_jira.into_future())?;
        Ok(())
    };
    until_stopped(both, stop_sender, stop).await
}

fn router(graph: &Arc<Graph>) -> Router {
    graph::router(Arc::clone(graph)).merge(control::router(Arc::clone(graph)))
}

async fn serve_graph(listener: TcpListener, router: Router, graph: &Arc<Graph>) -> io::Result<()> {
    let stopped = Arc::clone(graph);
    let router = router.into_make_service_with_connect_info::<transport::Connection>();
    axum::serve(transport::ControllableListener::new(listener), router)
        .with_graceful_shutdown(async move { stopped.stopped().await })
        .await
}

/// Runs `serving` until it has ended, which is soon after `stop` completes.
async fn until_stopped(
    serving: impl Future<Output = io::Result<()>>,
    stop_sender: watch::Sender<bool>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    // An idle connection must not keep the program running.
    let deadline = async {
        stop.await;
        stop_sender.send_replace(true);
        tokio::time::sleep(GRACE).await;
    };
    let mut serving = pin!(serving);
    tokio::select! {
        ended = &mut serving => ended,
        () = deadline => Ok(()),
    }
}
