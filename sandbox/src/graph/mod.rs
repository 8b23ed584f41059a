//! The pretend Graph API: the edges that a token check asks, under `/{version}`.
//!
//! [`cases`] is the table of tokens, [`behaviour`] the closed list of what a case can do, [`facts`] what Meta knows of
//! a token, [`error`] Meta's errors, [`fault`] what is no answer of the Graph API at all. `debug_token` and `ladder`
//! are the edges; `exchange` reads the question and `reply` writes the answer; `memory` counts and substitutes.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use axum::{Router, response::Response, routing::get};
use tokio::sync::watch;

pub mod behaviour;
pub mod cases;
mod debug_token;
pub mod error;
mod exchange;
pub mod facts;
pub mod fault;
mod ladder;
pub(crate) mod memory;
mod reply;

use exchange::Exchange;
use memory::Memory;

pub(crate) use debug_token::report;

/// One running Graph API: what it remembers, and whether it has been told to stop.
pub(crate) struct Graph {
    pub(crate) memory: Memory,
    traces: AtomicU64,
    stopping: watch::Receiver<bool>,
}

impl Graph {
    pub(crate) fn new(stopping: watch::Receiver<bool>) -> Self {
        Self { memory: Memory::default(), traces: AtomicU64::new(1), stopping }
    }

    fn next_trace(&self) -> u64 {
        self.traces.fetch_add(1, Ordering::Relaxed)
    }

    /// Completes when the program is told to stop.
    pub(crate) async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        // The sender goes away only after it has said `true`, so both outcomes mean the same.
        let _told = stopping.wait_for(|told| *told).await.is_ok();
    }
}

/// The places of the Graph API that a token check asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    DebugToken,
    App,
    Permissions,
}

impl Edge {
    /// The edge of this path below the version, if it is one.
    fn at(path: &str) -> Option<Self> {
        [Self::DebugToken, Self::App, Self::Permissions].into_iter().find(|edge| edge.path() == path)
    }

    /// The path below the version.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::DebugToken => "/debug_token",
            Self::App => "/app",
            Self::Permissions => "/me/permissions",
        }
    }
}

pub(crate) fn router(graph: Arc<Graph>) -> Router {
    Router::new()
        .route("/{version}/debug_token", get(debug_token::inspect))
        .route("/{version}/app", get(ladder::app))
        .route("/{version}/me/permissions", get(ladder::permissions))
        .fallback(unknown_path)
        .method_not_allowed_fallback(unknown_path)
        .with_state(graph)
}

/// Other paths, and other methods than GET: what Meta says when there is no such thing.
async fn unknown_path(exchange: Exchange) -> Response {
    exchange.reply.refuse(&error::UNKNOWN_PATH, "")
}
