//! A backend, a database and a sandbox for one test, and people who use them.

use backend::app::App;
use backend::clock::{Clock, at};
use backend::config::Config;
use backend::start::StartError;
use backend::{graph, serve, start};
use contract::access_token::{AccessToken, SecretText};
use contract::endpoint;
use contract::problem::{Code, MEDIA_TYPE, Problem};
use contract::request::{CheckToken, OpenSession, OtherApp, SaveCheck, SaveToken, Session};
use contract::settings::{ProjectKey, Settings};
use reqwest::{Client, Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A clock that the test sets, and its seconds since 1970.
pub(crate) fn turned_clock() -> (Clock, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(1_795_000_000));
    let shown = Arc::clone(&seconds);
    (Clock::new(move || at(shown.load(Ordering::Relaxed))), seconds)
}

/// What runs for one test; everything ends when it is dropped.
pub(crate) struct World {
    pub(crate) address: String,
    pub(crate) app: App,
    pub(crate) sandbox: Sandbox,
    pub(crate) folder: TempDir,
    pub(crate) http: Client,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<Result<(), StartError>>,
}

/// The sandbox in this process.
pub(crate) struct Sandbox {
    pub(crate) address: String,
    http: Client,
    _stop: oneshot::Sender<()>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    /// A world with these settings. Rate limits are high unless they are set.
    pub(crate) async fn with(settings: &[(&str, &str)]) -> Self {
        Self::at(Clock::system(), settings).await
    }

    pub(crate) async fn at(clock: Clock, settings: &[(&str, &str)]) -> Self {
        let sandbox = Sandbox::start().await;
        let folder = tempfile::tempdir().unwrap();
        let config = config(&folder, &sandbox.address, settings);
        let listener = TcpListener::bind(config.listen).await.unwrap();
        let local = listener.local_addr().unwrap();
        let app = start::prepare(config, local, clock).await.unwrap();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(serve::serve(listener, app.clone(), async {
            let _told_or_gone = stopped.await;
        }));
        let address = format!("http://{local}");
        Self { address, app, sandbox, folder, http: http(), stop: Some(stop), running }
    }

    /// Stops the backend like a signal, and waits for its end.
    pub(crate) async fn stop(mut self) {
        drop(self.stop.take());
        (&mut self.running).await.unwrap().unwrap();
    }

    /// The client that asks Meta.
    pub(crate) fn graph(&self) -> &graph::Client {
        &self.app.state.connections.graph
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.address))
    }

    /// A person with a session for `project`.
    pub(crate) async fn person(&self, project: &str) -> Person<'_> {
        let project = ProjectKey::parse(project).unwrap();
        let wish = OpenSession { project: project.clone() };
        let response = send(self.request(Method::POST, endpoint::SESSION).json(&wish)).await;
        let session: Session = response.good();
        Person { world: self, project, bearer: session.bearer.expose().to_owned() }
    }

    /// How many audit entries of the test's own database have this action and start with this outcome.
    pub(crate) async fn noted(&self, action: &str, outcome: &str) -> i64 {
        noted(&format!("sqlite:{}", self.database().display()), action, outcome).await
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("chat.db")
    }
}

/// How many audit entries of the database at `url` have this action and start with this outcome.
pub(crate) async fn noted(url: &str, action: &str, outcome: &str) -> i64 {
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(url).await.unwrap();
    let query = sqlx::query_scalar("SELECT count(*) FROM audit WHERE action = $1 AND outcome LIKE $2");
    query.bind(action).bind(format!("{outcome}%")).fetch_one(&pool).await.unwrap()
}

