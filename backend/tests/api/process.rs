//! The program itself: how it starts, its messages if it can't, and how it stops.

use crate::world::{Sandbox, http, send, token};
use contract::endpoint;
use contract::request::{OpenSession, OtherApp, SaveCheck, SaveToken, Session};
use contract::settings::{ProjectKey, Settings};
use reqwest::{Client, Method, StatusCode};
use std::path::Path;
use std::process::{Output, Stdio};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

/// The program, without this process's environment.
pub(crate) fn program(folder: &Path, sandbox: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backend"));
    command.env_clear().current_dir(folder).kill_on_drop(true);
    command.env("CHAT_LISTEN", "127.0.0.1:0").env("CHAT_GRAPH_URL", sandbox);
    command.env("CHAT_CHECKS_PER_MINUTE", "100000").env("CHAT_TENANT_CHECKS_PER_MINUTE", "100000");
    command
}

/// A running backend.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) address: String,
}

pub(crate) async fn start(command: &mut Command) -> Running {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next_line().await.unwrap().unwrap();
    let address = first.strip_prefix("chat listening on ").unwrap().to_owned();
    Running { child, address }
}

/// What the program logs until it is ready.
pub(crate) async fn log_of_a_start(command: &mut Command) -> String {
    let Running { mut child, .. } = start(command.stderr(Stdio::piped())).await;
    terminate(&child).await;
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).await.unwrap();
    assert_eq!(child.wait().await.unwrap().code(), Some(0), "{log}");
    log
}

impl Running {
    pub(crate) async fn session(&self, http: &Client, project: &ProjectKey) -> String {
        let wish = OpenSession { project: project.clone() };
        let response = send(http.post(format!("{}{}", self.address, endpoint::SESSION)).json(&wish)).await;
        response.good::<Session>().bearer.expose().to_owned()
    }
}

/// Asks a process to stop, as a service manager does.
pub(crate) async fn terminate(child: &Child) {
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
}

pub(crate) async fn ended(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().await.unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[tokio::test]
async fn a_wrong_setting_exits_with_2_and_a_message_without_its_value() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [
        ("CHAT_LISTEN", "8787"),
        ("CHAT_LISTEN", "0.0.0.0:8787"),
        ("CHAT_DATABASE_URL", "mysql://user:hunter2@host/chat"),
        ("CHAT_DATABASE_URL", "postgres://user:hunter2@127.0.0.1:1/chat?sslmode=hunter2"),
        ("CHAT_DATABASE_URL", "sqlite:chat.db?hunter2=hunter2"),
        ("CHAT_GRAPH_URL", "http://graph.example"),
        ("CHAT_GRAPH_URL", "https://graph.example/?x=hunter2"),
        ("CHAT_GRAPH_URL", "https://graph.example/hunter2"),
        ("CHAT_GRAPH_VERSION", "26"),
        ("CHAT_GRAPH_CONNECT_TIMEOUT_MS", "two"),
        ("CHAT_GRAPH_TRY_TIMEOUT_MS", "0"),
        ("CHAT_GRAPH_BUDGET_MS", "14000"),
        ("CHAT_GRAPH_TRIES", "0"),
        ("CHAT_REQUEST_TIMEOUT_MS", "-1"),
        ("CHAT_SESSION_SECONDS", "301"),
        ("CHAT_CHECKS_PER_MINUTE", "0"),
        ("CHAT_TENANT_CHECKS_PER_MINUTE", "1e3"),
        ("CHAT_PUBLIC_ORIGIN", "https://chat.example.com"),
        ("CHAT_PUBLIC_ORIGIN", "chat.example.com"),
        ("CHAT_PUBLIC_ORIGIN", "https://chat.example.com/panel"),
        ("CHAT_PROXY_SECRET_FILE", "missing.secret"),
        ("CHAT_FORGE_APP_ID", "hunter2"),
        ("CHAT_FORGE_APP_ID", "ari:cloud:ecosystem::app/8a1f0c9e"),
        ("CHAT_FORGE_KEYS_URL", "http://forge.example/jwks.json"),
        ("CHAT_FORGE_SHELLS", "https://*"),
        ("CHAT_FORGE_SHELLS", "http://*.cdn.example"),
        ("CHAT_JIRA_SITES", "https://*.atlassian.net 'self'"),
        ("CHAT_JIRA_SITES", "http://jira.example.com"),
        ("CHAT_ATLASSIAN_API_URL", "api.atlassian.com"),
        ("CHAT_KEY", "hunter2"),
        ("CHAT_KEY_FILE", "missing/folder/chat.key"),
        ("CHAT_LOG", "loud"),
    ] {
        let (code, stdout, stderr) = ended(program(folder.path(), "http://127.0.0.1:1").env(name, value)).await;
        assert_eq!((code, &*stdout), (Some(2), ""), "{name}={value}: {stderr}");
        assert!(stderr.starts_with(&format!("{name} ")) && stderr.contains("--help"), "{name}: {stderr}");
        assert!(!stderr.contains("hunter2"), "{stderr}");
    }
    let (code, ..) = ended(program(folder.path(), "http://127.0.0.1:1").arg("--port")).await;
    assert_eq!(code, Some(2));
}

