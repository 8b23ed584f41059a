//! Being asked to stop: SIGTERM by a service manager, Ctrl-C by a person.

use std::future::Future;
use std::io;

/// Completes when the process is asked to stop.
///
/// # Errors
/// Where the system lets us not listen for it.
#[cfg(unix)]
pub fn asked() -> io::Result<impl Future<Output = ()> + Send + 'static> {
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

/// Completes when the process is asked to stop.
///
/// # Errors
/// Where the system lets us not listen for it.
#[cfg(windows)]
pub fn asked() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
