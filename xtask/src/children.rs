//! The servers that we start, and that they stop when we do.
//!
//! Each leads a process group of its own, so that Ctrl-C in the terminal reaches only us and we stop them in an order
//! that lets them finish: last started, first stopped.

use crate::console::say;
use crate::process;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long a child may take to stop before it is killed.
const GRACE: Duration = Duration::from_secs(10);
/// How often we check whether a child has stopped by itself.
const POLL: Duration = Duration::from_millis(200);

/// The running children of one command. Dropping it stops them.
pub(crate) struct Children {
    running: Vec<(&'static str, Child)>,
    sender: Sender<Signal>,
    receiver: Receiver<Signal>,
}

/// What we wait for. One channel for all of it, because std can't wait for two.
enum Signal {
    /// Ctrl-C or SIGTERM.
    Stop,
    /// The child that is being started is ready. Contains the rest of the line that says so.
    Ready(String),
    /// That child has closed its output without being ready.
    Closed,
}

impl Children {
    /// Starts listening for Ctrl-C and SIGTERM.
    pub(crate) fn new() -> Result<Self> {
        let children = Self::without_signals();
        let sender = children.sender.clone();
        // Sending fails only if we are stopping already.
        ctrlc::set_handler(move || drop(sender.send(Signal::Stop))).context("can't listen for Ctrl-C")?;
        Ok(children)
    }

    fn without_signals() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self { running: Vec::new(), sender, receiver }
    }

    /// Starts a child and waits until it prints `ready`; returns what follows `ready` in that line.
    pub(crate) fn start(&mut self, name: &'static str, command: &mut Command, ready: &'static str) -> Result<String> {
        let output = self.spawn(name, command.stdout(Stdio::piped()))?.stdout.take();
        let output = output.with_context(|| format!("the {name} has no output"))?;
        let sender = self.sender.clone();
        std::thread::spawn(move || forward(output, ready, &sender));
        match self.receiver.recv() {
            Ok(Signal::Ready(rest)) => Ok(rest),
            Ok(Signal::Closed) => bail!("the {name} stopped before it was ready; see its output above"),
            Ok(Signal::Stop) | Err(_) => bail!("interrupted before the {name} was ready"),
        }
    }

    /// Starts a child without waiting for anything.
    pub(crate) fn spawn(&mut self, name: &'static str, command: &mut Command) -> Result<&mut Child> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("can't start the {name}"))?;
        Ok(&mut self.running.push_mut((name, child)).1)
    }

    /// Waits for Ctrl-C. Fails if a child stops by itself.
    pub(crate) fn wait(&mut self) -> Result<()> {
        loop {
            match self.receiver.recv_timeout(POLL) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Ok(Signal::Ready(_) | Signal::Closed) | Err(RecvTimeoutError::Timeout) => {}
            }
            for (name, child) in &mut self.running {
                if let Ok(Some(status)) = child.try_wait() {
                    bail!("the {name} stopped by itself ({status}); see its output above");
                }
            }
        }
    }
}

/// Signals when the child is ready, and prints its other lines. It reads to the end, so that the pipe never fills up.
fn forward(output: impl Read, ready: &str, sender: &Sender<Signal>) {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let rest = lines.by_ref().find_map(|line| {
        let rest = line.split_once(ready).map(|(_, rest)| rest.trim().to_owned());
        if rest.is_none() {
            println!("{line}");
        }
        rest
    });
    // Sending fails only if we are stopping.
    let _ = sender.send(rest.map_or(Signal::Closed, Signal::Ready));
    lines.for_each(|line| println!("{line}"));
}

impl Drop for Children {
    #[expect(clippy::disallowed_methods, reason = "std can't wait for a child with a time limit")]
    fn drop(&mut self) {
        for (name, mut child) in self.running.drain(..).rev() {
            if let Ok(Some(_)) = child.try_wait() {
                continue;
            }
            say(format!("stop the {name}"));
            if cfg!(unix) {
                // Std can only kill, and only one process.
                let terminate = format!("kill -s TERM -- -{}", child.id());
                let _ = process::output(process::program("sh").args(["-c", &terminate]));
            }
            let start = Instant::now();
            while matches!(child.try_wait(), Ok(None)) && start.elapsed() < GRACE {
                std::thread::sleep(Duration::from_millis(20));
            }
            // Neither does anything to a child that has stopped.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn start(children: &mut Children, script: &str) -> Result<String> {
        children.start("server", Command::new("sh").args(["-c", script]), "listening on")
    }

    #[test]
    fn a_child_is_awaited_until_it_is_ready_or_stops() {
        let mut children = Children::without_signals();
        assert_eq!(start(&mut children, "echo first; echo it is listening on home; read line").unwrap(), "home");
        let reason = start(&mut children, "echo first").unwrap_err().to_string();
        assert!(reason.contains("server stopped before it was ready"), "{reason}");
    }

    #[test]
    fn an_interrupt_does_not_wait_for_a_child_that_is_never_ready() {
        let mut children = Children::without_signals();
        children.sender.send(Signal::Stop).unwrap();
        let reason = start(&mut children, "exec tail -f /dev/null").unwrap_err().to_string();
        assert!(reason.contains("interrupted before the server was ready"), "{reason}");
    }
}
