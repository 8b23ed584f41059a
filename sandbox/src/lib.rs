//! The sandbox: a program that answers as Meta's Graph API does, so that every state of the panel can be seen without
//! a Meta account. The access token chooses the answer; `sandbox/README.md` is the table.
//!
//! The rooms:
//! - [`graph`] is the pretend Graph API: its table of tokens ([`graph::cases`]) and what each makes Meta answer;
//! - `control` is the sandbox's own door under `/_sandbox`, for tests and for the curious;
//! - `transport` is the socket, which some answers need to break;
//! - [`listen`] is where the sandbox may listen: this machine only.
//!
//! Nothing here writes a log, and nothing is kept after the program ends.

use std::{io, pin::pin, sync::Arc, time::Duration};

use tokio::{net::TcpListener, sync::watch};

mod control;
pub mod graph;
pub mod listen;
mod transport;

/// How long answers already begun may take once the sandbox is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until `stop` completes, then ends the answers that are under way.
///
/// # Errors
/// When the socket fails as a whole; a failing connection ends only itself.
pub async fn serve(listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    let (tell, stopping) = watch::channel(false);
    let graph = Arc::new(graph::Graph::new(stopping));
    let router = graph::router(Arc::clone(&graph)).merge(control::router(Arc::clone(&graph)));
    let server =
        axum::serve(transport::Lines::new(listener), router.into_make_service_with_connect_info::<transport::Line>())
            .with_graceful_shutdown(async move {
                stop.await;
                tell.send_replace(true);
            });

    // A client that opened a connection and never asks anything must not keep the program alive.
    let patience = async move {
        graph.stopped().await;
        tokio::time::sleep(GRACE).await;
    };
    let mut server = pin!(server.into_future());
    tokio::select! {
        ended = &mut server => ended,
        () = patience => Ok(()),
    }
}
