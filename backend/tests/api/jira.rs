//! A backend with both of Jira's apps, and Atlassian's stand-in beside it.

use crate::atlassian::{Asked, Atlassian};
use crate::tokens::{
    self, CONNECT_APP, FORGE_APP, QSH_INSTALLED, QSH_UNINSTALLED, USER_TOKEN, atlassian_key, hs256, rs256, rs256_header,
};
use crate::world::{Answer, World, send};
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

/// A Jira site with the Connect app.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) client_key: String,
    pub(crate) url: String,
    pub(crate) secret: String,
}

impl Jira {
    pub(crate) async fn new() -> Self {
        Self::at(Clock::of_the_machine()).await
    }

    pub(crate) async fn at(clock: Clock) -> Self {
        Self::with(clock, &[]).await
    }

    pub(crate) async fn with(clock: Clock, more: &[(&str, &str)]) -> Self {
        let atlassian = Atlassian::start().await;
        let port = atlassian.port;
        let here = format!("http://127.0.0.1:{port}");
        let (keys, install_keys) = (format!("{here}/.well-known/jwks.json"), format!("{here}/install-keys"));
        let (sites, shells) = (format!("http://*.jira.localhost:{port}"), format!("http://shell.cdn.localhost:{port}"));
        let script = format!("http://connect.cdn.localhost:{port}/all.js");
        let mut settings = vec![
            ("CHAT_FORGE_APP_ID", FORGE_APP),
            ("CHAT_FORGE_KEYS_URL", &keys),
            ("CHAT_FORGE_SHELLS", &shells),
            ("CHAT_JIRA_SITES", &sites),
            ("CHAT_ATLASSIAN_API_URL", &here),
            ("CHAT_CONNECT_APP_KEY", CONNECT_APP),
            ("CHAT_CONNECT_KEYS_URL", &install_keys),
            ("CHAT_CONNECT_SCRIPT_URL", &script),
        ];
        settings.extend(more);
        Self { world: World::at(clock, &settings).await, atlassian }
    }

    pub(crate) fn now(&self) -> i64 {
        self.world.backend.clock.now().unix()
    }

    /// The site of this name; it has not installed the app yet.
    pub(crate) fn site(&self, name: &str) -> Site {
        Site {
            client_key: format!("client-key-of-{name}"),
            url: format!("http://{name}.jira.localhost:{}", self.atlassian.port),
            secret: format!("shared-secret-of-{name}-that-nobody-has-guessed"),
        }
    }

    /// An Invocation Token of the site `acme`.
    pub(crate) fn invocation(&self, project: &str) -> Value {
        tokens::invocation(self.now(), CLOUD, &self.site("acme").url, project)
    }

    pub(crate) fn signed_invocation(&self, project: &str) -> String {
        rs256(&rs256_header(&atlassian_key().kid), &self.invocation(project))
    }

    /// What Forge's servers ask, with this token.
    pub(crate) fn forge(&self, token: &str) -> RequestBuilder {
        let request = self.world.request(Method::POST, endpoint::FORGE_SESSION).bearer_auth(token);
        request.header("x-forge-oauth-user", USER_TOKEN).json(&json!({}))
    }

    pub(crate) async fn forge_session(&self, project: &str) -> Session {
        send(self.forge(&self.signed_invocation(project))).await.good()
    }

    /// Sends `request`, and leaves once Atlassian is asked because of it; the backend has dropped it by the end.
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

    /// What Connect's servers tell of an install, with this token.
    pub(crate) fn installing(&self, site: &Site, token: &str) -> RequestBuilder {
        let told = json!({
            "key": CONNECT_APP, "clientKey": site.client_key, "sharedSecret": site.secret, "baseUrl": site.url,
            "eventType": "installed", "productType": "jira",
        });
        let request = self.world.request(Method::POST, endpoint::CONNECT_INSTALLED).json(&told);
        request.header("authorization", format!("JWT {token}"))
    }

    pub(crate) fn install_token(&self, site: &Site, now: i64) -> String {
        let claims = tokens::lifecycle(now, &site.client_key, &self.world.address, QSH_INSTALLED);
        rs256(&rs256_header(atlassian_key().install_kid()), &claims)
    }

    pub(crate) fn uninstall_token(&self, site: &Site, now: i64) -> String {
        let claims = tokens::lifecycle(now, &site.client_key, &self.world.address, QSH_UNINSTALLED);
        rs256(&rs256_header(atlassian_key().install_kid()), &claims)
    }

    pub(crate) async fn uninstall(&self, site: &Site, token: &str) -> Answer {
        let told = json!({ "key": CONNECT_APP, "clientKey": site.client_key, "eventType": "uninstalled" });
        let request = self.world.request(Method::POST, endpoint::CONNECT_UNINSTALLED).json(&told);
        send(request.header("authorization", format!("JWT {token}"))).await
    }

    /// The site, with the app installed.
    pub(crate) async fn installed(&self, name: &str) -> Site {
        let site = self.site(name);
        let answer = send(self.installing(&site, &self.install_token(&site, self.now()))).await;
        assert_eq!(answer.status, 204, "{}", answer.body);
        site
    }

    pub(crate) fn context_token(&self, site: &Site, project: &str) -> String {
        hs256(&tokens::context(self.now(), &site.client_key, project), &site.secret)
    }

    /// A request of a page inside Connect's frame.
    pub(crate) fn page(&self, method: Method, pattern: &str, project: &str, token: &str) -> RequestBuilder {
        let request = self.world.request(method, &pattern.replace("{project}", project));
        request.header("authorization", format!("JWT {token}"))
    }
}
