//! The request to stop: SIGTERM from a service manager, or Ctrl-C.

use std::future::Future;
use std::io;

/// Completes when the process is asked to stop. The handlers are installed before this returns.
///
/// # Errors
/// If the system doesn't allow signal handlers.
#[cfg(unix)]
pub fn listen() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Completes when the process is asked to stop. The handler is installed before this returns.
///
/// # Errors
/// If the system doesn't allow signal handlers.
#[cfg(windows)]
pub fn listen() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