/// The settings of a test's backend.
fn config(folder: &TempDir, sandbox: &str, settings: &[(&str, &str)]) -> Config {
    let place = |name: &str| folder.path().join(name).display().to_string();
    let mut all: HashMap<String, String> = [
        ("CHAT_LISTEN", "127.0.0.1:0".to_owned()),
        ("CHAT_GRAPH_URL", sandbox.to_owned()),
        ("CHAT_DATABASE_URL", format!("sqlite:{}", place("chat.db"))),
        ("CHAT_KEY_FILE", place("chat.key")),
        ("CHAT_PUBLIC_DIR", place("dist")),
        ("CHAT_CHECKS_PER_MINUTE", "100000".to_owned()),
        ("CHAT_TENANT_CHECKS_PER_MINUTE", "100000".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    all.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Config::read(|name| all.get(name).cloned()).unwrap()
}

impl Sandbox {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        tokio::spawn(sandbox::serve(listener, async {
            let _told_or_gone = stopped.await;
        }));
        Self { address, http: http(), _stop: stop }
    }

    /// How often Meta was asked.
    pub(crate) async fn asked(&self) -> u64 {
        let response = self.http.get(format!("{}/_sandbox/requests", self.address)).send().await.unwrap();
        let counts: serde_json::Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        counts["total"].as_u64().unwrap()
    }

    /// Makes the token `name` behave as `other` from now on.
    pub(crate) async fn let_act(&self, name: &str, other: &str) {
        let request = self.http.put(format!("{}/_sandbox/responses/{name}", self.address));
        let response = request.json(&HashMap::from([("as", other)])).send().await.unwrap();
        assert!(response.status().is_success());
    }
}

/// The sandbox's token of this name.
pub(crate) fn token(name: &str) -> AccessToken {
    let case = sandbox::graph::cases::by_name(name).unwrap_or_else(|| panic!("the sandbox has no {name}"));
    AccessToken::parse(&SecretText::new(case.token.to_owned())).unwrap()
}

/// A new client, so that tests don't share connections.
pub(crate) fn http() -> Client {
    let _installed_before = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A person with a session.
pub(crate) struct Person<'a> {
    pub(crate) world: &'a World,
    pub(crate) project: ProjectKey,
    pub(crate) bearer: String,
}

impl Person<'_> {
    pub(crate) fn request(&self, method: Method, pattern: &str) -> RequestBuilder {
        self.world.request(method, &endpoint::of_project(pattern, &self.project)).bearer_auth(&self.bearer)
    }

    pub(crate) async fn show(&self) -> Response {
        send(self.request(Method::GET, endpoint::SETTINGS)).await
    }

    pub(crate) async fn check(&self, name: &str) -> Response {
        send(self.request(Method::POST, endpoint::TOKEN_CHECKS).json(&CheckToken::new(token(name)))).await
    }

    pub(crate) async fn check_again(&self) -> Response {
        send(self.request(Method::POST, endpoint::CHECKS)).await
    }

    pub(crate) async fn disconnect(&self, etag: &str) -> Response {
        send(self.request(Method::DELETE, endpoint::TOKEN).header("if-match", etag)).await
    }

    /// Saves as the page does by default.
    pub(crate) async fn save(&self, name: &str, etag: &str, key: &str) -> Response {
        let wish = SaveToken::new(token(name), SaveCheck::Required, OtherApp::Refuse);
        send(self.saving(&wish, etag, key)).await
    }

    pub(crate) fn saving(&self, wish: &SaveToken, etag: &str, key: &str) -> RequestBuilder {
        let request = self.request(Method::PUT, endpoint::TOKEN).json(wish);
        request.header("if-match", etag).header(endpoint::IDEMPOTENCY_KEY, key)
    }
}

/// A whole response.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

pub(crate) async fn send(request: RequestBuilder) -> Response {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    Response { status, headers, body: response.text().await.unwrap() }
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub(crate) fn good<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/json");
        serde_json::from_str(&self.body).unwrap()
    }

    /// The settings and their ETag.
    #[track_caller]
    pub(crate) fn settings(&self) -> (Settings, String) {
        (self.good(), self.header("etag").to_owned())
    }

    /// The problem, after checking what all problems have in common.
    #[track_caller]
    pub(crate) fn problem(&self, code: Code) -> Problem {
        let problem: Problem = serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no problem: {self:?}"));
        assert_eq!((problem.code, self.status.as_u16(), problem.status), (code, code.status(), code.status()));
        assert_eq!(self.header("content-type"), MEDIA_TYPE);
        assert_eq!(self.header("cache-control"), "no-store");
        assert_eq!(problem.request_id.as_deref(), Some(self.header(endpoint::REQUEST_ID)));
        problem
    }
}
