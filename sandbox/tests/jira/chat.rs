//! A Chat backend that keeps what it is sent and answers as it is told.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A request as it came.
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

/// The stand-in.
#[derive(Clone)]
pub(crate) struct Chat {
    pub(crate) origin: String,
    received: Arc<Mutex<Vec<Received>>>,
    answer: Arc<Mutex<(StatusCode, &'static str, String)>>,
    descriptor: Arc<Mutex<Value>>,
}

impl Chat {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let origin = format!("http://{address}");
        let answer = (StatusCode::OK, "application/json", json!({ "bearer": "EAASANDBOX" }).to_string());
        let chat = Self {
            descriptor: Arc::new(Mutex::new(descriptor(&origin))),
            origin,
            received: Arc::default(),
            answer: Arc::new(Mutex::new(answer)),
        };
        let router = Router::new().fallback(receive).with_state(chat.clone());
        tokio::spawn(axum::serve(listener, router).into_future());
        chat
    }

    /// What it answers from now on, but for its descriptor.
    pub(crate) fn answers(&self, status: u16, kind: &'static str, body: &str) {
        *self.answer.lock().unwrap() = (StatusCode::from_u16(status).unwrap(), kind, body.to_owned());
    }

    /// Changes the descriptor of its Connect app.
    pub(crate) fn describe(&self, change: impl FnOnce(&mut Value)) {
        change(&mut self.descriptor.lock().unwrap());
    }

    /// The requests for this path, in order.
    pub(crate) fn received(&self, path: &str) -> Vec<Received> {
        let all = self.received.lock().unwrap();
        all.iter().filter(|received| received.target.split('?').next() == Some(path)).cloned().collect()
    }
}

fn descriptor(origin: &str) -> Value {
    json!({
        "key": "stand-in",
        "baseUrl": format!("{origin}/base"),
        "authentication": { "type": "jwt" },
        "apiMigrations": { "context-qsh": true, "signed-install": true },
        "lifecycle": { "installed": "/told/installed" },
        "modules": { "jiraProjectAdminTabPanels": [
            { "key": "the-panel", "url": "/panel/?projectId={project.id}&projectKey={project.key}" },
        ] },
    })
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
    if head.uri.path() == "/connect/atlassian-connect.json" {
        return Json(chat.descriptor.lock().unwrap().clone()).into_response();
    }
    let (status, kind, body) = chat.answer.lock().unwrap().clone();
    (status, [("content-type", kind)], body).into_response()
}
