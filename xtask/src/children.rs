//! What we started, and that it stops when we do.
//!
//! Each child leads a process group of its own, so that Ctrl-C in the terminal reaches only us
//! and we stop them in an order that lets them finish: last started, first stopped.

use crate::console::{Failure, say};
use crate::process;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long a child may take to finish what it began before it is ended by force.
const GRACE: Duration = Duration::from_secs(10);
/// How often we look whether a child has ended by itself.
const LOOK: Duration = Duration::from_millis(200);

/// The running children of one command, and the wish to stop.
pub(crate) struct Children {
    running: Vec<(&'static str, Child)>,
    stop: Receiver<()>,
}

impl Children {
    /// Starts listening for Ctrl-C and SIGTERM. Nothing runs yet.
    ///
    /// # Errors
    /// When signals cannot be caught.
    pub(crate) fn new() -> Result<Self, Failure> {
        let (ask, stop) = mpsc::channel();
        ctrlc::set_handler(move || {
            // Nobody listens any more when we are stopping already.
            let _ = ask.send(());
        })
        .map_err(|reason| Failure::because("listen for Ctrl-C", reason))?;
        Ok(Self { running: Vec::new(), stop })
    }

    /// Starts a child and waits until it prints `ready`; returns what follows `ready` in that line.
    ///
    /// # Errors
    /// When it cannot be started, or ends before it is ready.
    pub(crate) fn start(&mut self, name: &'static str, command: &mut Command, ready: &str) -> Result<String, Failure> {
        own_group(command);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|reason| Failure::because(format!("start the {name}"), reason))?;
        let output = child.stdout.take();
        self.running.push((name, child));
        let Some(output) = output else {
            return Err(Failure(format!("the {name} has no output to read")));
        };
        let mut lines = BufReader::new(output).lines();
        for line in lines.by_ref().map_while(Result::ok) {
            if let Some((_, rest)) = line.split_once(ready) {
                let rest = rest.trim().to_owned();
                // What it prints later is for the person; reading on also keeps its pipe from filling.
                std::thread::spawn(move || {
                    lines.map_while(Result::ok).for_each(|line| println!("{line}"));
                });
                return Ok(rest);
            }
            println!("{line}");
        }
        Err(Failure(format!("the {name} ended before it was ready; its words are above")))
    }

    /// Starts a child that has nothing to wait for.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start_at_once(&mut self, name: &'static str, command: &mut Command) -> Result<(), Failure> {
        own_group(command);
        let child =
            command.stdin(Stdio::null()).spawn().map_err(|reason| Failure::because(format!("start {name}"), reason))?;
        self.running.push((name, child));
        Ok(())
    }

    /// Waits for Ctrl-C, or for a child to end by itself, which is a failure.
    ///
    /// # Errors
    /// When a child ends by itself.
    pub(crate) fn wait(&mut self) -> Result<(), Failure> {
        loop {
            match self.stop.recv_timeout(LOOK) {
                Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            for (name, child) in &mut self.running {
                if let Ok(Some(status)) = child.try_wait() {
                    return Err(ended(name, status));
                }
            }
        }
    }
}

fn ended(name: &str, status: ExitStatus) -> Failure {
    Failure(format!("the {name} ended by itself ({status}); its words are above. The rest is stopped too"))
}

impl Drop for Children {
    #[expect(clippy::disallowed_methods, reason = "std can wait for a child, or look at it, but not wait for a while")]
    fn drop(&mut self) {
        for (name, mut child) in self.running.drain(..).rev() {
            if let Ok(Some(_)) = child.try_wait() {
                continue;
            }
            say(format!("stop the {name}"));
            ask_to_stop(&child);
            let start = Instant::now();
            while matches!(child.try_wait(), Ok(None)) && start.elapsed() < GRACE {
                std::thread::sleep(Duration::from_millis(20));
            }
            // Both do nothing to a child that has ended.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// Asks a child and what it started to end. Std can only end by force, and only one process.
fn ask_to_stop(child: &Child) {
    if cfg!(unix) {
        let _ = process::output(process::command("sh").args(["-c", &format!("kill -s TERM -- -{}", child.id())]));
    }
}
