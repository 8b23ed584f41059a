//! A sandbox of its own for each test, on a free port.

use std::net::SocketAddr;

use reqwest::{Client, RequestBuilder, header::HeaderMap, redirect};
use sandbox::graph::cases;
use serde_json::Value;
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

pub(crate) struct World {
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

/// A response, read to its end.
pub(crate) struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl HttpResponse {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// The token of the case of this name.
pub(crate) fn token(name: &str) -> &'static str {
    &cases::by_name(name).unwrap_or_else(|| panic!("no case is named {name}")).token
}

impl World {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(sandbox::serve(listener, async move {
            // A world that is dropped stops as well.
            drop(stopped.await);
        }));
        // Whether reqwest needs it depends on the features of the other crates in the build.
        let _installed_before = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { address, client, stop, serving }
    }

    /// Stops the sandbox, and waits until it has stopped.
    pub(crate) async fn stop(self) {
        self.stop.send(()).unwrap();
        self.serving.await.unwrap().unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str, bearer: &str) -> HttpResponse {
        let request = self.client.get(self.url(path));
        send(request.header("authorization", format!("Bearer {bearer}"))).await
    }

    /// Inspects the token of a case with the token itself.
    pub(crate) async fn inspect(&self, name: &str) -> HttpResponse {
        self.get(&inspection_of(token(name)), token(name)).await
    }

    /// The counts of the control API.
    pub(crate) async fn requests(&self) -> Value {
        send(self.client.get(self.url("/_sandbox/requests"))).await.json()
    }

    /// Inspects a token on a plain socket, and leaves the response unread.
    pub(crate) async fn inspect_plainly(&self, name: &str) -> TcpStream {
        let mut socket = TcpStream::connect(self.address).await.unwrap();
        let (path, token) = (inspection_of(token(name)), token(name));
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\r\n", self.address);
        socket.write_all(request.as_bytes()).await.unwrap();
        socket
    }
}

pub(crate) async fn send(request: RequestBuilder) -> HttpResponse {
    let response = request.send().await.unwrap();
    HttpResponse {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.bytes().await.unwrap().to_vec(),
    }
}

pub(crate) fn inspection_of(token: &str) -> String {
    format!("/v26.0/debug_token?input_token={token}")
}
