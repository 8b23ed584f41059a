//! The sandbox: a program that answers as Meta's Graph API does, and as Jira does around the panel, so that every state
//! of it can be seen without an account at either. `sandbox/README.md` tells how.
//!
//! The rooms:
//! - [`graph`] is the pretend Graph API: its table of tokens ([`graph::cases`]) and what each makes Meta answer;
//! - [`jira`] is the pretend Jira: sites, Forge, Connect, on a listener of its own;
//! - `control` is the sandbox's own door under `/_sandbox`, for tests and for the curious;
//! - `transport` is the socket, which some answers need to break;
//! - [`listen`] is where the sandbox may listen: this machine only.
//!
//! Nothing here writes a log, and nothing is kept after the program ends.

use std::{io, pin::pin, sync::Arc, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::watch};

mod control;
pub mod graph;
pub mod jira;
pub mod listen;
mod transport;

/// How long answers already begun may take once the sandbox is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Serves the Graph API alone until `stop` completes, then ends the answers that are under way.
///
/// # Errors
/// When the socket fails as a whole; a failing connection ends only itself.
pub async fn serve(listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (tell, stopping) = watch::channel(false);
    let graph = Arc::new(graph::state::Graph::new(stopping));
    let router = router(&graph);
    until_stopped(serve_graph(listener, router, &graph), tell, stop).await
}

/// As [`serve`], with a Jira on `jira`, which knows the port that it was bound to.
///
/// # Errors
/// As [`serve`].
pub async fn serve_with_jira(
    listener: TcpListener,
    jira: TcpListener,
    settings: jira::Settings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (tell, stopping) = watch::channel(false);
    let graph = Arc::new(graph::state::Graph::new(stopping));
    let world = Arc::new(jira::Jira::new(jira.local_addr()?, settings));
    let router = router(&graph).merge(jira::controls(&world));
    let ending = Arc::clone(&graph);
    let serving_jira =
        axum::serve(jira, jira::router(&world)).with_graceful_shutdown(async move { ending.stopped().await });
    let both = async {
        tokio::try_join!(serve_graph(listener, router, &graph), serving_jira.into_future())?;
        Ok(())
    };
    until_stopped(both, tell, stop).await
}

fn router(graph: &Arc<graph::state::Graph>) -> Router {
    graph::router(Arc::clone(graph)).merge(control::router(Arc::clone(graph)))
}

async fn serve_graph(listener: TcpListener, router: Router, graph: &Arc<graph::state::Graph>) -> io::Result<()> {
    let ending = Arc::clone(graph);
    axum::serve(
        transport::ControllableListener::new(listener),
        router.into_make_service_with_connect_info::<transport::Connection>(),
    )
    .with_graceful_shutdown(async move { ending.stopped().await })
    .await
}

/// Drives `serving` until it has ended, which it does soon after `stop` completes.
async fn until_stopped(
    serving: impl Future<Output = io::Result<()>>,
    tell: watch::Sender<bool>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    // A client that opened a connection and never asks anything must not keep the program alive.
    let patience = async {
        stop.await;
        tell.send_replace(true);
        tokio::time::sleep(GRACE).await;
    };
    let mut serving = pin!(serving);
    tokio::select! {
        ended = &mut serving => ended,
        () = patience => Ok(()),
    }
}
