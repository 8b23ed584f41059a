//! Starts the backend, and serves until it is asked to stop.

use backend::clock::Clock;
use backend::config::{Command, Config, ConfigError};
use backend::start::{self, StartError};
use backend::{log, serve, shutdown_signal};
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Overwrites freed memory, so that no token stays in it.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// The exit code for a wrong argument or setting.
const USAGE_ERROR: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let config = match Config::from_environment() {
        Ok(config) => config,
        Err(ConfigError::Help) => {
            print!("{}", Config::help());
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(USAGE_ERROR);
        }
    };
    log::init(config.log.clone());
    let result = match config.command {
        Some(Command::Forget { connect: _ }) => {
            start::forget_connect(&config).await.map(|deleted| println!("{deleted}"))
        }
        None => run(config).await,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(StartError::Config(error)) => {
            eprintln!("{error}");
            ExitCode::from(USAGE_ERROR)
        }
        Err(StartError::Failed(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

async fn run(config: Config) -> Result<(), StartError> {
    let listen = config.listen;
    let listener = TcpListener::bind(listen).await.map_err(|error| start::no_socket(listen, &error))?;
    // Before the line below is printed: a program that reads it may send the signal right away.
    let stop = shutdown_signal::listen().map_err(|error| start::no_socket(listen, &error))?;
    let mut stop = Box::pin(stop);
    let address = listener.local_addr().map_err(|error| start::no_socket(listen, &error))?;
    let app = tokio::select! {
        app = start::prepare(config, address, Clock::system()) => app?,
        // A migration may wait for another instance without a limit.
        () = &mut stop => {
            tracing::info!("stopped before it was ready");
            return Ok(());
        }
    };
    println!("chat listening on http://{address}");
    serve::serve(listener, app, stop).await
}
