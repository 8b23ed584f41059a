//! The program as a person or a script meets it: its first line, its refusals, its end.
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

fn refused(listen: &str) -> (Option<i32>, String) {
    ended(sandbox(listen).output().unwrap())
}

fn ended(output: Output) -> (Option<i32>, String) {
    assert!(output.stdout.is_empty(), "a refusal is no output");
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
        let [address, jira] = ["sandbox", "jira"].map(|who| told(&mut stdout, &format!("{who} listening on http://")));
        Self { child, stdout, address, jira }
    }

    /// Sends the signal, waits for the end, and gives the exit code and what else was printed.
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
fn told(stdout: &mut impl BufRead, start: &str) -> String {
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    let rest = line.strip_prefix(start).and_then(|rest| rest.strip_suffix('\n'));
    rest.unwrap_or_else(|| panic!("the line is {line:?}")).to_owned()
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a passed test the program has ended already, and killing it again does nothing.
        drop(self.child.kill());
    }
}

#[test]
fn the_first_lines_tell_where_it_listens_and_signals_end_it() {
    for signal in ["-TERM", "-INT"] {
        let running = Running::start();
        let connections = [&running.address, &running.jira].map(|address| TcpStream::connect(address).unwrap());
        assert_eq!(running.end_by(signal), (Some(0), String::new()), "{signal}");
        drop(connections);
    }
}

#[test]
fn nothing_that_it_is_asked_is_printed() {
    let running = Running::start();
    for name in ["good", "revoked", "echoes-token", "truncated", "reset"] {
        let token = &cases::by_name(name).unwrap().token;
        let mut connection = TcpStream::connect(&running.address).unwrap();
        let path = format!("/v26.0/debug_token?input_token={token}");
        let head = format!("Host: sandbox\r\nAuthorization: Bearer {token}\r\nConnection: close");
        write!(connection, "GET {path} HTTP/1.1\r\n{head}\r\n\r\n").unwrap();
        let answered = connection.read_to_end(&mut Vec::new());
        assert_eq!(answered.is_ok(), name != "reset", "{name}");
    }
    assert_eq!(running.end_by("-TERM"), (Some(0), String::new()));
}

#[test]
fn a_port_in_use_is_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, said) = refused(&address);
    assert_eq!(code, Some(1));
    assert!(said.contains(&format!("cannot listen on {address} because another program")), "{said}");
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn the_port_of_jira_is_named_where_it_is_in_use() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, said) = ended(sandbox("127.0.0.1:0").env("SANDBOX_JIRA_LISTEN", &address).output().unwrap());
    assert_eq!(code, Some(1));
    assert!(said.contains(&address) && said.contains("set SANDBOX_JIRA_LISTEN"), "{said}");
}

#[test]
fn a_chat_elsewhere_is_refused() {
    for chat in ["https://chat.example.com", "http://chat.example.com", "127.0.0.1:8787"] {
        let (code, said) = ended(sandbox("127.0.0.1:0").env("SANDBOX_CHAT_URL", chat).output().unwrap());
        assert_eq!(code, Some(2), "{chat}");
        assert!(said.contains("SANDBOX_CHAT_URL"), "{said}");
    }
}

#[test]
fn an_address_for_other_machines_is_refused() {
    for listen in ["0.0.0.0:0", "[::]:0", "somewhere"] {
        let (code, said) = refused(listen);
        assert_eq!(code, Some(2), "{listen}");
        assert!(said.contains("SANDBOX_LISTEN"), "{said}");
        assert_eq!(said.lines().count(), 1);
    }
}

#[test]
fn an_unknown_argument_is_refused_and_help_is_given() {
    let (code, said) = ended(sandbox("127.0.0.1:0").arg("--port").output().unwrap());
    assert_eq!(code, Some(2));
    assert!(said.contains("--help"), "{said}");

    let help = sandbox("127.0.0.1:0").arg("--help").output().unwrap();
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8(help.stdout).unwrap();
    for variable in ["SANDBOX_LISTEN", "127.0.0.1:8788", "SANDBOX_JIRA_LISTEN", "SANDBOX_CHAT_URL", "SANDBOX_FORGE_DIR"]
    {
        assert!(text.contains(variable), "{text}");
    }
}
