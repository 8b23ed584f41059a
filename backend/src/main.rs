//! Starts the backend: configuration, log, keys, database; then serves until it is asked to stop.

use backend::clock::Clock;
use backend::config::{Config, help};
use backend::start::{self, Failed};
use backend::stop;
use std::env;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Freed memory is overwritten, so that a token does not stay behind in it.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// The start was asked for wrongly: an argument or a setting.
const MISUSED: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        None => {}
        Some("--help" | "-h") => {
            print!("{}", help());
            return ExitCode::SUCCESS;
        }
        Some(_) => {
            eprintln!("The backend takes no argument but --help. It is set up by the environment.");
            return ExitCode::from(MISUSED);
        }
    }
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed::Misused(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::from(MISUSED)
        }
        Err(Failed::Broken(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Failed> {
    let config = Config::from_environment().map_err(|wrong| Failed::Misused(wrong.to_string()))?;
    backend::log::begin(config.log.clone());
    let listener = TcpListener::bind(config.listen).await.map_err(|error| start::no_socket(config.listen, &error))?;
    // Both handlers stand before the first line is printed: whoever reads it may send the signal at once.
    let stop = stop::asked().map_err(|error| start::no_socket(config.listen, &error))?;
    let mut stop = Box::pin(stop);
    let address = listener.local_addr().map_err(|error| start::no_socket(config.listen, &error))?;
    let backend = tokio::select! {
        prepared = start::prepare(config, address, Clock::of_the_machine()) => prepared?,
        // A migration may wait for another instance for as long as that one likes.
        () = &mut stop => {
            tracing::info!("stopping before it was ready: nobody was served");
            return Ok(());
        }
    };
    println!("chat listening on http://{address}");
    start::serve(listener, backend, stop).await
}
