//! A Jira of its own for each test, on a free port, with a Chat backend of these tests.

use std::{net::SocketAddr, path::Path};

use reqwest::{Client, RequestBuilder, header::HeaderMap, redirect};
use sandbox::jira::Settings;
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot};

use crate::chat::Chat;

pub(crate) const ACME: &str = "acme.jira";
pub(crate) const OTHER: &str = "other.jira";
pub(crate) const SHELL: &str = "shell.cdn";
pub(crate) const FOREIGN: &str = "foreign";
/// Atlassian's servers, whose address is a number.
pub(crate) const ATLASSIAN: &str = "";

pub(crate) struct World {
    pub(crate) graph: SocketAddr,
    pub(crate) jira: SocketAddr,
    pub(crate) chat: Chat,
    client: Client,
    /// The sandbox stops when this is dropped.
    _stop: oneshot::Sender<()>,
}

/// A response, read to its end.
pub(crate) struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl HttpResponse {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} isn't JSON", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl World {
    /// A Jira that knows where Chat is.
    pub(crate) async fn start() -> Self {
        let chat = Chat::start().await;
        let known = Some(chat.origin.clone());
        Self::start_with(chat, known).await
    }

    pub(crate) async fn start_with(chat: Chat, known: Option<String>) -> Self {
        let [graph, jira] =
            [TcpListener::bind("127.0.0.1:0").await.unwrap(), TcpListener::bind("127.0.0.1:0").await.unwrap()];
        let [graph_address, jira_address] = [&graph, &jira].map(|listener| listener.local_addr().unwrap());
        let forge = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("forge");
        let (stop, stopped) = oneshot::channel();
        let settings = Settings { chat: known, forge };
        tokio::spawn(sandbox::serve_with_jira(graph, jira, settings, async move {
            // A world that is dropped stops as well.
            drop::<Result<(), _>>(stopped.await);
        }));
        // Whether reqwest needs it depends on the features of the other crates in the build.
        let _installed_before = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { graph: graph_address, jira: jira_address, chat, client, _stop: stop }
    }

    /// The origin of the name that starts like this.
    pub(crate) fn origin(&self, name: &str) -> String {
        format!("http://{}", self.host(name))
    }

    fn host(&self, name: &str) -> String {
        if name.is_empty() { self.jira.to_string() } else { format!("{name}.localhost:{}", self.jira.port()) }
    }

    /// A request to Jira's listener under this name.
    pub(crate) fn request(&self, method: &str, name: &str, path: &str) -> RequestBuilder {
        let method = method.parse().unwrap();
        self.client.request(method, format!("http://{}{path}", self.jira)).header("host", self.host(name))
    }

    pub(crate) async fn get(&self, name: &str, path: &str) -> HttpResponse {
        send(self.request("GET", name, path)).await
    }

    pub(crate) async fn post(&self, name: &str, path: &str, body: &Value) -> HttpResponse {
        send(self.request("POST", name, path).header("content-type", "application/json").body(body.to_string())).await
    }

    /// Changes something with the control API.
    pub(crate) async fn change(&self, body: &Value) -> u16 {
        let request = self.request("PUT", ATLASSIAN, "/_sandbox/jira").header("content-type", "application/json");
        send(request.body(body.to_string())).await.status
    }

    /// The state that the control API shows.
    pub(crate) async fn state(&self) -> Value {
        self.get(ATLASSIAN, "/_sandbox/jira").await.json()
    }

    /// A request to the listener of the Graph API.
    pub(crate) async fn get_from_graph(&self, path: &str) -> HttpResponse {
        send(self.client.get(format!("http://{}{path}", self.graph))).await
    }
}

pub(crate) async fn send(request: RequestBuilder) -> HttpResponse {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    HttpResponse { status, headers, text: response.text().await.unwrap() }
}