#[tokio::test]
async fn help_names_every_setting() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, _) = ended(program(folder.path(), "http://127.0.0.1:1").arg("--help")).await;
    assert_eq!((code, stdout), (Some(0), backend::config::Config::help()));
    let mut with_secret = program(folder.path(), "http://127.0.0.1:1");
    let (code, stdout, _) = ended(with_secret.env("CHAT_KEY", "hunter2").args(["forget", "--help"])).await;
    assert!(code == Some(0) && !stdout.contains("hunter2"), "{stdout}");
}

#[tokio::test]
async fn a_port_in_use_or_a_broken_database_exits_with_1_and_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, _, stderr) = ended(program(folder.path(), "http://127.0.0.1:1").env("CHAT_LISTEN", &address)).await;
    assert!(code == Some(1) && stderr.contains("another program") && stderr.contains("CHAT_LISTEN"), "{stderr}");

    std::fs::write(folder.path().join("broken.db"), "this is no database, ".repeat(100)).unwrap();
    let mut broken = program(folder.path(), "http://127.0.0.1:1");
    let (code, _, stderr) = ended(broken.env("CHAT_DATABASE_URL", "sqlite:broken.db")).await;
    assert!(code == Some(1) && stderr.contains("CHAT_DATABASE_URL"), "{code:?} {stderr}");
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_finishes_what_is_under_way() {
    let (sandbox, folder, http) = (Sandbox::start().await, tempfile::tempdir().unwrap(), http());
    let mut running = start(&mut program(folder.path(), &sandbox.address)).await;
    let project = ProjectKey::parse("SUP").unwrap();
    let bearer = running.session(&http, &project).await;
    let url = format!("{}{}", running.address, endpoint::of_project(endpoint::TOKEN, &project));
    let wish = SaveToken::new(token("slow"), SaveCheck::Required, OtherApp::Refuse);
    let save = http.request(Method::PUT, url).bearer_auth(bearer).json(&wish);
    let save = tokio::spawn(send(save.header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "k")));
    while sandbox.asked().await == 0 {
        tokio::task::yield_now().await;
    }
    terminate(&running.child).await;
    let saved = save.await.unwrap();
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert_eq!(running.child.wait().await.unwrap().code(), Some(0));

    let running = start(&mut program(folder.path(), &sandbox.address)).await;
    let bearer = running.session(&http, &project).await;
    let url = format!("{}{}", running.address, endpoint::of_project(endpoint::SETTINGS, &project));
    let shown: Settings = send(http.get(url).bearer_auth(bearer)).await.good();
    assert_eq!(shown.token.unwrap().last_four, "42B8");
}

#[tokio::test]
async fn an_idle_connection_does_not_block_shutdown() {
    let (sandbox, folder, http) = (Sandbox::start().await, tempfile::tempdir().unwrap(), http());
    let mut running = start(&mut program(folder.path(), &sandbox.address)).await;
    // The client keeps this connection open for a next request, which it never sends.
    send(http.get(format!("{}{}", running.address, endpoint::HEALTHZ))).await;
    terminate(&running.child).await;
    assert_eq!(running.child.wait().await.unwrap().code(), Some(0));
}
