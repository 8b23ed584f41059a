//! A Chat backend that records its requests and responds as a test says.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A recorded request.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Value,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    /// What follows `scheme` in the header `Authorization`.
    pub(crate) fn credentials(&self, scheme: &str) -> String {
        let value = self.header("authorization");
        value.strip_prefix(scheme).unwrap_or_else(|| panic!("{value} is not {scheme}…")).trim().to_owned()
    }
}

#[derive(Clone)]
pub(crate) struct Chat {
    pub(crate) origin: String,
    received: Arc<Mutex<Vec<Received>>>,
    response: Arc<Mutex<(StatusCode, &'static str, String)>>,
}

impl Chat {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let origin = format!("http://{address}");
        let response = (StatusCode::OK, "application/json", json!({ "bearer": "EAASANDBOX" }).to_string());
        let chat = Self { origin, received: Arc::default(), response: Arc::new(Mutex::new(response)) };
        let router = Router::new().fallback(receive).with_state(chat.clone());
        tokio::spawn(axum::serve(listener, router).into_future());
        chat
    }

    /// Sets its response from now on.
    pub(crate) fn respond_with(&self, status: u16, kind: &'static str, body: &str) {
        *self.response.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), kind, body.to_owned());
    }

    /// The requests to this path, in order.
    pub(crate) fn received(&self, path: &str) -> Vec<Received> {
        let all = self.received.lock().unwrap();
        all.iter().filter(|received| received.target.split('?').next() == Some(path)).cloned().collect()
    }
}

async fn receive(State(chat): State<Chat>, request: Request<Body>) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    chat.received.lock().unwrap().push(Received {
        method: head.method.to_string(),
        target: head.uri.to_string(),
        headers: head.headers,
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    });
    let (status, kind, body) = chat.response.lock().unwrap().clone();
    (status, [("content-type", kind)], body).into_response()
}
