//! The service: all routes behind the middleware.

use crate::clock::Clock;
use crate::middleware::{self, Rules};
use crate::routes::{self, AppState};
use crate::tasks::Tasks;
use axum::Router;
use std::path::PathBuf;
use std::sync::Arc;

/// A backend that is ready to serve. Clones share everything.
#[derive(Clone)]
pub struct App {
    pub state: AppState,
    pub rules: Arc<Rules>,
    /// The folder with the built page.
    pub public_dir: PathBuf,
    pub tasks: Tasks,
    pub clock: Clock,
}

impl App {
    pub fn router(&self) -> Router {
        middleware::apply(routes::router(self.state.clone(), &self.public_dir), &self.rules)
    }
}
