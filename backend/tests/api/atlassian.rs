//! A stand-in for Atlassian's servers. It serves real keys, permissions and names, and records requests. Tests set its
//! behavior.

use crate::tokens::{AMIRA, Key, atlassian_key};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Full};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::convert::Infallible;
use std::future::pending;
use std::io;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The kind of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    /// Forge's keys.
    Keys,
    /// The permissions of a person.
    Rights,
    /// The name of a person.
    Name,
}

/// How it responds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Mood {
    /// As Atlassian does.
    #[default]
    Well,
    /// As Atlassian does, but only after the mood changes.
    Late,
    /// Never.
    Silent,
    /// With this.
    Says(u16, &'static [u8]),
    /// Half of a response.
    CutOff,
}

/// A request as received.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) target: String,
    pub(crate) authorization: String,
}

/// The stand-in. It ends with the test's runtime.
pub(crate) struct Atlassian {
    pub(crate) port: u16,
    told: Arc<Told>,
}

struct Told {
    keys: Mutex<Vec<Key>>,
    moods: watch::Sender<HashMap<Asked, Mood>>,
    questions: Mutex<Vec<(Asked, Question)>>,
    administers: Mutex<bool>,
}

impl Atlassian {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let told = Arc::new(Told {
            keys: Mutex::new(vec![atlassian_key()]),
            moods: watch::Sender::default(),
            questions: Mutex::default(),
            administers: Mutex::new(true),
        });
        let router = Router::new().fallback(response).with_state(Arc::clone(&told));
        tokio::spawn(async { axum::serve(listener, router).await });
        Self { port, told }
    }

    pub(crate) fn let_be(&self, asked: Asked, mood: Mood) {
        self.told.moods.send_modify(|moods| {
            moods.insert(asked, mood);
        });
    }

    pub(crate) fn let_administer(&self, administers: bool) {
        *self.told.administers.lock().unwrap() = administers;
    }

    /// From now on it has these keys.
    pub(crate) fn have_keys(&self, keys: Vec<Key>) {
        *self.told.keys.lock().unwrap() = keys;
    }

    pub(crate) fn questions(&self, about: Asked) -> Vec<Question> {
        let questions = self.told.questions.lock().unwrap();
        questions.iter().filter(|(asked, _)| *asked == about).map(|(_, question)| question.clone()).collect()
    }

    pub(crate) fn count(&self, about: Asked) -> usize {
        self.questions(about).len()
    }
}

async fn response(State(told): State<Arc<Told>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let asked = match path.as_str() {
        "/.well-known/jwks.json" => Asked::Keys,
        path if path.ends_with("/mypermissions") => Asked::Rights,
        path if path.ends_with("/myself") => Asked::Name,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let target = request.uri().to_string();
    let question = Question { target, authorization: text(request.headers(), AUTHORIZATION) };
    told.questions.lock().unwrap().push((asked, question));
    let mood = told.mood(asked).await;
    match mood {
        Mood::Well | Mood::Late => told.well(asked),
        Mood::Silent => pending().await,
        Mood::Says(status, body) => (StatusCode::from_u16(status).unwrap(), body).into_response(),
        Mood::CutOff => {
            // A mapped body has no length, so the client waits for its end.
            let half = Full::from("{").map_frame(|frame| frame).map_err(|never: Infallible| match never {});
            Body::new(half.with_trailers(async { Some(Err(io::Error::other("cut off"))) })).into_response()
        }
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned()
}

impl Told {
    async fn mood(&self, asked: Asked) -> Mood {
        let mut moods = self.moods.subscribe();
        let moods = moods.wait_for(|moods| moods.get(&asked) != Some(&Mood::Late)).await.unwrap();
        moods.get(&asked).cloned().unwrap_or_default()
    }

    fn well(&self, asked: Asked) -> Response {
        let (keys, administers) = (self.keys.lock().unwrap(), *self.administers.lock().unwrap());
        match asked {
            Asked::Keys => {
                let keys: Vec<Value> = keys.iter().map(|key| key.jwk.clone()).collect();
                json!({ "keys": keys }).to_string().into_response()
            }
            Asked::Name => json!({ "accountId": AMIRA, "displayName": "Amira Costa" }).to_string().into_response(),
            Asked::Rights => {
                let told = json!({ "permissions": { "ADMINISTER_PROJECTS": { "havePermission": administers } } });
                told.to_string().into_response()
            }
        }
    }
}
