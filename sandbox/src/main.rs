//! Starts the sandbox: reads where to listen and where Chat is, says where it listens, stops when asked.

use std::{env, net::SocketAddr, path::PathBuf, process::ExitCode};

use sandbox::{jira, listen};
use tokio::net::TcpListener;

const USAGE: &str = "\
sandbox: answers as Meta's Graph API does, and as Jira does around the panel, on this machine only.

Usage: sandbox [--help]

Environment:
  SANDBOX_LISTEN       where Meta listens; an address of this machine with a port, 0 for any free port
                       (default 127.0.0.1:8788)
  SANDBOX_JIRA_LISTEN  where Jira listens (default: the port after Meta's)
  SANDBOX_CHAT_URL     the origin of the Chat backend, such as http://127.0.0.1:8787; Jira can also be told
                       later, by PUT /_sandbox/jira
  SANDBOX_FORGE_DIR    the folder with the Forge app (default forge)

What to paste and what to open: sandbox/README.md. Stop it with Ctrl-C.";

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
    let wanted = match Wanted::read() {
        Ok(wanted) => wanted,
        Err(refusal) => {
            eprintln!("{refusal}");
            return ExitCode::from(MISUSED);
        }
    };
    match run(wanted).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// What the environment asks for.
struct Wanted {
    graph: SocketAddr,
    jira: SocketAddr,
    settings: jira::Settings,
}

impl Wanted {
    fn read() -> Result<Self, String> {
        let graph = address(listen::VARIABLE)?.unwrap_or(listen::DEFAULT);
        let jira = address(listen::JIRA_VARIABLE)?.unwrap_or_else(|| listen::beside(graph));
        let chat = env::var("SANDBOX_CHAT_URL").ok().filter(|chat| !chat.is_empty());
        let forge = env::var_os("SANDBOX_FORGE_DIR").map_or_else(|| PathBuf::from("forge"), PathBuf::from);
        let settings = jira::Settings { chat, forge };
        settings.check().map_err(|why| format!("SANDBOX_CHAT_URL is not used: {why}"))?;
        Ok(Self { graph, jira, settings })
    }
}

fn address(variable: &str) -> Result<Option<SocketAddr>, String> {
    let read = match env::var(variable) {
        Ok(value) => listen::parse(&value).map(Some),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(listen::Refusal::NotAnAddress),
    };
    read.map_err(|refusal| format!("{variable} {refusal}"))
}

async fn run(wanted: Wanted) -> Result<(), String> {
    let (graph, bound) = bind(listen::VARIABLE, wanted.graph).await?;
    let (jira, jira_bound) = bind(listen::JIRA_VARIABLE, wanted.jira).await?;
    // Both handlers stand before the first line is printed: whoever reads it may send the signal at once.
    let explain = |error| listen::explain(listen::VARIABLE, bound, &error);
    let stop = stop_signal().map_err(explain)?;
    // In one piece, so that whoever waits for the first line has the second one too.
    let listening = format!("sandbox listening on http://{bound}\njira listening on http://{jira_bound}\n");
    print!("{listening}");
    sandbox::serve_with_jira(graph, jira, wanted.settings, stop).await.map_err(explain)
}

async fn bind(variable: &str, address: SocketAddr) -> Result<(TcpListener, SocketAddr), String> {
    let explain = |error| listen::explain(variable, address, &error);
    let listener = TcpListener::bind(address).await.map_err(explain)?;
    let bound = listener.local_addr().map_err(explain)?;
    Ok((listener, bound))
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
