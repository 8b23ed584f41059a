//! A sandbox of one's own on a free port, and the ways to ask it.

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

/// An answer read to its end.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answered {
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
            // A world that is dropped without a word stops as well.
            drop(stopped.await);
        }));
        // The features of what is built along decide whether reqwest asks for it.
        let _installed_before = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { address, client, stop, serving }
    }

    /// Tells the sandbox to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        self.stop.send(()).unwrap();
        self.serving.await.unwrap().unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str, bearer: &str) -> Answered {
        let request = self.client.get(self.url(path));
        send(request.header("authorization", format!("Bearer {bearer}"))).await
    }

    /// Asks the token of a case about itself.
    pub(crate) async fn inspect(&self, name: &str) -> Answered {
        self.get(&inspection_of(token(name)), token(name)).await
    }

    /// The counts so far, as the sandbox's own door gives them.
    pub(crate) async fn requests(&self) -> Value {
        send(self.client.get(self.url("/_sandbox/requests"))).await.json()
    }

    /// Asks about a token on a plain socket, and leaves the answer to be read.
    pub(crate) async fn inspect_plainly(&self, name: &str) -> TcpStream {
        let mut socket = TcpStream::connect(self.address).await.unwrap();
        let (path, token) = (inspection_of(token(name)), token(name));
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\r\n", self.address);
        socket.write_all(request.as_bytes()).await.unwrap();
        socket
    }
}

pub(crate) async fn send(request: RequestBuilder) -> Answered {
    let response = request.send().await.unwrap();
    Answered {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: response.bytes().await.unwrap().to_vec(),
    }
}

pub(crate) fn inspection_of(token: &str) -> String {
    format!("/v26.0/debug_token?input_token={token}")
}
