//! A backend with the Forge app, and a stand-in for Atlassian.

use crate::atlassian::{Asked, Atlassian};
use crate::tokens::{self, FORGE_APP, USER_TOKEN, atlassian_key, rs256, rs256_header};
use crate::world::{World, send};
use backend::clock::Clock;
use contract::endpoint;
use contract::request::Session;
use reqwest::{Body, Method, RequestBuilder};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) const CLOUD: &str = "11111111-2222-3333-4444-555555555555";

/// What runs for one test.
pub(crate) struct Jira {
    pub(crate) world: World,
    pub(crate) atlassian: Atlassian,
}

impl Jira {
    pub(crate) async fn new() -> Self {
        Self::at(Clock::system()).await
    }

    pub(crate) async fn at(clock: Clock) -> Self {
        Self::with(clock, &[]).await
    }

    pub(crate) async fn with(clock: Clock, more: &[(&str, &str)]) -> Self {
        let atlassian = Atlassian::start().await;
        let port = atlassian.port;
        let here = format!("http://127.0.0.1:{port}");
        let keys = format!("{here}/.well-known/jwks.json");
        let (sites, shells) = (format!("http://*.jira.localhost:{port}"), format!("http://shell.cdn.localhost:{port}"));
        let mut settings = vec![
            ("CHAT_FORGE_APP_ID", FORGE_APP),
            ("CHAT_FORGE_KEYS_URL", &keys),
            ("CHAT_FORGE_SHELLS", &shells),
            ("CHAT_JIRA_SITES", &sites),
            ("CHAT_ATLASSIAN_API_URL", &here),
        ];
        settings.extend(more);
        Self { world: World::at(clock, &settings).await, atlassian }
    }

    pub(crate) fn now(&self) -> i64 {
        self.world.app.clock.now().unix()
    }

    /// The origin of the site with this name.
    pub(crate) fn site(&self, name: &str) -> String {
        format!("http://{name}.jira.localhost:{}", self.atlassian.port)
    }

    /// An Invocation Token of the site `acme`.
    pub(crate) fn invocation(&self, project: &str) -> Value {
        tokens::invocation(self.now(), CLOUD, &self.site("acme"), project)
    }

    pub(crate) fn signed_invocation(&self, project: &str) -> String {
        rs256(&rs256_header(&atlassian_key().kid), &self.invocation(project))
    }

    /// The request of Forge's servers, with this token.
    pub(crate) fn forge(&self, token: &str) -> RequestBuilder {
        let request = self.world.request(Method::POST, endpoint::FORGE_SESSION).bearer_auth(token);
        request.header("x-forge-oauth-user", USER_TOKEN).json(&json!({}))
    }

    pub(crate) async fn forge_session(&self, project: &str) -> Session {
        send(self.forge(&self.signed_invocation(project))).await.good()
    }

    /// Sends `request`, and disconnects once the backend asks Atlassian. Returns after the backend has dropped the request.
    pub(crate) async fn leave(&self, request: RequestBuilder, asked: Asked) {
        let (request, before) = (request.build().unwrap(), self.atlassian.count(asked));
        let host = self.world.address.trim_start_matches("http://");
        let body = request.body().and_then(Body::as_bytes).unwrap_or_default();
        let mut head = format!("{} {} HTTP/1.1\r\nhost: {host}\r\n", request.method(), request.url().path());
        for (name, value) in request.headers() {
            head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        let mut line = TcpStream::connect(host).await.unwrap();
        line.write_all(&[head.as_bytes(), body].concat()).await.unwrap();
        while self.atlassian.count(asked) == before {
            tokio::task::yield_now().await;
        }
        line.shutdown().await.unwrap();
        assert_eq!(line.read(&mut [0; 64]).await.unwrap(), 0, "it closes its side without a word");
    }
}
