//! Starts the sandbox: reads its settings, prints the addresses that it listens on, and stops on a signal.

use std::{env, net::SocketAddr, path::PathBuf, process::ExitCode};

use sandbox::{jira, listen};
use tokio::net::TcpListener;

const USAGE: &str = "\
sandbox: a fake of Meta's Graph API and of Jira around the panel, on this machine only.

Usage: sandbox [--help]

Environment:
  SANDBOX_LISTEN       address of this machine that Meta listens on; port 0 is any free port
                       (default 127.0.0.1:8788)
  SANDBOX_JIRA_LISTEN  address that Jira listens on (default: the port after Meta's)
  SANDBOX_CHAT_URL     origin of the Chat backend, such as http://127.0.0.1:8787; you can also set it
                       later with PUT /_sandbox/jira
  SANDBOX_FORGE_DIR    folder with the Forge app (default forge)

Tokens to paste and pages to open: sandbox/README.md. Stop it with Ctrl-C.";

/// The exit code for a wrong argument or setting.
const USAGE_ERROR: u8 = 2;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        None => {}
        Some("--help" | "-h") => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some(_) => {
            eprintln!("The sandbox takes no arguments except --help. Set its address with SANDBOX_LISTEN.");
            return ExitCode::from(USAGE_ERROR);
        }
    }
    let config = match Config::read() {
        Ok(config) => config,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(USAGE_ERROR);
        }
    };
    match run(config).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The settings in the environment.
struct Config {
    graph: SocketAddr,
    jira: SocketAddr,
    settings: jira::Settings,
}

impl Config {
    fn read() -> Result<Self, String> {
        let graph = address(listen::VARIABLE)?.unwrap_or(listen::DEFAULT);
        let jira = address(listen::JIRA_VARIABLE)?.unwrap_or_else(|| listen::next_to(graph));
        let chat = env::var("SANDBOX_CHAT_URL").ok().filter(|chat| !chat.is_empty());
        let forge = env::var_os("SANDBOX_FORGE_DIR").map_or_else(|| PathBuf::from("forge"), PathBuf::from);
        let settings = jira::Settings { chat, forge };
        settings.check().map_err(|why| format!("SANDBOX_CHAT_URL can't be used: {why}"))?;
        Ok(Self { graph, jira, settings })
    }
}

fn address(variable: &str) -> Result<Option<SocketAddr>, String> {
    let read = match env::var(variable) {
        Ok(value) => listen::parse(&value).map(Some),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(listen::AddressError::NotAnAddress),
    };
    read.map_err(|error| format!("{variable} {error}"))
}

async fn run(config: Config) -> Result<(), String> {
    let (graph, bound) = bind(listen::VARIABLE, config.graph).await?;
    let (jira, jira_bound) = bind(listen::JIRA_VARIABLE, config.jira).await?;
    // Both handlers are installed before the first line is printed, because its reader may send a signal right away.
    let explain = |error| listen::explain(listen::VARIABLE, bound, &error);
    let stop = stop_signal().map_err(explain)?;
    // In one write, so that a reader of the first line has the second one too.
    let listening = format!("sandbox listening on http://{bound}\njira listening on http://{jira_bound}\n");
    print!("{listening}");
    sandbox::serve_with_jira(graph, jira, config.settings, stop).await.map_err(explain)
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
