//! What we started, and that it stops when we do.
//!
//! Each child leads a process group of its own, so that Ctrl-C in the terminal reaches only us
//! and we stop them in an order that lets them finish: last started, first stopped.

use crate::console::{Failure, say};
use crate::process;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long a child may take to finish what it began before it is ended by force.
const GRACE: Duration = Duration::from_secs(10);
/// How often we look whether a child has ended by itself.
const LOOK: Duration = Duration::from_millis(200);

/// The running children of one command, and what is heard of them and of the person.
pub(crate) struct Children {
    running: Vec<(&'static str, Child)>,
    tell: Sender<News>,
    told: Receiver<News>,
}

/// All of it comes by one channel, because std can wait for one alone.
enum News {
    /// The person, or a service manager, wants us to stop.
    Stop,
    /// The child that is being started is ready; what follows the word for it in its line.
    Ready(String),
    /// That child has closed its output before.
    Silent,
}

impl Children {
    /// Starts listening for Ctrl-C and SIGTERM. Nothing runs yet.
    ///
    /// # Errors
    /// When signals cannot be caught.
    pub(crate) fn new() -> Result<Self, Failure> {
        let children = Self::deaf();
        let tell = children.tell.clone();
        ctrlc::set_handler(move || {
            // Nobody listens any more when we are stopping already.
            let _ = tell.send(News::Stop);
        })
        .map_err(|reason| Failure::because("listen for Ctrl-C", reason))?;
        Ok(children)
    }

    /// None yet, and nobody who could ask them to stop.
    fn deaf() -> Self {
        let (tell, told) = mpsc::channel();
        Self { running: Vec::new(), tell, told }
    }

    /// Starts a child and waits until it prints `ready`; returns what follows `ready` in that line.
    ///
    /// # Errors
    /// When it cannot be started, ends before it is ready, or is not ready before we are asked to stop.
    pub(crate) fn start(
        &mut self,
        name: &'static str,
        command: &mut Command,
        ready: &'static str,
    ) -> Result<String, Failure> {
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
        let tell = self.tell.clone();
        std::thread::spawn(move || listen(output, ready, &tell));
        match self.told.recv() {
            Ok(News::Ready(rest)) => Ok(rest),
            Ok(News::Silent) => Err(Failure(format!("the {name} ended before it was ready; its words are above"))),
            Ok(News::Stop) | Err(_) => {
                Err(Failure(format!("asked to stop before the {name} was ready; what was started is stopped")))
            }
        }
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
            match self.told.recv_timeout(LOOK) {
                Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                // Nobody is being started any more.
                Ok(News::Ready(_) | News::Silent) | Err(RecvTimeoutError::Timeout) => {}
            }
            for (name, child) in &mut self.running {
                if let Ok(Some(status)) = child.try_wait() {
                    return Err(ended(name, status));
                }
            }
        }
    }
}

/// Tells when the child is ready, and shows what else it prints. That is for the person; reading on also keeps its pipe
/// from filling.
fn listen(output: ChildStdout, ready: &str, tell: &Sender<News>) {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let rest = lines.by_ref().find_map(|line| {
        let rest = line.split_once(ready).map(|(_, rest)| rest.trim().to_owned());
        if rest.is_none() {
            println!("{line}");
        }
        rest
    });
    // Where nobody listens any more, we are stopping.
    let _ = tell.send(rest.map_or(News::Silent, News::Ready));
    lines.for_each(|line| println!("{line}"));
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        shell
    }

    #[test]
    fn a_child_is_awaited_until_it_is_ready_or_ends() {
        let mut children = Children::deaf();
        let started =
            children.start("server", &mut shell("echo first; echo it listens at home; read line"), "listens at");
        assert_eq!(started.unwrap(), "home");
        let Err(Failure(reason)) = children.start("dead one", &mut shell("echo first"), "listens at") else {
            panic!("it is not ready")
        };
        assert!(reason.contains("dead one ended before it was ready"), "{reason}");
    }

    #[test]
    fn who_asks_to_stop_does_not_wait_for_a_child_that_is_never_ready() {
        let mut children = Children::deaf();
        children.tell.send(News::Stop).unwrap();
        let Err(Failure(reason)) = children.start("server", &mut shell("exec tail -f /dev/null"), "listens at") else {
            panic!("it is not ready")
        };
        assert!(reason.contains("asked to stop before the server was ready"), "{reason}");
    }
}
