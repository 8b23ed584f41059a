//! The program as a person or a script sees it: its first lines, its errors, its end.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Output, Stdio},
};

use sandbox::graph::cases;

fn sandbox(listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.env("RUST_LOG", "trace").env("SANDBOX_LISTEN", listen).stdout(Stdio::piped()).stderr(Stdio::piped());
    for variable in ["SANDBOX_JIRA_LISTEN", "SANDBOX_CHAT_URL", "SANDBOX_FORGE_DIR"] {
        command.env_remove(variable);
    }
    command
}

fn failed(listen: &str) -> (Option<i32>, String) {
    outcome(sandbox(listen).output().unwrap())
}

fn outcome(output: Output) -> (Option<i32>, String) {
    assert!(output.stdout.is_empty(), "an error goes to stderr");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A running sandbox, killed if a test fails before it has ended.
struct Running {
    child: Child,
    stdout: BufReader<std::process::ChildStdout>,
    address: String,
    jira: String,
}

impl Running {
    fn start() -> Self {
        let mut child = sandbox("127.0.0.1:0").spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let [address, jira] = ["sandbox", "jira"].map(|who| line(&mut stdout, &format!("{who} listening on http://")));
        Self { child, stdout, address, jira }
    }

    /// Sends the signal, waits for the end, and returns the exit code and what else was printed.
    fn end_by(mut self, signal: &str) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let code = self.child.wait().unwrap().code();
        let mut printed = String::new();
        self.stdout.read_to_string(&mut printed).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut printed).unwrap();
        (code, printed)
    }
}

/// What follows `start` in the next line.
fn line(stdout: &mut impl BufRead, start: &str) -> String {
    let mut text = String::new();
    stdout.read_line(&mut text).unwrap();
    let rest = text.strip_prefix(start).and_then(|rest| rest.strip_suffix('\n'));
    rest.unwrap_or_else(|| panic!("the line is {text:?}")).to_owned()
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a passed test the program has ended already, and killing it again does nothing.
        drop(self.child.kill());
    }
}

#[test]
fn the_first_lines_name_both_addresses_and_signals_end_it() {
    for signal in ["-TERM", "-INT"] {
        let running = Running::start();
        let connections = [&running.address, &running.jira].map(|address| TcpStream::connect(address).unwrap());
        assert_eq!(running.end_by(signal), (Some(0), String::new()), "{signal}");
        drop(connections);
    }
}

#[test]
fn no_request_is_printed() {
    let running = Running::start();
    for name in ["good", "revoked", "echoes-token", "truncated", "reset"] {
        let token = &cases::by_name(name).unwrap().token;
        let mut connection = TcpStream::connect(&running.address).unwrap();
        let path = format!("/v26.0/debug_token?input_token={token}");
        let head = format!("Host: sandbox\r\nAuthorization: Bearer {token}\r\nConnection: close");
        write!(connection, "GET {path} HTTP/1.1\r\n{head}\r\n\r\n").unwrap();
        let received = connection.read_to_end(&mut Vec::new());
        assert_eq!(received.is_ok(), name != "reset", "{name}");
    }
    assert_eq!(running.end_by("-TERM"), (Some(0), String::new()));
}

#[test]
fn a_port_in_use_is_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, text) = failed(&address);
    assert_eq!(code, Some(1));
    assert!(text.contains(&format!("can't listen on {address} because another program")), "{text}");
    assert_eq!(text.lines().count(), 1);
}

#[test]
fn the_error_names_jiras_port_if_it_is_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, text) = outcome(sandbox("127.0.0.1:0").env("SANDBOX_JIRA_LISTEN", &address).output().unwrap());
    assert_eq!(code, Some(1));
    assert!(text.contains(&address) && text.contains("set SANDBOX_JIRA_LISTEN"), "{text}");
}

#[test]
fn a_chat_on_another_machine_is_rejected() {
    for chat in ["https://chat.example.com", "http://chat.example.com", "127.0.0.1:8787"] {
        let (code, text) = outcome(sandbox("127.0.0.1:0").env("SANDBOX_CHAT_URL", chat).output().unwrap());
        assert_eq!(code, Some(2), "{chat}");
        assert!(text.contains("SANDBOX_CHAT_URL"), "{text}");
    }
}

#[test]
fn an_address_for_other_machines_is_rejected() {
    for listen in ["0.0.0.0:0", "[::]:0", "somewhere"] {
        let (code, text) = failed(listen);
        assert_eq!(code, Some(2), "{listen}");
        assert!(text.contains("SANDBOX_LISTEN"), "{text}");
        assert_eq!(text.lines().count(), 1);
    }
}

#[test]
fn an_unknown_argument_is_rejected_and_help_is_printed() {
    let (code, text) = outcome(sandbox("127.0.0.1:0").arg("--port").output().unwrap());
    assert_eq!(code, Some(2));
    assert!(text.contains("--help"), "{text}");

    let help = sandbox("127.0.0.1:0").arg("--help").output().unwrap();
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8(help.stdout).unwrap();
    for variable in ["SANDBOX_LISTEN", "127.0.0.1:8788", "SANDBOX_JIRA_LISTEN", "SANDBOX_CHAT_URL", "SANDBOX_FORGE_DIR"]
    {
        assert!(text.contains(variable), "{text}");
    }
}
