//! Starts the sandbox: reads where to listen, says where it listens, stops when asked.

use std::{env, net::SocketAddr, process::ExitCode};

use sandbox::listen;
use tokio::net::TcpListener;

const USAGE: &str = "\
sandbox: answers as Meta's Graph API does, on this machine only. The access token chooses the answer.

Usage: sandbox [--help]

Environment:
  SANDBOX_LISTEN   where to listen; an address of this machine with a port, 0 for any free port
                   (default 127.0.0.1:8788)

The tokens to try, and what each does: sandbox/README.md, or GET /_sandbox/tokens.
Stop it with Ctrl-C.";

/// The start was asked for wrongly: an argument or a setting.
const MISUSED: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        None => {}
        Some("--help" | "-h") => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some(_) => {
            eprintln!("The sandbox takes no argument but --help. Where it listens is set by SANDBOX_LISTEN.");
            return ExitCode::from(MISUSED);
        }
    }
    let address = match wanted_address() {
        Ok(address) => address,
        Err(refusal) => {
            eprintln!("{refusal}");
            return ExitCode::from(MISUSED);
        }
    };
    match run(address).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn wanted_address() -> Result<SocketAddr, listen::Refusal> {
    match env::var(listen::VARIABLE) {
        Ok(value) => listen::parse(&value),
        Err(env::VarError::NotPresent) => Ok(listen::DEFAULT),
        Err(env::VarError::NotUnicode(_)) => Err(listen::Refusal::NotAnAddress),
    }
}

async fn run(address: SocketAddr) -> Result<(), String> {
    let explain = |error| listen::explain(address, &error);
    let listener = TcpListener::bind(address).await.map_err(explain)?;
    // Both handlers stand before the first line is printed: whoever reads it may send the signal at once.
    let stop = stop_signal().map_err(explain)?;
    let bound = listener.local_addr().map_err(explain)?;
    println!("sandbox listening on http://{bound}");
    sandbox::serve(listener, stop).await.map_err(explain)
}

#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
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

#[cfg(windows)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupted = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupted.recv().await;
    })
}
